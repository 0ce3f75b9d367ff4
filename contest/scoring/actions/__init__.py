"""The deeds of scoring: save and hand in a sheet, key in paper, mark, import, settle, close, open again, remind."""

from contest.scoring.actions.importing import ImportOutcome, import_scores
from contest.scoring.actions.keying import PaperSheet, key_in
from contest.scoring.actions.looking import keep_paper_photo, reopen_paper, settle_paper
from contest.scoring.actions.marks import mark_judge_absent, mark_sheet
from contest.scoring.actions.paper import KeyedPaper, key_paper, withdraw_keying
from contest.scoring.actions.printing import print_paper, print_spares
from contest.scoring.actions.rounds import (
    ClosedRound,
    close_round,
    lower_quorum,
    remind_judges,
    reminder,
    reopen_round,
    reopen_sheet,
    settle_case,
)
from contest.scoring.actions.sheets import decline_sheet, hand_in_sheet, recuse_sheet, save_sheet, take_back_sheet
from contest.scoring.actions.writing import SavedSheet

__all__ = [
    "ClosedRound",
    "ImportOutcome",
    "KeyedPaper",
    "PaperSheet",
    "SavedSheet",
    "close_round",
    "decline_sheet",
    "hand_in_sheet",
    "import_scores",
    "keep_paper_photo",
    "key_in",
    "key_paper",
    "lower_quorum",
    "mark_judge_absent",
    "mark_sheet",
    "print_paper",
    "print_spares",
    "recuse_sheet",
    "remind_judges",
    "reminder",
    "reopen_paper",
    "reopen_round",
    "reopen_sheet",
    "save_sheet",
    "settle_case",
    "settle_paper",
    "take_back_sheet",
    "withdraw_keying",
]
