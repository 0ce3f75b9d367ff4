"""Files of units and of communes: read line by line, every fault of every line at its cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import fold, parse_date, parse_phone
from contest.people.rules.addresses import tidy_email, why_not_address
from contest.people.rules.provinces import present_province, province_of
from contest.people.rules.units import (
    UNIT_KINDS,
    UNIT_LEVELS,
    UnitFacts,
    likely_kind,
    likely_level,
    read_commune,
    unit_key,
    why_not_keep_unit,
)

UNIT_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("Tên đơn vị", "Đơn vị", "Tên trường", "Trường"),
    "kind": ("Loại", "Loại hình", "Loại đơn vị"),
    "level": ("Cấp", "Cấp học"),
    "address": ("Địa chỉ",),
    "commune": ("Xã, phường", "Xã phường", "Xã/phường", "Xã/phường/đặc khu"),
    "province": ("Tỉnh, thành phố", "Tỉnh", "Tỉnh/thành phố", "Địa phương"),
    "former_place": ("Địa danh trước 01/7/2025", "Địa danh cũ"),
    "contact": ("Người liên hệ", "Đầu mối", "Hiệu trưởng"),
    "phone": ("Điện thoại", "Số điện thoại"),
    "email": ("Thư điện tử", "Email", "E-mail"),
    "since_on": ("Từ ngày", "Hoạt động từ"),
    "ended_on": ("Đến ngày", "Hoạt động đến"),
}
COMMUNE_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("Xã, phường", "Tên xã, phường", "Xã/phường/đặc khu", "Tên đơn vị hành chính", "Tên"),
    "province": ("Tỉnh, thành phố", "Tỉnh", "Tỉnh/thành phố", "Tỉnh / Thành Phố"),
    "since_on": ("Từ ngày", "Hiệu lực từ"),
    "ended_on": ("Đến ngày", "Hiệu lực đến"),
    "successor": ("Nay thuộc", "Nhập vào", "Xã, phường mới", "Thuộc xã mới"),
}
_LONGEST = {"name": 300, "address": 300, "contact": 200, "former_place": 200, "commune": 120}


class Row(Protocol):
    """A row of a spreadsheet."""

    @property
    def number(self) -> int:
        """Its line in the file."""

    def text(self, key: str) -> str:
        """The cell as clean text."""

    def value(self, key: str) -> object:
        """The cell as it was typed."""

    def place(self, key: str) -> str:
        """Where a reader finds the cell."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A line of a file of units."""

    number: int
    facts: UnitFacts


@dataclass(frozen=True, slots=True)
class CommuneLine:
    """A line of a file of communes; `successor` as it was typed."""

    province_key: str
    kind: str
    name: str
    since_on: date | None
    ended_on: date | None
    successor: str
    successor_province: str
    place: str


def read_units(rows: Iterable[Row]) -> tuple[list[UnitLine], list[Reason]]:
    """All units of a file, and all faults, also between lines."""
    lines: list[UnitLine] = []
    faults: list[Reason] = []
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        facts, wrong = read_unit({key: row.text(key) for key in UNIT_HEADINGS})
        key = (unit_key(facts.name), fold(facts.commune), facts.province_key)
        if key[0] and key in seen:
            wrong.append(Reason("unit_twice_in_file", {"other": seen[key]}, "name"))
        seen.setdefault(key, row.number)
        faults += [Reason(each.code, each.params, row.place(each.where)) for each in wrong]
        lines.append(UnitLine(row.number, facts))
    return lines, faults


def read_unit(texts: Mapping[str, str]) -> tuple[UnitFacts, list[Reason]]:
    """A unit from what was typed, each fault at its key; what a name speaks of need not be said again."""
    faults: list[Reason] = []
    name = texts.get("name", "")
    province_key, former = _province(texts.get("province", ""), faults)
    facts = UnitFacts(
        name=_bounded(texts, "name", faults),
        kind=_choice(texts.get("kind", ""), UNIT_KINDS, "kind", faults) or likely_kind(name),
        level=_choice(texts.get("level", ""), UNIT_LEVELS, "level", faults) or likely_level(name),
        address=_bounded(texts, "address", faults),
        province_key=province_key,
        commune=_bounded(texts, "commune", faults),
        former_place=_bounded(texts, "former_place", faults) or former,
        contact=_bounded(texts, "contact", faults),
        phone=_phone(texts.get("phone", ""), faults),
        email=_email(texts.get("email", ""), faults),
        since_on=_day(texts.get("since_on", ""), "since_on", faults),
        ended_on=_day(texts.get("ended_on", ""), "ended_on", faults),
    )
    known = {fault.where for fault in faults}
    return facts, faults + [reason for reason in why_not_keep_unit(facts) if reason.where not in known]


def read_communes(rows: Iterable[Row]) -> tuple[list[CommuneLine], list[Reason]]:
    """All communes of a file, and all faults. A line of a former province is a former commune."""
    lines: list[CommuneLine] = []
    faults: list[Reason] = []
    for row in rows:
        own: list[Reason] = []
        kind, name = read_commune(row.text("name"))
        if not name:
            own.append(Reason("commune_name_missing", {}, "name"))
        province = province_of(row.text("province"))
        if province is None:
            own.append(Reason("province_unknown", {"value": row.text("province")[:60]}, "province"))
        since, ended = (_day(row.text(key), key, own) for key in ("since_on", "ended_on"))
        if province is not None and province.ended_on is not None and ended is None:
            ended = province.ended_on
        now_in = present_province(province).key if province else ""
        key = (province.key if ended else now_in) if province else ""
        lines.append(
            CommuneLine(key, kind, name[:120], since, ended, row.text("successor"), now_in, row.place("successor"))
        )
        faults += [Reason(each.code, each.params, row.place(each.where)) for each in own]
    return lines, faults


def _bounded(texts: Mapping[str, str], key: str, faults: list[Reason]) -> str:
    text, limit = " ".join(texts.get(key, "").split()), _LONGEST[key]
    if len(text) > limit:
        faults.append(Reason("text_too_long", {"length": len(text), "limit": limit}, key))
        return ""
    return text


def _province(text: str, faults: list[Reason]) -> tuple[str, str]:
    """The key of the present province, and the former name where one was typed."""
    if not text:
        return "", ""
    province = province_of(text)
    if province is None:
        faults.append(Reason("province_unknown", {"value": text[:60]}, "province"))
        return "", ""
    return present_province(province).key, province.title if province.ended_on else ""


def _choice(text: str, words: Mapping[str, str], where: str, faults: list[Reason]) -> str:
    if not text:
        return ""
    found = next((key for key, word in words.items() if text == key or fold(text) in (fold(word), fold(key))), "")
    if not found and where == "kind":
        found = next((key for key, word in words.items() if fold(text) in fold(word)), "")
    if not found:
        kinds = ", ".join(words.values())
        faults.append(Reason("unit_kind_unknown", {"value": text[:60], "kinds": kinds}, where))
    return found


def _phone(text: str, faults: list[Reason]) -> str:
    if not text:
        return ""
    try:
        return parse_phone(text)
    except Refusal as refusal:
        faults.extend(Reason(each.code, each.params, "phone") for each in refusal.reasons)
        return ""


def _email(text: str, faults: list[Reason]) -> str:
    if not text:
        return ""
    email = tidy_email(text)
    if why_not_address(email):
        faults.append(Reason("unit_email_strange", {"value": text[:80]}, "email"))
        return ""
    return email


def _day(text: str, where: str, faults: list[Reason]) -> date | None:
    if not text:
        return None
    try:
        return parse_date(text)
    except Refusal as refusal:
        faults.extend(Reason(each.code, each.params, where) for each in refusal.reasons)
        return None
