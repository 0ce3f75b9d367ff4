"""Pages of the ceremony, a file for each subject."""

from contest.ceremony.reports import tallying
from contest.ceremony.routes import order, remote, screens
from contest.ceremony.routes.blueprint import routes

# Named so that importing the room hangs its views on the blueprint.
__all__ = ["order", "remote", "routes", "screens", "tallying"]
