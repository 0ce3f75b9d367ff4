"""Reads of rankings: what they are made from, what came out, what the page shows."""

from contest.ranking.queries.board import Board, BoardRow, WaitingTie, board, waiting_tie
from contest.ranking.queries.inputs import Inputs, inputs_of, is_current, latest_run_id
from contest.ranking.queries.quality import QualityPage, quality_page
from contest.ranking.queries.runs import (
    PlacingRow,
    RunCard,
    latest_run,
    place_in,
    placings,
    round_and_run,
)

__all__ = [
    "Board",
    "BoardRow",
    "Inputs",
    "PlacingRow",
    "QualityPage",
    "RunCard",
    "WaitingTie",
    "board",
    "inputs_of",
    "is_current",
    "latest_run",
    "latest_run_id",
    "place_in",
    "placings",
    "quality_page",
    "round_and_run",
    "waiting_tie",
]
