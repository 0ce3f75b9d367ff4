"""The counts a closing report asks for: live over the list of entries for the house, without small ones for outside."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from contest.editions.reports import letterhead
from contest.foundation.report import Column, Formula, Report, Row, Total, Value
from contest.foundation.vietnamese import sort_key
from contest.papers.queries.statistics import FEMALE, MALE, UNKNOWN, Counted, counted
from contest.papers.queries.winners import Winners
from contest.results.rules.fairness import FEWER, HIDDEN, shown_table

_DATA = "Dữ liệu"
_NOT_SAID = "Không ghi"
_YES = "x"
# Letters of the columns of the data's sheet, in its order.
_KEYS = (
    *("number", "code", "field", "division", "unit", "locality", "kind", "female", "male", "unknown"),
    *("ok", "won", "prize"),
)
_LETTERS = {key: chr(ord("A") + place) for place, key in enumerate(_KEYS)}
# A count's criterion takes these for more than letters, and cannot be longer.
_SPECIAL, _LONGEST = "*?~<>=", 250

Pick = Callable[[Counted], str]


def _picks(given: Winners) -> list[tuple[str, str, Pick]]:
    """What is counted by: the heading, the data's column, the entry's word for it."""
    found: list[tuple[str, str, Pick]] = [("Lĩnh vực", "field", lambda each: each.field)]
    if given.regulation.divisions:
        found.append(("Bảng, cấp học", "division", lambda each: each.division))
    found += [
        ("Đơn vị", "unit", lambda each: each.unit),
        ("Địa phương", "locality", lambda each: each.locality),
        ("Hình thức", "kind", lambda each: each.kind),
    ]
    return found


def statistics(edition_id: int) -> Sequence[Report]:
    """A sheet for each thing counted by, with formulas over the last sheet, which has every entry."""
    given, entries = counted(edition_id)
    if not entries:
        return ()
    sheets = [_sheet(given, entries, heading, key, pick) for heading, key, pick in _picks(given)]
    return [*sheets, _genders(given, entries), _data(given, entries)]


def _sheet(given: Winners, entries: Sequence[Counted], heading: str, key: str, pick: Pick) -> Report:
    named: dict[str, list[Counted]] = {}
    for each in entries:
        named.setdefault(pick(each) or _NOT_SAID, []).append(each)
    order = sorted(named, key=lambda name: (name == _NOT_SAID, sort_key(name)))
    if key in ("field", "division"):
        order = _as_printed(given, key, order)
    folded = [name.casefold() for name in order]
    end = _end(entries)
    rows: list[dict[str, Value]] = []
    for name in order:
        own = named[name]
        live = not set(_SPECIAL) & set(name) and len(name) <= _LONGEST and folded.count(name.casefold()) == 1
        rows.append({"name": name, **_counts(own, key, end, live=live)})
    columns = (
        Column("number", "STT", "index"),
        Column("name", heading),
        Column("entries", "Hồ sơ dự thi", "number"),
        Column("eligible", "Hợp lệ", "number"),
        Column("awarded", "Đạt giải", "number", strong=True),
        Column("rate", "Tỷ lệ đạt giải (%)", "number", places=1, formula="=IF({entries}=0,0,{awarded}/{entries}*100)"),
        Column("authors", "Tác giả", "number"),
    )
    values = {name: sum(_figure(row[name]) for row in rows) for name in ("entries", "eligible", "awarded", "authors")}
    sums: dict[str, Value] = {name: Formula("=SUM({rows})", value) for name, value in values.items()}
    return _report(
        given, f"SỐ LIỆU THEO {heading.upper()}", columns, rows, [Total("TỔNG CỘNG", sums)], f"Theo {heading}"
    )


def _counts(own: Sequence[Counted], key: str, end: int, *, live: bool) -> dict[str, Value]:
    """The figures of one line, each as a formula over the data where its name can be a criterion."""

    def over(column: str) -> str:
        return f"'{_DATA}'!${_LETTERS[column]}$1:${_LETTERS[column]}${end}"

    which = f"{over(key)},{{name}}"
    authors = "+".join(f"SUMIF({which},{over(column)})" for column in ("female", "male", "unknown"))
    figures = {
        "entries": (f"=COUNTIF({which})", len(own)),
        "eligible": (f'=COUNTIFS({which},{over("ok")},"{_YES}")', sum(each.is_eligible for each in own)),
        "awarded": (f'=COUNTIFS({which},{over("won")},"{_YES}")', sum(bool(each.prize) for each in own)),
        "authors": (f"={authors}", sum(each.authors for each in own)),
    }
    found: dict[str, Value] = {
        name: Formula(words, value) if live else value for name, (words, value) in figures.items()
    }
    awarded, entries = figures["awarded"][1], figures["entries"][1]
    return found | {"rate": _rate(awarded, entries)}


def _rate(part: int, whole: int) -> Decimal:
    return Decimal(part * 100) / whole if whole else Decimal(0)


def _figure(value: Value) -> int:
    exact = value.value if isinstance(value, Formula) else value
    return exact if isinstance(exact, int) else 0


def _as_printed(given: Winners, key: str, names: Sequence[str]) -> list[str]:
    """Fields and divisions in the regulation's order, others after them."""
    parts = given.regulation.fields if key == "field" else given.regulation.divisions
    known = [part.name for part in parts]
    return sorted(names, key=lambda name: (known.index(name) if name in known else len(known), sort_key(name)))


def _end(entries: Sequence[Counted]) -> int:
    """A line below the last of the data: title and headings take a few."""
    return len(entries) + 12


def _genders(given: Winners, entries: Sequence[Counted]) -> Report:
    """How many authors of each gender, in all and of those with a prize."""
    end = _end(entries)
    rows: list[dict[str, Value]] = []
    for word, column in ((FEMALE, "female"), (MALE, "male"), (UNKNOWN, "unknown")):
        cells = f"'{_DATA}'!${_LETTERS[column]}$1:${_LETTERS[column]}${end}"
        won = f"'{_DATA}'!${_LETTERS['won']}$1:${_LETTERS['won']}${end}"
        all_of = sum(each.genders.get(word, 0) for each in entries)
        winning = sum(each.genders.get(word, 0) for each in entries if each.prize)
        rows.append(
            {
                "name": word,
                "authors": Formula(f"=SUM({cells})", all_of),
                "awarded": Formula(f'=SUMIF({won},"{_YES}",{cells})', winning),
            }
        )
    columns = (
        Column("number", "STT", "index"),
        Column("name", "Giới tính"),
        Column("authors", "Tác giả dự thi", "number"),
        Column("awarded", "Tác giả đạt giải", "number", strong=True),
    )
    sums: dict[str, Value] = {
        key: Formula("=SUM({rows})", sum(_figure(row[key]) for row in rows)) for key in ("authors", "awarded")
    }
    total = [Total("TỔNG CỘNG", sums)]
    return _report(given, "SỐ LIỆU THEO GIỚI TÍNH TÁC GIẢ", columns, rows, total, "Theo giới tính")


def _data(given: Winners, entries: Sequence[Counted]) -> Report:
    columns = (
        Column("number", "STT", "index"),
        Column("code", "Mã số"),
        Column("field", "Lĩnh vực"),
        Column("division", "Bảng"),
        Column("unit", "Đơn vị"),
        Column("locality", "Địa phương"),
        Column("kind", "Hình thức"),
        Column("female", "Nữ", "number"),
        Column("male", "Nam", "number"),
        Column("unknown", UNKNOWN, "number"),
        Column("ok", "Hợp lệ", align="center"),
        Column("won", "Đạt giải", align="center"),
        Column("prize", "Giải"),
    )
    rows: list[Row] = [
        {
            "code": each.code,
            "field": each.field or _NOT_SAID,
            "division": each.division or _NOT_SAID,
            "unit": each.unit or _NOT_SAID,
            "locality": each.locality or _NOT_SAID,
            "kind": each.kind,
            "female": each.genders.get(FEMALE, 0),
            "male": each.genders.get(MALE, 0),
            "unknown": each.genders.get(UNKNOWN, 0),
            "ok": _YES if each.is_eligible else "",
            "won": _YES if each.prize else "",
            "prize": each.prize,
        }
        for each in entries
    ]
    return Report(title="DỮ LIỆU ĐỂ TÍNH", subtitle=[given.title], columns=columns, rows=rows, sheet=_DATA, frozen=2)


def _report(
    given: Winners, title: str, columns: Sequence[Column], rows: Sequence[Row], totals: Sequence[Total], sheet: str
) -> Report:
    return Report(
        title=title,
        subtitle=[given.title],
        letterhead=letterhead(given.regulation),
        columns=columns,
        rows=rows,
        totals=totals,
        landscape=False,
        sheet=sheet,
        frozen=2,
    )


def statistics_outside(edition_id: int) -> Sequence[Report]:
    """The same counts without small ones and what they could be computed from, for reports that leave the house."""
    given, entries = counted(edition_id)
    picks = [each for each in _picks(given) if each[1] != "unit"]
    reports = [_outside(given, entries, heading, key, pick) for heading, key, pick in picks]
    return [report for report in reports if report is not None]


def _outside(given: Winners, entries: Sequence[Counted], heading: str, key: str, pick: Pick) -> Report | None:
    """Entries without and with a prize; None when nothing can be said without telling of single ones."""
    names = list(dict.fromkeys(sorted((pick(each) or _NOT_SAID for each in entries), key=sort_key)))
    names = _as_printed(given, key, names) if key in ("field", "division") else names
    table = [
        [
            sum(1 for each in entries if (pick(each) or _NOT_SAID) == name and bool(each.prize) is won)
            for won in (False, True)
        ]
        for name in names
    ]
    shown = shown_table(table) if table else None
    if shown is None:
        return None
    lines = zip([*names, "Tổng cộng"], shown, strict=True)
    rows: list[Row] = [
        {"name": name, "without": none, "awarded": won, "entries": all_} for name, (none, won, all_) in lines
    ]
    columns = (
        Column("name", heading, width=36),
        Column("entries", "Hồ sơ dự thi", align="right", width=15),
        Column("awarded", "Đạt giải", align="right", width=15),
        Column("without", "Không đạt giải", align="right", width=15),
    )
    note = f"Dấu {HIDDEN}: số {FEWER} hoặc từ đó suy ra được số {FEWER}, không ghi để không nhận ra từng người."
    return Report(
        title=f"SỐ LIỆU THEO {heading.upper()}",
        subtitle=[given.title],
        letterhead=letterhead(given.regulation),
        columns=columns,
        rows=rows,
        notes=[note],
        landscape=False,
        sheet=f"Theo {heading}",
    )
