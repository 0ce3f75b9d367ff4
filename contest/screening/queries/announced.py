"""The announced lists: the works and where they come from, never a person."""

from dataclasses import dataclass

from sqlalchemy import func, select

from contest.entries.models import Entry
from contest.foundation.database import ask, db
from contest.foundation.pages import Paging, page_there_is
from contest.foundation.shielding import without_names

# A verdict is nobody's business before it is announced: the list of what came has every dossier that was not withdrawn.
_STATES = {
    "received": ("submitted", "received", "needs_supplement", "eligible", "ineligible"),
    "eligible": ("eligible",),
}


@dataclass(frozen=True, slots=True)
class AnnouncedRow:
    """A line everybody may read."""

    code: str
    title: str
    field_key: str
    division_key: str
    unit: str


def announced(edition_id: int, which: str, page: int, size: int = 100) -> Paging[AnnouncedRow]:
    """One page of a list in the order of codes."""
    conditions = (Entry.edition_id == edition_id, Entry.status.in_(_STATES[which]))
    total = db.session.scalar(select(func.count()).select_from(Entry).where(*conditions)) or 0
    page = page_there_is(page, size, total)
    rows = ask(
        select(Entry.code, Entry.title, Entry.field_key, Entry.division_key, Entry.unit)
        .where(*conditions)
        .order_by(Entry.code, Entry.id)
        .limit(size)
        .offset((page - 1) * size)
    )
    found = rows.all()
    # Whoever named themselves in the title of their work is not named here, either.
    titles = without_names(edition_id, [row.title for row in found])
    lines = [AnnouncedRow(row[0] or "", title, *row[2:]) for row, title in zip(found, titles, strict=True)]
    return Paging(lines, page, size, total)
