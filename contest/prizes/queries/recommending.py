"""What councils ask for: their ranked entries with what the rules give and what they want; all that differs."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from contest.entries.models import Entry
from contest.foundation.database import ask
from contest.foundation.shielding import masker_of
from contest.juries.models import Council, RoundEntry
from contest.juries.queries import barred_entries, seats
from contest.people.models import Person
from contest.prizes.models import Award, Recommendation
from contest.prizes.rules import TIER_AWARD
from contest.ranking.models import Placing
from contest.ranking.queries import RunCard


class CouncilEntry(NamedTuple):
    """A ranked entry before its council, by its number in the round; wanted: None while nothing was said."""

    entry_id: int
    number: str
    title: str
    council: str
    points: Decimal | None
    grade: str
    rule_tier: str
    wanted: str | None


class Wish(NamedTuple):
    """What a council asks for an entry, with the tier that stands now ("" for none)."""

    entry_id: int
    code: str
    title: str
    council: str
    tier_key: str
    stands: str
    reason: str
    made_at: datetime
    made_by: str

    @property
    def differs(self) -> bool:
        """Whether the organisers' table says something else."""
        return self.tier_key != self.stands


def councils_of(edition_id: int, person_id: int | None) -> set[int]:
    """The councils somebody leads."""
    return {
        row.council_id for row in seats(edition_id) if row.person_id == person_id and row.role in ("chair", "deputy")
    }


_PRIZE = and_(Award.entry_id == Entry.id, Award.award_key == TIER_AWARD)
_ENTRIES = (
    select(
        Entry.id,
        RoundEntry.number,
        Entry.title,
        func.coalesce(Council.name, ""),
        Placing.points,
        Placing.grade,
        func.coalesce(Award.rule_tier, ""),
        Recommendation.tier_key,
        RoundEntry.council_id,
    )
    .join(Placing, Placing.entry_id == Entry.id)
    .join(RoundEntry, and_(RoundEntry.entry_id == Entry.id, RoundEntry.round_id == bindparam("round_id")))
    .outerjoin(Council, Council.id == RoundEntry.council_id)
    .outerjoin(Award, _PRIZE)
    .outerjoin(Recommendation, Recommendation.entry_id == Entry.id)
    .where(Placing.run_id == bindparam("run_id"), Placing.rank.is_not(None))
    .order_by(Council.name, Placing.rank, Entry.id)
)


def council_entries(
    edition_id: int, run: RunCard, person_id: int | None, councils: Collection[int] | None
) -> list[CouncilEntry]:
    """The ranked entries of some councils (of all: None), the best first, but for those somebody has a conflict with.

    Entries of a round judged by one council together belong to whoever leads any.
    """
    barred = barred_entries(edition_id, person_id)
    rows: Sequence[Any] = ask(_ENTRIES, {"run_id": run.id, "round_id": run.round_id}).all()
    # A chair may have judged blind: a title tells no author.
    unnamed = masker_of(edition_id)
    return [
        CouncilEntry(row[0], row[1], unnamed(row[2]), *row[3:8])
        for row in rows
        if row[0] not in barred and (councils is None or (row[8] in councils if row[8] is not None else bool(councils)))
    ]


_WISHES = (
    select(
        Entry.id,
        func.coalesce(Entry.code, ""),
        Entry.title,
        func.coalesce(Council.name, "Hội đồng chung"),
        Recommendation.tier_key,
        func.coalesce(Award.tier_key, ""),
        Recommendation.reason,
        Recommendation.made_at,
        func.coalesce(Person.name, ""),
    )
    .join(Recommendation, Recommendation.entry_id == Entry.id)
    .outerjoin(Council, Council.id == Recommendation.council_id)
    .outerjoin(Award, and_(_PRIZE, or_(Award.state == "proposed", Award.state == "confirmed")))
    .outerjoin(Person, Person.id == Recommendation.made_by_id)
    .where(Recommendation.edition_id == bindparam("edition_id"))
    .order_by(Entry.code, Entry.id)
)


def wishes(edition_id: int) -> list[Wish]:
    """Everything councils have asked for, with what stands, in one query."""
    rows: Sequence[Any] = ask(_WISHES, {"edition_id": edition_id}).all()
    return [Wish(*row) for row in rows]
