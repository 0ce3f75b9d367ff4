"""Rankings as they were made: the latest run of a round, its places, whether it still stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import db
from contest.juries.models import Conflict, JudgingRound, RoundEntry
from contest.people.models import Person
from contest.ranking.models import Placing, RankingRun, TieSettlement, VoteCount


@dataclass(frozen=True, slots=True)
class RunCard:
    """One ranking of a round; `ties` as kept (see Tie.document).

    is_outdated: something a ranking is made from has changed since. It may cry wolf, but it never sleeps: sheets
    change only while their round is open, and the round is closed anew afterwards.
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
    ties: tuple[Mapping[str, Any], ...]
    is_outdated: bool = False

    def waiting(self) -> list[tuple[int, ...]]:
        """The groups that stand equal until the council has voted, by entry ids."""
        return [
            tuple(standing["entries"])
            for tie in self.ties
            for standing in tie["standing"]
            if standing["state"] == "needs_vote"
        ]


class PlacingRow(NamedTuple):
    """An entry's place in a run."""

    entry_id: int
    rank: int | None
    points: Decimal | None
    sheets: int
    status: str
    goes_on: bool | None
    derivation: Mapping[str, Any]


def _changed_since() -> ColumnElement[bool]:
    """Whether round, regulation, entries, conflicts, votes of the council or the public are newer than the run."""
    since = func.coalesce(RankingRun.checked_at, RankingRun.made_at)
    regulation = func.coalesce(RankingRun.checked_regulation, RankingRun.regulation_number)
    in_round = select(RoundEntry.entry_id).where(RoundEntry.round_id == RankingRun.round_id)
    newer_conflict = (Conflict.made_at > since) | (Conflict.settled_at > since)
    return or_(
        JudgingRound.state != "closed",
        JudgingRound.closed_at > since,
        Edition.regulation_number != regulation,
        exists().where(Entry.id.in_(in_round), Entry.withdrawn_at > since),
        exists().where(Conflict.entry_id.in_(in_round), newer_conflict),
        exists().where(TieSettlement.round_id == RankingRun.round_id, TieSettlement.settled_at > since),
        exists().where(TieSettlement.round_id == RankingRun.round_id, TieSettlement.revoked_at > since),
        exists().where(VoteCount.round_id == RankingRun.round_id, VoteCount.counted_at > since),
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
        Person.name,
        RankingRun.ties,
        _changed_since().label("is_outdated"),
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
    row = db.session.execute(_NEWEST, {"edition_id": edition_id, "round_key": round_key}).one_or_none()
    if row is None:
        return "", None
    if row[1] is None:
        return row[0], None
    return row[0], RunCard(*row[1:9], made_by=row[9] or "", ties=tuple(row[10]), is_outdated=bool(row[11]))


def latest_run(edition_id: int, round_key: str) -> RunCard | None:
    """The newest ranking of a round, None while there is none."""
    return round_and_run(edition_id, round_key)[1]


def placings(run_id: int) -> list[PlacingRow]:
    """Every place of a run, the best first, then those without one."""
    rows = db.session.execute(
        select(
            Placing.entry_id,
            Placing.rank,
            Placing.points,
            Placing.sheets,
            Placing.status,
            Placing.goes_on,
            Placing.derivation,
        )
        .where(Placing.run_id == run_id)
        .order_by(Placing.rank.is_(None), Placing.rank, Placing.entry_id)
    )
    return [PlacingRow(*row) for row in rows]


def place_in(run_id: int, entry_id: int) -> tuple[int | None, Decimal | None]:
    """An entry's rank and points in a run; none of both when it is not in it."""
    row = db.session.execute(
        select(Placing.rank, Placing.points).where(Placing.run_id == run_id, Placing.entry_id == entry_id)
    ).one_or_none()
    return (row[0], row[1]) if row else (None, None)
