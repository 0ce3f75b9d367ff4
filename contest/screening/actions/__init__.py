"""People decide on eligibility; every decision stays, the latest counts, and a deed on many can be taken back."""

from contest.screening.actions.deciding import ask_supplement, decide
from contest.screening.actions.importing import (
    HEADINGS,
    Conflict,
    DecisionsOutcome,
    LookedThrough,
    import_decisions,
    look_through,
    read_decisions,
)
from contest.screening.actions.looking import look
from contest.screening.actions.many import Undone, accept_all, reject_by_rule, undo_batch

__all__ = [
    "HEADINGS",
    "Conflict",
    "DecisionsOutcome",
    "LookedThrough",
    "Undone",
    "accept_all",
    "ask_supplement",
    "decide",
    "import_decisions",
    "look",
    "look_through",
    "read_decisions",
    "reject_by_rule",
    "undo_batch",
]
