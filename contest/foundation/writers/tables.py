"""A Report as a Document: the same head, table, sums and signatures, for Word and PDF."""

from collections.abc import Iterator

from contest.foundation.document import (
    Align,
    Block,
    Document,
    Gap,
    Head,
    Paragraph,
    Run,
    Signatures,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.report import Column, Report, Row, Total, places_of, printed, value_of
from contest.foundation.writers.xlsx.widths import PAGE, columns_in_points

_FIGURES = ("number", "points", "money")
_CENTRED = ("index", "date", "moment")
# The widths are worked out for 12 points on the wider page of a workbook; a table wider than that is printed smaller
# still, as a spreadsheet program scales it down.
_LARGEST, _SMALLEST = 11.0, 8.0


def document_of(report: Report) -> Document:
    """The report from its head to its signatures."""
    blocks: list[Block] = [Head(report.letterhead)] if report.letterhead else []
    blocks += [Title(report.title, tuple(report.subtitle)), _table(report)]
    if report.closing:
        blocks.append(Gap(2))
        blocks += [Paragraph(line, align="left") for line in report.closing]
    if report.notes:
        blocks.append(Paragraph((Run("Ghi chú:", italic=True),), align="left", keep=True))
        blocks += [Paragraph((Run(line, italic=True),), align="left") for line in report.notes]
    if report.signatures:
        blocks.append(Signatures(tuple(report.signatures), room=20))
    return Document(report.title, blocks, stamp=report.stamp, landscape=report.landscape)


def _table(report: Report) -> Table:
    widths = columns_in_points(report)
    columns = [
        TableColumn(f"{column.over}\n{column.heading}" if column.over else column.heading, width, _side(column))
        for column, width in zip(report.columns, widths, strict=True)
    ]
    size = max(_SMALLEST, min(_LARGEST, _LARGEST * PAGE[report.landscape] / sum(widths)))
    return Table(columns, list(_rows(report)), size=round(size, 1))


def _side(column: Column) -> Align:
    if column.align:
        return column.align
    if column.kind in _FIGURES:
        return "right"
    return "center" if column.kind in _CENTRED else "left"


def _rows(report: Report) -> Iterator[TableRow]:
    values = [[row.get(column.key) for row in report.all_rows()] for column in report.columns]
    places = [places_of(column, own) for column, own in zip(report.columns, values, strict=True)]
    number = 1
    for group in report.parts():
        if group.heading:
            yield TableRow((group.title,), bold=True)
        for row in group.rows:
            yield TableRow(_cells(report, row, number, places))
            number += 1
        for total in group.totals:
            yield _total(report, total, places)
    for total in report.totals:
        yield _total(report, total, places)


def _cells(report: Report, row: Row, number: int, places: list[int]) -> tuple[str, ...]:
    return tuple(
        printed(value_of(column, row, number), column.kind, digits)
        for column, digits in zip(report.columns, places, strict=True)
    )


def _total(report: Report, total: Total, places: list[int]) -> TableRow:
    """The label over the columns before the first sum, then the sums."""
    columns = report.columns
    first = next((place for place, column in enumerate(columns) if column.key in total.values), len(columns))
    sums = [
        printed(total.values.get(column.key), column.kind, digits)
        for column, digits in zip(columns[first:], places[first:], strict=True)
    ]
    return TableRow((total.label, *sums) if first else tuple(sums), bold=True)
