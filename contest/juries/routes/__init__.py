"""Pages of the councils, conflicts of interest and assignments."""

from contest.juries.routes import conflicts, councils, hands, imports, own, plans
from contest.juries.routes.blueprint import routes

__all__ = ["conflicts", "councils", "hands", "imports", "own", "plans", "routes"]
