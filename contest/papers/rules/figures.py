"""The figures reports ask for: entries by field, unit, locality and division, authors, prizes and money, the editions.

A Figure is a table and says which of its columns its picture draws. What somebody may not know yet is left out by
telling less (see Known); small counts are hidden before, where the public reads (results/rules/fairness).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from contest.foundation.vietnamese import fold, money, number
from contest.results.rules.past import TIER_PLACES, PastRow

# So many names are drawn; the table has all of them.
MOST_DRAWN = 15
# Of more editions the last are drawn.
MOST_EDITIONS = 12
UNKNOWN = "–"
NOWHERE = "Chưa ghi"

RECEIVED, ELIGIBLE, FINALISTS, AWARDED = "Hồ sơ nhận", "Hợp lệ", "Vào chung khảo", "Đạt giải"


class Counted(NamedTuple):
    """An entry as it is counted. authors, women, men: how many of each; who said nothing is in authors alone."""

    field: str = ""
    unit: str = ""
    locality: str = ""
    division: str = ""
    authors: int = 0
    women: int = 0
    men: int = 0
    is_eligible: bool = False
    is_finalist: bool = False
    is_awarded: bool = False


class Known(NamedTuple):
    """What there is to tell: whether there is a last round beside the first, and a result the reader may know."""

    finalists: bool = False
    awards: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The steps an entry is counted at, from the first to the last."""
        return (RECEIVED, ELIGIBLE, *((FINALISTS,) if self.finalists else ()), *((AWARDED,) if self.awards else ()))


@dataclass(frozen=True, slots=True)
class Figure:
    """A table whose first column are names; drawn: its columns in the picture, kind: how their values are written.

    shown: words in place of a value, by row and column (a hidden count). note: said below the table and the picture.
    """

    key: str
    title: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    drawn: tuple[int, ...]
    total: tuple[int | None, ...] = ()
    form: Literal["bars", "columns", "stacked"] = "bars"
    money: tuple[int, ...] = ()
    shown: tuple[tuple[int, int, str], ...] = ()
    note: str = ""

    def words(self, values: Sequence[int | None], row: int = -1) -> tuple[str, ...]:
        """The values of a row (or of the total) as they are printed."""
        instead = {column: words for place, column, words in self.shown if place == row}
        return tuple(
            instead.get(place) or (UNKNOWN if value is None else money(value) if place in self.money else number(value))
            for place, value in enumerate(values)
        )

    def printed(self) -> list[tuple[str, tuple[str, ...]]]:
        """The rows as they are printed."""
        return [(name, self.words(values, row)) for row, (name, values) in enumerate(self.rows)]

    @property
    def drawn_rows(self) -> range:
        """Which rows the picture has: the first of many names, the last of many editions."""
        many = len(self.rows)
        return range(max(0, many - MOST_EDITIONS), many) if self.form != "bars" else range(min(many, MOST_DRAWN))

    @property
    def drawn_note(self) -> str:
        """The note of the picture: also how many of all it shows."""
        drawn = len(self.drawn_rows)
        which = f"Hình có {drawn} trong {number(len(self.rows))} dòng của bảng." if drawn < len(self.rows) else ""
        return " ".join(each for each in (which, self.note) if each)


def steps(entries: Sequence[Counted], known: Known) -> Figure:
    """From what came in to what has a prize."""
    return Figure(
        "cac-buoc",
        "Hồ sơ qua các bước",
        "Bước",
        ("Số hồ sơ",),
        tuple((name, (count,)) for name, count in zip(known.columns, _steps(entries, known), strict=True)),
        (0,),
    )


def by_list(
    key: str, title: str, heading: str, entries: Sequence[Counted], known: Known, names: Mapping[str, str]
) -> Figure:
    """By fields or divisions in the regulation's order, those without entries too."""
    own = _of(entries, (lambda each: each.division) if key == "bang" else lambda each: each.field)
    order = [*names, *sorted(set(own) - set(names))]
    rows = tuple((names.get(each, each) or NOWHERE, _steps(own.get(each, ()), known)) for each in order)
    return _counted(key, title, heading, rows, entries, known)


def by_name(
    key: str, title: str, heading: str, entries: Sequence[Counted], known: Known, name_of: Callable[[Counted], str]
) -> Figure:
    """By what the entries say themselves, however it is capitalised; the most entries first."""
    own = _of(entries, lambda each: fold(name_of(each)))
    spelt = {sign: Counter(map(name_of, each)).most_common(1)[0][0] or NOWHERE for sign, each in own.items()}
    order = sorted(own, key=lambda sign: (-len(own[sign]), sign))
    return _counted(
        key, title, heading, tuple((spelt[sign], _steps(own[sign], known)) for sign in order), entries, known
    )


def by_makers(entries: Sequence[Counted], known: Known) -> Figure:
    """One author, or several."""
    own = _of(entries, lambda each: _MAKERS[min(max(each.authors, 1), 3) - 1])
    rows = tuple((name, _steps(own.get(name, ()), known)) for name in _MAKERS)
    return _counted("tac-gia", "Cá nhân và nhóm tác giả", "Số tác giả", rows, entries, known)


def by_gender(entries: Sequence[Counted], known: Known) -> Figure | None:
    """Authors, not entries; None where nobody was asked."""
    many: list[tuple[int, ...]] = [
        tuple(map(count, (entries, *_parts(entries, known)))) for count in (_women, _men, _silent)
    ]
    if not sum(many[0] + many[1]):
        return None
    rows = tuple(zip(("Nữ", "Nam", "Không ghi"), many, strict=True))
    total = tuple(map(sum, zip(*many, strict=True)))
    note = "Đếm tác giả, không đếm hồ sơ."
    drawn = _drawn(known)
    return Figure("gioi-tinh", "Tác giả nữ và nam", "Giới tính", known.columns, rows, drawn, total, note=note)


def prizes(awards: Sequence[tuple[str, int | None]]) -> tuple[Figure, ...]:
    """How many prizes each name has, and how much money; awards: name and đồng of each, the best first."""
    count = Counter(name for name, _ in awards)
    paid: Counter[str] = Counter()
    for name, amount in awards:
        paid[name] += amount or 0
    rows = tuple((name, (many,)) for name, many in count.items())
    by_count = Figure("giai", "Giải theo hạng", "Hạng giải", ("Số giải",), rows, (0,), (len(awards),))
    if not paid.total():
        return (by_count,)
    money_rows = tuple((name, (many, paid[name])) for name, many in count.items())
    columns, total, title = ("Số giải", "Tiền thưởng"), (len(awards), paid.total()), "Tiền thưởng theo hạng giải"
    return by_count, Figure("tien-thuong", title, "Hạng giải", columns, money_rows, (1,), total, money=(1,))


def over_editions(rows: Sequence[PastRow]) -> tuple[Figure, ...]:
    """Entries and prizes, and prizes by tier, over the editions of the series; nothing of a single one."""
    if len(rows) < 2:
        return ()
    names = [f"{row.label} ({row.years})" if row.years and row.years not in row.label else row.label for row in rows]
    found = []
    for key, title, columns, form in _OVER:
        lines = tuple(
            (name, tuple(row.counts.get(column) for column in columns)) for name, row in zip(names, rows, strict=True)
        )
        if any(value is not None for _, values in lines for value in values):
            drawn = (0, len(columns) - 1) if form == "columns" else tuple(range(len(columns)))
            note = f"Dấu {UNKNOWN} là số liệu không có." if any(None in values for _, values in lines) else ""
            found.append(Figure(key, title, "Lần", tuple(columns.values()), lines, drawn, form=form, note=note))
    return tuple(found)


_MAKERS = ("Một tác giả", "Hai tác giả", "Từ ba tác giả")
_EDITIONS = {"entries": RECEIVED, "eligible": ELIGIBLE, "awards": "Tổng số giải"}
_OVER: tuple[tuple[str, str, Mapping[str, str], Literal["columns", "stacked"]], ...] = (
    ("cac-lan", "Hồ sơ và giải qua các lần tổ chức", _EDITIONS, "columns"),
    ("hang-cac-lan", "Giải theo hạng qua các lần tổ chức", TIER_PLACES, "stacked"),
)


def _counted(
    key: str,
    title: str,
    heading: str,
    rows: tuple[tuple[str, tuple[int, ...]], ...],
    entries: Sequence[Counted],
    known: Known,
) -> Figure:
    return Figure(key, title, heading, known.columns, rows, _drawn(known), _steps(entries, known))


def _drawn(known: Known) -> tuple[int, ...]:
    """What came in and what came of it: the first step and the last."""
    return (0, len(known.columns) - 1)


def _of(entries: Sequence[Counted], name_of: Callable[[Counted], str]) -> dict[str, list[Counted]]:
    own: dict[str, list[Counted]] = {}
    for each in entries:
        own.setdefault(name_of(each), []).append(each)
    return own


def _parts(entries: Sequence[Counted], known: Known) -> list[list[Counted]]:
    """The entries that went as far as each step after the first."""
    parts = [[each for each in entries if each.is_eligible]]
    if known.finalists:
        parts.append([each for each in entries if each.is_finalist])
    if known.awards:
        parts.append([each for each in entries if each.is_awarded])
    return parts


def _steps(entries: Sequence[Counted], known: Known) -> tuple[int, ...]:
    return (len(entries), *map(len, _parts(entries, known)))


def _women(entries: Sequence[Counted]) -> int:
    return sum(each.women for each in entries)


def _men(entries: Sequence[Counted]) -> int:
    return sum(each.men for each in entries)


def _silent(entries: Sequence[Counted]) -> int:
    return sum(each.authors - each.women - each.men for each in entries)
