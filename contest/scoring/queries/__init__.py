"""Reads of scoring: a judge's tasks, one sheet, all sheets of a round, how far it is, what keeps it open."""

from contest.scoring.queries.card import SheetCard, sheet_card
from contest.scoring.queries.case_list import CaseLine, Concluded, GapLine, case_list, concluded, loose_gaps
from contest.scoring.queries.case_page import BlindTo, CasePage, blind_to, case_page, leads_case
from contest.scoring.queries.cases import (
    EntryState,
    MyRequest,
    asked_of,
    case_states,
    entry_states,
    my_requests,
    requests_of,
)
from contest.scoring.queries.closing import (
    Closing,
    Decision,
    absence_effect,
    closing_of,
    entry_names,
    judge_names,
    later_rounds,
    lowered_quorums,
    quorum_effect,
)
from contest.scoring.queries.closing_page import ClosingLook, closing_look
from contest.scoring.queries.entry import EntrySheets, JudgeSheet, entry_sheets
from contest.scoring.queries.grid import GridLine, grid_lines
from contest.scoring.queries.notes import Attached, Noted, attachment, noted, noted_by_all
from contest.scoring.queries.paper import (
    KeyedBy,
    PaperCard,
    kept_from_paper,
    keyings_of,
    other_paper,
    paper_card,
    reading_of,
)
from contest.scoring.queries.papers import (
    PaperCounts,
    PaperLine,
    PrintPair,
    council_names,
    pairs_to_print,
    paper_counts,
    paper_list,
    printed_codes,
)
from contest.scoring.queries.progress import (
    EntryProgress,
    JudgeProgress,
    PairRow,
    entries_progress,
    judges_progress,
    pairs,
)
from contest.scoring.queries.replacing import Leaving, leaving, replacement_bench
from contest.scoring.queries.rounds import ScoredRound, councils_in_reach, reach_at, scored_round, scored_rounds
from contest.scoring.queries.sheets import HandedIn, Place, SheetRow, handed_in, place_of, sheet_with_scores, sheets_of
from contest.scoring.queries.sums import round_progress
from contest.scoring.queries.tasks import (
    FILTERS,
    LIST_SIZE,
    Neighbours,
    Task,
    Work,
    neighbours,
    next_after,
    numbers_of,
    page_of_tasks,
    unfinished,
    work_of,
)
from contest.scoring.rules import MissingSheet

__all__ = [
    "FILTERS",
    "LIST_SIZE",
    "Attached",
    "BlindTo",
    "CaseLine",
    "CaseList",
    "CasePage",
    "Closing",
    "ClosingLook",
    "Concluded",
    "Decision",
    "EntryProgress",
    "EntrySheets",
    "EntryState",
    "GapLine",
    "GridLine",
    "HandedIn",
    "JudgeProgress",
    "JudgeSheet",
    "KeyedBy",
    "Leaving",
    "MissingSheet",
    "MyRequest",
    "Neighbours",
    "Noted",
    "PairRow",
    "PaperCard",
    "PaperCounts",
    "PaperLine",
    "Place",
    "PrintPair",
    "ScoredRound",
    "SheetCard",
    "SheetRow",
    "Task",
    "Work",
    "absence_effect",
    "asked_of",
    "attachment",
    "blind_to",
    "case_list",
    "case_page",
    "case_states",
    "cases_of",
    "closing_look",
    "closing_of",
    "concluded",
    "council_names",
    "councils_in_reach",
    "entries_progress",
    "entry_names",
    "entry_sheets",
    "entry_states",
    "grid_lines",
    "handed_in",
    "judge_names",
    "judges_progress",
    "kept_from_paper",
    "keyings_of",
    "later_rounds",
    "leads_case",
    "leaving",
    "loose_gaps",
    "lowered_quorums",
    "missing",
    "my_requests",
    "neighbours",
    "next_after",
    "noted",
    "noted_by_all",
    "numbers_of",
    "other_paper",
    "page_of_tasks",
    "pairs",
    "pairs_to_print",
    "paper_card",
    "paper_counts",
    "paper_list",
    "place_of",
    "printed_codes",
    "quorum_effect",
    "reach_at",
    "reading_of",
    "replacement_bench",
    "requests_of",
    "round_progress",
    "scored_round",
    "scored_rounds",
    "sheet_card",
    "sheet_with_scores",
    "sheets_of",
    "unfinished",
    "work_of",
]


def missing(round_id: int) -> list[MissingSheet]:
    """The sheets of a round that say nothing yet."""
    settled = ("submitted", "absent", "abstained", "recused")
    return [MissingSheet(*pair) for pair in pairs(round_id) if pair.state not in settled]
