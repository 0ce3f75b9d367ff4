"""The public's vote on the page: a letter for each mailbox, one ballot, groups set aside by a person, the count."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from contest.editions.queries import edition_by_id
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.mail import Letter, write_letter
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.tokens import fingerprint, opened_token, signed
from contest.foundation.vietnamese import nfc
from contest.people.rules import why_not_address
from contest.ranking.actions.running import keep_votes
from contest.ranking.models import PublicBallot, VotesSetAside
from contest.ranking.queries.public_vote import Vote, rounds_voted_in, suspicions_of, vote_of
from contest.ranking.rules.public_vote import KEPT, LINK_LIVES, likeness, mailbox, why_not_count, why_not_vote

_TOKEN, _EVENT = "ranking.vote", "ranking.vote_link"
# Letters with the links are dead after a day; nothing more is kept of who asked for one.
_LETTERS_KEPT = LINK_LIVES + timedelta(hours=24)


@action(Permission.ACCOUNT_OPEN)
def ask_for_vote(
    actor: Actor, edition_id: int, entry_id: int, email: str, whence: str, address: Callable[[str], str]
) -> None:
    """Write the letter whose link confirms a vote; nothing else is kept. `address` makes the link of a token.

    Whether the mailbox has voted is not told here: only its owner learns it. Raises Refusal: vote_over …
    """
    vote = _open(edition_id)
    refuse(why_not_address(email))
    entry = vote.entries.get(entry_id)
    if entry is None:
        raise refuse_with("vote_entry_unknown")
    box = mailbox(email)
    content = [
        vote.round_id,
        entry_id,
        _key("voter", vote.round_id, box),
        _key("network", vote.round_id, whence),
        _key("alike", vote.round_id, likeness(email)) if likeness(email) else "",
        box.rpartition("@")[2],
    ]
    title = edition_by_id(edition_id).title
    text = (
        f"Có người (chắc là bạn) vừa chọn hồ sơ {entry.code} “{entry.title}” trong cuộc bình chọn của {title}.\n\n"
        f"Bấm đường dẫn sau rồi xác nhận để phiếu được tính:\n{address(signed(_TOKEN, content, LINK_LIVES))}\n\n"
        "Đường dẫn dùng được trong 24 giờ, mỗi địa chỉ thư một phiếu. Nếu không phải bạn, xin bỏ qua thư này."
    )
    write_letter(nfc(email), f"Xác nhận bình chọn hồ sơ {entry.code}", text + "\n", _EVENT, edition_id)


def asked(edition_id: int, token: str) -> tuple[Vote, int]:
    """What a living link asks: the vote and the entry. Raises Refusal: vote_link_dead, vote_over …"""
    vote, content = _open(edition_id), opened_token(_TOKEN, token)
    if content is None or content[0] != vote.round_id or content[1] not in vote.entries:
        raise refuse_with("vote_link_dead")
    return vote, content[1]


@action(Permission.ACCOUNT_OPEN)
def cast_vote(actor: Actor, edition_id: int, token: str) -> int:
    """Count the vote of a confirmed link; returns the entry. Raises Refusal: vote_given, vote_link_dead …"""
    vote, entry_id = asked(edition_id, token)
    _, _, voter, network, alike, provider = opened_token(_TOKEN, token) or []
    if db.session.scalar(
        select(PublicBallot.id).where(PublicBallot.round_id == vote.round_id, PublicBallot.voter_key == voter)
    ):
        raise refuse_with("vote_given")
    db.session.add(
        PublicBallot(
            round_id=vote.round_id,
            entry_id=entry_id,
            voter_key=voter,
            network_key=network,
            likeness_key=alike,
            provider=provider,
            cast_at=now(),
        )
    )
    try:
        db.session.flush()
    except IntegrityError as error:
        # Two clicks at once: the other one counts.
        raise refuse_with("vote_given") from error
    return entry_id


@action(Permission.RANKING_RUN)
def set_votes_aside(actor: Actor, edition_id: int, group: str, reason: str) -> int:
    """After the end: do not count the ballots of a suspicious group, with the reason; returns how many."""
    vote = _of(edition_id)
    refuse(why_not_count(vote.window, now()))
    if not reason.strip():
        raise refuse_with("vote_reason_missing", "reason")
    found = next((each for each in suspicions_of(vote.round_id) if each.key == group), None)
    if found is None:
        raise refuse_with("vote_group_unknown")
    line = VotesSetAside(
        round_id=vote.round_id,
        entry_id=found.entry_id,
        kind=found.kind,
        ballots=len(found.ballots),
        reason=reason.strip(),
        made_at=now(),
        made_by_id=actor.id,
    )
    db.session.add(line)
    db.session.flush()
    for ballot in db.session.scalars(select(PublicBallot).where(PublicBallot.id.in_(found.ballots))):
        ballot.set_aside_id = line.id
    payload = {"entry": found.entry_id, "kind": found.kind, "ballots": line.ballots, "reason": line.reason}
    ledger.note(actor, edition_id, "ranking.votes_set_aside", f"round:{vote.round_key}", payload)
    return line.ballots


@action(Permission.RANKING_RUN)
def restore_votes(actor: Actor, edition_id: int, set_aside_id: int, reason: str) -> int:
    """Count ballots again that were set aside, with the reason; returns how many."""
    vote = _of(edition_id)
    line = db.session.get(VotesSetAside, set_aside_id)
    if line is None or line.round_id != vote.round_id:
        raise refuse_with("vote_group_unknown")
    if line.restored_at is not None:
        raise refuse_with("vote_restored")
    if not reason.strip():
        raise refuse_with("vote_reason_missing", "reason")
    line.restored_at, line.restored_by_id, line.restore_reason = now(), actor.id, reason.strip()
    for ballot in db.session.scalars(select(PublicBallot).where(PublicBallot.set_aside_id == line.id)):
        ballot.set_aside_id = None
    payload = {"entry": line.entry_id, "ballots": line.ballots, "reason": line.restore_reason}
    ledger.note(actor, edition_id, "ranking.votes_restored", f"round:{vote.round_key}", payload)
    return line.ballots


@action(Permission.RANKING_RUN)
def count_votes(actor: Actor, edition_id: int) -> int:
    """After the end, take down how many votes each entry has, none being nought; returns how many ballots count."""
    vote = _of(edition_id)
    refuse(why_not_count(vote.window, now()))
    counts = dict.fromkeys(vote.entries, 0)
    rows = db.session.execute(
        select(PublicBallot.entry_id, func.count())
        .where(PublicBallot.round_id == vote.round_id, PublicBallot.set_aside_id.is_(None))
        .group_by(PublicBallot.entry_id)
    )
    counts |= {entry_id: number for entry_id, number in rows if entry_id in counts}
    keep_votes(actor, vote.round_id, counts)
    votes = {vote.entries[entry_id].code: number for entry_id, number in sorted(counts.items())}
    ledger.note(actor, edition_id, "ranking.votes", f"round:{vote.round_key}", {"votes": votes, "from": "page"})
    return sum(counts.values())


@action(Permission.INSTALLATION_RUN)
def delete_old_votes(actor: Actor) -> int:
    """Delete letters whose links are dead, and ballots whose time is over; returns how many ballots."""
    for letter in db.session.scalars(
        select(Letter).where(Letter.event == _EVENT, Letter.written_at < now() - _LETTERS_KEPT)
    ):
        db.session.delete(letter)
    gone = 0
    for round_id, edition_id in rounds_voted_in():
        vote = vote_of(edition_id)
        if vote is None or vote.round_id != round_id or now() >= vote.window.closes + KEPT:
            of_round = PublicBallot.round_id == round_id
            gone += db.session.scalar(select(func.count()).select_from(PublicBallot).where(of_round)) or 0
            db.session.execute(delete(PublicBallot).where(of_round))
    return gone


def _key(kind: str, round_id: int, text: str) -> str:
    """A keyed hash that means something in this vote alone."""
    return fingerprint(f"vote.{kind}.{round_id}", text)


def _of(edition_id: int) -> Vote:
    vote = vote_of(edition_id)
    if vote is None:
        raise refuse_with("vote_none")
    return vote


def _open(edition_id: int) -> Vote:
    vote = _of(edition_id)
    refuse(why_not_vote(vote.window, now()))
    return vote
