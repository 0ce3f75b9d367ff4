"""Time given to entries and units alone, and codes for late ones."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from contest.entries.models import Entry, EntryExtension, LateCode
from contest.foundation.access import OPERATOR
from contest.foundation.database import ask, db
from contest.people.models import Person


def allowed_until() -> ScalarSelect[Any]:
    """The end of the time given to the entry of the row or to its unit; None when none was."""
    unit = or_(
        EntryExtension.unit_id == Entry.unit_id,
        and_(
            EntryExtension.unit_id.is_(None), EntryExtension.unit_key != "", EntryExtension.unit_key == Entry.unit_key
        ),
    )
    return (
        select(func.max(EntryExtension.until))
        .where(
            EntryExtension.edition_id == Entry.edition_id,
            EntryExtension.ended_at.is_(None),
            or_(EntryExtension.entry_id == Entry.id, unit),
        )
        .correlate(Entry)
        .scalar_subquery()
    )


_ALLOWED_UNTIL = select(allowed_until()).where(Entry.id == bindparam("entry_id"))


def allowed_until_of(entry_id: int) -> datetime | None:
    """The end of the time given to this entry or to its unit."""
    found: datetime | None = ask(_ALLOWED_UNTIL, {"entry_id": entry_id}).scalar()
    return found


def unit_allowed_until(edition_id: int, unit_id: int, unit_key: str) -> datetime | None:
    """The end of the time given to all entries of a unit of the directory, also those not begun yet."""
    by_name = and_(EntryExtension.unit_id.is_(None), EntryExtension.unit_key == unit_key, EntryExtension.unit_key != "")
    found: datetime | None = db.session.scalar(
        select(func.max(EntryExtension.until)).where(
            EntryExtension.edition_id == edition_id,
            EntryExtension.ended_at.is_(None),
            or_(EntryExtension.unit_id == unit_id, by_name),
        )
    )
    return found


def unit_names(edition_id: int) -> list[str]:
    """How units are called in the dossiers of the edition, drafts included: what may be typed for one of them."""
    rows = db.session.scalars(
        select(Entry.unit).where(Entry.edition_id == edition_id, Entry.unit != "").distinct().order_by(Entry.unit)
    )
    return list(rows.fetchmany(2000))


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """Time given to one entry (its code and title) or to a unit."""

    id: int
    entry_id: int | None
    code: str
    title: str
    unit: str
    until: datetime
    reason: str
    given_at: datetime
    given_by: str
    ended_at: datetime | None


def extensions(edition_id: int) -> list[ExtensionRow]:
    """All time that was given to single entries and units, the newest first."""
    rows = ask(
        select(
            EntryExtension.id,
            EntryExtension.entry_id,
            Entry.code,
            Entry.title,
            EntryExtension.unit,
            EntryExtension.until,
            EntryExtension.reason,
            EntryExtension.given_at,
            Person.name,
            EntryExtension.ended_at,
        )
        .outerjoin(Entry, Entry.id == EntryExtension.entry_id)
        .outerjoin(Person, Person.id == EntryExtension.given_by_id)
        .where(EntryExtension.edition_id == edition_id)
        .order_by(EntryExtension.id.desc())
        .limit(200)
    )
    return [
        ExtensionRow(row[0], row[1], row[2] or "", row[3] or "", *row[4:8], row[8] or OPERATOR.name, row[9])
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class LateCodeRow:
    """A code that was handed out; the code itself is known to its bearer alone."""

    id: int
    given_to: str
    reason: str
    valid_until: datetime
    given_at: datetime
    given_by: str
    used_at: datetime | None
    entry_id: int | None
    title: str
    ended_at: datetime | None


def late_codes(edition_id: int) -> list[LateCodeRow]:
    """Every code handed out, the newest first: who gave it to whom, whether it was used and for which entry."""
    giver = aliased(Person)
    rows = ask(
        select(
            LateCode.id,
            LateCode.given_to,
            LateCode.reason,
            LateCode.valid_until,
            LateCode.given_at,
            giver.name,
            LateCode.used_at,
            LateCode.entry_id,
            Entry.title,
            LateCode.ended_at,
        )
        .outerjoin(giver, giver.id == LateCode.given_by_id)
        .outerjoin(Entry, Entry.id == LateCode.entry_id)
        .where(LateCode.edition_id == edition_id)
        .order_by(LateCode.id.desc())
        .limit(200)
    )
    return [LateCodeRow(*row[:5], row[5] or OPERATOR.name, row[6], row[7], row[8] or "", row[9]) for row in rows]
