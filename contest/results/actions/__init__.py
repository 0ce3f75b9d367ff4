"""Deeds of results: what is frozen, shown, taken down."""

from contest.results.actions.complaints import (
    Paper,
    answer_complaint,
    assign_complaint,
    file_complaint,
    record_complaint,
    withdraw_complaint,
)
from contest.results.actions.revoking import revoke_prize, undo_revocation
from contest.results.actions.sealing import publish_results, retract_publication, seal_results

__all__ = [
    "Paper",
    "answer_complaint",
    "assign_complaint",
    "file_complaint",
    "publish_results",
    "record_complaint",
    "retract_publication",
    "revoke_prize",
    "seal_results",
    "undo_revocation",
    "withdraw_complaint",
]
