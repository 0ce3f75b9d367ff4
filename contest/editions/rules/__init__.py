"""The regulation of an edition as data: its schema, how its file is read, every fault named at its place."""

from contest.editions.rules.awards import Nomination
from contest.editions.rules.judging import (
    Criterion,
    CriterionPart,
    GoesOn,
    Presentation,
    Round,
    Rounding,
    Threshold,
    Vote,
)
from contest.editions.rules.letters import EVENTS
from contest.editions.rules.participation import Council, Division, DossierPart, Field, Question
from contest.editions.rules.reading import Reading, parse, read
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.wordlist import WORDS

__all__ = [
    "EVENTS",
    "WORDS",
    "Council",
    "Criterion",
    "CriterionPart",
    "Division",
    "DossierPart",
    "Field",
    "GoesOn",
    "Nomination",
    "Presentation",
    "Question",
    "Reading",
    "Regulation",
    "Round",
    "Rounding",
    "Threshold",
    "Vote",
    "parse",
    "read",
]
