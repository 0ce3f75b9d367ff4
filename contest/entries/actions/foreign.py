"""Registers laid out by somebody else: looked at, read by the columns that were named, known when they come again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.models import RegisterMapping
from contest.entries.rules.guessing import guess, with_meanings
from contest.entries.rules.mapping import Layout, layout_of, mapped_rows, shown, signature, unknown_words
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse
from contest.foundation.sheets import GridRow, Sheet, letters_of, read_grid
from contest.foundation.vietnamese import fold

_WIDEST = 60
_SHOWN_ROWS = 8
_HEADS = 15
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its place (from 0), its name in the spreadsheet, its heading, what stands first in it."""

    place: int
    letters: str
    heading: str
    sample: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as it was looked at. rows: the first lines, by number; words: its own names for fields and divisions."""

    layout: Layout
    columns: tuple[Column, ...]
    heads: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    words: dict[str, list[str]]
    # The same words as they are compared.
    folded: dict[str, str]
    is_remembered: bool


def look_at_register(path: Path, edition_id: int, layout: Layout | None = None) -> Looked:
    """The first rows of a file and the likeliest layout: as somebody said, as it was the last time, or guessed."""
    lines = read_grid(path)
    width = min(_WIDEST, max(len(line.cells) for line in lines))
    regulation = regulation_of(edition_id)
    remembered = _remembered(lines, width) if layout is None else None
    used = layout or remembered or guess(lines, width, regulation)
    used = with_meanings(used, lines, regulation)
    words = {kind: unknown_words(kind, used, lines, regulation) for kind in ("field", "division")}
    head = next((line for line in lines if line.number == used.head), lines[0])
    below = [line for line in lines if line.number > head.number]
    return Looked(
        layout=used,
        columns=tuple(_column(place, head, below) for place in range(width)),
        heads=tuple((line.number, _line_words(line)) for line in lines[:_HEADS]),
        rows=tuple((line.number, _cells(line, width)) for line in below[:_SHOWN_ROWS]),
        words=words,
        folded={word: fold(word) for kind in words.values() for word in kind},
        is_remembered=remembered is not None,
    )


def _remembered(lines: Sequence[GridRow], width: int) -> Layout | None:
    """The layout of a register with these headings, at whichever of the first lines they stand now."""
    signs = {signature(line, width): line.number for line in lines[:_HEADS]}
    rows = db.session.execute(
        select(RegisterMapping.signature, RegisterMapping.mapping)
        .where(RegisterMapping.signature.in_(signs))
        .order_by(RegisterMapping.used_at.desc())
    ).first()
    return layout_of(dict(rows.mapping) | {"head": signs[rows.signature]}) if rows else None


def _column(place: int, head: GridRow, below: Sequence[GridRow]) -> Column:
    sample = next((text for line in below if (text := shown(line.cell(place)))), "")
    return Column(place, letters_of(place), _short(shown(head.cell(place))), _short(sample))


def _cells(line: GridRow, width: int) -> tuple[str, ...]:
    return tuple("(lỗi)" if isinstance(line.cell(at), Reason) else _short(shown(line.cell(at))) for at in range(width))


def _line_words(line: GridRow) -> str:
    return _short(" · ".join(text for at in range(len(line.cells)) if (text := shown(line.cell(at)))))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_SHOWN else f"{plain[:_LONGEST_SHOWN]}…"


def read_mapped(path: Path, edition_id: int, layout: Layout) -> Sheet:
    """The rows of the file by the columns that were named. Raises Refusal: column_missing, column_twice, no rows."""
    reasons = [
        Reason("column_missing", {"name": name}, f"col-{key}")
        for key, name in (("title", "Tên giải pháp, sản phẩm"), ("field", "Lĩnh vực"), ("authors", "Họ tên tác giả"))
        if key not in layout.columns and key not in layout.fixed
    ]
    refuse(reasons)
    lines = read_grid(path)
    letters = [letters_of(place) for place in range(256)]
    rows, faults = mapped_rows(layout, lines, regulation_of(edition_id), letters)
    refuse([Reason("sheet_empty")] if not rows else [])
    return Sheet(rows, (), frozenset(layout.columns), faults)


@action(Permission.ENTRY_OWN)
def remember_layout(actor: Actor, edition_id: int, path: Path, layout: Layout) -> None:
    """The next register with the same headings opens with this layout."""
    lines = read_grid(path)
    width = min(_WIDEST, max(len(line.cells) for line in lines))
    head = next((line for line in lines if line.number == layout.head), lines[0])
    sign = signature(head, width)
    known = db.session.scalar(select(RegisterMapping).where(RegisterMapping.signature == sign).with_for_update())
    if known is None:
        known = RegisterMapping(signature=sign)
        db.session.add(known)
    known.mapping, known.used_at = layout.plain(), now()
