"""Pairs of judges that should not always meet, and how often they do."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from contest.foundation.database import db
from contest.juries.models import Assignment, JudgePair, JudgingRound
from contest.people.models import Person


class PairRow(NamedTuple):
    """A pair in the list; `meetings` over all rounds that are not closed."""

    id: int
    first: str
    second: str
    reason: str
    made_at: datetime
    meetings: int


def apart_pairs(edition_id: int) -> frozenset[tuple[int, int]]:
    """The pairs by the keys of both, the smaller first."""
    rows = db.session.execute(select(JudgePair.first_id, JudgePair.second_id).where(JudgePair.edition_id == edition_id))
    return frozenset((min(pair), max(pair)) for pair in ((first, second) for first, second in rows))


def pair_list(edition_id: int) -> tuple[PairRow, ...]:
    """The pairs in the order of names. One query; the pairs are few, meetings are counted from the first's list."""
    first, second = aliased(Person), aliased(Person)
    mine, theirs = aliased(Assignment), aliased(Assignment)
    meetings = (
        select(func.count())
        .select_from(mine)
        .join(theirs, (theirs.round_id == mine.round_id) & (theirs.entry_id == mine.entry_id))
        .join(JudgingRound, JudgingRound.id == mine.round_id)
        .where(
            JudgingRound.edition_id == edition_id,
            JudgingRound.state != "closed",
            mine.judge_id == JudgePair.first_id,
            theirs.judge_id == JudgePair.second_id,
            mine.removed_at.is_(None),
            theirs.removed_at.is_(None),
        )
        .correlate(JudgePair)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(JudgePair.id, first.name, second.name, JudgePair.reason, JudgePair.made_at, meetings)
        .join(first, first.id == JudgePair.first_id)
        .join(second, second.id == JudgePair.second_id)
        .where(JudgePair.edition_id == edition_id)
        .order_by(first.sort_key, second.sort_key, JudgePair.id)
    )
    return tuple(PairRow(*row) for row in rows)
