"""The proof of a unit's certificates: who answers for it, and what may be asked to be corrected, its name alone."""

from contest.foundation.refusal import Reason
from contest.papers.rules.proofs import LONGEST_WHY

LONGEST_NAME = 300


def why_not_answer(name: str, *, seen: str, now: str, is_open: bool) -> list[Reason]:
    """Why an answer is not taken. seen, now: digests of what was read and of what would be printed.

    is_open: a correction waits for the office.
    """
    reasons = [] if name.strip() else [Reason("unit_proof_name", {}, "name")]
    if is_open:
        reasons.append(Reason("proof_correcting"))
    if seen != now:
        reasons.append(Reason("proof_changed"))
    return reasons


def why_not_ask_name(wanted: str, before: str, why: str) -> list[Reason]:
    """Why this name cannot be asked for: it is the same, none, too long, or without a reason."""
    reasons = []
    if not wanted.strip() or wanted.strip() == before:
        reasons.append(Reason("proof_nothing_to_correct", {}, "wanted"))
    if len(wanted) > LONGEST_NAME:
        reasons.append(Reason("proof_long", {"part": "tên đơn vị", "most": LONGEST_NAME}, "wanted"))
    if not why.strip():
        reasons.append(Reason("unit_proof_why", {}, "why"))
    elif len(why) > LONGEST_WHY:
        reasons.append(Reason("proof_long", {"part": "lý do", "most": LONGEST_WHY}, "why"))
    return reasons


def why_not_settle(answer: str, *, is_open: bool, accept: bool) -> list[Reason]:
    """Why a correction is not settled so: there is none, or it is refused without a word."""
    if not is_open:
        return [Reason("proof_settled")]
    return [] if accept or answer.strip() else [Reason("proof_answer_missing", {}, "answer")]


UNIT_PROOF_WORDS = {
    "unit_proof_why": "Hãy ghi vì sao sửa tên đơn vị, ví dụ: đơn vị đã đổi tên, theo quyết định nào.",
    "unit_proof_name": "Hãy ghi họ tên, chức vụ của người xác nhận thay mặt đơn vị.",
}
