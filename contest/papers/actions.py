"""Papers leave the house: who took which copy, and when, is on record."""

import hashlib

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.refusal import refuse
from contest.juries.queries import rounds
from contest.papers.rules import why_not_hand_out


@action(Permission.EXPORT_MAKE)
def hand_out(actor: Actor, edition_id: int, kind: str, content: bytes) -> str:
    """Note that a copy was made and handed out; returns the SHA-256 by which it can be known again.

    Raises Refusal: export_scores_open.
    """
    judges = actor.may(Permission.SCORE_GIVE, edition_id)
    scoring = judges and any(round_.state == "open" for round_ in rounds(edition_id))
    refuse(why_not_hand_out(kind, judges=judges, scoring=scoring))
    digest = hashlib.sha256(content).hexdigest()
    ledger.note(actor, edition_id, "export.made", kind, {"sha256": digest, "bytes": len(content)})
    return digest
