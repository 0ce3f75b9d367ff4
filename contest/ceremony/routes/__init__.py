"""Pages of the ceremony, a file for each subject."""

from contest.ceremony.reports import handing_over, tallying
from contest.ceremony.routes import items, order, payouts, receipts, rehearsing, remote, screens
from contest.ceremony.routes.blueprint import routes

# Named so that importing the room hangs its views on the blueprint.
__all__ = [
    "handing_over",
    "items",
    "order",
    "payouts",
    "receipts",
    "rehearsing",
    "remote",
    "routes",
    "screens",
    "tallying",
]
