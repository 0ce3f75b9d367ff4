"""Who may judge in a round and how much each has, and what is still short: sums made by the database."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, literal, select

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.juries.models import Assignment, Conflict, Council, RoundEntry, Seat
from contest.juries.rules.planning import PlanJudge, PlanSeat
from contest.people.models import Person

MOST_SHOWN = 100


class Sitter(NamedTuple):
    """A judge with all seats, how many entries are assigned in the round, and whether the one asked about is barred."""

    judge: PlanJudge
    load: int
    barred: bool


class ShortRow(NamedTuple):
    """An entry with fewer judges than needed."""

    entry_id: int
    code: str
    title: str
    have: int


class Bench(NamedTuple):
    """Everybody who votes on some council, and the councils' names."""

    sitters: list[Sitter]
    councils: dict[int, str]


def bench(edition_id: int, round_id: int, entry_id: int | None = None) -> Bench:
    """The judges of an edition in Vietnamese order, with their loads in a round; in one query."""
    loads = (
        select(Assignment.judge_id, func.count().label("entries"))
        .where(Assignment.round_id == round_id, Assignment.removed_at.is_(None))
        .group_by(Assignment.judge_id)
        .subquery()
    )
    barred: ColumnElement[Any] = literal(False)
    if entry_id is not None:
        barred = (
            select(Conflict.id)
            .where(Conflict.person_id == Person.id, Conflict.entry_id == entry_id, Conflict.state != "dismissed")
            .exists()
        )
    rows = db.session.execute(
        select(
            Person.id, Person.name, Person.unit, Seat.council_id, Seat.role, Seat.expertise, Seat.most_entries,
            Council.field_keys, Council.name, func.coalesce(loads.c.entries, 0), barred,
        )
        .join(Seat, Seat.person_id == Person.id)
        .join(Council, Council.id == Seat.council_id)
        .outerjoin(loads, loads.c.judge_id == Person.id)
        .where(Council.edition_id == edition_id, Seat.left_at.is_(None))
        .order_by(Person.sort_key, Person.id, Seat.council_id)
    ).all()  # fmt: skip
    judges = {judge.id: judge for judge in folded([tuple(row[:8]) for row in rows])}
    extra = {row[0]: (row[9], bool(row[10])) for row in rows}
    return Bench(
        [Sitter(judge, *extra[judge_id]) for judge_id, judge in judges.items()], {row[3]: row[8] for row in rows}
    )


def folded(rows: list[tuple[Any, ...]]) -> list[PlanJudge]:
    """Rows of seats (person, name, unit, council, role, expertise, ceiling, fields) as people who vote somewhere."""
    people: dict[int, tuple[str, str]] = {}
    held: dict[int, list[PlanSeat]] = {}
    most: dict[int, int] = {}
    for id_, name, unit, council_id, role, expertise, ceiling, fields in rows:
        people[id_] = (name, unit)
        held.setdefault(id_, []).append(PlanSeat(council_id, role, tuple(expertise), len(fields)))
        if ceiling is not None:
            most[id_] = min(ceiling, most.get(id_, ceiling))
    voting = {id_: seats for id_, seats in held.items() if any(seat.role != "clerk" for seat in seats)}
    return [PlanJudge(id_, *people[id_], most.get(id_), tuple(seats)) for id_, seats in voting.items()]


def council_counts(round_id: int) -> dict[int | None, int]:
    """How many entries of a round each council has."""
    rows = db.session.execute(
        select(RoundEntry.council_id, func.count())
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(RoundEntry.round_id == round_id, Entry.status.not_in(OUT))
        .group_by(RoundEntry.council_id)
    )
    return dict(rows.all())


def short_rows(round_id: int, need: int) -> tuple[list[ShortRow], int]:
    """Entries with fewer judges than `need` (the first hundred in the order of codes), and how many there are."""
    have = (
        select(Assignment.entry_id, func.count().label("judges"))
        .where(Assignment.round_id == round_id, Assignment.removed_at.is_(None))
        .group_by(Assignment.entry_id)
        .subquery()
    )
    count = func.coalesce(have.c.judges, 0)
    rows = db.session.execute(
        select(Entry.id, Entry.code, Entry.title, count, func.count().over())
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .outerjoin(have, have.c.entry_id == Entry.id)
        .where(RoundEntry.round_id == round_id, Entry.status.not_in(OUT), count < need)
        .order_by(Entry.code, Entry.id)
        .limit(MOST_SHOWN)
    ).all()
    return [ShortRow(row[0], row[1] or "", row[2], row[3]) for row in rows], rows[0][4] if rows else 0


def barred_pairs(edition_id: int, round_id: int) -> list[tuple[str, str]]:
    """Assigned pairs that are in conflict (judge's name, entry's code): there should be none.

    Looked for from the edition's conflicts, which are few, not from the assignments.
    """
    rows = db.session.execute(
        select(Person.name, Entry.code)
        .join(Assignment, Assignment.judge_id == Person.id)
        .join(Entry, Entry.id == Assignment.entry_id)
        .join(Conflict, (Conflict.person_id == Assignment.judge_id) & (Conflict.entry_id == Assignment.entry_id))
        .where(
            Conflict.edition_id == edition_id,
            Conflict.state != "dismissed",
            Assignment.round_id == round_id,
            Assignment.removed_at.is_(None),
        )
        .distinct()
        .order_by(Entry.code, Person.name)
    )
    return [(name, code or "") for name, code in rows]
