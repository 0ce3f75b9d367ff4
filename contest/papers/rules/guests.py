"""The one list of guests: who is on it in which group, and what is wrong with a table of it that somebody filled in."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold, nfc

# Whom result, councils and committee bring, and whom the office writes down itself.
BROUGHT = {
    "winner": "Tác giả đạt giải",
    "mentor": "Người hướng dẫn",
    "unit": "Đơn vị",
    "office": "Hội đồng giám khảo, Ban Tổ chức, Ban Thư ký",
    "body": "Cơ quan, tổ chức",
}
OWN = {"delegate": "Đại biểu", "sponsor": "Nhà tài trợ", "press": "Báo chí", "other": "Khách khác"}
GROUPS = BROUGHT | OWN
OWN_GROUPS = tuple(OWN)
_BY_WORD = {fold(word): key for key, word in GROUPS.items()}
_YES, _NO = frozenset({"co", "x"}), frozenset({"khong"})
_COMES, _STAYS = frozenset({"du", "co", "du hop"}), frozenset({"khong", "khong du", "vang"})
MOST_PEOPLE = 500
LIMITS = {"name": 200, "unit": 300, "sent": 40, "seat": 40, "booth": 40, "note": 300}
LABELS = {
    "group": "Nhóm",
    "name": "Họ và tên",
    "unit": "Chức danh – Đơn vị",
    "people": "Số người",
    "invited": "Mời",
    "sent": "Số giấy mời",
    "coming": "Xác nhận dự",
    "seat": "Chỗ ngồi",
    "booth": "Gian trưng bày",
    "note": "Ghi chú",
}
# Read where they are at home: nothing of a winner is typed again.
_AT_HOME = ("group", "name", "unit")


class Filled(NamedTuple):
    """A line of a filled table, or a form: its number in the file (0 for a form), its code, what stands in columns."""

    number: int
    code: str
    cells: Mapping[str, str]


class Noted(NamedTuple):
    """What is noted of a guest. people, coming: None where nothing is said."""

    people: int | None = None
    sent: str = ""
    coming: int | None = None
    seat: str = ""
    booth: str = ""
    note: str = ""
    is_invited: bool = True


@dataclass(frozen=True, slots=True)
class GuestFacts:
    """A guest as it stands: how many are invited, and what was noted. usual: how many it is by itself."""

    code: str
    group: str
    name: str
    unit: str
    why: str
    usual: int
    noted: Noted
    entry_id: int | None = None

    @property
    def is_own(self) -> bool:
        """Whether the office wrote it down itself."""
        return self.group in OWN

    @property
    def people(self) -> int:
        """How many are invited."""
        return self.usual if self.noted.people is None else self.noted.people

    @property
    def seats(self) -> int:
        """How many are to be seated: as many as said so, else as many as are invited; nobody who is not."""
        if not self.noted.is_invited:
            return 0
        return self.people if self.noted.coming is None else self.noted.coming

    @property
    def reply(self) -> str:
        """What was answered, as it stands in tables."""
        if self.noted.coming is None:
            return ""
        return (
            "Không" if self.noted.coming == 0 else "Dự" if self.noted.coming == self.people else str(self.noted.coming)
        )


def code_of(kind: str, *whose: str) -> str:
    """A short code of somebody who has none, the same each time: "DV-3F09A1"."""
    return f"{kind}-{hashlib.sha256('|'.join(map(fold, whose)).encode()).hexdigest()[:6].upper()}"


def next_code(codes: Collection[str]) -> int:
    """The number of the next guest who is written down by hand ("K-004")."""
    numbers = [int(code[2:]) for code in codes if code.startswith("K-") and code[2:].isdecimal()]
    return max(numbers, default=0) + 1


def own_code(number: int) -> str:
    """The code of the guest of this number."""
    return f"K-{number:03}"


def group_of(words: str) -> str | None:
    """The group of these words; None for words that are none."""
    return _BY_WORD.get(fold(words))


def count_of(words: str) -> int | None:
    """A whole number as people write it. Raises ValueError."""
    return int(words.replace(".0", "")) if words else None


def coming_of(words: str, people: int) -> int | None:
    """What was answered: how many come, 0 for nobody; None while it is blank. Raises ValueError."""
    said = fold(words)
    if said in _COMES:
        return people
    return 0 if said in _STAYS else count_of(words)


def invited_of(words: str) -> bool:
    """Whether somebody is invited; a blank is no no. Raises ValueError."""
    said = fold(words)
    if said and said not in _YES | _NO:
        raise ValueError(words)
    return said not in _NO


def noted_of(row: Filled, before: GuestFacts | None) -> Noted:
    """What is noted after a row: its columns, and of those that are not there what stood before.

    Raises ValueError for a cell that cannot be read; why_not_take tells which.
    """
    was = before.noted if before else Noted()
    cells = row.cells
    people = count_of(cells["people"]) if "people" in cells else was.people
    usual = before.usual if before else 1
    people = None if people == usual else people
    told = {key: nfc(cells[key]) if key in cells else getattr(was, key) for key in ("sent", "seat", "booth", "note")}
    return Noted(
        people=people,
        coming=coming_of(cells["coming"], people or usual) if "coming" in cells else was.coming,
        is_invited=invited_of(cells["invited"]) if "invited" in cells else was.is_invited,
        **told,
    )


def why_not_take(rows: Sequence[Filled], known: Mapping[str, GuestFacts]) -> list[Reason]:
    """Everything that is wrong with a filled table, each at its line and column.

    known: the guests there are, by code. A row without a code is a new guest.
    """
    reasons: list[Reason] = []
    seen: dict[str, int] = {}
    given = {row.code for row in rows if "booth" in row.cells}
    taken = {fold(each.noted.booth): code for code, each in known.items() if each.noted.booth and code not in given}
    for row in rows:
        guest = known.get(row.code)
        if row.code and guest is None:
            reasons.append(_fault(row, "guest_unknown", "code", code=row.code))
            continue
        if row.code in seen and row.code:
            reasons.append(_fault(row, "guest_twice", "code", code=row.code, first=seen[row.code]))
            continue
        seen[row.code] = row.number
        reasons += _cells(row, guest)
        booth = fold(row.cells.get("booth", ""))
        if booth:
            if booth in taken:
                reasons.append(_fault(row, "guest_booth_taken", "booth", booth=row.cells["booth"]))
            taken[booth] = row.code
    return reasons


def _cells(row: Filled, guest: GuestFacts | None) -> list[Reason]:
    reasons = _unreadable(row, guest)
    for key, most in LIMITS.items():
        if len(row.cells.get(key, "")) > most:
            reasons.append(_fault(row, "guest_long", key, part=LABELS[key], most=most))
    if guest is not None and not guest.is_own:
        now = {"group": GROUPS[guest.group], "name": guest.name, "unit": guest.unit}
        changed = [key for key in _AT_HOME if key in row.cells and _plain(row.cells[key]) != _plain(now[key])]
        return reasons + [_fault(row, "guest_at_home", key, part=LABELS[key], was=now[key]) for key in changed]
    if (guest is None or "name" in row.cells) and not row.cells.get("name", "").strip():
        reasons.append(_fault(row, "guest_name", "name"))
    if "group" in row.cells and group_of(row.cells["group"]) not in OWN:
        reasons.append(_fault(row, "guest_group", "group", groups=", ".join(OWN.values())))
    return reasons


def _unreadable(row: Filled, guest: GuestFacts | None) -> list[Reason]:
    reasons, people = [], guest.people if guest else 1
    try:
        said = count_of(row.cells.get("people", ""))
        people = people if said is None else said
    except ValueError:
        people = 0
    if not 1 <= people <= MOST_PEOPLE:
        reasons.append(_fault(row, "guest_people", "people", most=MOST_PEOPLE))
    try:
        if not 0 <= (coming_of(row.cells.get("coming", ""), 1) or 0) <= MOST_PEOPLE:
            raise ValueError
    except ValueError:
        reasons.append(_fault(row, "guest_coming", "coming"))
    try:
        invited_of(row.cells.get("invited", ""))
    except ValueError:
        reasons.append(_fault(row, "guest_invited", "invited"))
    return reasons


def _plain(words: str) -> str:
    """Lines of a cell as one, as Excel may give them back."""
    return " ".join(nfc(words).split())


def _fault(row: Filled, reason: str, key: str, **params: object) -> Reason:
    at = f"Dòng {row.number}: " if row.number else ""
    return Reason(reason, {"at": at, **params}, key if not row.number else f"row:{row.number}:{key}")


GUEST_WORDS = {
    "guest_unknown": "{at}không có khách mã {code}. Khách mới thì để trống ô Mã số.",
    "guest_twice": "{at}khách mã {code} đã có ở dòng {first}.",
    "guest_booth_taken": "{at}gian trưng bày {booth} đã có người khác.",
    "guest_long": "{at}{part} dài quá {most} ký tự.",
    "guest_at_home": (
        "{at}{part} của khách này đọc từ hồ sơ hoặc hội đồng ({was}). Hãy sửa ở đó, không sửa trong bảng khách."
    ),
    "guest_name": "{at}hãy ghi họ tên hoặc tên gọi của khách.",
    "guest_group": "{at}nhóm của khách ghi tay là một trong: {groups}.",
    "guest_people": "{at}số người là số nguyên từ 1 đến {most}.",
    "guest_coming": "{at}xác nhận dự ghi Dự, Không, hoặc số người sẽ dự; để trống khi chưa trả lời.",
    "guest_invited": "{at}ô Mời ghi Có hoặc Không.",
    "guest_none": "Bảng không có dòng khách nào.",
    "guest_gone": "Khách này không còn trong danh sách. Hãy tải lại trang.",
}
