"""The committee votes on prizes: opened with its roll, cast from each member's telephone, paper entered, counted."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.vietnamese import moment
from contest.prizes.actions.moving import move_award, why_not_move_now
from contest.prizes.actions.telling import invite_to_vote
from contest.prizes.models import CommitteeBallot, CommitteeCount, CommitteeMember
from contest.prizes.queries import award_lines, latest_proposal
from contest.prizes.queries.ballots import BallotCard, ballot_card, committee, conflicted, digest_now, list_digest
from contest.prizes.rules import DECIDABLE_STAGES
from contest.prizes.rules.ballot import (
    ABSTAIN,
    AGAINST,
    CHOICES,
    FOR,
    OUT,
    PAPER,
    PHONE,
    Roll,
    count,
    outcome,
    terms_of,
    why_not_cast,
    why_not_close,
    why_not_open,
    why_not_paper,
    why_not_to_paper,
)


class Called(NamedTuple):
    """What the committee is asked, and who is asked.

    entry_id with tier_key ("" for none): one entry's prize; no entry: the whole list. phone, paper: members of the
    committee by how they vote; others: how many members have no account here.
    """

    way: str
    phone: frozenset[int]
    presides: int | None
    paper: frozenset[int] = frozenset()
    others: int = 0
    closes_at: datetime | None = None
    is_hidden: bool = False
    is_secret: bool = False
    entry_id: int | None = None
    tier_key: str = ""
    reason: str = ""


@action(Permission.PRIZE_DECIDE)
def open_committee_ballot(actor: Actor, edition_id: int, called: Called) -> int:
    """Let the committee vote; returns the ballot's key. Members in conflict with what it is on are out of it.

    Raises Refusal: ballot_not_now, ballot_few_members, ballot_presides_unknown, ballot_open_already …
    """
    lines = award_lines(edition_id, regulation_of(edition_id))
    roll = _roll(edition_id, called, [line.entry_id for line in lines if line.entry_id is not None])
    proposal = latest_proposal(edition_id)
    confirmed = proposal is not None and proposal.confirmed_at is not None
    refuse(
        why_not_open(
            roll,
            {each.person_id for each in committee(edition_id)},
            called.way,
            called.closes_at,
            now(),
            is_open=_is_running(edition_id, called.entry_id),
            confirmed=confirmed,
            is_now=edition_by_id(edition_id).stage in DECIDABLE_STAGES,
            awards=len(lines),
        )
        or _why_not_one(edition_id, called)
    )
    row = _row(actor, edition_id, list_digest(lines), called)
    for way, people in ((PHONE, roll.phone), (PAPER, roll.paper), (OUT, roll.out)):
        db.session.add_all(CommitteeMember(ballot_id=row.id, person_id=each, way=way) for each in sorted(people))
    db.session.add_all(CommitteeCount(ballot_id=row.id, choice=choice, votes=0) for choice in CHOICES)
    db.session.flush()
    payload = {
        "number": row.number, "way": row.way, "entry": row.entry_id, "tier": row.tier_key, "list": row.list_digest,
        "terms": row.terms, "secret": row.is_secret, "presides": row.presides_id, "phone": sorted(roll.phone),
        "paper": sorted(roll.paper), "others": roll.others, "out": sorted(roll.out), "reason": row.reason,
    }  # fmt: skip
    ledger.note(actor, edition_id, "ballot.opened", f"ballot:{row.id}", payload)
    invite_to_vote(edition_id, row.id, row.closes_at, roll.phone)
    return row.id


def _why_not_one(edition_id: int, called: Called) -> list[Reason]:
    """Why one entry's prize cannot be what is asked."""
    if called.entry_id is None:
        return []
    return why_not_move_now(edition_id, called.entry_id, called.tier_key, called.reason)


def _is_running(edition_id: int, entry_id: int | None) -> bool:
    """Whether a vote on the same is open."""
    same = CommitteeBallot.entry_id == entry_id if entry_id else CommitteeBallot.entry_id.is_(None)
    found = select(CommitteeBallot.id).where(
        CommitteeBallot.edition_id == edition_id, CommitteeBallot.state == "open", same
    )
    return db.session.scalar(found.limit(1)) is not None


def _row(actor: Actor, edition_id: int, digest: str, called: Called) -> CommitteeBallot:
    """The ballot, numbered, on the regulation's terms."""
    approval = regulation_of(edition_id).prizes.approval
    newest = db.session.scalar(select(func.max(CommitteeBallot.number)).where(CommitteeBallot.edition_id == edition_id))
    is_secret = called.is_secret or approval.secret
    row = CommitteeBallot(
        edition_id=edition_id,
        number=(newest or 0) + 1,
        way=called.way,
        entry_id=called.entry_id,
        tier_key=called.tier_key,
        list_digest=digest,
        reason=called.reason.strip(),
        terms=terms_of(approval).document(),
        is_hidden=called.is_hidden or is_secret,
        is_secret=is_secret,
        presides_id=called.presides,
        opened_at=now(),
        opened_by_id=actor.id,
        closes_at=called.closes_at,
        on_paper=called.others,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _roll(edition_id: int, called: Called, listed: Collection[int]) -> Roll:
    about = listed if called.entry_id is None else [called.entry_id]
    out = conflicted(edition_id, about, called.phone | called.paper)
    return Roll(called.phone - out, called.paper - called.phone - out, called.others, out, called.presides)


@action(Permission.PRIZE_DECIDE)
def cast_committee_vote(actor: Actor, edition_id: int, ballot_id: int, choice: str) -> None:
    """Vote, once. Of a secret vote neither row, audit nor ledger says what it was.

    Raises Refusal: ballot_not_member, ballot_conflict, ballot_voted, ballot_late, ballot_moved …
    """
    _, card = taken_up_ballot(edition_id, ballot_id)
    until = moment(card.closes_at) if card.closes_at else ""
    refuse(why_not_cast(card.running(moved=_moved(edition_id, card)), actor.id, choice, now(), until))
    member = db.session.scalars(
        select(CommitteeMember).where(CommitteeMember.ballot_id == ballot_id, CommitteeMember.person_id == actor.id)
    ).one()
    member.voted_at, member.choice = now(), "" if card.is_secret else choice
    tally = db.session.scalars(
        select(CommitteeCount).where(CommitteeCount.ballot_id == ballot_id, CommitteeCount.choice == choice)
    ).one()
    tally.votes += 1
    db.session.flush()
    payload = {"number": card.number} | ({} if card.is_secret else {"choice": choice})
    ledger.note(actor, edition_id, "ballot.cast", f"ballot:{ballot_id}", payload)


def _moved(edition_id: int, card: BallotCard) -> bool:
    """Whether the list is another one since the vote was opened."""
    return card.list_digest != digest_now(edition_id)


@action(Permission.PRIZE_DECIDE)
def put_on_paper(actor: Actor, edition_id: int, ballot_id: int, person_id: int) -> None:
    """A member votes on paper instead of here. Raises Refusal: ballot_over, ballot_member_voted."""
    _, card = taken_up_ballot(edition_id, ballot_id)
    refuse(why_not_to_paper(card.running(), person_id))
    member = db.session.scalars(
        select(CommitteeMember).where(CommitteeMember.ballot_id == ballot_id, CommitteeMember.person_id == person_id)
    ).one()
    member.way = PAPER
    ledger.note(actor, edition_id, "ballot.on_paper", f"ballot:{ballot_id}", {"person": person_id})


@action(Permission.PRIZE_DECIDE)
def enter_paper_votes(
    actor: Actor,
    edition_id: int,
    ballot_id: int,
    paper: Mapping[str, int],
    reason: str = "",
    sha256: str = "",
    media_type: str = "",
) -> None:
    """Totals counted on paper, with their photograph or scan, or why there is none; entered again they replace.

    Raises Refusal: ballot_paper_many, ballot_paper_nothing, ballot_paper_presides …
    """
    row, card = taken_up_ballot(edition_id, ballot_id)
    has_scan = bool(sha256 or row.paper_sha256)
    refuse(why_not_paper(card.running(), actor.id, paper, reason, has_scan=has_scan))
    row.paper, row.paper_reason, row.paper_by_id = {key: paper.get(key, 0) for key in CHOICES}, reason.strip(), actor.id
    if sha256:
        row.paper_sha256, row.paper_type = sha256, media_type
    payload = {"votes": row.paper, "scan": row.paper_sha256, "reason": row.paper_reason}
    ledger.note(actor, edition_id, "ballot.paper", f"ballot:{ballot_id}", payload)


@action(Permission.PRIZE_DECIDE)
def close_committee_ballot(actor: Actor, edition_id: int, ballot_id: int) -> bool:
    """Count. A vote on one entry's prize that carries is done at once. Returns whether it carries.

    Raises Refusal: ballot_not_presiding, ballot_running, ballot_paper_waits …
    """
    row, card = taken_up_ballot(edition_id, ballot_id)
    refuse(why_not_close(card.running(), actor.id, now()))
    row.result = outcome(card.count, card.terms)
    row.state, row.closed_at, row.closed_by_id = "closed", now(), actor.id
    db.session.flush()
    payload = {"number": row.number, **row.result}
    ledger.note(actor, edition_id, "ballot.counted", f"ballot:{ballot_id}", payload)
    carried = bool(row.result["carried"])
    if carried and row.entry_id is not None:
        said = f"{row.reason} (Ban Tổ chức biểu quyết lần {row.number}: {card.count.agree}/{card.count.members} đồng ý)"
        move_award(actor, edition_id, row.entry_id, row.tier_key, said)
    return carried


@action(Permission.PRIZE_DECIDE)
def cancel_committee_ballot(actor: Actor, edition_id: int, ballot_id: int, reason: str) -> None:
    """Give a vote up before it is counted, with a reason. Raises Refusal: ballot_over, ballot_reason_missing."""
    row, card = taken_up_ballot(edition_id, ballot_id)
    if card.state != "open":
        raise refuse_with("ballot_over")
    if not reason.strip():
        raise refuse_with("ballot_reason_missing", "reason")
    row.state, row.closed_at, row.closed_by_id, row.cancel_reason = "cancelled", now(), actor.id, reason.strip()
    ledger.note(actor, edition_id, "ballot.cancelled", f"ballot:{ballot_id}", {"reason": reason.strip()})


def taken_up_ballot(edition_id: int, ballot_id: int) -> tuple[CommitteeBallot, BallotCard]:
    """The row, held until the deed is done, and its card. Raises Refusal: ballot_unknown."""
    row = db.session.scalar(
        select(CommitteeBallot)
        .where(CommitteeBallot.id == ballot_id, CommitteeBallot.edition_id == edition_id)
        .with_for_update()
    )
    card = ballot_card(edition_id, ballot_id) if row else None
    if row is None or card is None:
        raise refuse_with("ballot_unknown")
    return row, card


@action(Permission.INSTALLATION_RUN)
def record_paper_vote(actor: Actor, edition_id: int, agreed: int, members: int, reason: str) -> int:
    """The operator of the installation takes down a vote that was held on paper alone; returns the ballot's key.

    Raises Refusal: ballot_paper_many, ballot_paper_nothing …
    """
    paper = {FOR: agreed, AGAINST: members - agreed, ABSTAIN: 0}
    called = Called("meeting", frozenset(), None, others=members, is_secret=True)
    row = _row(actor, edition_id, digest_now(edition_id), called)
    _, card = taken_up_ballot(edition_id, row.id)
    refuse(why_not_paper(card.running(), actor.id, paper, reason, has_scan=False))
    row.paper, row.paper_reason = paper, reason.strip()
    row.result = outcome(count(members, {}, paper), card.terms)
    row.state, row.closed_at, row.closed_by_id = "closed", now(), actor.id
    db.session.flush()
    payload = {"number": row.number, "list": row.list_digest, "terms": row.terms, "reason": row.paper_reason}
    ledger.note(actor, edition_id, "ballot.counted", f"ballot:{row.id}", payload | dict(row.result))
    return row.id
