"""Pages on which somebody changes an assignment by hand: the entries of a round, one entry, one judge."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Round
from contest.entries.models import Entry
from contest.entries.queries import called, matching
from contest.foundation.audit import CHANGE, change_seen, settled, until_a_change
from contest.foundation.database import ask, db
from contest.foundation.ledger import LedgerEvent
from contest.foundation.pages import Paging, page_there_is
from contest.juries.models import Assignment, Council, JudgingRound, RoundEntry
from contest.juries.queries.planning import demand_of, links_of, prepared_round, round_rules
from contest.juries.queries.plans import wanted_words
from contest.juries.queries.sitting import bench, layout_of
from contest.juries.queries.sums import bench_counts, round_sums
from contest.juries.rules.benches import Layout
from contest.juries.rules.planning import PlanEntry, bands_for, fit_of, pool_of
from contest.people.models import Person

# Who is in a round and who judges what is told by the ledger, not by the audit.
_HAPPENED = select(*CHANGE, select(func.max(LedgerEvent.id)).scalar_subquery())


class AssignedName(NamedTuple):
    """A judge on an entry."""

    judge_id: int
    name: str
    is_pinned: bool


class EntryLine(NamedTuple):
    """An entry of the round with its judges."""

    entry_id: int
    code: str
    number: str
    title: str
    council: str
    judges: tuple[AssignedName, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could judge an entry, or why not."""

    judge_id: int
    name: str
    unit: str
    load: int
    high: int
    expert: bool
    barred: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry of a round: who judges it, who could."""

    round_name: str
    state: str
    entry: EntryLine
    field: str
    wanted: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class JudgePage:
    """One judge in a round: what is assigned."""

    round_name: str
    state: str
    judge_id: int
    name: str
    unit: str
    low: int
    high: int
    entries: tuple[EntryLine, ...]


def entry_lines(
    edition_id: int, round_key: str, words: str, page: int, size: int = 50, *, by_names: bool = True
) -> Paging[EntryLine]:
    """The entries of a round with their judges, those with the fewest first; `words` search code, number and title,
    and, with `by_names`, who is behind an entry."""
    card = prepared_round(edition_id, round_key)
    if words:
        found = matching(words, RoundEntry.number) if by_names else [called(words, RoundEntry.number)]
        order = _fewest_first(card.id, found)
    else:
        number, is_settled, event = ask(_HAPPENED, settled()).one()
        change_seen(number, is_settled)
        order = until_a_change(("fewest first", card.id), lambda: _fewest_first(card.id, []), beside=event)
    page = page_there_is(page, size, len(order))
    lines = _lines(card.id, order[(page - 1) * size : page * size])
    return Paging(lines, page, size, len(order))


def _fewest_first(round_id: int, found: list[ColumnElement[bool]]) -> list[int]:
    """The keys of the round's entries that fulfil all of `found`, those with the fewest judges first."""
    have = (
        select(Assignment.entry_id, func.count().label("judges"))
        .where(Assignment.round_id == round_id, Assignment.removed_at.is_(None))
        .group_by(Assignment.entry_id)
        .subquery()
    )
    wanted = (
        select(Entry.id)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .outerjoin(have, have.c.entry_id == Entry.id)
        .where(RoundEntry.round_id == round_id, *found)
        .order_by(func.coalesce(have.c.judges, 0), Entry.code, Entry.id)
    )
    return list(db.session.scalars(wanted))


# Of a page of entries; built once. Parameters: round_id, ids.
_THESE: BindParameter[list[int]] = bindparam("ids", expanding=True)
_LINES = (
    select(Entry.id, Entry.code, RoundEntry.number, Entry.title, Council.name)
    .join(RoundEntry, RoundEntry.entry_id == Entry.id)
    .outerjoin(Council, Council.id == RoundEntry.council_id)
    .where(RoundEntry.round_id == bindparam("round_id"), Entry.id.in_(_THESE))
)
_ASSIGNED = (
    select(Assignment.entry_id, Person.id, Person.name, Assignment.is_pinned)
    .join(Person, Person.id == Assignment.judge_id)
    .where(
        Assignment.round_id == bindparam("round_id"),
        Assignment.entry_id.in_(_THESE),
        Assignment.removed_at.is_(None),
    )
    .order_by(Person.sort_key, Person.id)
)


def _lines(round_id: int, entry_ids: list[int]) -> list[EntryLine]:
    """What is shown of these entries of a round, in the order given."""
    rows = ask(_LINES, {"round_id": round_id, "ids": entry_ids}).all()
    names = _judges_of(round_id, entry_ids)
    lines = {
        id_: EntryLine(id_, code or "", number, title, council or "", tuple(names.get(id_, ())))
        for id_, code, number, title, council in rows
    }
    return [lines[id_] for id_ in entry_ids]


def _judges_of(round_id: int, entry_ids: list[int]) -> dict[int, list[AssignedName]]:
    found: dict[int, list[AssignedName]] = {}
    for entry_id, judge_id, name, is_pinned in ask(_ASSIGNED, {"round_id": round_id, "ids": entry_ids}).all():
        found.setdefault(entry_id, []).append(AssignedName(judge_id, name, is_pinned))
    return found


def entry_page(edition_id: int, round_key: str, entry_id: int) -> EntryPage | None:
    """One entry of a round, with everybody of its council who could judge it, the fittest and least loaded first."""
    regulation = regulation_of(edition_id)
    row = db.session.execute(
        select(
            JudgingRound.id, JudgingRound.state, Entry.code, RoundEntry.number, Entry.title, Entry.field_key,
            RoundEntry.council_id, Council.name, Council.key,
        )
        .join(RoundEntry, RoundEntry.round_id == JudgingRound.id)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .where(JudgingRound.edition_id == edition_id, JudgingRound.key == round_key, Entry.id == entry_id)
    ).one_or_none()  # fmt: skip
    rules = regulation.round_of(round_key)
    if row is None or rules is None:
        return None
    round_id, state, code, number, title, field_key, council_id, council, council_key = row
    layout = layout_of(regulation, round_key)
    judges = tuple(_judges_of(round_id, [entry_id]).get(entry_id, ()))
    field = regulation.field_name(field_key)
    entry = PlanEntry(entry_id, layout.bench_of(council_id, council_key or "", field_key), field_key, field, code or "")
    called = layout.names(council_id, council_key, council)[entry.council_id or 0] if council_id is not None else ""
    return EntryPage(
        rules.name,
        state,
        EntryLine(entry_id, code or "", number, title, called, judges),
        field,
        wanted_words(rules.judges_per_entry),
        tuple(_candidates(edition_id, round_id, entry, rules, layout, {one.judge_id for one in judges})),
    )


def _candidates(
    edition_id: int, round_id: int, entry: PlanEntry, rules: Round, layout: Layout, taken: set[int]
) -> list[Candidate]:
    sums = round_sums(edition_id, round_id)
    sitters = bench(edition_id, sums.loads, layout, entry.id).sitters
    everybody = tuple(one.judge for one in sitters)
    demand = replace(demand_of(rules), links=links_of(round_id))
    bands = bands_for(demand, everybody, frozenset(bench_counts(edition_id, round_id, sums, layout).items()))
    pool = {judge.id for judge in pool_of(demand, everybody, entry.council_id)} - taken
    found = [
        Candidate(
            judge.id,
            judge.name,
            judge.unit,
            load,
            bands[judge.id].high if judge.id in bands else 0,
            fit_of(judge, entry, demand.joint)[1],
            barred,
        )
        for judge, load, barred in sitters
        if judge.id in pool
    ]
    return sorted(found, key=lambda one: (one.barred, not one.expert, one.load))


def judge_page(edition_id: int, round_key: str, judge_id: int) -> JudgePage | None:
    """One judge in a round, with the entries in the judge's own order."""
    rules = round_rules(edition_id, round_key)
    card = prepared_round(edition_id, round_key)
    sums = round_sums(edition_id, card.id)
    layout = layout_of(regulation_of(edition_id), round_key)
    everybody = tuple(one.judge for one in bench(edition_id, sums.loads, layout).sitters)
    judge = next((one for one in everybody if one.id == judge_id), None)
    if judge is None:
        return None
    demand = replace(demand_of(rules), links=links_of(card.id))
    counts = bench_counts(edition_id, card.id, sums, layout)
    band = bands_for(demand, everybody, frozenset(counts.items())).get(judge_id)
    rows = db.session.execute(
        select(Entry.id, Entry.code, RoundEntry.number, Entry.title, Council.name, Assignment.is_pinned)
        .join(Assignment, Assignment.entry_id == Entry.id)
        .join(RoundEntry, (RoundEntry.entry_id == Entry.id) & (RoundEntry.round_id == card.id))
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .where(Assignment.round_id == card.id, Assignment.judge_id == judge_id, Assignment.removed_at.is_(None))
        .order_by(Assignment.turn, Entry.code)
    )
    lines = tuple(
        EntryLine(id_, code or "", number, title, council or "", (AssignedName(judge_id, judge.name, pinned),))
        for id_, code, number, title, council, pinned in rows
    )
    low, high = (band.low, band.high) if band else (0, 0)
    return JudgePage(rules.name, card.state, judge_id, judge.name, judge.unit, low, high, lines)
