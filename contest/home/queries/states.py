"""The contract's status of every entry of an edition, in a handful of queries however many entries there are."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import case, exists, func, select

from contest.editions.models import Edition
from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.foundation.database import ask
from contest.home.rules import Course, status_of
from contest.juries.models import JudgingRound, RoundEntry
from contest.prizes.models import Award
from contest.ranking.models import Placing, RankingRun
from contest.results.models import Revocation


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """A line of `entries list`, in the contract's words."""

    code: str | None
    title: str
    field: str
    division: str
    unit: str
    status: str


def public_status(edition_id: int) -> dict[int, str]:
    """The status of every entry of the edition, by key."""
    return _derived(edition_id, None)


def public_status_of(edition_id: int, entry_id: int) -> str:
    """The status of one entry. Raises KeyError for an entry of another edition."""
    return _derived(edition_id, entry_id)[entry_id]


def listed(edition_id: int) -> list[ListedEntry]:
    """Every entry of the edition with its status, those with a code first, in its order."""
    states = public_status(edition_id)
    rows = ask(
        select(Entry.id, Entry.code, Entry.title, Entry.field_key, Entry.division_key, Entry.unit)
        .where(Entry.edition_id == edition_id)
        .order_by(Entry.code.is_(None), Entry.code, Entry.id)
    )
    return [ListedEntry(*row[1:], status=states[row.id]) for row in rows]


def _derived(edition_id: int, entry_id: int | None) -> dict[int, str]:
    regulation = regulation_of(edition_id)
    one = () if entry_id is None else (Entry.id == entry_id,)
    of_edition = select(Entry.id, Entry.status, Edition.stage).join(Edition, Edition.id == Entry.edition_id)
    own = ask(of_edition.where(Entry.edition_id == edition_id, *one)).all()
    order = {round_.key: place for place, round_ in enumerate(regulation.rounds)}
    last = _last_rounds(edition_id, entry_id, order)
    awards = _awards(edition_id, entry_id)
    final = regulation.last_round.key
    states = {}
    for key, status, stage in own:
        round_key, goes_on = last.get(key, ("", None))
        course = Course(status, round_key, goes_on, awards.get(key, ()))
        states[key] = status_of(course, final_round=final, stage=stage)
    return states


def _last_rounds(edition_id: int, entry_id: int | None, order: dict[str, int]) -> dict[int, tuple[str, bool | None]]:
    """For each entry, the latest round it is in, and whether the latest ranking of that round lets it go on."""
    latest = (
        select(RankingRun.round_id, func.max(RankingRun.number).label("number"))
        .join(JudgingRound, JudgingRound.id == RankingRun.round_id)
        .where(JudgingRound.edition_id == edition_id)
        .group_by(RankingRun.round_id)
        .subquery()
    )
    statement = (
        select(RoundEntry.entry_id, JudgingRound.key, Placing.goes_on)
        .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
        .outerjoin(latest, latest.c.round_id == JudgingRound.id)
        .outerjoin(RankingRun, (RankingRun.round_id == latest.c.round_id) & (RankingRun.number == latest.c.number))
        .outerjoin(Placing, (Placing.run_id == RankingRun.id) & (Placing.entry_id == RoundEntry.entry_id))
        .where(JudgingRound.edition_id == edition_id)
    )
    if entry_id is not None:
        statement = statement.where(RoundEntry.entry_id == entry_id)
    found: dict[int, tuple[str, bool | None]] = {}
    for key, round_key, goes_on in ask(statement):
        if key not in found or order.get(round_key, -1) > order.get(found[key][0], -1):
            found[key] = (round_key, goes_on)
    return found


# An award that was taken back has no state of its own: a decision stands beside it.
_revoked = (
    exists()
    .where(
        Revocation.entry_id == Award.entry_id,
        Revocation.award_key == Award.award_key,
        Revocation.undone_at.is_(None),
    )
    .correlate(Award)
)


def _awards(edition_id: int, entry_id: int | None) -> dict[int, list[str]]:
    statement = select(Award.entry_id, case((_revoked, "revoked"), else_=Award.state)).where(
        Award.edition_id == edition_id
    )
    if entry_id is not None:
        statement = statement.where(Award.entry_id == entry_id)
    found: dict[int, list[str]] = defaultdict(list)
    for key, state in ask(statement):
        found[key].append(state)
    return found
