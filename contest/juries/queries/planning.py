"""Everything an assignment depends on, read in a handful of queries; its fingerprint; and the proposal itself."""

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation, Round
from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse_with
from contest.juries.models import Council, JudgingRound, RoundEntry
from contest.juries.queries.apart import apart_pairs
from contest.juries.queries.conflicts import conflict_pairs
from contest.juries.queries.rounds import AssignmentRow, RoundCard, assignments, round_of
from contest.juries.queries.sitting import SITTERS, folded, layout_of, names_of_benches
from contest.juries.rules.benches import Layout
from contest.juries.rules.explaining import remarks, unassignable
from contest.juries.rules.linking import linkable, linked_entries, linked_now, outsiders_of
from contest.juries.rules.planning import (
    Demand,
    Facts,
    PlanEntry,
    PlanJudge,
    bands_of,
    problem_of,
    whole_councils,
)
from contest.juries.rules.problem import Assignment as Solved
from contest.juries.rules.solver import solve
from contest.juries.rules.workload import Band


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal before it is kept."""

    facts: Facts
    solved: Solved
    bands: Mapping[int, Band]
    short: Mapping[int, Reason]
    remarks: tuple[Reason, ...]
    seconds: float
    # The entries that now have a judge of another council.
    linked: frozenset[int] = frozenset()


def round_rules(edition_id: int, round_key: str) -> Round:
    """The regulation's round. Raises Refusal: jury_round_unknown."""
    return _rules_of(regulation_of(edition_id), round_key)


def demand_of(rules: Round) -> Demand:
    """What the round asks for."""
    return Demand(rules.judges_per_entry, rules.joint_council, rules.experts_per_entry)


def _rules_of(regulation: Regulation, round_key: str) -> Round:
    round_ = regulation.round_of(round_key)
    if round_ is None:
        known = ", ".join(each.key for each in regulation.rounds)
        raise refuse_with("jury_round_unknown", round=round_key, known=known)
    return round_


def prepared_round(edition_id: int, round_key: str) -> RoundCard:
    """The round as it runs. Raises Refusal: jury_round_unknown, jury_round_unprepared."""
    card = round_of(edition_id, round_key)
    if card is None:
        raise refuse_with("jury_round_unprepared", round=round_rules(edition_id, round_key).name)
    return card


def facts_of(edition_id: int, card: RoundCard, regulation: Regulation | None = None) -> Facts:
    """The facts of a prepared round. While it is open, pairs that may stand do; before, only pinned ones."""
    regulation = regulation or regulation_of(edition_id)
    rules = _rules_of(regulation, card.key)
    barred = conflict_pairs(edition_id)
    present = assignments(card.id)
    names: dict[int, str] = {}
    layout = layout_of(regulation, card.key)
    judges, entries = _judges(edition_id, names, layout), _entries(card.id, regulation, names, layout)
    inside = {entry.id for entry in entries}
    may_stand = [row for row in present if row.entry_id in inside]
    standing = _standing(may_stand, {judge.id for judge in judges}, barred, whole=card.state != "preparing")
    return Facts(
        entries=entries,
        judges=judges,
        conflicts=frozenset(barred),
        kept=standing,
        current=frozenset((row.entry_id, row.judge_id) for row in present),
        demand=demand_of(rules),
        councils=names,
        apart=apart_pairs(edition_id),
    )


def _standing(
    present: list[AssignmentRow], seated: set[int], barred: set[tuple[int, int]], *, whole: bool
) -> frozenset[tuple[int, int]]:
    return frozenset(
        (row.entry_id, row.judge_id)
        for row in present
        if (whole or row.is_pinned) and row.judge_id in seated and (row.judge_id, row.entry_id) not in barred
    )


def _entries(round_id: int, regulation: Regulation, councils: dict[int, str], layout: Layout) -> tuple[PlanEntry, ...]:
    """The entries; the names of their councils are added to `councils`."""
    rows = db.session.execute(
        select(Entry.id, RoundEntry.council_id, Entry.field_key, Entry.code, Entry.title, Council.name, Council.key)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .where(RoundEntry.round_id == round_id, Entry.status.not_in(OUT))
        .order_by(Entry.code, Entry.id)
    ).all()
    fields = {field.key: field.name for field in regulation.fields}
    for council, key, name in {(row[1], row[6], row[5]) for row in rows if row[1] is not None}:
        councils.update(layout.names(council, key, name))
    return tuple(
        PlanEntry(id_, layout.bench_of(council, key or "", field), field, fields.get(field, field), code or "", title)
        for id_, council, field, code, title, _, key in rows
    )


def _judges(edition_id: int, councils: dict[int, str], layout: Layout) -> tuple[PlanJudge, ...]:
    """Everybody who votes in the round; the names of their councils and teams are added to `councils`."""
    rows = db.session.execute(SITTERS, {"edition_id": edition_id}).all()
    councils.update(names_of_benches(rows, layout))
    return tuple(folded(rows, layout))


def fingerprint(facts: Facts) -> str:
    """A hash of all that a plan rests on: a plan made on other facts is stale."""
    content = [
        sorted([entry.id, entry.council_id, entry.field_key] for entry in facts.entries),
        sorted(
            [judge.id, judge.most, judge.unit, [[seat.council_id, seat.role, seat.expertise] for seat in judge.seats]]
            for judge in facts.judges
        ),
        sorted(facts.conflicts),
        sorted(facts.kept),
        sorted(facts.current),
        sorted(facts.apart),
        [facts.demand.judges_per_entry, facts.demand.joint, facts.demand.experts],
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def draft(facts: Facts, seed: int, *, fresh: bool = False, patient: bool = False, links: int = 0) -> Draft:
    """The proposal: what is assigned now is moved as little as the rules allow, unless a fresh one is asked for.

    links: how many entries of each council get one judge of another council.
    """
    begun = time.perf_counter()
    linked = linked_entries(facts, links, seed)
    facts = replace(facts, demand=replace(facts.demand, links=links if linked else 0))
    bands = bands_of(facts)
    if facts.demand.judges_per_entry == "all_of_council":
        solved = whole_councils(facts)
    else:
        councils = {entry.id: entry.council_id for entry in facts.entries if entry.id in linked}
        outsiders = {council: outsiders_of(facts, council) for council in set(councils.values())}
        outside = {entry: outsiders[council] for entry, council in councils.items()}
        solved = solve(problem_of(facts, bands, keep=not fresh, outside=outside), seed, patient=patient)
    return Draft(
        facts,
        solved,
        bands,
        unassignable(facts, solved),
        tuple(remarks(facts, solved, links=links if linkable(facts) else 0)),
        round(time.perf_counter() - begun, 3),
        linked_now(facts, solved.pairs),
    )


def links_of(round_id: int) -> int:
    """How many entries of each council are linked by the plan that was applied last."""
    return db.session.scalar(select(JudgingRound.links).where(JudgingRound.id == round_id)) or 0
