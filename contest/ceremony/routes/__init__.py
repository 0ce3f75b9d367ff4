"""Pages of the ceremony, a file for each subject."""

from contest.ceremony.queries import retention
from contest.ceremony.reports import enclosing, handing_over, tallying
from contest.ceremony.routes import (
    door,
    items,
    live,
    order,
    payees,
    payouts,
    receipts,
    rehearsing,
    remote,
    saying,
    screens,
)
from contest.ceremony.routes.blueprint import routes

# Named so that importing the room hangs its views on the blueprint.
__all__ = [
    "door",
    "enclosing",
    "handing_over",
    "items",
    "live",
    "order",
    "payees",
    "payouts",
    "receipts",
    "rehearsing",
    "remote",
    "retention",
    "routes",
    "saying",
    "screens",
    "tallying",
]
