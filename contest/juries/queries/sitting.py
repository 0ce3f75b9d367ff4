"""Who may judge in a round and how much each has, and what those are called that lack judges or are in conflict."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, select

from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.database import db
from contest.juries.models import Conflict, Council, Seat
from contest.juries.queries.answers import has_declined
from contest.juries.rules.benches import Layout, TeamFacts
from contest.juries.rules.planning import PlanJudge, PlanSeat
from contest.people.models import Person


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


_EDITION: BindParameter[int] = bindparam("edition_id")
SITTERS = (
    select(
        Person.id, Person.name, Person.unit, Seat.council_id, Seat.role, Seat.expertise, Seat.most_entries,
        Council.field_keys, Council.key, Seat.team_key, Council.name,
    )
    .join(Seat, Seat.person_id == Person.id)
    .join(Council, Council.id == Seat.council_id)
    .where(Council.edition_id == _EDITION, Seat.left_at.is_(None), ~has_declined(_EDITION))
    .order_by(Person.sort_key, Person.id, Seat.council_id)
)  # fmt: skip


def layout_of(regulation: Regulation, round_key: str) -> Layout:
    """Which councils judge a round, and their expert teams; in a joint round all sit together."""
    rules = regulation.round_of(round_key)
    joint = rules is not None and rules.joint_council
    teams = {
        council.key: [TeamFacts(team.key, team.name, team.fields) for team in council.teams]
        for council in regulation.councils
        if council.teams and not joint
    }
    idle = (council.key for council in regulation.councils if council.rounds and round_key not in council.rounds)
    return Layout(teams, frozenset(idle))


def bench(edition_id: int, loads: Mapping[int, int], layout: Layout, entry_id: int | None = None) -> Bench:
    """Who judges in a round, in Vietnamese order, with these loads; and who is barred from the entry asked about."""
    rows = db.session.execute(SITTERS, {"edition_id": edition_id}).all()
    barred: set[int] = set()
    if entry_id is not None:
        apart = select(Conflict.person_id).where(Conflict.entry_id == entry_id, Conflict.state != "dismissed")
        barred = set(db.session.scalars(apart))
    judges = folded(rows, layout)
    sitters = [Sitter(judge, loads.get(judge.id, 0), judge.id in barred) for judge in judges]
    return Bench(sitters, names_of_benches(rows, layout))


def names_of_benches(rows: Iterable[Any], layout: Layout) -> dict[int, str]:
    """What the councils and teams of these rows of seats are called."""
    found: dict[int, str] = {}
    for row in rows:
        found |= layout.names(row[3], row[8], row[10])
    return found


def folded(rows: Iterable[Any], layout: Layout) -> list[PlanJudge]:
    """Rows of seats (as asked for above) as people who vote somewhere in the round."""
    people: dict[int, tuple[str, str]] = {}
    held: dict[int, list[PlanSeat]] = {}
    most: dict[int, int] = {}
    for id_, name, unit, council_id, role, expertise, ceiling, fields, council_key, team_key, _ in rows:
        people[id_] = (name, unit)
        own = layout.seats(council_id, council_key, role, expertise, team_key, len(fields))
        held.setdefault(id_, []).extend(own)
        if ceiling is not None:
            most[id_] = min(ceiling, most.get(id_, ceiling))
    voting = {id_: seats for id_, seats in held.items() if any(seat.role != "clerk" for seat in seats)}
    return [PlanJudge(id_, *people[id_], most.get(id_), tuple(seats)) for id_, seats in voting.items()]


_NAMED = select(Entry.id, Entry.code, Entry.title).where(Entry.id.in_(bindparam("ids", expanding=True)))
_NAMED = _NAMED.order_by(Entry.code, Entry.id)


def short_rows(short: Mapping[int, int]) -> list[ShortRow]:
    """What entries that lack judges are called, in the order of codes; `short`: how many judges each has."""
    if not short:
        return []
    rows = db.session.execute(_NAMED, {"ids": list(short)})
    return [ShortRow(id_, code or "", title, short[id_]) for id_, code, title in rows]


def barred_names(pairs: Collection[tuple[int, int]]) -> list[tuple[str, str]]:
    """What pairs (judge, entry) in conflict are called: the judge's name and the entry's code."""
    if not pairs:
        return []
    rows = db.session.execute(
        select(Person.id, Person.name, Entry.id, Entry.code)
        .where(Person.id.in_({judge for judge, _ in pairs}), Entry.id.in_({entry for _, entry in pairs}))
        .order_by(Entry.code, Person.name)
    )
    return [(name, code or "") for judge, name, entry, code in rows if (judge, entry) in pairs]
