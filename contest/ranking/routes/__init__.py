"""Pages of the rankings and of the councils' meetings."""

from contest.ranking.routes import meetings, public_votes, rankings, table
from contest.ranking.routes.blueprint import routes

__all__ = ["meetings", "public_votes", "rankings", "routes", "table"]
