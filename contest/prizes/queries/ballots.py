"""Votes of the committee: the list on which they are taken, who may vote, how each stands and came out."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.access import Role
from contest.foundation.database import ask
from contest.juries.models import Conflict
from contest.people.models import Person
from contest.people.queries import Member, members
from contest.prizes.models import CommitteeBallot, CommitteeCount, CommitteeMember
from contest.prizes.queries.awards import AwardLine, award_lines, award_name
from contest.prizes.rules.ballot import Count, Roll, Running, Terms, Voted, count, count_of, why_not_decide


def committee(edition_id: int) -> list[Member]:
    """Who holds the committee's role in the edition, in the order of names."""
    return [each for each in members(edition_id) if each.role is Role.ORGANISER]


def list_digest(lines: Collection[AwardLine]) -> str:
    """By which two lists of prizes are told apart: who has which prize, and what it is worth."""
    rows = sorted(
        [line.entry_id or 0, line.title if line.entry_id is None else "", line.award_key, line.tier_key, line.author,
         line.scope_key, line.amount_vnd or 0]
        for line in lines
        if line.state != "waits"
    )  # fmt: skip
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def digest_now(edition_id: int, regulation: Regulation | None = None) -> str:
    """The digest of what stands now."""
    return list_digest(award_lines(edition_id, regulation or regulation_of(edition_id)))


def conflicted(edition_id: int, entry_ids: Collection[int], person_ids: Collection[int]) -> frozenset[int]:
    """Which of these people are in a conflict that nobody dismissed with any of these entries."""
    found = select(Conflict.person_id).where(
        Conflict.edition_id == edition_id,
        Conflict.state != "dismissed",
        Conflict.entry_id.in_(set(entry_ids)),
        Conflict.person_id.in_(set(person_ids)),
    )
    return frozenset(ask(found).scalars())


class RollLine(NamedTuple):
    """Somebody on the roll of a ballot."""

    person_id: int
    name: str
    way: str
    voted_at: datetime | None
    choice: str


@dataclass(frozen=True, slots=True)
class BallotCard:
    """A ballot with its roll and what was counted so far."""

    id: int
    edition_id: int
    number: int
    way: str
    entry_id: int | None
    code: str
    tier_key: str
    list_digest: str
    reason: str
    terms: Terms
    is_hidden: bool
    is_secret: bool
    presides_id: int | None
    presides: str
    state: str
    opened_at: datetime
    opened_by: str
    closes_at: datetime | None
    closed_at: datetime | None
    cancel_reason: str
    on_paper: int
    paper: Mapping[str, int]
    paper_reason: str
    paper_sha256: str
    paper_type: str
    paper_by_id: int | None
    paper_by: str
    result: Mapping[str, Any]
    roll: tuple[RollLine, ...] = ()
    cast: tuple[tuple[str, int], ...] = ()

    def running(self, *, moved: bool = False) -> Running:
        """How it stands, for the rules."""
        by_way = {way: frozenset(each.person_id for each in self.roll if each.way == way) for way in _WAYS}
        roll = Roll(by_way["phone"], by_way["paper"], self.on_paper, by_way["out"], self.presides_id)
        voted = frozenset(each.person_id for each in self.roll if each.voted_at is not None)
        return Running(
            self.state, roll, voted, self.closes_at, self.way, self.paper, self.paper_by_id, moved, self.presides
        )

    @property
    def count(self) -> Count:
        """The votes so far, or as they were counted."""
        if self.result:
            return count_of(self.result)
        return count(self.running().roll.members, dict(self.cast), self.paper)

    def of(self, person_id: int | None) -> RollLine | None:
        """Somebody's place on the roll."""
        return next((each for each in self.roll if each.person_id == person_id), None)


_WAYS = ("phone", "paper", "out")
_presides, _opener, _papers = aliased(Person), aliased(Person), aliased(Person)
_CARD = (
    select(
        CommitteeBallot.id,
        CommitteeBallot.edition_id,
        CommitteeBallot.number,
        CommitteeBallot.way,
        CommitteeBallot.entry_id,
        func.coalesce(Entry.code, ""),
        CommitteeBallot.tier_key,
        CommitteeBallot.list_digest,
        CommitteeBallot.reason,
        CommitteeBallot.terms,
        CommitteeBallot.is_hidden,
        CommitteeBallot.is_secret,
        CommitteeBallot.presides_id,
        func.coalesce(_presides.name, ""),
        CommitteeBallot.state,
        CommitteeBallot.opened_at,
        func.coalesce(_opener.name, ""),
        CommitteeBallot.closes_at,
        CommitteeBallot.closed_at,
        CommitteeBallot.cancel_reason,
        CommitteeBallot.on_paper,
        CommitteeBallot.paper,
        CommitteeBallot.paper_reason,
        CommitteeBallot.paper_sha256,
        CommitteeBallot.paper_type,
        CommitteeBallot.paper_by_id,
        func.coalesce(_papers.name, ""),
        CommitteeBallot.result,
    )
    .outerjoin(Entry, Entry.id == CommitteeBallot.entry_id)
    .outerjoin(_presides, _presides.id == CommitteeBallot.presides_id)
    .outerjoin(_opener, _opener.id == CommitteeBallot.opened_by_id)
    .outerjoin(_papers, _papers.id == CommitteeBallot.paper_by_id)
    .where(CommitteeBallot.edition_id == bindparam("edition_id"))
    .order_by(CommitteeBallot.id.desc())
)
_ONE = _CARD.where(CommitteeBallot.id == bindparam("ballot_id"))
_ROLL = (
    select(
        CommitteeMember.person_id, Person.name, CommitteeMember.way, CommitteeMember.voted_at, CommitteeMember.choice
    )
    .join(Person, Person.id == CommitteeMember.person_id)
    .where(CommitteeMember.ballot_id == bindparam("ballot_id"))
    .order_by(Person.sort_key, Person.id)
)
_CAST = select(CommitteeCount.choice, CommitteeCount.votes).where(CommitteeCount.ballot_id == bindparam("ballot_id"))


def ballots(edition_id: int) -> list[BallotCard]:
    """The votes of the committee, the newest first, without rolls."""
    return [_read(row) for row in ask(_CARD, {"edition_id": edition_id})]


def ballot_card(edition_id: int, ballot_id: int) -> BallotCard | None:
    """One vote with its roll, in three queries."""
    row: Any = ask(_ONE, {"edition_id": edition_id, "ballot_id": ballot_id}).one_or_none()
    if row is None:
        return None
    asked = {"ballot_id": ballot_id}
    roll = tuple(RollLine(*each) for each in ask(_ROLL, asked))
    return _read(row, roll, tuple((choice, votes) for choice, votes in ask(_CAST, asked)))


def _read(row: Any, roll: tuple[RollLine, ...] = (), cast: tuple[tuple[str, int], ...] = ()) -> BallotCard:
    values: list[Any] = [*row, roll, cast]
    values[9] = Terms.read(values[9])
    return BallotCard(*values)


_NEWEST = (
    select(
        CommitteeBallot.number, CommitteeBallot.result, CommitteeBallot.terms, CommitteeBallot.list_digest,
        CommitteeBallot.id,
    )
    .where(
        CommitteeBallot.edition_id == bindparam("edition_id"),
        CommitteeBallot.entry_id.is_(None),
        CommitteeBallot.state == "closed",
    )
    .order_by(CommitteeBallot.id.desc())
    .limit(1)
)  # fmt: skip


class Carried(NamedTuple):
    """The newest vote on the whole list: for the rules, and its key."""

    voted: Voted
    id: int


def newest_vote(edition_id: int, digest: str) -> Carried | None:
    """The newest vote on the whole list that was counted; digest: of the list as it stands now."""
    row: Any = ask(_NEWEST, {"edition_id": edition_id}).one_or_none()
    if row is None:
        return None
    return Carried(Voted(row[0], count_of(row[1]), Terms.read(row[2]), row[3] == digest), row[4])


def is_voted(edition_id: int, regulation: Regulation) -> bool:
    """Whether the committee decides by a vote: the regulation asks for one, or one on this very list carried."""
    if regulation.prizes.approval.share is not None:
        return True
    vote = newest_vote(edition_id, digest_now(edition_id, regulation))
    return vote is not None and vote.voted.current and not why_not_decide(vote.voted.found, vote.voted.terms)


class BallotPrize(NamedTuple):
    """A prize as it stands on the list that is voted on."""

    entry_id: int | None
    code: str
    title: str
    name: str
    amount_vnd: int | None


def voted_list(regulation: Regulation, lines: Collection[AwardLine], barred: frozenset[int]) -> list[BallotPrize]:
    """What a vote on the whole list is on, without what its reader must not see."""
    return [
        BallotPrize(line.entry_id, line.code, line.title, award_name(regulation, line), line.amount_vnd)
        for line in lines
        if line.entry_id not in barred and line.state != "waits"
    ]


_SEALED = (
    select(
        CommitteeBallot.number, CommitteeBallot.way, func.coalesce(Entry.code, ""), CommitteeBallot.tier_key,
        CommitteeBallot.is_secret, CommitteeBallot.terms, CommitteeBallot.result, CommitteeBallot.reason,
    )
    .outerjoin(Entry, Entry.id == CommitteeBallot.entry_id)
    .where(CommitteeBallot.edition_id == bindparam("edition_id"), CommitteeBallot.state == "closed")
    .order_by(CommitteeBallot.id)
)  # fmt: skip


def counted_ballots(edition_id: int) -> list[dict[str, Any]]:
    """Every vote that was counted, as a sealed result says it: no names, no votes of single people."""
    keys = ("number", "way", "code", "tier", "secret", "terms", "result", "reason")
    return [dict(zip(keys, row, strict=True)) for row in ask(_SEALED, {"edition_id": edition_id})]
