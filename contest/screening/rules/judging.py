"""What a person's judgement on a pair of the radar needs."""

from contest.foundation.refusal import Reason
from contest.screening.rules.radar import RADAR_WORDS

_LONGEST_NOTE = 1000


def why_not_judge(is_there: bool, verdict: str, note: str) -> list[Reason]:
    """Every reason against a judgement; `where` is the field of the form."""
    if not is_there:
        return [Reason("radar_pair_gone")]
    reasons = []
    if verdict not in RADAR_WORDS:
        reasons.append(Reason("radar_verdict_missing", {}, "verdict"))
    if verdict == "other_use" and not note:
        reasons.append(Reason("radar_use_missing", {}, "note"))
    if len(note) > _LONGEST_NOTE:
        reasons.append(Reason("radar_note_long", {"most": _LONGEST_NOTE}, "note"))
    return reasons
