"""A plan proposed, looked at, and applied; refused when anything it rests on has changed since."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select, update

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.bulk import insert_many
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import name_key
from contest.foundation.words import sentence
from contest.juries.models import Assignment, AssignmentPlan, JudgingRound
from contest.juries.queries import (
    MOST_SHOWN,
    Draft,
    RoundCard,
    draft,
    facts_of,
    fingerprint,
    links_of,
    prepared_round,
    round_rules,
)
from contest.juries.rules.turns import turns
from contest.juries.rules.workload import Loads, loads_of


@dataclass(frozen=True, slots=True)
class PlanOutcome:
    """What a plan would do. unassignable: pairs of entry code and the reason in words."""

    plan_id: int
    round_key: str
    entries: int
    judges: int
    pairs: tuple[tuple[int, int], ...]
    load: Loads
    per_entry: tuple[int, int]
    unassignable: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    objective: Decimal
    seconds: float
    added: int
    removed: int


@action(Permission.JURY_ASSIGN)
def propose_plan(
    actor: Actor,
    edition_id: int,
    round_key: str,
    seed: int = 1,
    *,
    fresh: bool = False,
    patient: bool = False,
    links: int | None = None,
) -> PlanOutcome:
    """Solve the assignment and keep the proposal; nothing is assigned yet.

    What is assigned now moves as little as possible, unless `fresh`. `patient` spends up to a minute on the proof
    that no worst-served entry could be served better. links: how many entries of each council get one judge of
    another council, so that strictness can be compared; as in the plan applied last when nothing is said.
    Raises Refusal: jury_round_unprepared, jury_round_closed.
    """
    card = _not_closed(edition_id, round_key)
    facts = facts_of(edition_id, card)
    links = links_of(card.id) if links is None else links
    found = draft(facts, seed, fresh=fresh, patient=patient, links=links)
    plan = AssignmentPlan(
        round_id=card.id,
        seed=seed,
        made_at=now(),
        made_by_id=actor.id,
        result=_document(found, fingerprint(facts)),
        pairs=[list(pair) for pair in found.solved.pairs],
    )
    db.session.add(plan)
    db.session.flush()
    return _outcome(plan.id, round_key, found)


def _not_closed(edition_id: int, round_key: str) -> RoundCard:
    card = prepared_round(edition_id, round_key)
    if card.state == "closed":
        raise refuse_with("jury_round_closed", round=round_rules(edition_id, round_key).name)
    return card


def _document(found: Draft, digest: str) -> dict[str, Any]:
    """All that a page shows of a plan, and the fingerprint that applying it needs."""
    facts, solved = found.facts, found.solved
    pairs = frozenset(solved.pairs)
    counts = Counter(entry for entry, _ in pairs)
    entries = {entry.id: entry for entry in facts.entries}
    changed = _changes(found)
    return {
        "short_count": len(found.short),
        "short": [
            {
                "entry": entry_id,
                "code": entries[entry_id].label,
                "title": entries[entry_id].title,
                "have": counts[entry_id],
                "reason": sentence(reason),
            }
            for entry_id, reason in sorted(found.short.items(), key=lambda one: entries[one[0]].label)[:MOST_SHOWN]
        ],
        "changes_count": len(changed),
        "changes": changed[:MOST_SHOWN],
        "links": found.facts.demand.links,
        "linked": len(found.linked),
        "remarks": [sentence(reason) for reason in found.remarks],
        "loads": sorted(solved.loads.items()),
        "per_entry": list(_per_entry(found)),
        "added": len(pairs - facts.current),
        "removed": len(facts.current - pairs),
        "kept": len(pairs & facts.current),
        "total": solved.total,
        "worst": solved.worst,
        "bound": solved.bound,
        "seconds": found.seconds,
        "fingerprint": digest,
    }


def _changes(found: Draft) -> list[dict[str, Any]]:
    """Entries whose judges change, with who comes and who goes; none while nothing is assigned yet: then all is new."""
    facts, pairs = found.facts, frozenset(found.solved.pairs)
    names = {judge.id: judge.name for judge in facts.judges}
    coming: dict[int, list[str]] = defaultdict(list)
    going: dict[int, list[str]] = defaultdict(list)
    for side, moved in ((coming, pairs - facts.current), (going, facts.current - pairs)):
        for entry_id, judge_id in moved:
            side[entry_id].append(names.get(judge_id, "Người đã rời hội đồng"))
    return [
        {
            "entry": entry.id,
            "code": entry.label,
            "title": entry.title,
            "out": sorted(going[entry.id], key=name_key),
            "in": sorted(coming[entry.id], key=name_key),
        }
        for entry in facts.entries
        if facts.current and (entry.id in coming or entry.id in going)
    ]


def _per_entry(found: Draft) -> tuple[int, int]:
    counts = Counter(entry for entry, _ in found.solved.pairs)
    numbers = [counts[entry.id] for entry in found.facts.entries] or [0]
    return min(numbers), max(numbers)


def _outcome(plan_id: int, round_key: str, found: Draft) -> PlanOutcome:
    facts, solved = found.facts, found.solved
    labels = {entry.id: entry.label for entry in facts.entries}
    pool = {judge.id for judge in facts.judges if judge.id in found.bands}
    pairs = frozenset(solved.pairs)
    return PlanOutcome(
        plan_id=plan_id,
        round_key=round_key,
        entries=len(facts.entries),
        judges=len(pool),
        pairs=solved.pairs,
        load=loads_of({judge: load for judge, load in solved.loads.items() if judge in pool}),
        per_entry=_per_entry(found),
        unassignable=tuple((labels[entry], sentence(reason)) for entry, reason in sorted(found.short.items())),
        remarks=tuple(sentence(reason) for reason in found.remarks),
        objective=Decimal(str(round(solved.total, 4))),
        seconds=found.seconds,
        added=len(pairs - facts.current),
        removed=len(facts.current - pairs),
    )


@action(Permission.JURY_ASSIGN)
def apply_plan(actor: Actor, edition_id: int, plan_id: int) -> int:
    """Make a plan the assignment; returns how many pairs it has.

    Raises Refusal: plan_gone, plan_applied, plan_stale, jury_round_closed.
    """
    plan = db.session.get(AssignmentPlan, plan_id)
    row = db.session.get(JudgingRound, plan.round_id) if plan is not None else None
    if plan is None or row is None or row.edition_id != edition_id:
        raise refuse_with("plan_gone")
    if plan.applied_at is not None:
        raise refuse_with("plan_applied")
    card = _not_closed(edition_id, row.key)
    if plan.result["fingerprint"] != fingerprint(facts_of(edition_id, card)):
        raise refuse_with("plan_stale")
    pairs = {(entry, judge) for entry, judge in plan.pairs}
    added, removed = _make_so(actor, card, pairs, plan.seed)
    plan.applied_at, row.links = now(), plan.result["links"]
    payload = {
        "round": row.key,
        "plan": plan.id,
        "seed": plan.seed,
        "pairs": len(pairs),
        "added": added,
        "removed": removed,
        "links": row.links,
        "facts": plan.result["fingerprint"],
    }
    ledger.note(actor, edition_id, "assignment.applied", f"round:{row.key}", payload)
    return len(pairs)


def _make_so(actor: Actor, card: RoundCard, pairs: set[tuple[int, int]], seed: int) -> tuple[int, int]:
    """Assign exactly these pairs; before the round opens everybody's order is made anew, afterwards only added to.

    Assignments are not audited row by row (the ledger carries the deed), so they are written in bulk.
    """
    known = _known(card.id)
    moment = now()
    gone = [row.id for pair, row in known.items() if pair not in pairs and row.is_present]
    fresh = sorted(pair for pair in pairs if pair not in known)
    again = sorted(pair for pair in pairs if pair in known and not known[pair].is_present)
    places = _places(card.state, pairs, seed, known, [*fresh, *again])
    made = {"assigned_at": moment, "assigned_by_id": actor.id}
    if gone:
        taken = {"removed_at": moment, "removed_reason": "Phân công lại"}
        db.session.execute(update(Assignment), [{"id": id_, **taken} for id_ in gone])
    if again:
        back = {"removed_at": None, "removed_reason": "", **made}
        db.session.execute(update(Assignment), [{"id": known[pair].id, **back} for pair in again])
    moved = [pair for pair in sorted(pairs) if pair in known and known[pair].turn != places[pair]]
    if moved:
        db.session.execute(update(Assignment), [{"id": known[pair].id, "turn": places[pair]} for pair in moved])
    if fresh:
        rows = [
            {"round_id": card.id, "entry_id": pair[0], "judge_id": pair[1], "turn": places[pair], **_NEW, **made}
            for pair in fresh
        ]
        insert_many(Assignment, rows)
    return len(fresh) + len(again), len(gone)


_NEW: dict[str, Any] = {"is_pinned": False, "removed_reason": ""}


class _Known(NamedTuple):
    """A pair that is or was assigned."""

    id: int
    turn: int
    is_present: bool


def _known(round_id: int) -> dict[tuple[int, int], _Known]:
    rows = db.session.execute(
        select(
            Assignment.entry_id, Assignment.judge_id, Assignment.id, Assignment.turn, Assignment.removed_at.is_(None)
        ).where(Assignment.round_id == round_id)
    )
    return {(entry, judge): _Known(id_, turn, bool(present)) for entry, judge, id_, turn, present in rows}


def _places(
    state: str,
    pairs: set[tuple[int, int]],
    seed: int,
    known: dict[tuple[int, int], _Known],
    added: list[tuple[int, int]],
) -> dict[tuple[int, int], int]:
    """Everybody's order: counterbalanced anew while the round is prepared, else what comes is put at the end."""
    if state == "preparing":
        return turns(pairs, seed)
    last: Counter[int] = Counter()
    for (_, judge), row in known.items():
        last[judge] = max(last[judge], row.turn)
    places = {pair: row.turn for pair, row in known.items()}
    for pair in added:
        last[pair[1]] += 1
        places[pair] = last[pair[1]]
    return places
