"""The history of one entry, from the audit's lines: whole for the office, without its names for the entrant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, or_, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Consent, EntryAuthor, EntryFile, EntryStep
from contest.entries.rules.history import Change, Known, consent_words, deed_words, of_bulk, readable
from contest.foundation.audit import AuditLine
from contest.foundation.database import ask, db
from contest.people.models import Person

# What the office does for itself; the entrant reads what comes of it in the timeline.
_INSIDE = ("look", "read_paper")
_OFFICE = "Ban Thư ký"
# Who of the office does what instead of whom is the office's own matter.
_OFFICE_ROWS = ("stand_in",)
# A deed's line in the audit is written at its end, the steps on timelines on the way.
_LONGEST_DEED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One deed: when, who, what, and the values that changed."""

    at: datetime
    who: str
    deed: str
    changes: tuple[Change, ...]
    # A deed on many entries at once, by its key: what it changed of this one is read when somebody asks.
    bulk_id: int | None = None


def history(edition_id: int, entry_id: int, most: int = 100, opened: int | None = None) -> list[HistoryLine]:
    """What was done with the entry, the latest first, deeds on many among it; `opened`: the one of those to be read."""
    lines = [line for line, _, _ in _lines(edition_id, entry_id, most)]
    lines += _bulk(edition_id, entry_id, opened)
    return sorted(lines, key=lambda line: line.at, reverse=True)[:most]


_STEPS = select(EntryStep.at, EntryStep.by_id).where(EntryStep.entry_id == bindparam("entry_id")).order_by(EntryStep.id)


@lru_cache(maxsize=32)
def _around(steps: int) -> Select[int, datetime, int | None, str, str]:
    """Deeds on many, soon after one of so many steps and by the same person; built once for each number of steps."""
    about = (
        and_(
            AuditLine.at >= bindparam(f"at_{place}"),
            AuditLine.at <= bindparam(f"until_{place}"),
            AuditLine.actor_id.is_not_distinct_from(bindparam(f"by_{place}", type_=Integer)),
        )
        for place in range(steps)
    )
    of_rooms = or_(AuditLine.deed.like("entries.%"), AuditLine.deed.like("screening.%"))
    return (
        select(AuditLine.id, AuditLine.at, AuditLine.actor_id, AuditLine.actor_name, AuditLine.deed)
        .where(AuditLine.edition_id == bindparam("edition_id"), AuditLine.subject == "", of_rooms, or_(*about))
        .order_by(AuditLine.id)
    )


def _bulk(edition_id: int, entry_id: int, opened: int | None) -> list[HistoryLine]:
    """Imports, decisions on many and the like, found by the steps they left on the entry's timeline.

    Their changes are of hundreds of entries: only those of the opened one are read.
    """
    steps = ask(_STEPS, {"entry_id": entry_id}).all()
    if not steps:
        return []
    given: dict[str, Any] = {"edition_id": edition_id}
    for place, (at, by_id) in enumerate(steps):
        given |= {f"at_{place}": at, f"until_{place}": at + _LONGEST_DEED, f"by_{place}": by_id}
    rows = ask(_around(len(steps)), given).all()
    # The first line after a step is its deed's: it is written at the end of the same transaction.
    meant = {
        next((row.id for row in rows if (row.actor_id, row.at >= at) == (by_id, True)), None) for at, by_id in steps
    }
    return [
        HistoryLine(row.at, row.actor_name, deed_words(row.deed), _opened(edition_id, entry_id, row.id), row.id)
        if row.id == opened
        else HistoryLine(row.at, row.actor_name, deed_words(row.deed), (), row.id)
        for row in rows
        if row.id in meant
    ]


def _opened(edition_id: int, entry_id: int, line_id: int) -> tuple[Change, ...]:
    changes = db.session.scalar(select(AuditLine.changes).where(AuditLine.id == line_id)) or []
    authors = db.session.scalars(select(EntryAuthor.id).where(EntryAuthor.entry_id == entry_id)).all()
    files = db.session.scalars(select(EntryFile.id).where(EntryFile.entry_id == entry_id)).all()
    own, regulation = of_bulk(changes, entry_id, authors, files), regulation_of(edition_id)
    return readable(own, _known(entry_id, [own], regulation), regulation)


def own_history(edition_id: int, entry_id: int, own_ids: Iterable[int | None], most: int = 100) -> list[HistoryLine]:
    """The same for its entrants, whose accounts are `own_ids`: everybody else is the secretariat."""
    own = {one for one in own_ids if one is not None}
    return [
        HistoryLine(line.at, line.who if actor_id in own else _OFFICE, line.deed, line.changes)
        for line, actor_id, deed in _lines(edition_id, entry_id, most, without=_OFFICE_ROWS)
        if deed.rsplit(".", 1)[-1] not in _INSIDE and line.changes
    ]


_ABOUT = (
    select(AuditLine.at, AuditLine.actor_id, AuditLine.actor_name, AuditLine.deed, AuditLine.changes)
    .where(AuditLine.subject == bindparam("subject"), AuditLine.edition_id == bindparam("edition_id"))
    .order_by(AuditLine.id.desc())
    .limit(bindparam("most", type_=Integer))
)


def _lines(
    edition_id: int, entry_id: int, most: int, without: Sequence[str] = ()
) -> list[tuple[HistoryLine, int | None, str]]:
    rows = ask(_ABOUT, {"subject": f"entry:{entry_id}", "edition_id": edition_id, "most": most}).all()
    regulation = regulation_of(edition_id)
    changes = [[change for change in row.changes if change[0] not in without] for row in rows]
    known = _known(entry_id, changes, regulation)
    return [
        (
            HistoryLine(row.at, row.actor_name, deed_words(row.deed), readable(own, known, regulation)),
            row.actor_id,
            row.deed,
        )
        for row, own in zip(rows, changes, strict=True)
    ]


def _known(entry_id: int, lines: Sequence[Sequence[Sequence[Any]]], regulation: Regulation) -> Known:
    """Names of authors, files and consents: as they are, and of those that are gone as the audit knew them."""
    parts = {part.key: part.name for part in regulation.dossier}
    told = _told(lines)
    tables = {table for table, _ in told}
    authors = {key: str(row["name"]) for (table, key), row in told.items() if table == "entry_author" and "name" in row}
    consents = {
        key: (row.get("purpose", ""), row.get("given_by", ""), row.get("author_id"))
        for (table, key), row in told.items()
        if table == "consent"
    }
    if tables & {"entry_author", "consent"}:
        for author_id, name, consent_id, *consent in ask(
            select(EntryAuthor.id, EntryAuthor.name, Consent.id, Consent.purpose, Consent.given_by, Consent.author_id)
            .outerjoin(Consent, Consent.author_id == EntryAuthor.id)
            .where(EntryAuthor.entry_id == entry_id)
        ):
            authors[author_id] = name
            if consent_id is not None:
                consents[consent_id] = (consent[0], consent[1], consent[2])
    files = {}
    if "entry_file" in tables:
        of_entry = select(EntryFile.id, EntryFile.name, EntryFile.part_key).where(EntryFile.entry_id == entry_id)
        for file_id, name, part_key in ask(of_entry):
            files[file_id] = f"{name} ({parts.get(part_key, 'phần khác')})"
    words = {key: consent_words(one[0], one[1], authors.get(one[2], "tác giả")) for key, one in consents.items()}
    return Known(authors, files, words, _stand_ins(told))


def _stand_ins(told: Mapping[tuple[str, Any], Mapping[str, Any]]) -> dict[int, str]:
    """Names of who stands, or stood, in for a secretary, by the row. One query where anybody did."""
    people = {key: row.get("person_id") for (table, key), row in told.items() if table == "stand_in"}
    if not people:
        return {}
    names = dict(
        ask(select(Person.id, Person.name).where(Person.id.in_({each for each in people.values() if each}))).all()
    )
    return {key: names[person_id] for key, person_id in people.items() if person_id in names}


def _told(lines: Sequence[Sequence[Sequence[Any]]]) -> dict[tuple[str, Any], dict[str, Any]]:
    """The last value of each column of each row that the lines (the latest first) tell of."""
    found: dict[tuple[str, Any], dict[str, Any]] = {}
    for changes in lines:
        for table, key, column, before, after in changes:
            value = after if after is not None else before
            if value is not None:
                found.setdefault((table, key), {}).setdefault(column, value)
    return found
