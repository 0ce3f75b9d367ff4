"""What computed extra awards look at: every eligible entry with its authors, its place in the last round, its tier."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, bindparam, case, exists, func, select
from sqlalchemy.orm import aliased

from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask, db
from contest.foundation.vietnamese import fold, sort_key
from contest.people.models import Commune, Unit
from contest.people.rules.units import COMMUNE_KINDS
from contest.prizes.models import Award, UnitAward
from contest.prizes.rules import TIER_AWARD, awards_of_units, computed_awards, unit_lines
from contest.prizes.rules.extras import BY_PEOPLE, Suggestion, Who, Work, suggest
from contest.ranking.models import Placing
from contest.ranking.queries import RunCard, latest_run

# What these look at is in the authors; the others look at places, tiers and units alone.
_BY_AUTHORS = ("youngest", "oldest", "female", "minority")
_OF_AUTHORS = ("authors_of_winners", "authors_of_finalists", "authors")


def suggestions(
    edition_id: int, regulation: Regulation, run: RunCard, tiers: Mapping[int, str] | None = None
) -> list[Suggestion]:
    """Every computed award of entries and authors with those the figures speak for, in two queries.

    `tiers` stand in for the prizes on record.
    """
    awards = computed_awards(regulation)
    if not awards:
        return []
    of_winners = tiers is None and all(award.of == "authors_of_winners" for award in awards)
    authors = any(award.by in _BY_AUTHORS or award.of in _OF_AUTHORS for award in awards)
    works = _works(edition_id, run, of_winners=of_winners, authors=authors)
    if tiers is not None:
        works = [replace(work, tier_key=tiers.get(work.entry_id, "")) for work in works]
    return [found for award in awards if (found := suggest(award, works)) is not None]


def suggestions_of_today(edition_id: int, regulation: Regulation, run: RunCard) -> list[Suggestion]:
    """`suggestions` by the prizes on record, kept until something changes; never change the answer."""
    key = ("extra awards", edition_id, run.id)
    return until_a_change(key, lambda: suggestions(edition_id, regulation, run))


def unit_suggestions(
    edition_id: int, regulation: Regulation, run: RunCard, tiers: Mapping[int, str] | None = None
) -> list[Suggestion]:
    """Every computed award of units with those the figures speak for; `tiers` stand in for the prizes on record."""
    awards = [award for award in awards_of_units(regulation) if award.by not in BY_PEOPLE]
    if not awards:
        return []
    works = _works(edition_id, run, of_winners=False, authors=False)
    if tiers is not None:
        works = [replace(work, tier_key=tiers.get(work.entry_id, "")) for work in works]
    return [found for award in awards if (found := suggest(award, works)) is not None]


class UnitsBehind(NamedTuple):
    """A confirmed award of units that the figures of today would give to others; what people decided is left aside."""

    name: str
    given: tuple[str, ...]
    now: tuple[str, ...]


def units_behind(edition_id: int, regulation: Regulation) -> list[UnitsBehind]:
    """The awards of units that no longer follow from the prizes, since one was taken back or moved after they were.

    All entries are gone through for it: once, and again when something has changed.
    """
    run = latest_run(edition_id, regulation.last_round.key)
    names = {award.key: award.name for award in awards_of_units(regulation) if award.by not in BY_PEOPLE}
    if not names or run is None:
        return []
    return until_a_change(("units behind", edition_id, run.id), lambda: _behind(edition_id, regulation, run, names))


def _behind(edition_id: int, regulation: Regulation, run: RunCard, names: Mapping[str, str]) -> list[UnitsBehind]:
    rows = ask(
        select(UnitAward.award_key, UnitAward.unit, UnitAward.unit_key, UnitAward.is_by_hand).where(
            UnitAward.edition_id == edition_id, UnitAward.state == "confirmed"
        )
    ).all()
    suggested = unit_suggestions(edition_id, regulation, run)
    wanted = [line for each in suggested for line in unit_lines(each) if not line.waits]
    found = []
    for key, name in names.items():
        given = {row.unit_key: row.unit for row in rows if row.award_key == key}
        if not given or any(row.is_by_hand for row in rows if row.award_key == key):
            continue
        now = {line.key[1]: line.unit for line in wanted if line.award_key == key}
        if given.keys() != now.keys():
            found.append(UnitsBehind(name, tuple(given.values()), tuple(now.values())))
    return found


def units_of(edition_id: int) -> list[str]:
    """The units with an eligible entry, as they are printed, in Vietnamese order."""
    rows = db.session.scalars(
        select(_UNIT)
        .select_from(Entry)
        .outerjoin(Unit, Unit.id == Entry.unit_id)
        .outerjoin(Commune, Commune.id == Unit.commune_id)
        .where(Entry.edition_id == edition_id, Entry.status == "eligible")
        .distinct()
    )
    return sorted({fold(name): name for name in rows if name}.values(), key=sort_key)


# A unit goes by its name in the directory, however an entry spells it; with its commune where another is called so.
_KIND = case(COMMUNE_KINDS, value=Commune.kind, else_="xã")
_twin = aliased(Unit)
_SHARED = exists().where(_twin.name_key == Unit.name_key, _twin.id != Unit.id, _twin.merged_into_id.is_(None))
_PLACED = case((and_(_SHARED, Commune.name.is_not(None)), Unit.name + " (" + _KIND + " " + Commune.name + ")"))
_UNIT = func.coalesce(_PLACED, Unit.name, Entry.unit)
_ELIGIBLE = Entry.status == "eligible"
_OF_EDITION = Entry.edition_id == bindparam("edition_id")
_PRIZE = and_(Award.entry_id == Entry.id, Award.award_key == TIER_AWARD, Award.state != "removed")
# Built once: they are long.
_EVERY_WORK = (
    select(Entry.id, Entry.code, Entry.title, _UNIT, Entry.field_key, Placing.rank, Award.tier_key)
    .outerjoin(Unit, Unit.id == Entry.unit_id)
    .outerjoin(Commune, Commune.id == Unit.commune_id)
    .outerjoin(Placing, and_(Placing.entry_id == Entry.id, Placing.run_id == bindparam("run_id")))
    .where(_ELIGIBLE)
)
_EVERY_AUTHOR = (
    select(
        EntryAuthor.entry_id,
        EntryAuthor.birth_on,
        EntryAuthor.gender,
        EntryAuthor.ethnicity,
        EntryAuthor.person_id,
        EntryAuthor.name,
        EntryAuthor.birth_year,
    )
    .join(Entry, Entry.id == EntryAuthor.entry_id)
    .where(_ELIGIBLE)
    .order_by(EntryAuthor.entry_id, EntryAuthor.position)
)
# Winners are found by their awards alone, so that it does not matter how many entries there are beside them.
_WINNERS = select(Award.entry_id).where(
    Award.edition_id == bindparam("edition_id"), Award.award_key == TIER_AWARD, Award.state != "removed"
)
_WORKS = {
    False: _EVERY_WORK.outerjoin(Award, _PRIZE).where(_OF_EDITION).order_by(Entry.code, Entry.id),
    True: _EVERY_WORK.join(Award, _PRIZE).where(Entry.id.in_(_WINNERS)),
}
_AUTHORS = {
    False: _EVERY_AUTHOR.where(_OF_EDITION),
    True: _EVERY_AUTHOR.where(EntryAuthor.entry_id.in_(_WINNERS)),
}


def _works(edition_id: int, run: RunCard, *, of_winners: bool, authors: bool) -> list[Work]:
    given = {"edition_id": edition_id, "run_id": run.id}
    rows = ask(_WORKS[of_winners], given).all()
    known = _authors(edition_id, of_winners=of_winners) if authors else {}
    return [
        Work(id_, code or "", title, unit, field, rank, tier or "", tuple(known.get(id_, ())))
        for id_, code, title, unit, field, rank, tier in rows
    ]


def _authors(edition_id: int, *, of_winners: bool) -> dict[int, list[Who]]:
    rows = ask(_AUTHORS[of_winners], {"edition_id": edition_id})
    found: dict[int, list[Who]] = {}
    for entry_id, born, gender, ethnicity, person_id, name, year in rows:
        day: date | None = born
        # The account, else the name with the birth: one who entered twice is one.
        key = f"#{person_id}" if person_id else f"{fold(name)} {day or year}" if day or year else ""
        found.setdefault(entry_id, []).append(Who(day, gender, ethnicity, key, name))
    return found
