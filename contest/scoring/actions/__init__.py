"""The deeds of scoring: save, hand in, key in, mark, import, see to disagreements, close, open again, remind."""

from contest.scoring.actions.cases import (
    answer_case,
    call_judges,
    conclude_case,
    look_at_round,
    open_case,
    record_answer,
    remind_asked,
    reopen_case,
    stop_waiting,
)
from contest.scoring.actions.importing import ImportOutcome, import_scores
from contest.scoring.actions.keying import PaperSheet, key_in
from contest.scoring.actions.looking import keep_paper_photo, reopen_paper, settle_paper
from contest.scoring.actions.marks import mark_judge_absent, mark_sheet
from contest.scoring.actions.notes import SavedNote, attach_photo, remove_photo, save_note
from contest.scoring.actions.paper import KeyedPaper, key_paper, withdraw_keying
from contest.scoring.actions.printing import print_paper, print_spares
from contest.scoring.actions.putting_right import add_up_anew, correct_sheet, leave_out_judge
from contest.scoring.actions.replacing import Replacement, decide_sheet, planned_replacement, replace_judge
from contest.scoring.actions.rounds import (
    ClosedRound,
    close_round,
    lower_quorum,
    remind_judges,
    reminder,
    reopen_round,
    reopen_sheet,
)
from contest.scoring.actions.sheets import decline_sheet, hand_in_sheet, recuse_sheet, save_sheet, take_back_sheet
from contest.scoring.actions.writing import SavedSheet

__all__ = [
    "ClosedRound",
    "ImportOutcome",
    "KeyedPaper",
    "PaperSheet",
    "Replacement",
    "SavedNote",
    "SavedSheet",
    "add_up_anew",
    "answer_case",
    "attach_photo",
    "call_judges",
    "close_round",
    "conclude_case",
    "correct_sheet",
    "decide_sheet",
    "decline_sheet",
    "hand_in_sheet",
    "import_scores",
    "keep_paper_photo",
    "key_in",
    "key_paper",
    "leave_out_judge",
    "look_at_round",
    "lower_quorum",
    "mark_judge_absent",
    "mark_sheet",
    "open_case",
    "planned_replacement",
    "print_paper",
    "print_spares",
    "record_answer",
    "recuse_sheet",
    "remind_asked",
    "remind_judges",
    "reminder",
    "remove_photo",
    "reopen_case",
    "reopen_paper",
    "reopen_round",
    "reopen_sheet",
    "replace_judge",
    "save_note",
    "save_sheet",
    "settle_paper",
    "stop_waiting",
    "take_back_sheet",
    "withdraw_keying",
]
