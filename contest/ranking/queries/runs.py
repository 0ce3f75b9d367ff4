"""Rankings as they were made: the latest run of a round, its places, whether it still stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import ask
from contest.juries.models import Conflict, Council, JudgingRound, RoundEntry, Seat
from contest.people.models import Person
from contest.ranking.models import Placing, RankingRun, TieSettlement, VoteCount
from contest.ranking.rules.ties import NEEDS_VOTE


@dataclass(frozen=True, slots=True)
class RunCard:
    """One ranking of a round. ranked, unranked, going: how many entries; waiting: how many groups stand equal until
    the council has voted; votes: how many votes on ties were taken down, those taken back too.

    is_outdated: something a ranking is made from has changed since, told by moments alone, so that pages need not
    read every sheet. It may cry wolf, but it never sleeps: sheets change only while their round is open, and the
    round is closed anew afterwards. Deeds compare the fingerprint itself.
    """

    id: int
    round_id: int
    round_key: str
    number: int
    method: str
    regulation_number: int
    fingerprint: str
    made_at: datetime
    made_by: str
    ranked: int
    unranked: int
    going: int
    waiting: int
    votes: int = 0
    is_outdated: bool = False
    # The other ranking beside this one, and what to know of it or why there is none, a sentence a line.
    beside: str = ""
    beside_words: str = ""


class PlacingRow(NamedTuple):
    """An entry's place in a run."""

    entry_id: int
    rank: int | None
    points: Decimal | None
    sheets: int
    status: str
    goes_on: bool | None
    grade: str


def _changed_since() -> ColumnElement[bool]:
    """Whether anything a ranking is made from is newer than the run: see RunCard.is_outdated."""
    since = func.coalesce(RankingRun.checked_at, RankingRun.made_at)
    regulation = func.coalesce(RankingRun.checked_regulation, RankingRun.regulation_number)
    here = RankingRun.round_id
    changed_entry = exists().where(
        Entry.edition_id == JudgingRound.edition_id,
        Entry.updated_at > since,
        exists().where(RoundEntry.round_id == here, RoundEntry.entry_id == Entry.id).correlate(RankingRun, Entry),
    )
    of_edition = Conflict.edition_id == JudgingRound.edition_id
    settlement = TieSettlement.round_id == here
    return or_(
        JudgingRound.state != "closed",
        JudgingRound.closed_at > since,
        Edition.regulation_number != regulation,
        changed_entry.correlate(JudgingRound, RankingRun),
        _told(of_edition, Conflict.made_at > since),
        _told(of_edition, Conflict.settled_at > since),
        _told(settlement, TieSettlement.settled_at > since),
        _told(settlement, TieSettlement.revoked_at > since),
        _told(VoteCount.round_id == here, VoteCount.counted_at > since),
        _earlier_is_newer(since),
        and_(RankingRun.method == "weighted", _seats_changed(since)),
    )


def _told(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(*conditions).correlate(JudgingRound, RankingRun)


def _earlier_is_newer(since: ColumnElement[datetime]) -> ColumnElement[bool]:
    """A round before this one was ranked anew; rounds are prepared in their order."""
    before, newer = aliased(JudgingRound), aliased(RankingRun)
    which = (before.edition_id == JudgingRound.edition_id, before.id < JudgingRound.id)
    return _told(*which, newer.round_id == before.id, newer.made_at > since)


def _seats_changed(since: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Somebody came or went; seats weigh only where the regulation weighs them."""
    own = and_(Council.edition_id == JudgingRound.edition_id, Seat.council_id == Council.id)
    return or_(_told(own, Seat.seated_at > since), _told(own, Seat.left_at > since))


_votes = (
    select(func.count()).select_from(TieSettlement).where(TieSettlement.round_id == JudgingRound.id).scalar_subquery()
)
# Asked by many pages, and long: built once.
_NEWEST = (
    select(
        JudgingRound.state,
        RankingRun.id,
        RankingRun.round_id,
        JudgingRound.key,
        RankingRun.number,
        RankingRun.method,
        RankingRun.regulation_number,
        RankingRun.fingerprint,
        RankingRun.made_at,
        func.coalesce(Person.name, ""),
        RankingRun.ranked,
        RankingRun.unranked,
        RankingRun.going,
        RankingRun.waiting,
        _votes,
        func.coalesce(_changed_since(), False),
        RankingRun.beside,
        RankingRun.beside_words,
    )
    .join(Edition, Edition.id == JudgingRound.edition_id)
    .outerjoin(RankingRun, RankingRun.round_id == JudgingRound.id)
    .outerjoin(Person, Person.id == RankingRun.made_by_id)
    .where(JudgingRound.edition_id == bindparam("edition_id"), JudgingRound.key == bindparam("round_key"))
    .order_by(RankingRun.number.desc())
    .limit(1)
)


def round_and_run(edition_id: int, round_key: str) -> tuple[str, RunCard | None]:
    """The state of a round ("" before it is prepared) and its newest ranking, in one query."""
    row: Any = ask(_NEWEST, {"edition_id": edition_id, "round_key": round_key}).one_or_none()
    if row is None:
        return "", None
    if row[1] is None:
        return row[0], None
    return row[0], RunCard(*row[1:])


def latest_run(edition_id: int, round_key: str) -> RunCard | None:
    """The newest ranking of a round, None while there is none."""
    return round_and_run(edition_id, round_key)[1]


class NewestRun(NamedTuple):
    """The newest ranking of a prepared round; nothing but the round's key while there is none."""

    key: str
    id: int | None
    number: int | None
    method: str | None
    regulation_number: int | None
    fingerprint: str | None


_newer = aliased(RankingRun)
_is_newest = ~exists().where(_newer.round_id == RankingRun.round_id, _newer.number > RankingRun.number)
_NEWEST_RUNS = (
    select(
        JudgingRound.key,
        RankingRun.id,
        RankingRun.number,
        RankingRun.method,
        RankingRun.regulation_number,
        RankingRun.fingerprint,
    )
    .outerjoin(RankingRun, and_(RankingRun.round_id == JudgingRound.id, _is_newest))
    .where(JudgingRound.edition_id == bindparam("edition_id"))
    .order_by(JudgingRound.made_at, JudgingRound.id)
)


def newest_runs(edition_id: int) -> list[NewestRun]:
    """The newest ranking of every round, in the order the rounds were prepared, in one query."""
    return [NewestRun(*row) for row in ask(_NEWEST_RUNS, {"edition_id": edition_id})]


def waiting_groups(run_id: int) -> list[tuple[int, ...]]:
    """The groups that stand equal until the council has voted, the best first, by entry ids: one group a place."""
    rows = ask(
        select(Placing.rank, Placing.entry_id)
        .where(Placing.run_id == run_id, Placing.tie_state == NEEDS_VOTE)
        .order_by(Placing.rank, Placing.entry_id)
    )
    found: dict[int | None, list[int]] = {}
    for rank, entry_id in rows:
        found.setdefault(rank, []).append(entry_id)
    return [tuple(group) for group in found.values()]


def placings(run_id: int) -> list[PlacingRow]:
    """Every place of a run, the best first, then those without one."""
    rows = ask(
        select(
            Placing.entry_id,
            Placing.rank,
            Placing.points,
            Placing.sheets,
            Placing.status,
            Placing.goes_on,
            Placing.grade,
        )
        .where(Placing.run_id == run_id)
        .order_by(Placing.rank.is_(None), Placing.rank, Placing.entry_id)
    )
    return [PlacingRow(*row) for row in rows]


def derivations(run_id: int) -> dict[int, Mapping[str, Any]]:
    """How each figure of a run came about, by entry."""
    rows = ask(select(Placing.entry_id, Placing.derivation).where(Placing.run_id == run_id))
    return {row[0]: row[1] for row in rows}


def place_in(run_id: int, entry_id: int) -> tuple[int | None, Decimal | None]:
    """An entry's rank and points in a run; none of both when it is not in it."""
    row = ask(
        select(Placing.rank, Placing.points).where(Placing.run_id == run_id, Placing.entry_id == entry_id)
    ).one_or_none()
    return (row[0], row[1]) if row else (None, None)
