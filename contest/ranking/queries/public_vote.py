"""Reads of the public's vote: what can be voted for, how many voted, what looks like one hand, what was set aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import exists, func, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.foundation.clock import now
from contest.foundation.database import ask, db
from contest.foundation.shielding import masker_of
from contest.juries.models import JudgingRound, RoundEntry
from contest.people.models import Person
from contest.ranking.models import PublicBallot, VoteCount, VotesSetAside
from contest.ranking.rules.public_vote import Cast, Suspicion, Window, suspicions, window_of


class Votable(NamedTuple):
    """An entry as the public sees it: nothing of its authors."""

    id: int
    code: str
    title: str
    field_name: str
    division_name: str


@dataclass(frozen=True, slots=True)
class Vote:
    """The vote of an edition: in which round, from when to when, on which entries (in the order of their codes)."""

    round_id: int
    round_key: str
    window: Window
    entries: Mapping[int, Votable]


class SetAside(NamedTuple):
    """Ballots that are not counted, or were not until somebody counted them again."""

    id: int
    entry_id: int
    code: str
    kind: str
    ballots: int
    reason: str
    made_at: datetime
    made_by: str
    restored_at: datetime | None
    restore_reason: str


class Tally(NamedTuple):
    """An entry's votes after the end: those that count, those set aside, and the number taken down (None: none yet)."""

    entry: Votable
    votes: int
    set_aside: int
    taken_down: int | None


@dataclass(frozen=True, slots=True)
class VoteOffice:
    """What the office sees. suspicions, tallies: empty before the end, so that nobody knows who leads."""

    ballots: int
    set_aside: int
    suspicions: tuple[Suspicion, ...]
    decisions: tuple[SetAside, ...]
    tallies: tuple[Tally, ...]
    is_over: bool

    @property
    def is_counted(self) -> bool:
        """Whether the numbers taken down are those of the ballots."""
        return bool(self.tallies) and all(each.taken_down == each.votes for each in self.tallies)


def vote_of(edition_id: int) -> Vote | None:
    """The edition's vote on the page; None where the regulation has none or its round is not prepared."""
    regulation = regulation_of(edition_id)
    round_ = regulation.voted_round
    window = window_of(round_) if round_ else None
    if round_ is None or window is None:
        return None
    round_id = db.session.scalar(
        select(JudgingRound.id).where(JudgingRound.edition_id == edition_id, JudgingRound.key == round_.key)
    )
    if round_id is None:
        return None
    unnamed = masker_of(edition_id)
    rows = ask(
        select(Entry.id, Entry.code, Entry.title, Entry.field_key, Entry.division_key)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .where(RoundEntry.round_id == round_id, Entry.status == "eligible")
        .order_by(Entry.code, Entry.id)
    )
    entries = {
        id_: Votable(
            id_,
            code or "",
            unnamed(title),
            regulation.field_name(field) if field else "",
            regulation.division_name(division) if division else "",
        )
        for id_, code, title, field, division in rows
    }
    return Vote(round_id, round_.key, window, entries)


def rounds_voted_in() -> list[tuple[int, int]]:
    """Every round with ballots, and its edition."""
    rows = ask(
        select(JudgingRound.id, JudgingRound.edition_id).where(exists().where(PublicBallot.round_id == JudgingRound.id))
    )
    return [(row[0], row[1]) for row in rows]


def suspicions_of(round_id: int) -> list[Suspicion]:
    """Groups among the ballots that count which a person should look at."""
    rows = ask(
        select(
            PublicBallot.id,
            PublicBallot.entry_id,
            PublicBallot.network_key,
            PublicBallot.provider,
            PublicBallot.likeness_key,
            PublicBallot.cast_at,
        ).where(PublicBallot.round_id == round_id, PublicBallot.set_aside_id.is_(None))
    )
    return suspicions(Cast(*row) for row in rows)


def vote_office(vote: Vote) -> VoteOffice:
    """How the vote stands, in four queries."""
    is_aside = PublicBallot.set_aside_id.is_not(None)
    rows = ask(
        select(PublicBallot.entry_id, is_aside, func.count())
        .where(PublicBallot.round_id == vote.round_id)
        .group_by(PublicBallot.entry_id, is_aside)
    )
    counts = {(entry_id, bool(aside)): number for entry_id, aside, number in rows}
    is_over = now() >= vote.window.closes
    return VoteOffice(
        ballots=sum(counts.values()),
        set_aside=sum(number for (_, aside), number in counts.items() if aside),
        suspicions=tuple(suspicions_of(vote.round_id)) if is_over else (),
        decisions=_decisions(vote.round_id),
        tallies=_tallies(vote, counts) if is_over else (),
        is_over=is_over,
    )


def _tallies(vote: Vote, counts: Mapping[tuple[int, bool], int]) -> tuple[Tally, ...]:
    rows = ask(select(VoteCount.entry_id, VoteCount.votes).where(VoteCount.round_id == vote.round_id))
    taken = {row[0]: row[1] for row in rows}
    found = [
        Tally(entry, counts.get((id_, False), 0), counts.get((id_, True), 0), taken.get(id_))
        for id_, entry in vote.entries.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.votes, each.entry.code)))


def _decisions(round_id: int) -> tuple[SetAside, ...]:
    rows: Sequence[Any] = ask(
        select(
            VotesSetAside.id,
            VotesSetAside.entry_id,
            func.coalesce(Entry.code, ""),
            VotesSetAside.kind,
            VotesSetAside.ballots,
            VotesSetAside.reason,
            VotesSetAside.made_at,
            func.coalesce(Person.name, ""),
            VotesSetAside.restored_at,
            VotesSetAside.restore_reason,
        )
        .join(Entry, Entry.id == VotesSetAside.entry_id)
        .outerjoin(Person, Person.id == VotesSetAside.made_by_id)
        .where(VotesSetAside.round_id == round_id)
        .order_by(VotesSetAside.id.desc())
    ).all()
    return tuple(SetAside(*row) for row in rows)
