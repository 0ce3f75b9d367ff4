"""Who stands in where, as pages show it: all of an edition, one entry, somebody's own; and what one is kept from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.access import Role
from contest.foundation.database import ask
from contest.foundation.pages import Paging, page_there_is
from contest.juries.models import Conflict, Council, JudgingRound, RoundEntry, Seat, StandIn
from contest.juries.queries.standing_in import barred_by_entry, needed, needs, pool_of, stands_in_for
from contest.juries.rules.standing_in import ENDS, OFFICE, WAYS, Need, able
from contest.people.models import Person, RoleGrant
from contest.people.queries import people_cards

_BY = aliased(Person)
_MOST_KEPT_FROM = 20
# While these are not over the secretariat, or the clerk, still has something to do with an entry.
_OFFICE_WAITS = ("submitted", "received", "needs_supplement")


class StandInLine(NamedTuple):
    """Somebody who stands in, or stood; `council` "" is the secretariat's part, `by` "" the rule.

    instead_of: names of who is kept away now. ended_at: None while it lasts.
    """

    entry_id: int
    council_id: int
    code: str
    title: str
    council: str
    person_id: int
    name: str
    way: str
    by: str
    reason: str
    made_at: datetime
    ended_at: datetime | None
    ended_why: str
    instead_of: tuple[str, ...] = ()


_LINES = (
    select(
        StandIn.entry_id, StandIn.council_id, Entry.code, Entry.title, Council.name, StandIn.person_id, Person.name,
        StandIn.way, _BY.name, StandIn.reason, StandIn.made_at, StandIn.ended_at, StandIn.ended_why,
    )
    .join(Entry, Entry.id == StandIn.entry_id)
    .join(Person, Person.id == StandIn.person_id)
    .outerjoin(_BY, _BY.id == StandIn.made_by_id)
    .outerjoin(Council, Council.id == StandIn.council_id)
)  # fmt: skip


def _line(row: Any) -> StandInLine:
    entry_id, council_id, code, title, council, person_id, name, way, by, reason, made_at, ended_at, ended_why = row
    return StandInLine(
        entry_id, council_id or OFFICE, code or "", title, council or "", person_id, name, WAYS[way], by or "", reason,
        made_at, ended_at, ENDS.get(ended_why, ""),
    )  # fmt: skip


def stand_in_list(edition_id: int, page: int, size: int = 50) -> Paging[StandInLine]:
    """Everybody who stands in now, by code. Three queries, four where there is anybody."""
    which = (StandIn.edition_id == edition_id, StandIn.ended_at.is_(None))
    total = ask(select(func.count()).select_from(StandIn).where(*which)).scalar_one()
    page = page_there_is(page, size, total)
    rows = ask(
        _LINES.where(*which).order_by(Entry.code, Council.name, StandIn.id).limit(size).offset((page - 1) * size)
    )
    found = [_line(row) for row in rows]
    kept = _kept_away(edition_id, {line.entry_id for line in found})
    lines = [line._replace(instead_of=kept.get(Need(line.entry_id, line.council_id), ())) for line in found]
    return Paging(tuple(lines), page, size, total)


def _kept_away(edition_id: int, entry_ids: Collection[int]) -> dict[Need, tuple[str, ...]]:
    """Names of the clerks and of the secretariat who are in conflict with these entries, by part. Two queries."""
    if not entry_ids:
        return {}
    here = (Conflict.edition_id == edition_id, Conflict.entry_id.in_(entry_ids), Conflict.state != "dismissed")
    clerks = (
        select(Conflict.entry_id, Seat.council_id, Person.name)
        .join(Person, Person.id == Conflict.person_id)
        .join(Seat, and_(Seat.person_id == Conflict.person_id, Seat.role == "clerk", Seat.left_at.is_(None)))
        .where(*here)
        .order_by(Person.sort_key, Person.id)
    )
    holds = exists().where(
        RoleGrant.person_id == Conflict.person_id,
        RoleGrant.edition_id == edition_id,
        RoleGrant.role == str(Role.SECRETARY),
    )
    office = (
        select(Conflict.entry_id, Person.name)
        .join(Person, Person.id == Conflict.person_id)
        .where(*here, holds)
        .order_by(Person.sort_key, Person.id)
    )
    found: dict[Need, dict[str, None]] = {}
    for entry_id, council_id, name in ask(clerks):
        found.setdefault(Need(entry_id, council_id), {})[name] = None
    for entry_id, name in ask(office):
        found.setdefault(Need(entry_id, OFFICE), {})[name] = None
    return {need: tuple(names) for need, names in found.items()}


@dataclass(frozen=True, slots=True)
class PartOfEntry:
    """A part in one entry that needs somebody: who has it, who else could (key, words), whom a conflict keeps away."""

    council_id: int
    council: str
    instead_of: tuple[str, ...]
    now: StandInLine | None
    could: tuple[tuple[int, str], ...]


def parts_of_entry(edition_id: int, entry_id: int) -> list[PartOfEntry]:
    """The parts of an entry that need somebody else, the clerks' first. Seven queries; one where there is none."""
    wanted = needs(edition_id, [entry_id])
    if not wanted:
        return []
    pool, barred = pool_of(edition_id), barred_by_entry(edition_id, [entry_id]).get(entry_id, set())
    could = {need: able(pool, need, barred) for need in wanted}
    cards = people_cards({one.person_id for people in could.values() for one in people})
    names: dict[int, str] = dict(
        ask(select(Council.id, Council.name).where(Council.id.in_([need.council_id for need in wanted]))).all()
    )
    lines = {line.council_id: line for line in stand_in_history(edition_id, entry_id) if line.ended_at is None}
    kept = _kept_away(edition_id, [entry_id])
    has = {need: lines[need.council_id].person_id for need in wanted if need.council_id in lines}
    return [
        PartOfEntry(
            need.council_id,
            names.get(need.council_id, ""),
            kept.get(need, ()),
            lines.get(need.council_id),
            tuple(
                (one.person_id, f"{cards[one.person_id].name}, {WAYS[one.way]}")
                for one in could[need]
                if one.person_id != has.get(need)
            ),
        )
        for need in sorted(wanted, key=lambda need: (need.council_id == OFFICE, need.council_id))
    ]


def stand_in_history(edition_id: int, entry_id: int) -> list[StandInLine]:
    """Everybody who stands in at an entry or stood, the latest first. One query."""
    rows = ask(_LINES.where(StandIn.edition_id == edition_id, StandIn.entry_id == entry_id).order_by(StandIn.id.desc()))
    return [_line(row) for row in rows]


class Duty(NamedTuple):
    """An entry somebody stands in at: `label` is its judging number in a clerk's part, else its code.

    round_key: the last round of the council it is in; state: that round's, or the entry's own.
    """

    entry_id: int
    label: str
    title: str
    council: str
    round_key: str
    state: str
    waits: bool


_last_round = (
    select(JudgingRound.id)
    .join(RoundEntry, RoundEntry.round_id == JudgingRound.id)
    .where(RoundEntry.entry_id == StandIn.entry_id, RoundEntry.council_id == StandIn.council_id)
    .order_by(JudgingRound.id.desc())
    .limit(1)
    .correlate(StandIn)
    .scalar_subquery()
)
_IS_OFFICE = StandIn.council_id.is_(None)
_WAITS = or_(and_(_IS_OFFICE, Entry.status.in_(_OFFICE_WAITS)), JudgingRound.state == "open")
_OWN = (
    StandIn.edition_id == bindparam("edition_id"),
    StandIn.person_id == bindparam("person_id"),
    StandIn.ended_at.is_(None),
    Entry.status.not_in(OUT),
)


def _mine(*columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(StandIn)
        .join(Entry, Entry.id == StandIn.entry_id)
        .outerjoin(JudgingRound, JudgingRound.id == _last_round)
        .where(*_OWN)
    )


# How many entries wait for somebody who stands in; asked with `edition_id` and `person_id`.
DUTIES_WAITING = _mine(func.count()).where(_WAITS).scalar_subquery().label("duties")
_DUTIES = (
    _mine(
        StandIn.entry_id,
        case((_IS_OFFICE, Entry.code), else_=RoundEntry.number),
        Entry.title,
        func.coalesce(Council.name, ""),
        func.coalesce(JudgingRound.key, ""),
        case((_IS_OFFICE, Entry.status), else_=JudgingRound.state),
        case((_WAITS, 1), else_=0).label("waits"),
    )
    .outerjoin(RoundEntry, and_(RoundEntry.round_id == JudgingRound.id, RoundEntry.entry_id == StandIn.entry_id))
    .outerjoin(Council, Council.id == StandIn.council_id)
    .order_by(case((_WAITS, 0), else_=1), Entry.code, StandIn.id)
    .limit(bindparam("size"))
    .offset(bindparam("skip"))
)
_DUTIES_COUNTED = _mine(func.count())


def duties(edition_id: int, person_id: int, page: int, size: int = 50) -> Paging[Duty]:
    """The entries at which somebody stands in, what waits first. Two queries."""
    whose = {"edition_id": edition_id, "person_id": person_id}
    total = ask(_DUTIES_COUNTED, whose).scalar_one()
    page = page_there_is(page, size, total)
    rows = ask(_DUTIES, whose | {"size": size, "skip": (page - 1) * size})
    found = tuple(
        Duty(entry_id, label or "", title, council, key, state or "", bool(waits))
        for entry_id, label, title, council, key, state, waits in rows
    )
    return Paging(found, page, size, total)


class KeptFrom(NamedTuple):
    """An entry whose secretary one is and must not be: what it is called there, and who stands in ("" for nobody)."""

    label: str
    name: str


_own_need = needed(Conflict.person_id == bindparam("person_id")).subquery()
_number = (
    select(RoundEntry.number)
    .where(RoundEntry.entry_id == _own_need.c.entry_id, RoundEntry.council_id == _own_need.c.council_id)
    .order_by(RoundEntry.round_id.desc())
    .limit(1)
    .correlate(_own_need)
    .scalar_subquery()
)
_KEPT_FROM = (
    select(case((_own_need.c.council_id == OFFICE, _own_need.c.code), else_=_number), func.coalesce(Person.name, ""))
    .select_from(_own_need)
    .outerjoin(StandIn, stands_in_for(_own_need))
    .outerjoin(Person, Person.id == StandIn.person_id)
    .order_by(_own_need.c.code, _own_need.c.council_id)
    .limit(_MOST_KEPT_FROM)
)


def kept_from(edition_id: int, person_id: int) -> list[KeptFrom]:
    """The entries a clerk or somebody of the secretariat must leave to others, and to whom: the first twenty."""
    rows = ask(_KEPT_FROM, {"edition_id": edition_id, "person_id": person_id})
    return [KeptFrom(label or "", name) for label, name in rows]
