"""Tables of scoring: sheets, cases and what a council decided; sheets on paper; what judges take down."""

from contest.scoring.models.notes import JudgeFile, JudgeNote
from contest.scoring.models.paper import PaperKeying, PaperSheet
from contest.scoring.models.sheets import (
    CASE_ANSWERS,
    CASE_STEPS,
    CELL_STATES,
    SHEET_STATES,
    SHEET_USES,
    CaseEvent,
    CaseRequest,
    DisagreementCase,
    QuorumDecision,
    RoundReopening,
    Score,
    ScoreSheet,
    SheetVersion,
)

__all__ = [
    "CASE_ANSWERS",
    "CASE_STEPS",
    "CELL_STATES",
    "SHEET_STATES",
    "SHEET_USES",
    "CaseEvent",
    "CaseRequest",
    "DisagreementCase",
    "JudgeFile",
    "JudgeNote",
    "PaperKeying",
    "PaperSheet",
    "QuorumDecision",
    "RoundReopening",
    "Score",
    "ScoreSheet",
    "SheetVersion",
]
