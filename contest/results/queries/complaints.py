"""Complaints as the office and the entrant see them, and who may handle one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, case, func, select
from sqlalchemy.orm import aliased

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.entries.queries import owned_by
from contest.foundation.access import Actor, Role
from contest.foundation.clock import local
from contest.foundation.database import ask, db
from contest.juries.queries import conflict_pairs, in_conflict
from contest.people.models import Person
from contest.people.queries import holders_of, people_cards
from contest.results.models import Complaint, ComplaintFile, Publication
from contest.results.rules.complaints import OPEN, Taking, last_day
from contest.scoring.models import ScoreSheet

_OFFICE = (Role.ORGANISER, Role.SECRETARY)


def shown_on(edition_id: int) -> date | None:
    """The day the result was first shown to the public, whether it is now or not; None while it never was."""
    first = ask(select(func.min(Publication.published_at)).where(Publication.edition_id == edition_id)).scalar_one()
    return local(first).date() if first is not None else None


def taking(edition_id: int, entry_id: int) -> Taking:
    """Whether complaints about an entry are taken, and until when."""
    first = shown_on(edition_id)
    number = db.session.scalar(
        select(Complaint.number).where(Complaint.entry_id == entry_id, Complaint.state.in_(OPEN)).limit(1)
    )
    return Taking(first is not None, last_day(regulation_of(edition_id), first), number)


def owns(actor: Actor, edition_id: int, entry_id: int) -> bool:
    """Whether it is the actor's own entry: handed in by them, theirs as an author, or their unit's."""
    own = select(Entry.id).where(Entry.id == entry_id, Entry.edition_id == edition_id, owned_by(actor))
    return actor.id is not None and db.session.scalar(own) is not None


class HandlerFacts(NamedTuple):
    """What decides whether somebody may handle a complaint about an entry."""

    id: int
    name: str
    in_office: bool
    in_conflict: bool
    has_scored: bool
    complains: bool

    @property
    def is_free(self) -> bool:
        """Whether nothing speaks against it."""
        return self.in_office and not (self.in_conflict or self.has_scored or self.complains)


def handler_facts(edition_id: int, entry_id: int, complainant_id: int | None, person_id: int) -> HandlerFacts:
    """How one person stands to a complaint about an entry."""
    card = people_cards([person_id]).get(person_id)
    scored = select(ScoreSheet.id).where(ScoreSheet.entry_id == entry_id, ScoreSheet.judge_id == person_id).limit(1)
    return HandlerFacts(
        person_id,
        card.name if card else "",
        person_id in holders_of(edition_id, _OFFICE),
        in_conflict(person_id, entry_id),
        db.session.scalar(scored) is not None,
        complainant_id is not None and complainant_id == person_id,
    )


def free_handlers(edition_id: int, entry_id: int, complainant_id: int | None) -> list[tuple[int, str]]:
    """Everybody of the office who may handle a complaint about the entry, in Vietnamese order."""
    office = holders_of(edition_id, _OFFICE)
    scored = set(db.session.scalars(select(ScoreSheet.judge_id).where(ScoreSheet.entry_id == entry_id)))
    apart = {person_id for person_id, key in conflict_pairs(edition_id) if key == entry_id}
    free = office - scored - apart - {complainant_id}
    rows = ask(select(Person.id, Person.name).where(Person.id.in_(free)).order_by(Person.sort_key))
    return [(row.id, row.name) for row in rows]


class ComplaintRow(NamedTuple):
    """A complaint in the office's list."""

    number: int
    entry_id: int
    code: str
    title: str
    about: str
    state: str
    received_on: date
    answer_by: date
    handler: str
    is_late: bool


_handler, _maker, _answerer = aliased(Person), aliased(Person), aliased(Person)
_FIRST = case({"received": 0, "assigned": 1}, value=Complaint.state, else_=2)
_LIST = (
    select(
        Complaint.number,
        Complaint.entry_id,
        func.coalesce(Entry.code, ""),
        Entry.title,
        Complaint.about,
        Complaint.state,
        Complaint.received_on,
        Complaint.answer_by,
        func.coalesce(_handler.name, ""),
        Complaint.late_reason != "",
    )
    .join(Entry, Entry.id == Complaint.entry_id)
    .outerjoin(_handler, _handler.id == Complaint.handler_id)
    .where(Complaint.edition_id == bindparam("edition_id"))
    .order_by(_FIRST, Complaint.answer_by, Complaint.number)
    .limit(500)
)


def complaints(edition_id: int) -> list[ComplaintRow]:
    """Every complaint of the edition: those that wait first, the next to be answered on top."""
    rows: Sequence[Any] = ask(_LIST, {"edition_id": edition_id}).all()
    return [ComplaintRow(*row) for row in rows]


class Attached(NamedTuple):
    """A file of a complaint."""

    id: int
    name: str
    size: int
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ComplaintCard:
    """One complaint, whole."""

    id: int
    number: int
    entry_id: int
    code: str
    title: str
    way: str
    about: str
    text: str
    from_name: str
    made_by_id: int | None
    made_by: str
    received_on: date
    made_at: datetime
    late_reason: str
    answer_by: date
    state: str
    handler_id: int | None
    handler: str
    assigned_at: datetime | None
    outcome: str
    answer: str
    answered_at: datetime | None
    answered_by: str
    withdrawn_at: datetime | None
    withdraw_reason: str
    files: Sequence[Attached]


_CARD = (
    select(
        Complaint.id,
        Complaint.number,
        Complaint.entry_id,
        func.coalesce(Entry.code, "").label("code"),
        Entry.title,
        Complaint.way,
        Complaint.about,
        Complaint.text,
        Complaint.from_name,
        Complaint.made_by_id,
        func.coalesce(_maker.name, "").label("made_by"),
        Complaint.received_on,
        Complaint.made_at,
        Complaint.late_reason,
        Complaint.answer_by,
        Complaint.state,
        Complaint.handler_id,
        func.coalesce(_handler.name, "").label("handler"),
        Complaint.assigned_at,
        Complaint.outcome,
        Complaint.answer,
        Complaint.answered_at,
        func.coalesce(_answerer.name, "").label("answered_by"),
        Complaint.withdrawn_at,
        Complaint.withdraw_reason,
    )
    .join(Entry, Entry.id == Complaint.entry_id)
    .outerjoin(_handler, _handler.id == Complaint.handler_id)
    .outerjoin(_maker, _maker.id == Complaint.made_by_id)
    .outerjoin(_answerer, _answerer.id == Complaint.answered_by_id)
    .where(Complaint.edition_id == bindparam("edition_id"))
    .order_by(Complaint.id.desc())
)


def complaint_card(edition_id: int, number: int) -> ComplaintCard | None:
    """One complaint with its files; None when the edition has no such number."""
    found = _cards(_CARD.where(Complaint.number == number), edition_id)
    return found[0] if found else None


def complaints_of(edition_id: int, entry_id: int) -> list[ComplaintCard]:
    """The complaints about one entry, the newest first."""
    return _cards(_CARD.where(Complaint.entry_id == entry_id), edition_id)


def _cards(question: Select[*tuple[Any, ...]], edition_id: int) -> list[ComplaintCard]:
    rows = ask(question, {"edition_id": edition_id}).all()
    files: dict[int, list[Attached]] = {row.id: [] for row in rows}
    for row in ask(
        select(
            ComplaintFile.complaint_id,
            ComplaintFile.id,
            ComplaintFile.name,
            ComplaintFile.size,
            ComplaintFile.media_type,
            ComplaintFile.sha256,
        )
        .where(ComplaintFile.complaint_id.in_(files))
        .order_by(ComplaintFile.id)
    ):
        files[row[0]].append(Attached(*row[1:]))
    return [ComplaintCard(**row._mapping, files=tuple(files[row.id])) for row in rows]
