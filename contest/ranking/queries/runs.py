"""Rankings as they were made: the latest run of a round, its places, whether it still stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import db
from contest.juries.models import Conflict, JudgingRound, RoundEntry
from contest.people.models import Person
from contest.ranking.models import Placing, RankingRun, TieSettlement, VoteCount


@dataclass(frozen=True, slots=True)
class RunCard:
    """One ranking of a round; `ties` as kept (see Tie.document)."""

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


def latest_run(edition_id: int, round_key: str) -> RunCard | None:
    """The newest ranking of a round, None while there is none."""
    row = db.session.execute(
        select(
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
        )
        .join(JudgingRound, JudgingRound.id == RankingRun.round_id)
        .outerjoin(Person, Person.id == RankingRun.made_by_id)
        .where(JudgingRound.edition_id == edition_id, JudgingRound.key == round_key)
        .order_by(RankingRun.number.desc())
        .limit(1)
    ).one_or_none()
    return RunCard(*row[:8], row[8] or "", tuple(row[9])) if row else None


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


def may_be_outdated(edition_id: int, run: RunCard) -> bool:
    """Whether something a ranking is made from has changed since: cheap, may cry wolf, never sleeps.

    Sheets only change while their round is open, and it is closed anew afterwards.
    """
    since = run.made_at
    round_ = JudgingRound.id == run.round_id
    in_round = select(RoundEntry.entry_id).where(RoundEntry.round_id == run.round_id)
    questions = [
        select(func.count()).where(round_, (JudgingRound.state != "closed") | (JudgingRound.closed_at > since)),
        select(func.count()).where(Edition.id == edition_id, Edition.regulation_number != run.regulation_number),
        select(func.count()).where(Entry.id.in_(in_round), Entry.withdrawn_at > since),
        select(func.count()).where(
            Conflict.entry_id.in_(in_round), (Conflict.made_at > since) | (Conflict.settled_at > since)
        ),
        select(func.count()).where(TieSettlement.round_id == run.round_id, TieSettlement.settled_at > since),
        select(func.count()).where(VoteCount.round_id == run.round_id, VoteCount.counted_at > since),
    ]
    return any(db.session.execute(select(*(question.scalar_subquery() for question in questions))).one())


def ranked_rounds(edition_id: int) -> dict[str, int]:
    """The round keys of an edition that have a ranking, with the newest run's number."""
    rows = db.session.execute(
        select(JudgingRound.key, func.max(RankingRun.number))
        .join(RankingRun, RankingRun.round_id == JudgingRound.id)
        .where(JudgingRound.edition_id == edition_id)
        .group_by(JudgingRound.key)
    )
    return {row[0]: row[1] for row in rows}
