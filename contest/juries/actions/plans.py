"""A plan proposed, looked at, and applied; refused when anything it rests on has changed since."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.foundation.words import sentence
from contest.juries.actions.rounds import assignment_rows
from contest.juries.models import Assignment, AssignmentPlan, JudgingRound
from contest.juries.queries import Draft, RoundCard, draft, facts_of, fingerprint, prepared_round, round_rules
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
    actor: Actor, edition_id: int, round_key: str, seed: int = 1, *, fresh: bool = False, patient: bool = False
) -> PlanOutcome:
    """Solve the assignment and keep the proposal; nothing is assigned yet.

    What is assigned now moves as little as possible, unless `fresh`. `patient` spends up to a minute on the proof
    that no worst-served entry could be served better. Raises Refusal: jury_round_unprepared, jury_round_closed.
    """
    card = _not_closed(edition_id, round_key)
    facts = facts_of(edition_id, card)
    found = draft(facts, seed, fresh=fresh, patient=patient)
    plan = AssignmentPlan(
        round_id=card.id,
        seed=seed,
        made_at=now(),
        made_by_id=actor.id,
        result=_document(found, fingerprint(facts)),
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
    return {
        "pairs": [list(pair) for pair in found.solved.pairs],
        "short": [{"entry": entry, "reason": sentence(reason)} for entry, reason in sorted(found.short.items())],
        "remarks": [sentence(reason) for reason in found.remarks],
        "total": found.solved.total,
        "worst": found.solved.worst,
        "bound": found.solved.bound,
        "seconds": found.seconds,
        "fingerprint": digest,
    }


def _outcome(plan_id: int, round_key: str, found: Draft) -> PlanOutcome:
    facts, solved = found.facts, found.solved
    counts = Counter(entry for entry, _ in solved.pairs)
    per_entry = [counts[entry.id] for entry in facts.entries] or [0]
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
        per_entry=(min(per_entry), max(per_entry)),
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
    pairs = {(entry, judge) for entry, judge in plan.result["pairs"]}
    added, removed = _make_so(actor, card, pairs, plan.seed)
    plan.applied_at = now()
    payload = {
        "round": row.key,
        "plan": plan.id,
        "seed": plan.seed,
        "pairs": len(pairs),
        "added": added,
        "removed": removed,
        "facts": plan.result["fingerprint"],
    }
    ledger.note(actor, edition_id, "assignment.applied", f"round:{row.key}", payload)
    return len(pairs)


def _make_so(actor: Actor, card: RoundCard, pairs: set[tuple[int, int]], seed: int) -> tuple[int, int]:
    """Assign exactly these pairs; before the round opens everybody's order is made anew, afterwards only added to."""
    known = assignment_rows(card.id)
    moment, added, removed = now(), 0, 0
    for pair, old in known.items():
        if pair not in pairs and old.removed_at is None:
            old.removed_at, old.removed_reason = moment, "Phân công lại"
            removed += 1
    last: Counter[int] = Counter()
    for (_, judge), old in known.items():
        last[judge] = max(last[judge], old.turn)
    places = turns(pairs, seed) if card.state == "preparing" else {}
    for pair in sorted(pairs):
        row = known.get(pair)
        if row is None:
            row = Assignment(round_id=card.id, entry_id=pair[0], judge_id=pair[1], turn=0)
            db.session.add(row)
        if row.turn == 0 or row.removed_at is not None or row.assigned_at is None:
            last[pair[1]] += 1
            row.turn, row.assigned_at, row.assigned_by_id = last[pair[1]], moment, actor.id
            row.removed_at, row.removed_reason = None, ""
            added += 1
        row.turn = places.get(pair, row.turn)
    db.session.flush()
    return added, removed
