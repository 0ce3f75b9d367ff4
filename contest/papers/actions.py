"""Papers leave the house: who took which copy, and when, is on record."""

import hashlib

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action


@action(Permission.EXPORT_MAKE)
def hand_out(actor: Actor, edition_id: int, kind: str, content: bytes) -> str:
    """Note that a copy was made and handed out; returns the SHA-256 by which it can be known again."""
    digest = hashlib.sha256(content).hexdigest()
    ledger.note(actor, edition_id, "export.made", kind, {"sha256": digest, "bytes": len(content)})
    return digest
