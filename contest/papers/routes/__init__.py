"""The download desk, the covering lists of units."""

from contest.papers.routes.blueprint import routes
from contest.papers.routes.covering import covering_copy, covering_list
from contest.papers.routes.desk import copy, desk

__all__ = ["copy", "covering_copy", "covering_list", "desk", "routes"]
