"""The rows of the prize table: ranked entries with their tier prize, down to a few below the last, or by words."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, bindparam, func, select, union_all

from contest.entries.models import Entry
from contest.entries.queries import matching
from contest.foundation.database import ask
from contest.juries.models import Council, RoundEntry
from contest.prizes.models import Award
from contest.prizes.queries.proposals import ProposalCard
from contest.prizes.rules import TIER_AWARD
from contest.ranking.models import Placing
from contest.ranking.queries import RunCard

# Entries shown under the last prize, and in all while there is none.
_BELOW = 15
_WITHOUT_PRIZES = 50


_RANKED = and_(Placing.run_id == bindparam("run_id"), Placing.rank.is_not(None))
_ROWS = (
    select(
        Entry.id,
        Entry.code,
        Entry.title,
        Entry.unit,
        Entry.field_key,
        Entry.division_key,
        Council.key.label("council_key"),
        Placing.rank,
        Placing.points,
        Award.tier_key,
        Award.state,
        Award.is_by_hand,
        Award.amount_vnd,
        Award.reason,
        Award.rule_tier,
    )
    .join(Placing, Placing.entry_id == Entry.id)
    .outerjoin(Award, and_(Award.entry_id == Entry.id, Award.award_key == TIER_AWARD))
    .outerjoin(RoundEntry, and_(RoundEntry.entry_id == Entry.id, RoundEntry.round_id == bindparam("round_id")))
    .outerjoin(Council, Council.id == RoundEntry.council_id)
    .where(_RANKED)
    .order_by(Placing.rank, Entry.code, Entry.id)
)
_lowest = select(func.max(Placing.rank).label("rank")).where(Placing.run_id == bindparam("run_id"))
_given = select(Award.entry_id).where(
    Award.edition_id == bindparam("edition_id"), Award.award_key == TIER_AWARD, Award.state != "removed"
)
_last = union_all(
    _lowest.where(Placing.entry_id.in_(_given)),
    _lowest.where(Placing.entry_id.in_(bindparam("pending", expanding=True))),
).subquery()
# Built once: it is long. What is shown ends a few below the last prize or tie.
_TOP = _ROWS.add_columns(Placing.rank.label("place")).where(
    Placing.rank <= func.coalesce(select(func.max(_last.c.rank)).scalar_subquery(), _WITHOUT_PRIZES - _BELOW) + _BELOW
)


def top_rows(edition_id: int, run: RunCard, proposal: ProposalCard | None) -> Sequence[Any]:
    """The rows of the table down to a few below the last prize or tie, in one query; the place of each is its rank."""
    pending = [entry_id for tie in (proposal.pending() if proposal else ()) for entry_id in tie["entries"]]
    given = {"run_id": run.id, "round_id": run.round_id, "edition_id": edition_id, "pending": pending}
    return ask(_TOP, given).all()


_POOLS = {"field": Entry.field_key, "division": Entry.division_key, "council": RoundEntry.council_id}


def matching_rows(run: RunCard, words: str, scope: str) -> Sequence[Any]:
    """The rows that match the words, each with its place in its pool, counted over all."""
    pool = _POOLS.get(scope)
    place = func.rank().over(partition_by=pool, order_by=Placing.rank) if pool is not None else Placing.rank
    places = (
        select(Placing.entry_id, place.label("place"))
        .join(Entry, Entry.id == Placing.entry_id)
        .outerjoin(RoundEntry, and_(RoundEntry.entry_id == Entry.id, RoundEntry.round_id == run.round_id))
        .where(Placing.run_id == run.id, Placing.rank.is_not(None))
        .subquery()
    )
    which = _ROWS.join(places, places.c.entry_id == Entry.id).add_columns(places.c.place).where(*matching(words))
    return ask(which, {"run_id": run.id, "round_id": run.round_id}).all()
