"""Reads of rankings: what they are made from, what came out, what the page shows."""

from contest.ranking.queries.board import Board, BoardRow, WaitingTie, board
from contest.ranking.queries.inputs import Inputs, inputs_of, latest_run_id
from contest.ranking.queries.runs import (
    PlacingRow,
    RunCard,
    latest_run,
    may_be_outdated,
    placings,
    ranked_rounds,
)

__all__ = [
    "Board",
    "BoardRow",
    "Inputs",
    "PlacingRow",
    "RunCard",
    "WaitingTie",
    "board",
    "inputs_of",
    "latest_run",
    "latest_run_id",
    "may_be_outdated",
    "placings",
    "ranked_rounds",
]
