"""Pages on which somebody changes an assignment by hand: the entries of a round, one entry, one judge."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.foundation.database import db
from contest.foundation.pages import Paging
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, Council, RoundEntry
from contest.juries.queries.planning import facts_of, prepared_round, round_rules
from contest.juries.queries.plans import wanted_words
from contest.juries.rules.planning import Facts, PlanJudge, bands_of, fit_of, pool_of
from contest.people.models import Person


@dataclass(frozen=True, slots=True)
class AssignedName:
    """A judge on an entry."""

    judge_id: int
    name: str
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class EntryLine:
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


def entry_lines(edition_id: int, round_key: str, words: str, page: int, size: int = 50) -> Paging[EntryLine]:
    """The entries of a round with their judges, those with the fewest first; `words` search code, number, title."""
    card = prepared_round(edition_id, round_key)
    have = (
        select(Assignment.entry_id, func.count().label("judges"))
        .where(Assignment.round_id == card.id, Assignment.removed_at.is_(None))
        .group_by(Assignment.entry_id)
        .subquery()
    )
    which = [RoundEntry.round_id == card.id]
    if words.strip():
        pattern = f"%{fold(words).replace('%', '').replace('_', '')}%"
        which.append(or_(Entry.search_text.like(pattern), func.lower(RoundEntry.number).like(pattern)))
    base = select(Entry.id).join(RoundEntry, RoundEntry.entry_id == Entry.id).where(*which)
    total = db.session.scalar(select(func.count()).select_from(base.subquery())) or 0
    rows = db.session.execute(
        select(Entry.id, Entry.code, RoundEntry.number, Entry.title, Council.name)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .outerjoin(have, have.c.entry_id == Entry.id)
        .where(*which)
        .order_by(func.coalesce(have.c.judges, 0), Entry.code, Entry.id)
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    names = _judges_of(card.id, [row[0] for row in rows])
    lines = [
        EntryLine(id_, code or "", number, title, council or "", tuple(names.get(id_, ())))
        for id_, code, number, title, council in rows
    ]
    return Paging(lines, page, size, total)


def _judges_of(round_id: int, entry_ids: list[int]) -> dict[int, list[AssignedName]]:
    rows = db.session.execute(
        select(Assignment.entry_id, Person.id, Person.name, Assignment.is_pinned)
        .join(Person, Person.id == Assignment.judge_id)
        .where(Assignment.round_id == round_id, Assignment.entry_id.in_(entry_ids), Assignment.removed_at.is_(None))
        .order_by(Person.sort_key, Person.id)
    )
    found: dict[int, list[AssignedName]] = {}
    for entry_id, judge_id, name, is_pinned in rows:
        found.setdefault(entry_id, []).append(AssignedName(judge_id, name, is_pinned))
    return found


def entry_page(edition_id: int, round_key: str, entry_id: int) -> EntryPage | None:
    """One entry of a round, with everybody of its council who could judge it, the least loaded first."""
    regulation, card = regulation_of(edition_id), prepared_round(edition_id, round_key)
    facts = facts_of(edition_id, card, regulation)
    entry = next((one for one in facts.entries if one.id == entry_id), None)
    if entry is None:
        return None
    row = db.session.execute(
        select(Entry.code, RoundEntry.number, Entry.title)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .where(RoundEntry.round_id == card.id, Entry.id == entry_id)
    ).one()
    judges = tuple(_judges_of(card.id, [entry_id]).get(entry_id, ()))
    rules = regulation.round_of(round_key) or round_rules(edition_id, round_key)
    wanted = wanted_words(rules.judges_per_entry)
    line = EntryLine(entry_id, row[0] or "", row[1], row[2], facts.councils.get(entry.council_id or 0, ""), judges)
    taken = {one.judge_id for one in judges}
    pool = [judge for judge in pool_of(facts, entry.council_id) if judge.id not in taken]
    candidates = _candidates(facts, pool, entry_id)
    return EntryPage(rules.name, card.state, line, entry.field_name, wanted, tuple(candidates))


def _candidates(facts: Facts, pool: list[PlanJudge], entry_id: int) -> list[Candidate]:
    bands, loads = bands_of(facts), Counter(judge for _, judge in facts.current)
    entry = next(one for one in facts.entries if one.id == entry_id)
    found = [
        Candidate(
            judge.id,
            judge.name,
            judge.unit,
            loads[judge.id],
            bands[judge.id].high if judge.id in bands else 0,
            fit_of(judge, entry, facts.demand.joint)[1],
            (judge.id, entry_id) in facts.conflicts,
        )
        for judge in pool
    ]
    return sorted(found, key=lambda one: (one.barred, not one.expert, one.load))


def judge_page(edition_id: int, round_key: str, judge_id: int) -> JudgePage | None:
    """One judge in a round, with the entries in the judge's own order."""
    card = prepared_round(edition_id, round_key)
    facts = facts_of(edition_id, card)
    judge = next((one for one in facts.judges if one.id == judge_id), None)
    if judge is None:
        return None
    band = bands_of(facts).get(judge_id)
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
    name = round_rules(edition_id, round_key).name
    low, high = (band.low, band.high) if band else (0, 0)
    return JudgePage(name, card.state, judge_id, judge.name, judge.unit, low, high, lines)
