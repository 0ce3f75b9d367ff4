"""The regulation of an edition as data: its schema, how its file is read, every fault named at its place."""

from contest.editions.rules.judging import Criterion, CriterionPart, GoesOn, Round, Rounding, Threshold
from contest.editions.rules.participation import Council, Division, DossierPart, Field, Question
from contest.editions.rules.reading import WORDS, parse
from contest.editions.rules.regulation import Regulation

__all__ = [
    "Council",
    "Criterion",
    "CriterionPart",
    "Division",
    "DossierPart",
    "Field",
    "GoesOn",
    "Question",
    "Regulation",
    "Round",
    "Rounding",
    "Threshold",
    "WORDS",
    "parse",
]
