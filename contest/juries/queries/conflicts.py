"""Conflicts of interest: the pairs that are kept apart, the list a person settles, what a judge may declare."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry, EntryAuthor
from contest.entries.queries import keeps_away
from contest.entries.rules import OUT
from contest.foundation.database import ask, db
from contest.foundation.mail import Letter
from contest.foundation.pages import Paging, page_there_is
from contest.juries.models import Assignment, Conflict, Council, JudgingRound, RoundEntry, Seat
from contest.juries.queries.standing_in import replacing
from contest.juries.rules.conflicts import KINDS, EntryFacts, JudgeFacts
from contest.juries.rules.seating import VOTING
from contest.people.models import Person
from contest.people.queries import known_units

STATES = {"declared": "Đã khai", "found": "Cần xem xét", "confirmed": "Đã xác nhận", "dismissed": "Đã bỏ qua"}


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict in the list."""

    id: int
    person: str
    entry_id: int
    code: str
    title: str
    kind: str
    kind_word: str
    reason: str
    state: str
    state_word: str
    made_at: datetime
    settled_at: datetime | None
    # Who does the person's part in the entry; "" where the person is no secretary, or nobody does.
    stand_in: str


class MyConflictRow(NamedTuple):
    """An entry of the judge's councils as this judge may see it: `code` is the judging number in a blind round.

    It is addressed by its number: a key of the database would tell in which order entries came.
    """

    round_key: str
    number: str
    code: str
    title: str
    state: str
    reason: str


def conflict_pairs(edition_id: int) -> set[tuple[int, int]]:
    """Pairs (person, entry) that must be kept apart: everything that was not dismissed."""
    rows = db.session.execute(
        select(Conflict.person_id, Conflict.entry_id).where(
            Conflict.edition_id == edition_id, Conflict.state != "dismissed"
        )
    )
    return {(person_id, entry_id) for person_id, entry_id in rows}


# Asked on every page of a dossier: built once.
_BETWEEN = (
    select(Conflict.id)
    .where(
        Conflict.person_id == bindparam("person_id"),
        Conflict.entry_id == bindparam("entry_id"),
        Conflict.state != "dismissed",
    )
    .limit(1)
)


def in_conflict(person_id: int, entry_id: int) -> bool:
    """Whether somebody must be kept away from an entry."""
    return ask(_BETWEEN, {"person_id": person_id, "entry_id": entry_id}).first() is not None


@keeps_away
def barred_entries(edition_id: int, person_id: int | None) -> frozenset[int]:
    """The entries of an edition somebody must be kept away from. One query; none for nobody in particular."""
    if person_id is None:
        return frozenset()
    found = select(Conflict.entry_id).where(
        Conflict.edition_id == edition_id, Conflict.person_id == person_id, Conflict.state != "dismissed"
    )
    return frozenset(db.session.scalars(found))


def entry_of_letter(edition_id: int, letter_id: int) -> int | None:
    """The entry a letter is about, if it is about one."""
    about = db.session.scalar(select(Letter.about).where(Letter.id == letter_id, Letter.edition_id == edition_id))
    kind, _, key = (about or "").partition(":")
    return int(key) if kind == "entry" and key.isdigit() else None


_WAITING = case({"found": 0, "declared": 1, "confirmed": 2}, value=Conflict.state, else_=3)
_LISTED = (
    select(
        Conflict.id, Person.name, Entry.id, Entry.code, Entry.title, Conflict.kind, Conflict.reason, Conflict.state,
        Conflict.made_at, Conflict.settled_at,
        case(
            (Conflict.state == "dismissed", ""),
            else_=replacing(Conflict.person_id, Conflict.edition_id, Conflict.entry_id)
            .limit(1).correlate(Conflict).scalar_subquery(),
        ),
    )
    .join(Person, Person.id == Conflict.person_id)
    .join(Entry, Entry.id == Conflict.entry_id)
    .where(Conflict.edition_id == bindparam("edition_id"), Conflict.state.in_(bindparam("states", expanding=True)))
    .order_by(_WAITING, Person.sort_key, Entry.code, Conflict.id)
    .limit(bindparam("size"))
    .offset(bindparam("skip"))
)  # fmt: skip


def conflict_list(edition_id: int, state: str, page: int, total: int, size: int = 50) -> Paging[ConflictRow]:
    """The conflicts of an edition, or the `total` that are in one state, those that wait for a decision first."""
    page = page_there_is(page, size, total)
    states = [state] if state in STATES else list(STATES)
    rows = db.session.execute(
        _LISTED, {"edition_id": edition_id, "states": states, "size": size, "skip": (page - 1) * size}
    )
    found = tuple(
        ConflictRow(
            id_, person, entry_id, code or "", title, kind, KINDS.get(kind, kind), reason, status, STATES[status],
            made_at, settled_at, stand_in or "",
        )
        for id_, person, entry_id, code, title, kind, reason, status, made_at, settled_at, stand_in in rows
    )  # fmt: skip
    return Paging(found, page, size, total)


_COUNTED = (
    select(Conflict.state, func.count()).where(Conflict.edition_id == bindparam("edition_id")).group_by(Conflict.state)
)


def conflict_counts(edition_id: int) -> dict[str, int]:
    """How many conflicts are in each state."""
    rows = db.session.execute(_COUNTED, {"edition_id": edition_id})
    return dict.fromkeys(STATES, 0) | dict(rows.all())


def my_entries_to_judge(edition_id: int, person_id: int, page: int, size: int = 50) -> Paging[MyConflictRow]:
    """Entries of rounds not closed that this judge's councils judge: number and title only where the round is blind."""
    regulation = regulation_of(edition_id)
    blind = {round_.key for round_ in regulation.rounds if round_.blind}
    joint = [round_.key for round_ in regulation.rounds if round_.joint_council]
    mine = (
        select(Seat.council_id)
        .join(Council, Council.id == Seat.council_id)
        .where(
            Council.edition_id == edition_id, Seat.person_id == person_id, Seat.left_at.is_(None), Seat.role.in_(VOTING)
        )
    )
    sits = db.session.scalar(mine.limit(1)) is not None
    which = [
        JudgingRound.edition_id == edition_id,
        JudgingRound.state != "closed",
        RoundEntry.entry_id.in_(select(Entry.id).where(Entry.edition_id == edition_id, Entry.status.not_in(OUT))),
        RoundEntry.council_id.in_(mine) | JudgingRound.key.in_(joint if sits else []),
    ]
    joined = select(RoundEntry.entry_id).join(JudgingRound, JudgingRound.id == RoundEntry.round_id).where(*which)
    total = db.session.scalar(select(func.count()).select_from(joined.subquery())) or 0
    page = page_there_is(page, size, total)
    rows = db.session.execute(
        select(JudgingRound.key, Entry.id, RoundEntry.number, Entry.code, Entry.title)
        .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(*which)
        .order_by(JudgingRound.id, RoundEntry.number)
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    told = _told(edition_id, person_id, [row[1] for row in rows])
    found = [
        MyConflictRow(key, number, number if key in blind else code or number, title, *told.get(entry_id, ("", "")))
        for key, entry_id, number, code, title in rows
    ]
    return Paging(found, page, size, total)


def entry_by_number(edition_id: int, round_key: str, number: str) -> int | None:
    """The entry that has this judging number in a round."""
    return db.session.scalar(
        select(RoundEntry.entry_id)
        .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
        .where(JudgingRound.edition_id == edition_id, JudgingRound.key == round_key, RoundEntry.number == number)
    )


def _told(edition_id: int, person_id: int, entry_ids: list[int]) -> dict[int, tuple[str, str]]:
    """What this judge declared: the state and the own words. What others recorded or found is not shown."""
    rows = db.session.execute(
        select(Conflict.entry_id, Conflict.state, Conflict.reason).where(
            Conflict.edition_id == edition_id,
            Conflict.person_id == person_id,
            Conflict.kind == "declared",
            Conflict.entry_id.in_(entry_ids),
        )
    )
    return {entry_id: (STATES[state], reason) for entry_id, state, reason in rows}


def may_declare(edition_id: int, person_id: int, entry_id: int) -> bool:
    """Whether the entry is in a round of a council on which the person sits (or is assigned to the person)."""
    assigned = select(Assignment.id).where(Assignment.entry_id == entry_id, Assignment.judge_id == person_id)
    if db.session.scalar(assigned.limit(1)) is not None:
        return True
    sits = (
        select(Seat.id)
        .join(Council, Council.id == Seat.council_id)
        .join(JudgingRound, JudgingRound.edition_id == Council.edition_id)
        .join(RoundEntry, RoundEntry.round_id == JudgingRound.id)
        .where(
            Council.edition_id == edition_id,
            Seat.person_id == person_id,
            Seat.left_at.is_(None),
            RoundEntry.entry_id == entry_id,
        )
    )
    return db.session.scalar(sits.limit(1)) is not None


def entry_facts(edition_id: int) -> list[EntryFacts]:
    """What of the eligible entries can touch a judge."""
    authors: dict[int, list[tuple[str, str, int | None]]] = {}
    which = (Entry.edition_id == edition_id, Entry.status.in_(("received", "eligible", "submitted")))
    rows = db.session.execute(
        select(
            EntryAuthor.entry_id,
            EntryAuthor.name,
            EntryAuthor.unit,
            EntryAuthor.person_id,
            EntryAuthor.unit_id,
            EntryAuthor.guardian,
        )
        .join(Entry, Entry.id == EntryAuthor.entry_id)
        .where(*which)
        .order_by(EntryAuthor.entry_id, EntryAuthor.position)
    )
    units: dict[int, list[tuple[int, str]]] = {}
    guardians: dict[int, list[str]] = {}
    for entry_id, name, unit, person_id, unit_id, guardian in rows:
        guardians.setdefault(entry_id, []).extend([guardian] if guardian else [])
        authors.setdefault(entry_id, []).append((name, unit, person_id))
        if unit_id is not None:
            units.setdefault(entry_id, []).append((unit_id, unit))
    entries = db.session.execute(
        select(Entry.id, Entry.unit, Entry.locality, Entry.mentor, Entry.unit_id).where(*which).order_by(Entry.id)
    )
    found = []
    for id_, unit, locality, mentor, unit_id in entries:
        own = [(unit_id, unit)] if unit_id is not None else []
        of_directory = (*own, *units.get(id_, ()))
        of_children = tuple(guardians.get(id_, ()))
        found.append(EntryFacts(id_, unit, locality, mentor, tuple(authors.get(id_, ())), of_directory, of_children))
    return found


def judge_facts(edition_id: int) -> list[JudgeFacts]:
    """Everybody who sits on a council, the clerks too: they see dossiers."""
    rows = db.session.execute(
        select(Person.id, Person.name, Person.unit)
        .join(Seat, Seat.person_id == Person.id)
        .join(Council, Council.id == Seat.council_id)
        .where(Council.edition_id == edition_id, Seat.left_at.is_(None))
        .distinct()
        .order_by(Person.id)
    )
    people = [JudgeFacts(*row) for row in rows]
    meant = known_units((judge.unit, "") for judge in people)
    return [replace(judge, unit_id=meant.get((judge.unit, ""))) for judge in people]
