"""The proof of certificates: what its holder reads and may ask to be changed, who may answer, when it is confirmed."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from contest.entries.rules import GENDERS, AuthorFacts
from contest.entries.rules.values import LONGEST
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold, plausible_name
from contest.papers.rules.certificates import Texts

State = Literal["waiting", "late", "confirmed", "changed", "correcting", "again"]
# Who answers: an author for themselves, the guardian of a child, whoever looks after the dossier, the office told so.
Way = Literal["author", "guardian", "unit", "office"]
WAYS: dict[Way, str] = {
    "author": "Tác giả",
    "guardian": "Cha, mẹ hoặc người giám hộ",
    "unit": "Thầy cô, người phụ trách hồ sơ của đơn vị",
    "office": "Ban Thư ký ghi theo lời của người nhận",
}
STATES: dict[State, tuple[str, str]] = {
    "waiting": ("Chưa trả lời", "waiting"),
    "late": ("Quá hạn chưa trả lời", "attention"),
    "confirmed": ("Đã xác nhận đúng", "done"),
    "changed": ("Đã đổi sau khi xác nhận", "attention"),
    "correcting": ("Có đề nghị sửa", "attention"),
    "again": ("Chờ xác nhận lại", "waiting"),
}
# What of an author and of an entry is printed, and so may be corrected: its words and how long it may be.
OF_AUTHOR = {
    "name": "Họ và tên",
    "position_title": "Lớp hoặc chức danh",
    "unit": "Trường, cơ quan",
    "gender": "Nam, nữ",
}
OF_ENTRY = {"title": "Tên giải pháp, sản phẩm", "unit": "Đơn vị của hồ sơ"}
_LINES = {
    "call": "Xưng hô",
    "names": "Họ và tên",
    "under": "Dòng dưới tên",
    "title": "Tên giải pháp, sản phẩm",
    "contest": "Tên hội thi",
}
LONGEST_WHY = 500


class Shown(NamedTuple):
    """One certificate as its holder reads it; the prize is no part of the proof, for it may still be a secret."""

    kind_key: str
    kind: str
    author_id: int | None
    texts: Texts

    def lines(self) -> dict[str, Any]:
        """What is confirmed of it, as it is kept."""
        words = {"kind": self.kind_key, "author": self.author_id, "names": ", ".join(self.texts.names)}
        return words | {key: getattr(self.texts, key) for key in _LINES if key != "names"}


def told(shown: Iterable[Shown]) -> list[dict[str, Any]]:
    """What a holder is shown, as it is kept beside the answer."""
    return [each.lines() for each in shown]


def digest(lines: Sequence[Mapping[str, Any]]) -> str:
    """By it what was confirmed is told from what would be printed today."""
    return hashlib.sha256(json.dumps(list(lines), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class Change(NamedTuple):
    """A line that is no longer what was confirmed."""

    whose: str
    line: str
    before: str
    after: str


def changes(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Change]:
    """What changed between what was confirmed and what would be printed, certificate by certificate."""
    known = {(each["kind"], each["author"]): each for each in before}
    found = []
    for one in after:
        was = known.pop((one["kind"], one["author"]), None)
        if was is None:
            found.append(Change(one["names"], "Giấy mới", "", one["names"]))
            continue
        different = [key for key in _LINES if was.get(key, "") != one[key]]
        found += [Change(one["names"], _LINES[key], str(was.get(key, "")), one[key]) for key in different]
    return [*found, *(Change(gone["names"], "Không còn giấy này", gone["names"], "") for gone in known.values())]


@dataclass(frozen=True, slots=True)
class Answer:
    """What decides where a proof stands: its last day, the answer, the texts it was about."""

    due_on: date
    answered_at: datetime | None
    is_right: bool | None
    seen: str


def state_of(answer: Answer, today_digest: str, open_corrections: int, today: date) -> State:
    """Where a proof stands: confirmed only while what was read is what would be printed."""
    if open_corrections:
        return "correcting"
    if answer.answered_at is None:
        return "late" if today > answer.due_on else "waiting"
    if not answer.is_right:
        return "again"
    return "confirmed" if answer.seen == today_digest else "changed"


def ways(minors: bool) -> tuple[Way, ...]:
    """As what somebody may answer: for a child its guardian does, or whoever looks after the dossier."""
    return ("guardian", "unit") if minors else ("author", "unit")


def why_not_answer(
    way: str, name: str, *, minors: bool, is_child: bool, seen: str, now: str, open_corrections: int
) -> list[Reason]:
    """Why an answer is not taken; seen, now: digests of what was read and of what would be printed.

    minors: an author is under age; is_child: the account that answers is such an author's own.
    """
    if is_child:
        return [Reason("proof_child")]
    reasons = []
    if way != "office" and way not in ways(minors):
        reasons.append(Reason("proof_way_missing", {}, "way"))
    elif way in ("guardian", "office") and not name.strip():
        reasons.append(Reason(f"proof_name_{way}", {}, "name"))
    if open_corrections:
        reasons.append(Reason("proof_correcting"))
    if seen != now:
        reasons.append(Reason("proof_changed"))
    return reasons


class Wanted(NamedTuple):
    """What a holder asks to be changed: of the entry (author_id None) or an author, from what to what, and why."""

    author_id: int | None
    part: str
    was: str
    wanted: str
    why: str

    @property
    def where(self) -> str:
        """The field of the page it was typed in."""
        return f"{self.author_id or 0}-{self.part}"


def values_of(title: str, unit: str, authors: Mapping[int, AuthorFacts]) -> dict[tuple[int | None, str], str]:
    """What is printed, part by part, as it stands in the dossier."""
    found: dict[tuple[int | None, str], str] = {(None, "title"): title, (None, "unit"): unit}
    for key, author in authors.items():
        found |= {(key, part): getattr(author, part) for part in OF_AUTHOR if part != "gender"}
        found[key, "gender"] = GENDERS.get(author.gender, "")
    return found


def label_of(part: str, author_id: int | None) -> str:
    """The words of a part."""
    return (OF_ENTRY if author_id is None else OF_AUTHOR).get(part, part)


def why_not_ask_correction(wanted: Sequence[Wanted]) -> list[Reason]:
    """Why these corrections cannot be asked for, each at its field."""
    return [reason for each in wanted for reason in _faults(each)] or (
        [] if wanted else [Reason("proof_nothing_to_correct")]
    )


def _faults(one: Wanted) -> list[Reason]:
    reasons = []
    label = label_of(one.part, one.author_id)
    limit = LONGEST.get(one.part, 20)
    if one.part not in (OF_ENTRY if one.author_id is None else OF_AUTHOR):
        return [Reason("proof_part_unknown")]
    if not one.wanted and one.part in ("name", "title"):
        reasons.append(Reason("proof_empty", {"part": label.lower()}, f"v-{one.where}"))
    if len(one.wanted) > limit:
        reasons.append(Reason("proof_long", {"part": label.lower(), "most": limit}, f"v-{one.where}"))
    if one.part == "name" and one.wanted and not plausible_name(one.wanted):
        reasons.append(Reason("author_name_strange", {"value": one.wanted[:80]}, f"v-{one.where}"))
    if one.part == "gender" and one.wanted and fold(one.wanted) not in GENDERS:
        reasons.append(Reason("gender_unknown", {"value": one.wanted[:20]}, f"v-{one.where}"))
    if not one.why.strip():
        reasons.append(Reason("proof_why_missing", {"part": label.lower()}, f"w-{one.where}"))
    elif len(one.why) > LONGEST_WHY:
        reasons.append(Reason("proof_long", {"part": "lý do", "most": LONGEST_WHY}, f"w-{one.where}"))
    return reasons


class Waiting(NamedTuple):
    """What speaks against printing certificates now: how many proofs are in which state."""

    unanswered: int
    changed: int
    correcting: int

    @property
    def total(self) -> int:
        """How many are not confirmed as they would be printed."""
        return self.unanswered + self.changed + self.correcting


def waiting(states: Iterable[State]) -> Waiting:
    """Of these proofs, those that are not confirmed as they would be printed."""
    counted = list(states)
    unanswered = sum(counted.count(state) for state in ("waiting", "late", "again"))
    return Waiting(unanswered, counted.count("changed"), counted.count("correcting"))


def why_not_print_unconfirmed(found: Waiting, reason: str) -> list[Reason]:
    """Why certificates are not printed yet: somebody has not confirmed, and nobody says why that is no matter."""
    if not found.total or reason.strip():
        return []
    counts = {"unanswered": found.unanswered, "changed": found.changed, "correcting": found.correcting}
    return [Reason("proof_print_reason", counts, "ly_do")]


def why_not_ask(due_on: date | None, kinds: Sequence[str], known: Iterable[str], today: date) -> list[Reason]:
    """Why proofs cannot be asked for: a last day that is over, no kind of certificate."""
    reasons = []
    if due_on is None or due_on <= today:
        reasons.append(Reason("proof_due_past", {}, "due_on"))
    if not kinds or set(kinds) - set(known):
        reasons.append(Reason("proof_no_kind", {}, "kinds"))
    return reasons


PROOF_WORDS = {
    "proof_child": "Tác giả chưa đủ tuổi nên cha, mẹ hoặc người giám hộ xác nhận thay. Hãy gửi đường dẫn cho người ấy.",
    "proof_way_missing": "Hãy chọn ông/bà xác nhận với tư cách nào.",
    "proof_name_guardian": "Hãy ghi họ tên cha, mẹ hoặc người giám hộ xác nhận thay.",
    "proof_name_office": "Hãy ghi ai đã xác nhận, bằng cách nào và khi nào.",
    "proof_correcting": "Đang có đề nghị sửa chờ Ban Thư ký trả lời. Khi có trả lời, xin xem lại rồi xác nhận.",
    "proof_changed": "Nội dung vừa được sửa trong lúc ông/bà đang xem. Xin đọc lại bản mới rồi xác nhận.",
    "proof_part_unknown": "Mục này không in trên giấy chứng nhận. Xin tải lại trang.",
    "proof_nothing_to_correct": "Chưa có chỗ nào khác với bản đang có. Hãy sửa vào chỗ sai, hoặc bấm Xác nhận đúng.",
    "proof_empty": "Mục {part} không thể để trống.",
    "proof_long": "Mục {part} dài quá {most} ký tự.",
    "proof_why_missing": "Hãy ghi vì sao sửa {part}, ví dụ: ghi nhầm dấu so với giấy khai sinh.",
    "proof_print_reason": (
        "Còn {unanswered} hồ sơ chưa xác nhận, {changed} đã đổi sau khi xác nhận, {correcting} đang đề nghị sửa. "
        "Nếu vẫn in, hãy ghi lý do: nội dung này vào sổ nhật ký."
    ),
    "proof_due_past": "Hạn xác nhận phải sau hôm nay.",
    "proof_no_kind": "Hãy chọn ít nhất một loại giấy.",
    "proof_none": "Hồ sơ này chưa được hỏi xác nhận giấy chứng nhận.",
    "proof_settled": "Đề nghị này đã được giải quyết. Xin tải lại trang.",
    "proof_answer_missing": "Hãy ghi lý do không sửa để người đề nghị biết.",
    "proof_overtaken": "Mục này trong hồ sơ đã khác với lúc đề nghị. Xin xem lại: đồng ý sẽ ghi đè lên nội dung mới.",
    "proof_nobody": "Không có hồ sơ nào đạt giải có loại giấy đã chọn.",
}
