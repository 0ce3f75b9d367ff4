"""When a result may be sealed, published, taken down."""

from contest.foundation.refusal import Reason

# A prize may be taken back years later: what follows is sealed and shown as before.
_SEALABLE = ("deliberation", "decided", "published", "archived")
_PUBLISHABLE = ("decided", "published", "archived")


def why_not_seal(stage: str, *, confirmed: bool) -> list[Reason]:
    """Why the result cannot be frozen now."""
    reasons = []
    if stage not in _SEALABLE:
        reasons.append(Reason("result_seal_not_now"))
    if not confirmed:
        reasons.append(Reason("result_prizes_open"))
    return reasons


def why_not_publish(stage: str, *, sealed: bool, current: bool) -> list[Reason]:
    """Why the result cannot be shown to the public now."""
    reasons = []
    if stage not in _PUBLISHABLE:
        reasons.append(Reason("result_not_decided"))
    if not sealed:
        reasons.append(Reason("result_not_sealed"))
    elif not current:
        reasons.append(Reason("result_seal_outdated"))
    return reasons


def why_not_retract(reason: str, *, published: bool) -> list[Reason]:
    """Why the publication cannot be taken down."""
    reasons = []
    if not published:
        reasons.append(Reason("result_not_published"))
    if not reason.strip():
        reasons.append(Reason("result_reason_missing", where="reason"))
    return reasons
