"""What councils ask for: their ranked entries with what the rules give and what they want; all that differs."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from contest.entries.models import Entry
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask
from contest.foundation.pages import Paging, page_there_is
from contest.foundation.shielding import without_names
from contest.juries.models import Council, RoundEntry
from contest.juries.queries import barred_entries, seats, stamp_of
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
    # Nothing of the rank is asked or ordered by: for that SQLite would go through the whole run by its ranks.
    .where(Placing.run_id == bindparam("run_id"), Entry.id.in_(bindparam("ids", expanding=True)))
)
# Every ranked entry of a run in order, without what the page shows of each.
_ORDER = (
    select(Placing.entry_id, RoundEntry.council_id)
    .join(RoundEntry, and_(RoundEntry.entry_id == Placing.entry_id, RoundEntry.round_id == bindparam("round_id")))
    .outerjoin(Council, Council.id == RoundEntry.council_id)
    .where(Placing.run_id == bindparam("run_id"), Placing.rank.is_not(None))
    .order_by(Council.name, Placing.rank, Placing.entry_id)
)


def council_entries(
    edition_id: int, run: RunCard, barred: Collection[int], councils: Collection[int] | None, page: int, size: int = 50
) -> Paging[CouncilEntry]:
    """A page of the ranked entries of some councils (of all: None), the best first, but for those kept from somebody.

    Entries of a round judged by one council together belong to whoever leads any.
    """
    order = _order(edition_id, run)
    if barred or councils is not None:
        order = [one for one in order if one[0] not in barred and _is_theirs(one[1], councils)]
    page = page_there_is(page, size, len(order))
    shown = [entry_id for entry_id, _ in order[(page - 1) * size : page * size]]
    return Paging(_entries(edition_id, run, shown), page, size, len(order))


def _order(edition_id: int, run: RunCard) -> Sequence[tuple[int, int | None]]:
    """Every ranked entry with its council; a run stays as it is, names of councils and who is before which do not."""

    def asked() -> list[tuple[int, int | None]]:
        return [(row[0], row[1]) for row in ask(_ORDER, {"run_id": run.id, "round_id": run.round_id})]

    return until_a_change(("before councils", run.id), asked, beside=stamp_of(edition_id))


def _is_theirs(council_id: int | None, councils: Collection[int] | None) -> bool:
    if councils is None:
        return True
    return bool(councils) if council_id is None else council_id in councils


def _entries(edition_id: int, run: RunCard, ids: Sequence[int]) -> list[CouncilEntry]:
    asked = {"run_id": run.id, "round_id": run.round_id, "ids": ids}
    found = {row[0]: row for row in (ask(_ENTRIES, asked) if ids else ())}
    rows = [found[entry_id] for entry_id in ids if entry_id in found]
    # A chair may have judged blind: a title tells no author.
    titles = without_names(edition_id, [row[2] for row in rows])
    return [CouncilEntry(row[0], row[1], title, *row[3:8]) for row, title in zip(rows, titles, strict=True)]


class Asked(NamedTuple):
    """What was asked for an entry until now (None: nothing), and the council it is before."""

    wanted: str | None
    council_id: int | None


_ASKED = (
    select(RoundEntry.entry_id, Recommendation.tier_key, RoundEntry.council_id)
    .join(Placing, and_(Placing.entry_id == RoundEntry.entry_id, Placing.run_id == bindparam("run_id")))
    .outerjoin(Recommendation, Recommendation.entry_id == RoundEntry.entry_id)
    .where(
        RoundEntry.round_id == bindparam("round_id"),
        RoundEntry.entry_id.in_(bindparam("ids", expanding=True)),
        Placing.rank.is_not(None),
    )
)


def asked_for(
    edition_id: int, run: RunCard, person_id: int | None, councils: Collection[int] | None, ids: Collection[int]
) -> dict[int, Asked]:
    """Those of the named entries that somebody may speak for, as `council_entries` shows them."""
    barred = barred_entries(edition_id, person_id)
    rows = ask(_ASKED, {"run_id": run.id, "round_id": run.round_id, "ids": list(ids)}).all() if ids else ()
    return {row[0]: Asked(row[1], row[2]) for row in rows if row[0] not in barred and _is_theirs(row[2], councils)}


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
