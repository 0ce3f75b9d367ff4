"""People decide on eligibility; every decision stays, the latest counts, and a deed on many can be taken back."""

from contest.screening.actions.deciding import ask_supplement, decide, disqualify
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
from contest.screening.actions.old_titles import (
    OldTitlesOutcome,
    TakenBack,
    import_old_titles,
    read_old_titles,
    take_back_titles,
)
from contest.screening.actions.radar import Reading, ask_radar, judge_pair, keep_readings, put_pairs_on_record

__all__ = [
    "HEADINGS",
    "Conflict",
    "DecisionsOutcome",
    "LookedThrough",
    "OldTitlesOutcome",
    "Reading",
    "TakenBack",
    "Undone",
    "accept_all",
    "ask_radar",
    "ask_supplement",
    "decide",
    "disqualify",
    "import_decisions",
    "import_old_titles",
    "judge_pair",
    "keep_readings",
    "look",
    "look_through",
    "put_pairs_on_record",
    "read_decisions",
    "read_old_titles",
    "reject_by_rule",
    "take_back_titles",
    "undo_batch",
]
