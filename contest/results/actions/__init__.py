"""Deeds of results: what is frozen, shown, taken down."""

from contest.results.actions.revoking import revoke_prize, undo_revocation
from contest.results.actions.sealing import publish_results, retract_publication, seal_results

__all__ = ["publish_results", "retract_publication", "revoke_prize", "seal_results", "undo_revocation"]
