"""A dossier on paper, typed in seconds: one line of authors, what came with it, the number on its receipt."""

from typing import Any

from contest.editions.rules import DossierPart, Regulation
from contest.entries.rules.register import AUTHOR_CELLS, NUMBERED, SPLIT

RECEIPT_SERIES = "receipt:paper"
MOST_MODELS = 20


def author_rows(text: str) -> dict[str, Any]:
    """The authors' step from one line: authors between semicolons, parts of one author between bars, as registers
    have it; the first one represents them.
    """
    rows = []
    for piece in SPLIT.split(text):
        parts = [part.strip() for part in NUMBERED.sub("", piece).split("|")]
        if any(parts):
            rows.append(dict(zip(("name", *AUTHOR_CELLS), parts, strict=False)))
    return {"rows": rows, "representative": "0" if rows else ""}


def paper_parts(regulation: Regulation) -> tuple[DossierPart, ...]:
    """The parts that may lie in an envelope: all but models, and what a unit hands in once for all."""
    return tuple(part for part in regulation.dossier if not part.physical and part.per != "unit")
