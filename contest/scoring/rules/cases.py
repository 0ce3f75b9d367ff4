"""The life of a disagreement: the judges look again, others are called, the chair concludes which sheets count.

again (those whose sheets disagree look again, blind) → choosing (the house proposes whom to call, a person confirms)
→ called (they score) → closing (the chair concludes) → closed. When the second look has ended the disagreement, or
nobody can be called, `again` is followed by `closing`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from contest.editions.rules import Round
from contest.foundation.refusal import Reason

STEP_WORDS = {
    "again": "Giám khảo đang xem lại phiếu",
    "choosing": "Chờ xác nhận người chấm thêm",
    "called": "Chờ phiếu chấm thêm",
    "closing": "Chờ kết luận",
    "closed": "Đã kết luận",
}
# What became of a request, as lists say it.
ANSWER_WORDS = {
    "": "Chưa trả lời",
    "kept": "Giữ nguyên điểm",
    "changing": "Đang sửa phiếu",
    "changed": "Đã sửa điểm",
    "scored": "Đã chấm",
    "marked": "Không chấm",
    "not_awaited": "Không chờ nữa",
}
EVENT_WORDS = {
    "opened": "Mở việc xem xét điểm chênh lệch",
    "asked": "Mời xem lại phiếu của mình",
    "kept": "Xem lại và giữ nguyên điểm",
    "changing": "Mở phiếu để sửa",
    "changed": "Nộp lại phiếu với điểm mới",
    "marked": "Không còn chấm hồ sơ này",
    "restored": "Phiếu đang sửa dở trở lại như lần nộp trước",
    "not_awaited": "Không chờ trả lời nữa",
    "agreed": "Các phiếu không còn chênh lệch quá giới hạn",
    "still_apart": "Các phiếu vẫn chênh lệch quá giới hạn",
    "proposed": "Hệ thống đề xuất người chấm thêm",
    "nobody": "Không còn ai chấm thêm được",
    "called": "Mời chấm thêm",
    "chosen": "Chọn người chấm thêm khác với đề xuất",
    "not_called": "Không mời ai chấm thêm",
    "scored": "Nộp phiếu chấm thêm",
    "closed": "Kết luận",
    "reopened": "Mở lại để kết luận khác",
}
# Which sheets count, as the minutes put it; the regulation may bind it to one of the first two.
WAYS = {
    "all": "Tính mọi phiếu",
    "closest_two": "Tính hai phiếu gần nhau nhất",
    "chosen": "Tính các phiếu do người kết luận chọn",
}
AWAITED = ("", "changing")
_LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked in a case; `sheet_state` is the sheet's as it stands now."""

    judge_id: int
    kind: str
    answer: str
    sheet_state: str = ""


def ways_of(round_: Round) -> list[str]:
    """The ways a case of the round may be concluded: the regulation's only one, or any."""
    counts = round_.disagreement.counts if round_.disagreement else "chair"
    return list(WAYS) if counts == "chair" else [counts]


def answer_of(asked: Asked, *, is_same: bool) -> str:
    """What a request's answer has become by what happened to the sheet; `is_same`: handed in with the old figures."""
    if asked.answer not in AWAITED:
        return asked.answer
    if asked.sheet_state in ("absent", "abstained", "recused", "set_aside"):
        return "marked"
    if asked.sheet_state != "submitted":
        return asked.answer
    if asked.kind == "called":
        return "scored"
    # Not yet answered, the sheet as it was handed in: still awaited.
    if asked.answer == "":
        return ""
    return "kept" if is_same else "changed"


def is_awaited(requests: Collection[Asked], kind: str) -> bool:
    """Whether the case still waits for somebody of this kind."""
    return any(one.kind == kind and one.answer in AWAITED for one in requests)


def step_after(step: str, *, apart: bool, then: str, standbys: Collection[int]) -> str:
    """The step that follows once nobody is awaited any more."""
    if step == "again" and apart and then != "none" and standbys:
        return "choosing"
    return "closing"


def proposal(then: str, standbys: Sequence[int], leads: Collection[int]) -> list[int]:
    """Whom to call, from those who could be (fittest first): one who does not lead the council, or all of them.

    Who leads the council may have seen the figures, and concludes the case; a third judge must not know them.
    """
    if then == "whole_council":
        return list(standbys)
    return [judge for judge in standbys if judge not in leads][:1]


def closest_two(totals: Mapping[int, Decimal]) -> frozenset[int]:
    """The judges whose totals lie closest together; where several pairs are equally close, all in such pairs."""
    if len(totals) < 3:
        return frozenset(totals)
    pairs = list(combinations(sorted(totals), 2))
    least = min(abs(totals[one] - totals[other]) for one, other in pairs)
    return frozenset(
        judge for one, other in pairs if abs(totals[one] - totals[other]) == least for judge in (one, other)
    )


def counting(way: str, totals: Mapping[int, Decimal], left_out: Collection[int]) -> frozenset[int]:
    """The judges whose sheets count by this conclusion; `left_out` is what the chair chose to leave out."""
    if way == "closest_two":
        return closest_two(totals)
    return frozenset(totals) - (frozenset(left_out) if way == "chosen" else frozenset())


def why_not_answer(asked: Asked | None, answer: str, reason: str, round_state: str) -> list[Reason]:
    """Why a judge cannot answer the request like this."""
    reasons = []
    if round_state != "open":
        reasons.append(Reason("scoring_closed"))
    if asked is None or asked.kind != "again":
        reasons.append(Reason("case_not_asked"))
    elif asked.answer == "changing":
        reasons.append(Reason("case_is_changing"))
    elif asked.answer:
        reasons.append(Reason("case_is_answered"))
    if answer not in ("kept", "changing"):
        reasons.append(Reason("case_answer_missing", where="answer"))
    return [*reasons, *why_not_reason(reason)]


def why_not_reason(reason: str) -> list[Reason]:
    """Why words cannot stand in the minutes."""
    if not reason.strip():
        return [Reason("case_reason_missing", where="reason")]
    if len(reason) > _LONGEST_REASON:
        return [Reason("case_reason_long", {"limit": _LONGEST_REASON}, "reason")]
    return []


def why_not_call(
    step: str, then: str, judge_ids: Sequence[int], standbys: Collection[int], proposed: Sequence[int], reason: str
) -> list[Reason]:
    """Why these judges cannot be called; others than those proposed need a reason."""
    if step != "choosing":
        return [Reason("case_not_at_step", {"step": STEP_WORDS.get(step, step).lower()})]
    if not judge_ids:
        return [Reason("case_nobody_chosen", where="judge_id")]
    reasons = []
    if set(judge_ids) - set(standbys):
        reasons.append(Reason("case_not_callable", where="judge_id"))
    if then != "whole_council" and len(judge_ids) > 1:
        reasons.append(Reason("case_one_only", where="judge_id"))
    if set(judge_ids) != set(proposed) and not reason.strip():
        reasons.append(Reason("case_other_reason_missing", where="reason"))
    return reasons


def why_not_go_on(step: str, reason: str, round_state: str) -> list[Reason]:
    """Why a case cannot go on without those it waits for."""
    reasons = []
    if round_state != "open":
        reasons.append(Reason("scoring_closed"))
    if step not in ("again", "choosing", "called"):
        reasons.append(Reason("case_not_at_step", {"step": STEP_WORDS.get(step, step).lower()}))
    return [*reasons, *why_not_reason(reason)]


def why_not_conclude(
    step: str, way: str, ways: Sequence[str], counted: int, given: int, reason: str, round_state: str
) -> list[Reason]:
    """Why a case cannot be concluded like this; `counted` of the `given` sheets would count."""
    reasons = []
    if step != "closing":
        reasons.append(Reason("case_not_at_step", {"step": STEP_WORDS.get(step, step).lower()}))
    if round_state != "open":
        reasons.append(Reason("scoring_closed"))
    if way not in ways:
        reasons.append(Reason("case_way_missing", where="way"))
    elif not counted:
        reasons.append(Reason("case_nothing_counts", where="left_out"))
    elif way == "chosen" and counted == given:
        reasons.append(Reason("case_nothing_left_out", where="left_out"))
    return [*reasons, *why_not_reason(reason)]


def why_not_open(*, has_open: bool, is_apart: bool, reason: str, round_state: str) -> list[Reason]:
    """Why somebody cannot open a case by hand."""
    reasons = []
    if round_state != "open":
        reasons.append(Reason("scoring_closed"))
    if has_open:
        reasons.append(Reason("case_is_open"))
    elif not is_apart:
        reasons.append(Reason("case_unknown"))
    return [*reasons, *why_not_reason(reason)]
