"""How sure a result is: what would turn if one judge, one step, the way of combining were another."""

from contest.prizes.rules.fragile.causes import Cause, Turn, left_out, other_methods, steps
from contest.prizes.rules.fragile.lines import Line, Near, lines_of
from contest.prizes.rules.fragile.looks import SecondLook, second_looks
from contest.prizes.rules.fragile.report import Fragile, fragile, has_lines, table_of
from contest.prizes.rules.fragile.table import GOES_ON, LEFT_TO_COUNCIL, Table
from contest.prizes.rules.fragile.telling import FRAGILE_WORDS, MARKED, fragile_words

__all__ = [
    "FRAGILE_WORDS",
    "GOES_ON",
    "LEFT_TO_COUNCIL",
    "MARKED",
    "Cause",
    "Fragile",
    "Line",
    "Near",
    "SecondLook",
    "Table",
    "Turn",
    "fragile",
    "fragile_words",
    "has_lines",
    "left_out",
    "lines_of",
    "other_methods",
    "second_looks",
    "steps",
    "table_of",
]
