"""Pages of the councils, conflicts of interest, assignments and presentations."""

from contest.juries.routes import (
    again,
    apart,
    blindness,
    conflicts,
    councils,
    hands,
    imports,
    own,
    plans,
    presenting,
    standing_in,
    wishes,
)
from contest.juries.routes.blueprint import routes

__all__ = [
    "again",
    "apart",
    "blindness",
    "conflicts",
    "councils",
    "hands",
    "imports",
    "own",
    "plans",
    "presenting",
    "routes",
    "standing_in",
    "wishes",
]
