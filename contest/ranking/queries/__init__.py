"""Reads of rankings: what they are made from, what came out, what the page shows."""

from contest.ranking.queries.board import Board, BoardRow, WaitingTie, board, waiting_tie, without
from contest.ranking.queries.inputs import Inputs, inputs_of, is_current, latest_run_id, mark_of, places_of
from contest.ranking.queries.quality import QualityPage, quality_page
from contest.ranking.queries.runs import (
    NewestRun,
    PlacingRow,
    RunCard,
    derivations,
    latest_run,
    newest_runs,
    place_in,
    placings,
    round_and_run,
    waiting_groups,
)
from contest.ranking.queries.voting import VoteRow, council_votes, votes_standing

__all__ = [
    "Board",
    "BoardRow",
    "Inputs",
    "NewestRun",
    "PlacingRow",
    "QualityPage",
    "RunCard",
    "VoteRow",
    "WaitingTie",
    "board",
    "council_votes",
    "derivations",
    "inputs_of",
    "is_current",
    "latest_run",
    "latest_run_id",
    "mark_of",
    "newest_runs",
    "place_in",
    "places_of",
    "placings",
    "quality_page",
    "round_and_run",
    "votes_standing",
    "waiting_groups",
    "waiting_tie",
    "without",
]
