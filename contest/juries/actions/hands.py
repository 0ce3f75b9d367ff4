"""Changes by hand: somebody put on an entry, or taken off it with a reason."""

from dataclasses import replace

from sqlalchemy import func, select

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.jobs import later
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.vietnamese import nfc
from contest.juries.models import Assignment
from contest.juries.queries import facts_of, links_of, prepared_round, round_rules
from contest.juries.rules.hands import warnings_of, why_not_assign


@action(Permission.JURY_ASSIGN)
def assign_by_hand(actor: Actor, edition_id: int, round_key: str, entry_id: int, judge_id: int) -> list[Reason]:
    """Put a judge on an entry; the pair is pinned, so that a later plan keeps it. Returns what to watch out for.

    Raises Refusal: jury_round_closed, entry_not_in_round, judge_not_of_council, pair_in_conflict, pair_assigned,
    judge_full.
    """
    card = prepared_round(edition_id, round_key)
    if card.state == "closed":
        raise refuse_with("jury_round_closed", round=round_rules(edition_id, round_key).name)
    facts = facts_of(edition_id, card)
    refuse(why_not_assign(facts, entry_id, judge_id))
    put_on(card.id, entry_id, judge_id, actor.id)
    code = next(entry.label for entry in facts.entries if entry.id == entry_id)
    payload = {"round": round_key, "entry": code, "judge": judge_id}
    ledger.note(actor, edition_id, "assignment.added", f"entry:{code}", payload)
    # Links give judges of other councils a part of the load.
    linked = replace(facts, demand=replace(facts.demand, links=links_of(card.id)))
    return warnings_of(linked, entry_id, judge_id)


def put_on(round_id: int, entry_id: int, judge_id: int, by_id: int | None) -> None:
    """Make the judge's assignment, at the end of the judge's order; pinned, so that later plans keep it.

    For deeds of later rooms that have asked their own reasons.
    """
    row = _row(round_id, entry_id, judge_id)
    if row is None:
        row = Assignment(round_id=round_id, entry_id=entry_id, judge_id=judge_id)
    last = select(func.max(Assignment.turn)).where(Assignment.round_id == round_id, Assignment.judge_id == judge_id)
    row.turn = (db.session.scalar(last) or 0) + 1
    row.is_pinned, row.assigned_at, row.assigned_by_id = True, now(), by_id
    row.removed_at, row.removed_reason = None, ""
    db.session.add(row)
    db.session.flush()


def _row(round_id: int, entry_id: int, judge_id: int) -> Assignment | None:
    """The pair's assignment, also one that was taken away."""
    return db.session.scalar(
        select(Assignment)
        .where(Assignment.round_id == round_id, Assignment.entry_id == entry_id, Assignment.judge_id == judge_id)
        .execution_options(populate_existing=True)
    )


def put_off(round_id: int, entry_id: int, judge_id: int, reason: str) -> bool:
    """Take the judge off the entry again; whether there was an assignment. For deeds of later rooms."""
    row = _row(round_id, entry_id, judge_id)
    if row is None or row.removed_at is not None:
        return False
    row.removed_at, row.removed_reason, row.is_pinned = now(), reason[:1000], False
    db.session.flush()
    return True


@action(Permission.JURY_ASSIGN)
def remove_assignment(actor: Actor, edition_id: int, round_key: str, entry_id: int, judge_id: int, reason: str) -> None:
    """Take a judge off an entry. Scores already given stay. Raises Refusal: jury_reason_needed, pair_not_assigned."""
    card = prepared_round(edition_id, round_key)
    if card.state == "closed":
        raise refuse_with("jury_round_closed", round=round_rules(edition_id, round_key).name)
    words = nfc(reason)
    if not words:
        raise refuse_with("jury_reason_needed", "reason")
    if not put_off(card.id, entry_id, judge_id, words):
        raise refuse_with("pair_not_assigned")
    code = next((entry.label for entry in facts_of(edition_id, card).entries if entry.id == entry_id), str(entry_id))
    payload = {"round": round_key, "entry": code, "judge": judge_id}
    ledger.note(actor, edition_id, "assignment.removed", f"entry:{code}", payload)
    later("scoring.cases", edition_id=edition_id, round_key=round_key)
