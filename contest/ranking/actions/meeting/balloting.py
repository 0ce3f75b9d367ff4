"""Votes: opened on the regulation's terms, cast once by each who may, counted, decided by who presides at a tie."""

from typing import Any

from sqlalchemy import select

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.vietnamese import nfc
from contest.juries.queries import round_rules
from contest.ranking.actions.meeting.agenda import item_of
from contest.ranking.actions.meeting.reach import held
from contest.ranking.models import Ballot, BallotCount, BallotVoter
from contest.ranking.queries.meeting import BallotCard, ItemCard, MeetingCard, ballots_of, labels_of, outs_of
from contest.ranking.rules.meeting import (
    ABSTAINED,
    MOTION,
    Member,
    counted,
    entitled,
    presiding,
    terms_of,
    why_not_cast,
    why_not_vote,
)


@action(Permission.MEETING_RUN)
def open_ballot(
    actor: Actor, edition_id: int, meeting_id: int, item_id: int, question: str, *, between: bool = False
) -> int:
    """Let the members vote on what is on the table: for or against, or `between` its entries. Returns its key.

    Raises Refusal: meeting_not_open, meeting_item_not_on_table, meeting_ballot_open, meeting_question_missing,
    meeting_no_quorum, meeting_nobody_presides.
    """
    card, members = held(actor, edition_id, meeting_id, "open", item_id=item_id)
    item = item_of(card, item_id)
    if item.state != "table":
        raise refuse_with("meeting_item_not_on_table")
    if any(ballot.closed_at is None for ballot in ballots_of([item.id])):
        raise refuse_with("meeting_ballot_open")
    words = nfc(question)
    if not words:
        raise refuse_with("meeting_question_missing", "question")
    terms = terms_of(round_rules(edition_id, card.round_key).vote)
    out = outs_of(edition_id, [item], members)[item.id]
    if actor.id in out:
        raise refuse_with("meeting_run_conflict")
    refuse(why_not_vote(members, out, terms))
    labels = labels_of(card, item.entry_ids)
    choice = between and len(item.entry_ids) > 1
    options = [*(labels[entry_id].label for entry_id in item.entry_ids), ABSTAINED] if choice else list(MOTION)
    kept = {"majority": str(terms.majority), "quorum": str(terms.quorum), "chair_decides": terms.chair_decides}
    row = Ballot(
        item_id=item.id, question=words[:500], options=options, is_secret=terms.secret, terms=kept, opened_at=now()
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(BallotCount(ballot_id=row.id, place=place, votes=0) for place in range(len(options)))
    db.session.flush()
    payload = {"ballot": row.id, "question": row.question, "options": options, "secret": terms.secret, **kept}
    ledger.note(actor, edition_id, "vote.opened", f"meeting:{card.id}", payload)
    return row.id


@action(Permission.SCORE_GIVE)
def cast_vote(actor: Actor, edition_id: int, meeting_id: int, ballot_id: int, option: int) -> None:
    """Vote, once. A secret vote is only counted: neither the row, nor the audit, nor the ledger says what it was.

    Raises Refusal: meeting_ballot_gone, meeting_vote_option, meeting_vote_conflict, meeting_vote_none,
    meeting_vote_twice, meeting_vote_absent.
    """
    card, members, item, ballot = _open_ballot(actor, edition_id, meeting_id, ballot_id)
    if not 0 <= option < len(ballot.options):
        raise refuse_with("meeting_vote_option")
    out = outs_of(edition_id, [item], members)[item.id]
    refuse(why_not_cast(actor.id or 0, members, out, ballot.voted))
    secret = ballot.terms.secret
    db.session.add(BallotVoter(ballot_id=ballot.id, person_id=actor.id or 0, choice=None if secret else option))
    count = db.session.scalars(
        select(BallotCount).where(BallotCount.ballot_id == ballot.id, BallotCount.place == option)
    ).one()
    count.votes += 1
    db.session.flush()
    payload: dict[str, Any] = {"ballot": ballot.id} | ({} if secret else {"choice": option})
    ledger.note(actor, edition_id, "vote.cast", f"meeting:{card.id}", payload)


@action(Permission.MEETING_RUN)
def close_ballot(actor: Actor, edition_id: int, meeting_id: int, ballot_id: int) -> None:
    """Count; in an open vote that stands equal the vote of who presides decides at once. Raises Refusal."""
    card, members, item, ballot = _open_ballot(actor, edition_id, meeting_id, ballot_id)
    out = outs_of(edition_id, [item], members)[item.id]
    if actor.id in out:
        raise refuse_with("meeting_run_conflict")
    may = entitled(members, out)
    # Who has voted and then left the room was there for the vote.
    present = sum(one.present or one.person_id in ballot.voted for one in may)
    head = presiding(members, out)
    casting = ballot.choices.get(head.person_id) if head else None
    outcome = counted(ballot.options, ballot.counts, present, ballot.terms, casting)
    plain = counted(ballot.options, ballot.counts, present, ballot.terms)
    row = db.session.get_one(Ballot, ballot.id)
    row.closed_at = now()
    row.result = {
        "counts": list(outcome.counts),
        "needed": outcome.needed,
        "chosen": outcome.chosen,
        "tied": list(outcome.tied),
        "casting": casting if outcome.chosen is not None and plain.chosen is None else None,
        "present": present,
        "entitled": len(may),
        "out": sorted(out),
    }
    db.session.flush()
    payload = {"ballot": ballot.id, "question": ballot.question, "options": list(ballot.options), **row.result}
    ledger.note(actor, edition_id, "vote.closed", f"meeting:{card.id}", payload)


@action(Permission.SCORE_GIVE)
def cast_casting_vote(actor: Actor, edition_id: int, meeting_id: int, ballot_id: int, option: int) -> None:
    """Who presides parts options that stand equal after a secret count, openly.

    Raises Refusal: meeting_ballot_gone, meeting_not_tied, meeting_not_presiding, meeting_vote_option.
    """
    card, members = held(actor, edition_id, meeting_id, "open")
    row = db.session.get(Ballot, ballot_id, with_for_update=True, populate_existing=True)
    if row is None or row.closed_at is None:
        raise refuse_with("meeting_ballot_gone")
    item = item_of(card, row.item_id)
    tied = row.result.get("tied", [])
    if item.state != "table" or not tied:
        raise refuse_with("meeting_not_tied")
    head = presiding(members, outs_of(edition_id, [item], members)[item.id])
    if head is None or head.person_id != actor.id:
        raise refuse_with("meeting_not_presiding", name=head.name if head else "")
    if option not in tied:
        raise refuse_with("meeting_vote_option")
    row.result = {**row.result, "chosen": option, "tied": [], "casting": option}
    db.session.flush()
    payload = {"ballot": row.id, "option": option}
    ledger.note(actor, edition_id, "vote.casting", f"meeting:{card.id}", payload)


def _open_ballot(
    actor: Actor, edition_id: int, meeting_id: int, ballot_id: int
) -> tuple[MeetingCard, list[Member], ItemCard, BallotCard]:
    """A vote that is open in this meeting. Raises Refusal: meeting_not_open, meeting_ballot_gone."""
    about = db.session.scalar(select(Ballot.item_id).where(Ballot.id == ballot_id))
    card, members = held(actor, edition_id, meeting_id, "open", item_id=about)
    row = db.session.get(Ballot, ballot_id, with_for_update=True, populate_existing=True)
    if row is None or row.closed_at is not None:
        raise refuse_with("meeting_ballot_gone")
    item = item_of(card, row.item_id)
    ballot = next(one for one in ballots_of([item.id]) if one.id == ballot_id)
    return card, members, item, ballot
