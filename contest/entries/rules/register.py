"""Rows of a register from a unit or from paper: read with every fault at its cell, known again when they come twice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from contest.editions.rules import Regulation
from contest.entries.rules.authors import author_faults, read_author
from contest.entries.rules.codes import plausible_code
from contest.entries.rules.completeness import with_paper
from contest.entries.rules.facts import AuthorFacts, EntryFacts
from contest.entries.rules.search import fingerprint
from contest.entries.rules.values import LONGEST, Collector, key_by_name, read_email, read_phone
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import fold, parse_date

AUTHOR_CELLS = ("birth_on", "gender", "share", "position_title", "unit")
SPLIT = re.compile(r"[\n;]+")
NUMBERED = re.compile(r"^\s*\d{1,2}\s*[.)]\s*")
# "dòng 12, cột …", or "ô C4:C9" of merged cells.
_ROW = re.compile(r"(?:dòng |ô [A-Z]{1,3})(\d+)")
_ANSWERS = {"co": True, "x": True, "dong y": True, "khong": False, "khong dong y": False}


class Row(Protocol):
    """A row of a spreadsheet as the reader of the ground hands it out."""

    @property
    def number(self) -> int:
        """Its line in the file."""

    def text(self, key: str) -> str:
        """The cell as clean text."""

    def value(self, key: str) -> object:
        """The cell as it was typed."""

    def place(self, key: str) -> str:
        """Where a reader finds the cell."""

    @property
    def broken(self) -> frozenset[str]:
        """Cells that could not be read and whose fault is told already."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A row that could be read."""

    number: int
    code: str
    facts: EntryFacts
    handed_in: date | datetime | None
    fingerprint: str
    # The unit's paper on publishing the names: yes, no, or nothing said.
    agreed: bool | None = None


def read_rows(rows: Iterable[Row], regulation: Regulation, today: date) -> tuple[list[RegisterLine], list[Reason]]:
    """All rows of a file, and the faults of all of them, also between rows."""
    lines, reasons = [], []
    by_code: dict[str, str] = {}
    by_print: dict[str, str] = {}
    for row in rows:
        line, faults = _read_row(row, regulation, today)
        reasons += faults
        if line.code:
            if line.code in by_code:
                reasons.append(
                    Reason("row_code_twice", {"code": line.code, "other": by_code[line.code]}, row.place("code"))
                )
            by_code.setdefault(line.code, f"dòng {line.number}")
        elif line.facts.title and line.facts.authors:
            if line.fingerprint in by_print:
                reasons.append(Reason("row_repeats", {"other": by_print[line.fingerprint]}, row.place("title")))
            by_print.setdefault(line.fingerprint, f"dòng {line.number}")
        lines.append(line)
    return lines, reasons


def _read_row(row: Row, regulation: Regulation, today: date) -> tuple[RegisterLine, list[Reason]]:
    faults = Collector()
    code = row.text("code")
    if code and not plausible_code(code):
        faults.add("code_strange", "code", value=code[:40])
    texts: dict[str, Any] = {key: _text(row, key, faults) for key in ("title", "unit", "locality", "summary", "mentor")}
    authors = _authors(row, regulation, today, faults)
    agreed = _agreed(row, faults)
    if agreed is not None:
        authors = tuple(with_paper(author, regulation, agreed) for author in authors)
    facts = EntryFacts(
        **texts,
        field_key=_key(row, "field", regulation, faults),
        division_key=_key(row, "division", regulation, faults) if regulation.divisions else "",
        entrant_type="group" if len(authors) > 1 else "individual",
        phone=faults.read(read_phone, row.text("phone"), "phone"),
        email=faults.read(read_email, row.text("email"), "email"),
        authors=authors,
    )
    for key in ("title", "authors"):
        if not row.text(key) and key not in row.broken:
            faults.add("cell_missing", key)
    line = RegisterLine(
        number=row.number,
        code=code,
        facts=facts,
        handed_in=_handed_in(row, faults),
        fingerprint=fingerprint(facts.unit, facts.title, [author.name for author in authors]),
        agreed=agreed,
    )
    return line, [Reason(each.code, each.params, row.place(each.where)) for each in faults.reasons]


def _text(row: Row, key: str, faults: Collector) -> str:
    value = row.value(key)
    text = faults.text(value if isinstance(value, str) else row.text(key), key, LONGEST[key])
    return text if key == "summary" else " ".join(text.split())


def _key(row: Row, kind: str, regulation: Regulation, faults: Collector) -> str:
    text = row.text(kind)
    if not text:
        if kind not in row.broken:
            faults.add("cell_missing", kind)
        return ""
    key = key_by_name(regulation, kind, text)
    if not key:
        faults.add("choice_unknown", kind, value=text[:80])
    return key


def _agreed(row: Row, faults: Collector) -> bool | None:
    text = fold(row.text("consent"))
    if text and text not in _ANSWERS:
        faults.add("consent_unreadable", "consent", value=row.text("consent")[:40])
    return _ANSWERS.get(text)


def _handed_in(row: Row, faults: Collector) -> date | datetime | None:
    value = row.value("handed_in")
    if value is None or isinstance(value, (date, datetime)):
        return value
    try:
        return parse_date(row.text("handed_in"))
    except Refusal as refusal:
        faults.reasons.extend(Reason(each.code, each.params, "handed_in") for each in refusal.reasons)
        return None


def _authors(row: Row, regulation: Regulation, today: date, faults: Collector) -> tuple[AuthorFacts, ...]:
    """The cell `Tác giả`: one author a line or between semicolons, parts of one author between bars."""
    raw = row.value("authors")
    text = raw if isinstance(raw, str) else row.text("authors")
    own = Collector()
    authors: list[AuthorFacts] = []
    for piece in SPLIT.split(text):
        parts = [part.strip() for part in NUMBERED.sub("", piece).split("|")]
        if not any(parts):
            continue
        if len(parts) > 1 + len(AUTHOR_CELLS):
            rest = " | ".join(parts[1 + len(AUTHOR_CELLS) :])
            own.add("author_cell_unreadable", "authors", value=rest[:60], name=parts[0][:60])
        cells = dict(zip(("name", *AUTHOR_CELLS), parts, strict=False))
        authors.append(read_author(cells, "authors", not authors, regulation, own))
    if authors:
        author_faults(authors, range(len(authors)), regulation, today, own)
    faults.reasons.extend(Reason(each.code, each.params, "authors") for each in own.reasons)
    return tuple(authors)


def in_row_order(reasons: Iterable[Reason]) -> list[Reason]:
    """What is wrong with a file from its first row to its last; what is about no row stands first."""

    def row_of(reason: Reason) -> int:
        found = _ROW.search(reason.where)
        return int(found[1]) if found else 0

    return sorted(reasons, key=row_of)
