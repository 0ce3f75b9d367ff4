"""Rounds as they run, the entries in them, and who is assigned to which."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.access import Actor, Permission
from contest.foundation.bulk import named
from contest.foundation.database import ask, ask_plainly, db
from contest.juries.models import Assignment, JudgingRound, RoundEntry


class RoundCard(NamedTuple):
    """A judged round: preparing, open or closed."""

    id: int
    key: str
    state: str
    opened_at: datetime | None
    closed_at: datetime | None


class RoundEntryRow(NamedTuple):
    """An entry in a round, its council, and the number by which judges know it in a blind round."""

    entry_id: int
    council_id: int | None
    number: str


class AssignmentRow(NamedTuple):
    """A judge is to score an entry; `turn` is the place in the judge's own order, from 1."""

    entry_id: int
    judge_id: int
    turn: int
    is_pinned: bool


CARD = (JudgingRound.id, JudgingRound.key, JudgingRound.state, JudgingRound.opened_at, JudgingRound.closed_at)


# Asked on most pages of a round: built once.
_OF_KEY = select(*CARD).where(JudgingRound.edition_id == bindparam("edition_id"), JudgingRound.key == bindparam("key"))


def round_of(edition_id: int, round_key: str) -> RoundCard | None:
    """The round of this key, None while it was not prepared."""
    row = ask(_OF_KEY, {"edition_id": edition_id, "key": round_key}).one_or_none()
    return RoundCard(*row) if row else None


def rounds(edition_id: int) -> list[RoundCard]:
    """The rounds prepared so far, in the order they were prepared."""
    rows = db.session.execute(
        select(*CARD).where(JudgingRound.edition_id == edition_id).order_by(JudgingRound.made_at, JudgingRound.id)
    )
    return [RoundCard(*row) for row in rows]


def round_entries(round_id: int) -> list[RoundEntryRow]:
    """The entries of a round in the order of their judging numbers."""
    rows = db.session.execute(
        select(RoundEntry.entry_id, RoundEntry.council_id, RoundEntry.number)
        .where(RoundEntry.round_id == round_id)
        .order_by(RoundEntry.number)
    )
    return [RoundEntryRow(*row) for row in rows]


def judged_entries(round_id: int) -> list[RoundEntryRow]:
    """Those of them that are judged still, in the same order: neither withdrawn nor rejected nor halted."""
    rows = db.session.execute(
        select(RoundEntry.entry_id, RoundEntry.council_id, RoundEntry.number)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(RoundEntry.round_id == round_id, Entry.status.not_in(OUT))
        .order_by(RoundEntry.number)
    )
    return [RoundEntryRow(*row) for row in rows]


# Read for every deed that rests on a ranking: built once.
_ASSIGNED = (
    select(Assignment.entry_id, Assignment.judge_id, Assignment.turn, Assignment.is_pinned)
    .where(Assignment.round_id == bindparam("round_id"), Assignment.removed_at.is_(None))
    .order_by(Assignment.judge_id, Assignment.turn, Assignment.entry_id)
)
_ASKED_PAIRS = _ASSIGNED.with_only_columns(Assignment.entry_id, Assignment.judge_id)


def assignments(round_id: int) -> list[AssignmentRow]:
    """Who is assigned to which entry now; what was taken away is not among them."""
    return named(AssignmentRow, ask(_ASSIGNED, {"round_id": round_id}).all())


def asked_pairs(round_id: int) -> list[tuple[Any, ...]]:
    """The entry and the judge of every assignment that stands, in the same order."""
    return ask_plainly(_ASKED_PAIRS, {"round_id": round_id})


def is_assigned(round_id: int, entry_id: int, judge_id: int) -> bool:
    """Whether this judge is to score this entry now."""
    found = select(Assignment.id).where(
        Assignment.round_id == round_id,
        Assignment.entry_id == entry_id,
        Assignment.judge_id == judge_id,
        Assignment.removed_at.is_(None),
    )
    return db.session.scalar(found) is not None


def judges_blindly(edition_id: int, person_id: int) -> bool:
    """Whether somebody is to score entries of a blind round not closed yet; what is read before it opens is known."""
    blind = [round_.key for round_ in regulation_of(edition_id).rounds if round_.blind]
    found = (
        select(Assignment.id)
        .join(JudgingRound, JudgingRound.id == Assignment.round_id)
        .where(
            JudgingRound.edition_id == edition_id,
            JudgingRound.state != "closed",
            JudgingRound.key.in_(blind),
            Assignment.judge_id == person_id,
            Assignment.removed_at.is_(None),
        )
    )
    return db.session.scalar(found.limit(1)) is not None


def reads_names(actor: Actor, edition_id: int) -> bool:
    """Whether somebody may read, and find by, who is behind an entry: the office may, unless it judges an open blind
    round as well. One query, and only for who has both parts.
    """
    if not actor.may(Permission.ENTRY_READ_ALL, edition_id):
        return False
    return not actor.may(Permission.SCORE_GIVE, edition_id) or not judges_blindly(edition_id, actor.id or 0)


def entry_counts(edition_id: int) -> dict[int, int]:
    """How many entries each prepared round has, by the round's key in the database."""
    rows = db.session.execute(
        select(RoundEntry.round_id, func.count())
        .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
        .where(JudgingRound.edition_id == edition_id)
        .group_by(RoundEntry.round_id)
    )
    return dict(rows.all())
