"""Pages of the prizes, of the committee's votes, and of changes to what was judged."""

from contest.prizes.routes import ballots, changes, proposing, recommending, table
from contest.prizes.routes.blueprint import routes

__all__ = ["ballots", "changes", "proposing", "recommending", "routes", "table"]
