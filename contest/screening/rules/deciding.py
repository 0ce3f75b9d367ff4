"""What a decision on eligibility needs, and how a typed verdict is read."""

from datetime import date

from contest.entries.rules import HALTED, OFFICE_STAGES
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold
from contest.screening.rules.words import VERDICT_WORDS

# States in which an entry waits for a decision.
WAITING = ("submitted", "received")
# While dossiers are still looked at, a deed on many can be taken back.
UNDO_STAGES = ("open", "closed", "screening")
# Judging has begun: an entry that may not take part after all is taken out of rankings and prizes too.
JUDGED_STAGES = ("judging", "deliberation")
DECIDABLE = (*WAITING, "needs_supplement", "eligible", "ineligible")
_READ = {
    "hop le": "eligible",
    "dat": "eligible",
    "du dieu kien": "eligible",
    "khong hop le": "ineligible",
    "khong dat": "ineligible",
    "loai": "ineligible",
    "khong du dieu kien": "ineligible",
    "can bo sung": "needs_supplement",
    "bo sung": "needs_supplement",
}


def why_not_decide(
    status: str, stage: str, verdict: str, reason: str, supplement_by: date | None, today: date
) -> list[Reason]:
    """Every reason against a decision; `where` is the field of the form."""
    reasons = []
    if stage not in OFFICE_STAGES:
        reasons.append(Reason("screening_over"))
    if status == HALTED:
        reasons.append(Reason("entry_halted"))
    elif status not in DECIDABLE:
        reasons.append(Reason("screening_not_submitted"))
    if verdict not in VERDICT_WORDS:
        reasons.append(Reason("screening_verdict_unknown", {"value": verdict[:40]}, "verdict"))
    if verdict == "ineligible" and not reason:
        reasons.append(Reason("screening_reason_missing", {}, "reason"))
    if verdict == "needs_supplement":
        if not reason:
            reasons.append(Reason("screening_what_missing", {}, "reason"))
        if supplement_by is None:
            reasons.append(Reason("screening_day_missing", {}, "supplement_by"))
        elif supplement_by < today:
            reasons.append(Reason("screening_day_past", {}, "supplement_by"))
    return reasons


def why_not_disqualify(status: str, stage: str, reason: str) -> list[Reason]:
    """Why an entry that is being judged cannot be found ineligible after all."""
    reasons = []
    if stage not in JUDGED_STAGES:
        reasons.append(Reason("disqualify_not_now"))
    if status != "eligible":
        reasons.append(Reason("disqualify_not_judged"))
    if not reason:
        reasons.append(Reason("screening_reason_missing", {}, "reason"))
    return reasons


def why_not_undo(stage: str, is_undone: bool) -> list[Reason]:
    """Why a deed on many cannot be taken back."""
    if is_undone:
        return [Reason("batch_undone")]
    return [] if stage in UNDO_STAGES else [Reason("undo_over")]


def read_verdict(text: str) -> str:
    """The verdict a typed word means; "" when it means none."""
    return _READ.get(fold(text), "")
