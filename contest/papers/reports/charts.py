"""The figures of an edition with their charts: for the office's page, for reports in Word, and what the public may see.

`figures(edition_id)` gives tables; `chart_of(figure)` its chart, which `writers.charts` draws as SVG or, for Word, PNG.
"""

import struct
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.editions.rules import Regulation
from contest.foundation.chart import Chart, Series
from contest.foundation.clock import now
from contest.foundation.document import (
    Block,
    Document,
    Head,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.report import REHEARSAL
from contest.foundation.settings import settings
from contest.foundation.vietnamese import moment
from contest.foundation.writers import charts, docx, pdf
from contest.papers.queries.figures import Basis, basis_of, until_counted_anew
from contest.papers.reports.closing import Parcel, brings_files
from contest.papers.rules import figures as rules
from contest.papers.rules.figures import NOWHERE, Figure, Known
from contest.results.queries import all_editions, fairness_card, public_results
from contest.results.rules.fairness import HIDDEN

# Of a picture in a paper, in mm.
_WIDE = 160


def figures(edition_id: int, *, apart: bool = False) -> list[Figure]:
    """All figures of an edition, those that say nothing left out.

    apart: the reader has a conflict of interest with an entry and is told nothing of who goes on or wins.
    """
    return list(until_counted_anew(edition_id, apart, lambda: _of_edition(edition_id, apart=apart)))


def _of_edition(edition_id: int, *, apart: bool) -> tuple[Figure, ...]:
    basis = basis_of(edition_id)
    if apart:
        slug = edition_by_id(edition_id).slug
        others = [row for row in basis.editions if row.slug != slug]
        basis = replace(basis, known=Known(), awards=(), editions=others)
    return tuple(each for each in _figures(regulation_of(edition_id), basis) if len(each.rows) > 0)


def _figures(regulation: Regulation, basis: Basis) -> list[Figure]:
    entries, known = basis.entries, basis.known
    if not entries:
        return list(rules.over_editions(basis.editions))
    divisions = {each.key: each.name for each in regulation.divisions}
    fields = {each.key: each.name for each in regulation.fields}
    found = [
        rules.steps(entries, known),
        rules.by_list("linh-vuc", "Hồ sơ theo lĩnh vực", "Lĩnh vực", entries, known, fields),
        rules.by_list("bang", "Hồ sơ theo bảng", "Bảng", entries, known, divisions) if divisions else None,
        rules.by_name("don-vi", "Hồ sơ theo đơn vị", "Đơn vị", entries, known, lambda each: each.unit),
        rules.by_name("dia-phuong", "Hồ sơ theo địa phương", "Địa phương", entries, known, lambda each: each.locality),
        rules.by_makers(entries, known),
        rules.by_gender(entries, known),
        *(rules.prizes(basis.awards) if known.awards and basis.awards else ()),
        *rules.over_editions(basis.editions),
    ]
    return [each for each in found if each is not None]


def public_figures(edition_id: int) -> list[Figure] | None:
    """What everybody may know; None while no result is public.

    The table by field is the fairness sheet's, with what is hidden there: two tables of the same entries cut in two
    ways would tell what each hides. Everything else is counted from what the public page shows, and nothing more.
    """
    regulation = regulation_of(edition_id)
    results = public_results(edition_id, regulation)
    if results is None:
        return None
    rows = [(tier.name, row) for tier in results.tiers for row in tier.rows]
    of_entries = [row for _, row in rows if row.unit or row.locality or row.authors or row.field_name]
    found = [_fairness_figure(edition_id, regulation)]
    if "prize" in regulation.privacy.public_fields:
        found += rules.prizes([(name, row.amount_vnd) for name, row in rows])
    found += [
        _awarded("don-vi", "Giải theo đơn vị", "Đơn vị", [row.unit for row in of_entries]),
        _awarded("dia-phuong", "Giải theo địa phương", "Địa phương", [row.locality for row in of_entries]),
        *rules.over_editions(all_editions(edition_by_id(edition_id).series)),
    ]
    return [each for each in found if each is not None]


def _awarded(key: str, title: str, heading: str, names: list[str]) -> Figure | None:
    """How many prizes each name has; None where the regulation does not publish it."""
    count = Counter(name or NOWHERE for name in names)
    if set(count) <= {NOWHERE}:
        return None
    rows = tuple((name, (many,)) for name, many in sorted(count.items(), key=lambda each: (-each[1], each[0])))
    return Figure(key, title, heading, ("Số giải",), rows, (0,), (len(names),))


def _fairness_figure(edition_id: int, regulation: Regulation) -> Figure | None:
    card = fairness_card(edition_id)
    if card is None or card.document is None or not card.document.get("table"):
        return None
    columns, order = tuple(card.document["columns"]), [each.name for each in regulation.fields]
    *lines, last = card.document["table"]
    table = [*sorted(lines, key=lambda row: order.index(row[0]) if row[0] in order else len(order)), last]
    values = [(str(row[0]), tuple(map(_read, row[1:]))) for row in table]
    hidden = tuple(
        (place, column, words)
        for place, row in enumerate(table)
        for column, words in enumerate(row[1:])
        if words == HIDDEN
    )
    note = f"Dấu {HIDDEN} thay số quá nhỏ, hoặc số mà từ đó tính ra được." if hidden else ""
    body, (_, total) = tuple(values[:-1]), values[-1]
    shown = tuple((-1 if place == len(body) else place, column, words) for place, column, words in hidden)
    drawn = (len(columns) - 1, 0)
    return Figure("linh-vuc", "Hồ sơ theo lĩnh vực", "Lĩnh vực", columns, body, drawn, total, shown=shown, note=note)


def _read(words: str) -> int | None:
    plain = words.replace(".", "")
    return int(plain) if plain.isdigit() else None


def chart_of(figure: Figure) -> Chart:
    """The figure as it is drawn."""
    rows = [(place, *figure.rows[place]) for place in figure.drawn_rows]
    words = [figure.words(values, place) for place, _, values in rows]
    series = tuple(
        Series(
            figure.columns[column],
            tuple(values[column] for _, _, values in rows),
            tuple(each[column] for each in words),
        )
        for column in dict.fromkeys(figure.drawn)
    )
    return Chart(figure.title, tuple(name for _, name, _ in rows), series, figure.form, figure.drawn_note)


def in_words(figure: Figure) -> str:
    """What the picture says, for who does not see it; the table beside it has every number."""
    column = figure.drawn[0]
    known = [(name, values[column]) for name, values in figure.rows if values[column] is not None]
    if not known:
        return f"Biểu đồ: {figure.title}."
    name, most = max(known, key=lambda each: each[1] or 0)
    words = figure.words([None] * column + [most], -2)[column]
    return f"Biểu đồ: {figure.title}. Nhiều nhất: {name}, {figure.columns[column].lower()} {words}."


def picture(figure: Figure, width: int = _WIDE) -> bytes:
    """The chart as PNG at print resolution, `width` mm wide, for Word. Raises Refusal: pdf_too_much."""
    return charts.png(chart_of(figure), width)


def picture_block(name: str, content: bytes, width: int = _WIDE) -> Picture:
    """A chart's PNG as a block of a paper, in its own shape."""
    across, high = struct.unpack(">II", content[16:24])
    return Picture(name, width, width * high / across)


def table_of(figure: Figure, most: int | None = None) -> Table:
    """The figure as a table of a paper; of more than `most` rows the first, and a line with the others' sums."""
    width = 110 / len(figure.columns)
    columns = [TableColumn(figure.heading, 60), *(TableColumn(name, width, "right") for name in figure.columns)]
    shown = figure.rows if most is None else figure.rows[:most]
    rows = [TableRow((name, *figure.words(values, place))) for place, (name, values) in enumerate(shown)]
    left = figure.rows[len(shown) :]
    if left:
        sums = [sum(value or 0 for value in column) for column in zip(*(values for _, values in left), strict=True)]
        rows.append(TableRow((f"{len(left)} dòng khác", *figure.words(sums, -2))))
    if figure.total:
        rows.append(TableRow(("Cộng", *figure.words(figure.total)), bold=True))
    return Table(columns, rows, size=11)


@brings_files("so-lieu", "Số liệu và biểu đồ")
def _papers(edition_id: int) -> Sequence[Parcel]:
    """All figures with their charts, in both forms."""

    def maker(write: Callable[[Document], bytes]) -> Callable[[], bytes]:
        return lambda: write(figures_document(edition_id, figures(edition_id)))

    return [
        Parcel("so-lieu-va-bieu-do.docx", "Số liệu và biểu đồ (bản Word)", maker(docx.write)),
        Parcel("so-lieu-va-bieu-do.pdf", "Số liệu và biểu đồ (PDF)", maker(pdf.write)),
    ]


def figures_document(edition_id: int, shown: list[Figure]) -> Document:
    """These figures as a paper, each with its table and its chart."""
    regulation = regulation_of(edition_id)
    blocks: list[Block] = [
        Head(letterhead(regulation)),
        Title("SỐ LIỆU VÀ BIỂU ĐỒ", (edition_by_id(edition_id).title, f"(Tính đến {moment(now())})")),
    ]
    pictures = {f"{figure.key}.png": picture(figure) for figure in shown}
    for place, (figure, (name, content)) in enumerate(zip(shown, pictures.items(), strict=True), 1):
        blocks += [Heading(f"{place}. {figure.title}"), picture_block(name, content), table_of(figure)]
        if figure.note:
            blocks.append(Paragraph((Run(figure.note, italic=True),), align="left"))
    stamp = REHEARSAL if settings().rehearsal else ""
    return Document("Số liệu và biểu đồ", blocks, stamp=stamp, pictures=pictures)
