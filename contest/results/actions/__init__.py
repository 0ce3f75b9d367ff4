"""Deeds of results: what is frozen, shown, taken down."""

from contest.results.actions.complaints import (
    Paper,
    answer_complaint,
    assign_complaint,
    file_complaint,
    record_complaint,
    withdraw_complaint,
)
from contest.results.actions.reappraising import ask_looks, decline_look, drop_look, give_look, redress
from contest.results.actions.revoking import revoke_prize, undo_revocation
from contest.results.actions.sealing import publish_results, retract_publication, seal_results

__all__ = [
    "Paper",
    "answer_complaint",
    "ask_looks",
    "assign_complaint",
    "decline_look",
    "drop_look",
    "file_complaint",
    "give_look",
    "publish_results",
    "record_complaint",
    "redress",
    "retract_publication",
    "revoke_prize",
    "seal_results",
    "undo_revocation",
    "withdraw_complaint",
]
