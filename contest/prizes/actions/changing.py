"""A change to what was judged: proposed with a preview, approved by two, made only as it was seen.

Nothing here writes a score, a decision on an entry or a text of the regulation: that is done by the deeds of the rooms
before, one after another in one transaction. What comes out is compared with what was seen, and given up where it
differs.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select

from contest.editions.actions import digest_of
from contest.editions.queries import edition_by_id, regulation_text
from contest.editions.rules import Regulation
from contest.editions.rules.amendment import why_not_amend
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.vietnamese import moment
from contest.juries.queries import in_conflict
from contest.prizes.actions.making import make_change
from contest.prizes.models import ChangeApproval, ChangePreview, ProposedChange
from contest.prizes.queries import latest_proposal
from contest.prizes.queries.changing import (
    ChangeCard,
    Ranked,
    change_card,
    change_of,
    places_now,
    prizes_now,
    ranked_rounds,
    world_of,
)
from contest.prizes.rules.changes import (
    CHANGE_LASTS,
    Change,
    Difference,
    ScoreCorrected,
    Standing,
    World,
    changed,
    difference,
    fingerprint_of,
    standing,
    why_not_approve_change,
    why_not_look_again,
    why_not_possible,
    why_not_propose_change,
    why_not_rank_after,
    why_not_withdraw_change,
)
from contest.scoring.queries import later_rounds
from contest.scoring.rules import cells, why_not_reopen_round, why_not_score


@action(Permission.CHANGE_PROPOSE)
def propose_change(
    actor: Actor, edition_id: int, kind: str, terms: Mapping[str, Any], reason: str, text: str = ""
) -> int:
    """Propose a change and work out what it would alter; returns its key.

    kind and terms: score {round, entry, judge, points: {cell: "7.5"}}, entry {entry}, judge {round, judge}, regulation
    {} with the whole new text. Raises Refusal: change_not_now, change_outdated, change_reason_missing, change_nothing …
    """
    if kind == "regulation":
        terms = {"digest": digest_of(text)}
    looked = _looked(edition_id, kind, terms, text)
    refuse(
        [
            *_why_not_now(edition_id, looked, reason),
            *_why_not_amend(edition_id, looked, reason),
            *(why_not_possible(looked.world, looked.change) or _why_not_figures(looked)),
        ]
    )
    terms, entry_id = _with_figures(looked, terms), terms.get("entry")
    _must_be_free(actor, entry_id)
    row = ProposedChange(
        edition_id=edition_id,
        kind=kind,
        entry_id=entry_id,
        terms=terms,
        text=text,
        reason=reason.strip(),
        proposed_at=now(),
        proposed_by_id=actor.id,
        expires_at=now() + CHANGE_LASTS,
    )
    db.session.add(row)
    db.session.flush()
    _keep(actor, row, looked, 1)
    payload = {"kind": kind, "terms": dict(terms), "reason": row.reason, "fingerprint": looked.fingerprint}
    ledger.note(actor, edition_id, "change.proposed", f"change:{row.id}", payload)
    return row.id


@action(Permission.CHANGE_PROPOSE)
def look_again(actor: Actor, edition_id: int, change_id: int) -> int:
    """Work the preview out anew on what stands now; approvals of the one before no longer count. Its number."""
    row, card = _taken_up(edition_id, change_id)
    looked = _looked(edition_id, card.kind, card.terms, card.text)
    refuse(
        [
            *why_not_look_again(card.standing, now(), looked.fingerprint, moment(card.expires_at)),
            *_why_not_now(edition_id, looked, card.reason),
            *why_not_possible(looked.world, looked.change),
        ]
    )
    _keep(actor, row, looked, card.number + 1)
    payload = {"preview": card.number + 1, "fingerprint": looked.fingerprint}
    ledger.note(actor, edition_id, "change.seen_again", f"change:{row.id}", payload)
    return card.number + 1


@action(Permission.CHANGE_APPROVE)
def approve_change(actor: Actor, edition_id: int, change_id: int, seen: str) -> bool:
    """Approve what was seen (the preview's fingerprint); the second approval makes the change. True once it is made.

    Raises Refusal: change_moved, change_seen_other, change_approved_already, change_expired, change_conflict …
    """
    row, card = _taken_up(edition_id, change_id)
    looked = _looked(edition_id, card.kind, card.terms, card.text)
    until = moment(card.expires_at)
    refuse(
        why_not_approve_change(card.standing, actor.id, now(), seen, looked.fingerprint, until)
        or _why_not_now(edition_id, looked, card.reason)
    )
    _must_be_free(actor, card.entry_id)
    db.session.add(ChangeApproval(preview_id=card.preview_id, person_id=actor.id, approved_at=now()))
    db.session.flush()
    payload = {"preview": card.number, "fingerprint": card.fingerprint}
    ledger.note(actor, edition_id, "change.approved", f"change:{row.id}", payload)
    if card.standing.needed > 1:
        return False
    make_change(actor, edition_id, card, looked.ranked, looked.change)
    _must_be_as_seen(edition_id, looked)
    row.state, row.ended_at, row.ended_by_id = "made", now(), actor.id
    approved_by = sorted({*card.standing.approved_by, actor.id or 0})
    payload = {"preview": card.number, "fingerprint": card.fingerprint, "approved_by": approved_by}
    ledger.note(actor, edition_id, "change.made", f"change:{row.id}", payload)
    return True


@action(Permission.CHANGE_PROPOSE)
def withdraw_change(actor: Actor, edition_id: int, change_id: int, reason: str) -> None:
    """Take a proposal back, with a reason; what was seen of it stays. Raises Refusal."""
    row, card = _taken_up(edition_id, change_id)
    may = actor.id == card.proposed_by_id or actor.may(Permission.CHANGE_APPROVE, edition_id)
    refuse(why_not_withdraw_change(card.standing, reason, may=may))
    row.state, row.ended_at, row.ended_by_id = "withdrawn", now(), actor.id
    row.end_reason = reason.strip()
    ledger.note(actor, edition_id, "change.withdrawn", f"change:{row.id}", {"reason": reason.strip()})


class _Looked(NamedTuple):
    """A change held against what stands now."""

    ranked: Ranked
    world: World
    change: Change
    amended: Regulation | None
    after: Standing
    difference: Difference
    fingerprint: str


def _looked(edition_id: int, kind: str, terms: Mapping[str, Any], text: str) -> _Looked:
    ranked = ranked_rounds(edition_id)
    change, amended = change_of(edition_id, kind, terms, text)
    world = world_of(edition_id, ranked)
    # An amendment may ask for what the regulation in force does not look at: votes, birth dates, seats.
    base = world_of(edition_id, ranked, amended) if amended else world
    following = changed(base, change)
    refuse(why_not_rank_after(following))
    after = standing(following)
    mark = fingerprint_of(world, change)
    if amended:
        mark = digest_of(mark + fingerprint_of(base, change))
    return _Looked(ranked, world, change, amended, after, difference(world, standing(world), after), mark)


def _why_not_now(edition_id: int, looked: _Looked, reason: str) -> list[Reason]:
    stage, ranked = edition_by_id(edition_id).stage, looked.ranked
    reasons = why_not_propose_change(stage, reason, ranked=bool(ranked.runs), outdated=ranked.outdated)
    round_key = getattr(looked.change, "round_key", "")
    if not reasons and round_key:
        reasons = why_not_reopen_round("closed", reason, later_rounds(edition_id, round_key))
    return reasons


def _why_not_amend(edition_id: int, looked: _Looked, reason: str) -> list[Reason]:
    if looked.amended is None:
        return []
    stage = edition_by_id(edition_id).stage
    reasons = why_not_amend(looked.ranked.regulation, looked.amended, stage, reason or "-")
    if looked.change.document()["digest"] == digest_of(regulation_text(edition_id)):
        reasons.append(Reason("amendment_changes_nothing"))
    return reasons


def _sheet(looked: _Looked) -> Mapping[str, Decimal | None]:
    """The figures that stand on the sheet to be corrected."""
    change = looked.change
    assert isinstance(change, ScoreCorrected)
    given = next(each for each in looked.world.rounds if each.rules.key == change.round_key)
    contender = next(each for each in given.contenders if each.entry_id == change.entry_id)
    return next(sheet.points for sheet in contender.sheets if sheet.judge_id == change.judge_id)


def _why_not_figures(looked: _Looked) -> list[Reason]:
    if not isinstance(looked.change, ScoreCorrected):
        return []
    given = next(each for each in looked.world.rounds if each.rules.key == looked.change.round_key)
    known = {cell.key for cell in cells(given.criteria)}
    whole = {key: value for key, value in _sheet(looked).items() if key in known}
    return why_not_score(given.criteria, {**whole, **looked.change.points})


def _with_figures(looked: _Looked, terms: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a change: for a corrected sheet also the figures that stood there."""
    if not isinstance(looked.change, ScoreCorrected):
        return dict(terms)
    stood = _sheet(looked)
    was = {key: value for key in looked.change.points if (value := stood.get(key)) is not None}
    return {**terms, "was": {key: format(value.normalize(), "f") for key, value in was.items()}}


def _must_be_free(actor: Actor, entry_id: int | None) -> None:
    if entry_id is not None and actor.id is not None and in_conflict(actor.id, entry_id):
        raise refuse_with("change_conflict")


def _keep(actor: Actor, row: ProposedChange, looked: _Looked, number: int) -> None:
    proposal = latest_proposal(row.edition_id)
    reopens = proposal is not None and proposal.confirmed_at is not None
    db.session.add(
        ChangePreview(
            change_id=row.id,
            number=number,
            fingerprint=looked.fingerprint,
            content=looked.difference.document() | {"reopens": reopens},
            made_at=now(),
            made_by_id=actor.id,
        )
    )
    db.session.flush()


def _taken_up(edition_id: int, change_id: int) -> tuple[ProposedChange, ChangeCard]:
    """The row, held until the deed is done, and its card."""
    row = db.session.scalar(
        select(ProposedChange)
        .where(ProposedChange.id == change_id, ProposedChange.edition_id == edition_id)
        .with_for_update()
    )
    card = change_card(edition_id, change_id) if row else None
    if row is None or card is None:
        raise refuse_with("change_unknown")
    return row, card


def _must_be_as_seen(edition_id: int, looked: _Looked) -> None:
    """What came out is what was seen, to the last place. Raises Refusal: change_differs."""
    places = places_now(ranked_rounds(edition_id))
    wanted = {
        key: {each.entry_id: (each.rank, each.points, each.status, each.goes_on) for each in placed.values()}
        for key, placed in looked.after.rounds.items()
    }
    given = {entry_id: tier for entry_id, tier in looked.after.prizes.items() if tier}
    if wanted != places or (looked.world.plan is not None and given != prizes_now(edition_id)):
        raise refuse_with("change_differs")
