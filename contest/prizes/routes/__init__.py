"""Pages of the prizes, and of changes to what was judged."""

from contest.prizes.routes import changes, proposing, recommending, table
from contest.prizes.routes.blueprint import routes

__all__ = ["changes", "proposing", "recommending", "routes", "table"]
