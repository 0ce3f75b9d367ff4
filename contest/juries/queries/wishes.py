"""What authors ask of who judges them, and with whom people wrote earlier entries."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from contest.entries.models import Entry, EntryAuthor
from contest.foundation.database import db
from contest.foundation.vietnamese import fold
from contest.juries.models import Avoidance, Council, Seat
from contest.people.models import Person


class AvoidanceRow(NamedTuple):
    """Somebody named by the authors of an entry."""

    id: int
    name: str
    reason: str
    made_at: datetime


def avoidances(entry_id: int) -> list[AvoidanceRow]:
    """Whom the authors of an entry ask to be kept away. One query."""
    rows = db.session.execute(
        select(Avoidance.id, Avoidance.name, Avoidance.reason, Avoidance.made_at)
        .where(Avoidance.entry_id == entry_id, Avoidance.withdrawn_at.is_(None))
        .order_by(Avoidance.id)
    )
    return [AvoidanceRow(*row) for row in rows]


def avoided(edition_id: int) -> dict[int, list[tuple[str, str]]]:
    """By entry, the names and reasons. One query."""
    rows = db.session.execute(
        select(Avoidance.entry_id, Avoidance.name, Avoidance.reason)
        .where(Avoidance.edition_id == edition_id, Avoidance.withdrawn_at.is_(None))
        .order_by(Avoidance.id)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for entry_id, name, reason in rows:
        found.setdefault(entry_id, []).append((name, reason))
    return found


def joint_authors(edition_id: int) -> dict[str, dict[str, str]]:
    """By folded name of an author: who of our councils wrote an entry of another edition with them, and which.

    Looked for from the few who sit on councils, by account or by the same name. Two queries.
    """
    seated = db.session.execute(
        select(Person.id, Person.name)
        .join(Seat, Seat.person_id == Person.id)
        .join(Council, Council.id == Seat.council_id)
        .where(Council.edition_id == edition_id, Seat.left_at.is_(None))
    )
    names = {name: fold(name) for _, name in seated}
    if not names:
        return {}
    mine, other = aliased(EntryAuthor), aliased(EntryAuthor)
    rows = db.session.execute(
        select(mine.name, other.name, Entry.title)
        .join(other, and_(other.entry_id == mine.entry_id, other.id != mine.id))
        .join(Entry, Entry.id == mine.entry_id)
        .where(mine.name.in_(names), Entry.edition_id != edition_id)
        .order_by(Entry.id)
    )
    found: dict[str, dict[str, str]] = {}
    for judge, author, title in rows:
        found.setdefault(fold(author), {}).setdefault(names[judge], title)
    return found
