"""Summary rows of editions before this installation: taken in from a spreadsheet or a CSV, all or nothing."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from contest.editions.queries import edition_by_id
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.sheets import Heading, read_sheet
from contest.foundation.vietnamese import fold
from contest.results.models import PastEdition
from contest.results.rules.past import COUNTS, PastRow, read_line, why_not_lines

# The second names are those of the shared file of published results.
PAST_HEADINGS = (
    Heading("label", ("Lần", "edition")),
    Heading("years", ("Năm", "year"), required=False),
    Heading("key", ("Mã", "contest_key"), required=False),
    Heading("entries", ("Hồ sơ nhận", "n_entries"), required=False),
    Heading("eligible", ("Hợp lệ", "n_eligible"), required=False),
    Heading("finalists", ("Vào chung khảo", "n_in_final"), required=False),
    Heading("awards", ("Tổng số giải", "n_awards"), required=False),
    Heading("special", ("Giải Đặc biệt", "n_special"), required=False),
    Heading("first", ("Giải Nhất", "n_first"), required=False),
    Heading("second", ("Giải Nhì", "n_second"), required=False),
    Heading("third", ("Giải Ba", "n_third"), required=False),
    Heading("consolation", ("Giải Khuyến khích", "n_consolation"), required=False),
    Heading("authors", ("Tác giả", "n_authors"), required=False),
    Heading("other", ("Giải khác", "other_awards"), required=False),
    Heading("money", ("Tiền thưởng", "prize_money"), required=False),
    Heading("note", ("Ghi chú", "notes"), required=False),
    Heading("source", ("Nguồn", "source_url"), required=False),
)
_MOST_LINES = 2_000


class PastLine(NamedTuple):
    """A line of the file by our keys, and where a reader finds each cell."""

    cells: dict[str, str]
    places: dict[str, str]


def read_past(source: Path | bytes) -> list[PastLine]:
    """The lines of a workbook or of a CSV in UTF-8 (comma or semicolon). Raises Refusal with what is wrong with it."""
    content = source.read_bytes() if isinstance(source, Path) else source
    if content[:2] == b"PK":
        rows = read_sheet(io.BytesIO(content), PAST_HEADINGS).rows
        keys = [heading.key for heading in PAST_HEADINGS]
        return [PastLine({key: row.text(key) for key in keys}, {key: row.place(key) for key in keys}) for row in rows]
    try:
        text = content.decode("utf-8-sig")
        return list(_csv_lines(text))
    except (UnicodeDecodeError, csv.Error) as error:
        raise refuse_with("past_csv") from error


def _csv_lines(text: str) -> Iterator[PastLine]:
    first = text.split("\n", 1)[0]
    lines = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True)
    names = {fold(name): heading.key for heading in PAST_HEADINGS for name in heading.names}
    head = next(lines, [])
    keys = [names.get(fold(name), "") for name in head]
    if "label" not in keys:
        raise refuse_with("past_columns")
    for cells in lines:
        if lines.line_num > _MOST_LINES:
            raise refuse_with("past_csv")
        given = {key: cell for key, cell in zip(keys, cells, strict=False) if key}
        if any(given.values()):
            places = {key: f"dòng {lines.line_num}, cột “{name}”" for key, name in zip(keys, head, strict=True) if key}
            yield PastLine(given, places)


@action(Permission.EDITION_EDIT)
def import_past(
    actor: Actor, edition_id: int, lines: Sequence[PastLine], only: str = "", dry_run: bool = False
) -> tuple[PastRow, ...]:
    """Take in the editions before this one's series; an edition that is there is brought up to date.

    only: lines whose key (`Mã`) begins with this. Returns the rows as they are kept. Raises Refusal with every fault.
    """
    series = edition_by_id(edition_id).series
    chosen = [line for line in lines if line.cells.get("key", "").startswith(only)]
    read = [read_line(line.cells, line.places) for line in chosen]
    places = [line.places.get("label", "") for line in chosen]
    reasons = [reason for _, wrong in read for reason in wrong]
    reasons += why_not_lines([(row, place) for (row, _), place in zip(read, places, strict=True)])
    refuse(reasons or ([] if read else [Reason("past_nothing")]))
    rows = tuple(row for row, _ in read)
    if not dry_run:
        _write(actor, series, rows)
    return rows


def _write(actor: Actor, series: str, rows: Sequence[PastRow]) -> None:
    known = {
        (fold(one.label), fold(one.years)): one
        for one in db.session.scalars(select(PastEdition).where(PastEdition.series == series).with_for_update())
    }
    for row in rows:
        kept = known.get((fold(row.label), fold(row.years)))
        if kept is None:
            kept = PastEdition(series=series, label=row.label, years=row.years, written_at=now())
            db.session.add(kept)
        for key in COUNTS:
            setattr(kept, key, row.counts.get(key))
        for key in ("other", "money", "note", "source"):
            setattr(kept, key, getattr(row, key))
        kept.written_at, kept.written_by_id = now(), actor.id
    db.session.flush()
