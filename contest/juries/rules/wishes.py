"""Whom the authors of an entry may ask to be kept away from it."""

from collections.abc import Collection

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold

MOST = 5


def why_not_avoid(name: str, reason: str, known: Collection[str], *, is_judged: bool) -> list[Reason]:
    """Why a name cannot be put down: it is a wish with a reason, for a few people, before anybody judges."""
    reasons = []
    if is_judged:
        reasons.append(Reason("avoid_too_late"))
    if len(fold(name).split()) < 2:
        reasons.append(Reason("avoid_name_missing", where="name"))
    elif fold(name) in {fold(each) for each in known}:
        reasons.append(Reason("avoid_twice", where="name"))
    if len(known) >= MOST:
        reasons.append(Reason("avoid_too_many", {"most": MOST}))
    if not reason.strip():
        reasons.append(Reason("avoid_reason_missing", where="reason"))
    return reasons
