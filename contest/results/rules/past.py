"""The editions of a series as summary rows: read from a spreadsheet, compared with themselves, drawn as bars.

Published totals of real contests do not always add up: that is said beside the row, and nothing is corrected.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold

# Places of tiers as editions of all times have them, the best first.
TIER_PLACES = {
    "special": "Đặc biệt",
    "first": "Nhất",
    "second": "Nhì",
    "third": "Ba",
    "consolation": "Khuyến khích",
}
COUNTS = {
    "entries": "Hồ sơ nhận",
    "eligible": "Hợp lệ",
    "finalists": "Vào chung khảo",
    "awards": "Tổng số giải",
    "authors": "Tác giả",
    **{key: f"Giải {name}" for key, name in TIER_PLACES.items()},
}
_MOST = 10_000_000
_GROUPED = re.compile(r"\d{1,3}([. ]\d{3})+")

PAST_WORDS = {
    "past_label_missing": "Thiếu lần tổ chức.",
    "past_count": "“{text}” không phải một số đếm. Để trống nếu không biết.",
    "past_twice": "Lần {label} ({years}) có trong hai dòng.",
    "past_nothing": "Không có dòng nào của loạt này trong tệp.",
    "past_csv": "Tệp CSV không đọc được. Hãy lưu lại dạng UTF-8, dòng đầu là tên cột.",
    "past_columns": "Tệp không có cột “Lần”. Dòng đầu phải là tên cột.",
    "past_file": "Hãy chọn tệp Excel (.xlsx) hoặc CSV.",
}


@dataclass(frozen=True, slots=True)
class PastRow:
    """An edition in a line: its label and years, counts by COUNTS (None: not known), what else is known in words."""

    label: str
    years: str
    counts: Mapping[str, int | None]
    other: str = ""
    money: str = ""
    note: str = ""
    source: str = ""
    # An edition of this installation, with its own pages.
    slug: str = ""

    @property
    def tiers(self) -> list[int]:
        """The counts of the tiers that are known."""
        return [count for key in TIER_PLACES if (count := self.counts.get(key)) is not None]

    @property
    def remark(self) -> str:
        """What does not add up, in words; "" when it does or nobody can say."""
        total = self.counts.get("awards")
        if total is None or len(self.tiers) < len(TIER_PLACES) - 1 or sum(self.tiers) == total:
            return ""
        return f"Tổng công bố {total} giải, cộng các hạng giải được {sum(self.tiers)}."


def count_of(text: str) -> int | None:
    """A count as people write it: 1.572, "1 572", blank for not known. Raises ValueError."""
    plain = text.strip()
    if not plain:
        return None
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(".", "").replace(" ", "")
    if not (plain.isascii() and plain.isdigit()) or int(plain) > _MOST:
        raise ValueError(text)
    return int(plain)


def read_line(cells: Mapping[str, str], places: Mapping[str, str]) -> tuple[PastRow, list[Reason]]:
    """A line of a file by our keys; places: where a reader finds each cell."""
    reasons, counts = [], dict[str, int | None]()
    for key in COUNTS:
        try:
            counts[key] = count_of(cells.get(key, ""))
        except ValueError:
            reasons.append(Reason("past_count", {"text": cells[key][:40]}, places.get(key, "")))
    label, years = cells.get("label", "").strip()[:80], cells.get("years", "").strip()[:40]
    if not label:
        reasons.append(Reason("past_label_missing", {}, places.get("label", "")))
    texts = {key: cells.get(key, "").strip()[:1000] for key in ("other", "money", "note", "source")}
    return PastRow(label, years, counts, **texts), reasons


def why_not_lines(rows: Sequence[tuple[PastRow, str]]) -> list[Reason]:
    """Lines that are there twice; each with its place in the file."""
    seen, reasons = set(), []
    for row, place in rows:
        key = (fold(row.label), fold(row.years))
        if row.label and key in seen:
            reasons.append(Reason("past_twice", {"label": row.label, "years": row.years}, place))
        seen.add(key)
    return reasons


def in_order(rows: Sequence[PastRow]) -> list[PastRow]:
    """The editions by their years, then by the number in their label; those without stand first."""
    return sorted(rows, key=lambda row: (_last_number(row.years), _last_number(row.label), row.label))


def _last_number(text: str) -> int:
    found = re.findall(r"\d+", text)
    return int(found[-1]) if found else 0


class Bar(NamedTuple):
    """A bar of a chart in units of the drawing: x, y from the top, width, height; its figure; which series it is of."""

    x: int
    y: int
    width: int
    height: int
    figure: str
    kind: str


class Chart(NamedTuple):
    """Bars, labels under them by their middle, the size of the drawing, and the height of its ground line."""

    bars: tuple[Bar, ...]
    labels: tuple[tuple[int, str], ...]
    width: int
    height: int
    ground: int


_STEP, _BAR, _TOP, _FOOT, _ROOM = 84, 30, 20, 24, 160


def side_by_side(rows: Sequence[PastRow], keys: Sequence[str]) -> Chart:
    """For each edition a bar for every count that is known, with the figure over it."""
    most = max((row.counts.get(key) or 0 for row in rows for key in keys), default=0)
    bars = []
    for place, row in enumerate(rows):
        for number, key in enumerate(keys):
            count = row.counts.get(key)
            if count is None:
                continue
            height = _height(count, most)
            x = place * _STEP + (_STEP - len(keys) * _BAR) // 2 + number * _BAR
            bars.append(Bar(x, _TOP + _ROOM - height, _BAR - 4, height, _grouped(count), key))
    return _chart(rows, bars)


def stacked(rows: Sequence[PastRow]) -> Chart:
    """For each edition its tiers one on the other, the best on top, each with its figure where there is room."""
    most = max((sum(row.tiers) for row in rows), default=0)
    bars = []
    for place, row in enumerate(rows):
        y = _TOP + _ROOM
        for key in reversed(TIER_PLACES):
            count = row.counts.get(key)
            if not count:
                continue
            height = _height(count, most)
            y -= height
            bars.append(Bar(place * _STEP + 20, y, _STEP - 40, height, _grouped(count) if height >= 14 else "", key))
    return _chart(rows, bars)


def _grouped(count: int) -> str:
    """As the table beside the chart writes it: 1.572."""
    return f"{count:,}".replace(",", ".")


def _height(count: int, most: int) -> int:
    """At least a line for what is there at all."""
    return max(1, count * _ROOM // most) if count and most else 0


def _chart(rows: Sequence[PastRow], bars: Sequence[Bar]) -> Chart:
    labels = tuple((place * _STEP + _STEP // 2, row.label[:12]) for place, row in enumerate(rows))
    return Chart(tuple(bars), labels, max(1, len(rows)) * _STEP, _TOP + _ROOM + _FOOT, _TOP + _ROOM)
