"""Pages of the councils, conflicts of interest and assignments."""

from contest.juries.routes import blindness, conflicts, councils, hands, imports, own, plans
from contest.juries.routes.blueprint import routes

__all__ = ["blindness", "conflicts", "councils", "hands", "imports", "own", "plans", "routes"]
