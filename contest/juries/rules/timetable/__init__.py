"""When and where each entry is presented: the grid of slots, the order of the call, the timetable, its clashes."""

from contest.juries.rules.timetable.building import build
from contest.juries.rules.timetable.calling import Called, call_order
from contest.juries.rules.timetable.clashes import Clash, clashes, clashes_with, said
from contest.juries.rules.timetable.day import delayed
from contest.juries.rules.timetable.grid import MOST_DAYS, MOST_ROOMS, Cell, Day, Frame, Room, cells, why_not_frame
from contest.juries.rules.timetable.problem import Built, Change, Elsewhere, Placed, Problem, Show, changes

__all__ = [
    "MOST_DAYS",
    "MOST_ROOMS",
    "Built",
    "Called",
    "Cell",
    "Change",
    "Clash",
    "Day",
    "Elsewhere",
    "Frame",
    "Placed",
    "Problem",
    "Room",
    "Show",
    "build",
    "call_order",
    "cells",
    "changes",
    "clashes",
    "clashes_with",
    "delayed",
    "said",
    "why_not_frame",
]
