"""Conflicts of interest over their whole life: declared, recorded or found, then confirmed or dismissed and kept."""

from sqlalchemy import select

from contest.entries.models import Entry
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.juries.actions.standing_in import see_to_stand_ins
from contest.juries.actions.taking import take_away
from contest.juries.models import Assignment, Conflict, JudgingRound
from contest.juries.queries import avoided, entry_facts, joint_authors, judge_facts, may_declare, office_of, seats
from contest.juries.rules.conflicts import find_conflicts

_MOST_LETTERS = 1000


@action(Permission.CONFLICT_DECLARE)
def declare_conflict(actor: Actor, edition_id: int, entry_id: int, reason: str) -> None:
    """A judge says that an entry is not for them; it is taken from their list at once.

    Raises Refusal: conflict_reason_needed, entry_not_yours_to_judge.
    """
    if actor.id is None or not may_declare(edition_id, actor.id, entry_id):
        raise refuse_with("entry_not_yours_to_judge")
    _record(actor, edition_id, actor.id, entry_id, "declared", "declared", reason)


@action(Permission.JURY_MANAGE)
def record_conflict(actor: Actor, edition_id: int, person_id: int, entry_id: int, reason: str) -> None:
    """The secretariat records a conflict it knows of; it counts as confirmed.

    Raises Refusal: conflict_reason_needed, not_a_judge_here, conflict_code_unknown.
    """
    if person_id not in {seat.person_id for seat in seats(edition_id)} | office_of(edition_id):
        raise refuse_with("not_a_judge_here", "person_id")
    _record(actor, edition_id, person_id, entry_id, "recorded", "confirmed", reason)


def _record(actor: Actor, edition_id: int, person_id: int, entry_id: int, kind: str, state: str, reason: str) -> None:
    words = whole(reason, _MOST_LETTERS, "reason")
    if not words:
        raise refuse_with("conflict_reason_needed", "reason")
    entry = db.session.get(Entry, entry_id)
    if entry is None or entry.edition_id != edition_id:
        raise refuse_with("conflict_code_unknown", "code", entry=str(entry_id))
    conflict = db.session.scalar(
        select(Conflict).where(Conflict.person_id == person_id, Conflict.entry_id == entry_id, Conflict.kind == kind)
    )
    if conflict is None:
        conflict = Conflict(edition_id=edition_id, person_id=person_id, entry_id=entry_id, kind=kind, made_at=now())
        db.session.add(conflict)
    elif conflict.state != "dismissed" and conflict.reason == words:
        return
    conflict.state, conflict.reason, conflict.made_by_id = state, words, actor.id
    conflict.settled_at = conflict.settled_by_id = None
    keep_apart(edition_id, person_id, entry_id)
    payload = {"person": person_id, "entry": entry.code, "kind": kind, "state": state}
    ledger.note(actor, edition_id, "conflict.recorded", f"entry:{entry.code}", payload)
    see_to_stand_ins(actor, edition_id, [entry_id])


def keep_apart(edition_id: int, person_id: int, entry_id: int) -> int:
    """Take the entry from the judge in every round that is not closed; returns in how many."""
    return take_away(edition_id, person_id, "Xung đột lợi ích", entry_id)


@action(Permission.JURY_MANAGE)
def settle_conflict(actor: Actor, edition_id: int, conflict_id: int, verdict: str, reason: str = "") -> None:
    """Confirm a conflict, or dismiss it with a reason; the decision stands when conflicts are looked for again.

    Raises Refusal: conflict_gone, conflict_reason_needed, conflict_author_stays.
    """
    conflict = db.session.get(Conflict, conflict_id)
    if conflict is None or conflict.edition_id != edition_id or verdict not in ("confirmed", "dismissed"):
        raise refuse_with("conflict_gone")
    words = whole(reason, _MOST_LETTERS, "reason")
    if verdict == "dismissed" and conflict.person_id == actor.id:
        raise refuse_with("conflict_own")
    if verdict == "dismissed" and conflict.kind == "author":
        raise refuse_with("conflict_author_stays")
    if verdict == "dismissed" and not words:
        raise refuse_with("conflict_reason_needed", "reason")
    if conflict.state == verdict:
        return
    conflict.state, conflict.settled_at, conflict.settled_by_id = verdict, now(), actor.id
    if words:
        conflict.reason = f"{conflict.reason}\n{words}".strip()
    if verdict == "confirmed":
        keep_apart(edition_id, conflict.person_id, conflict.entry_id)
    code = db.session.scalar(select(Entry.code).where(Entry.id == conflict.entry_id))
    payload = {"person": conflict.person_id, "entry": code, "kind": conflict.kind, "state": verdict}
    ledger.note(actor, edition_id, "conflict.settled", f"entry:{code}", payload)
    see_to_stand_ins(actor, edition_id, [conflict.entry_id])


@action(Permission.JURY_MANAGE)
def look_for_conflicts(actor: Actor, edition_id: int) -> int:
    """Compare the papers of entries and judges; new suspicions are recorded, settled ones stay. Returns how many."""
    known = {
        (row.person_id, row.entry_id, row.kind)
        for row in db.session.execute(
            select(Conflict.person_id, Conflict.entry_id, Conflict.kind).where(Conflict.edition_id == edition_id)
        )
    }
    fresh = [
        one
        for one in find_conflicts(
            entry_facts(edition_id), judge_facts(edition_id), joint_authors(edition_id), avoided(edition_id)
        )
        if (one.judge_id, one.entry_id, one.kind) not in known
    ]
    assigned = _assigned(edition_id) if fresh else set()
    for one in fresh:
        db.session.add(
            Conflict(
                edition_id=edition_id,
                person_id=one.judge_id,
                entry_id=one.entry_id,
                kind=one.kind,
                reason=one.detail[:_MOST_LETTERS],
                state="found",
                made_at=now(),
                made_by_id=actor.id,
            )
        )
        if (one.judge_id, one.entry_id) in assigned:
            keep_apart(edition_id, one.judge_id, one.entry_id)
    db.session.flush()
    if fresh:
        payload = {"pairs": [[one.judge_id, one.entry_id, one.kind] for one in fresh]}
        ledger.note(actor, edition_id, "conflict.found", f"{len(fresh)} cặp", payload)
        see_to_stand_ins(actor, edition_id)
    return len(fresh)


def _assigned(edition_id: int) -> set[tuple[int, int]]:
    """Pairs (judge, entry) assigned in rounds that are not closed."""
    rows = db.session.execute(
        select(Assignment.judge_id, Assignment.entry_id)
        .join(JudgingRound, JudgingRound.id == Assignment.round_id)
        .where(JudgingRound.edition_id == edition_id, JudgingRound.state != "closed", Assignment.removed_at.is_(None))
    )
    return {(judge_id, entry_id) for judge_id, entry_id in rows}
