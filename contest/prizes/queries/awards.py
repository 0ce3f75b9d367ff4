"""The awards as they stand, in the order in which they are called, and how they came to stand so."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    and_,
    bindparam,
    func,
    literal,
    null,
    select,
    union_all,
)

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.database import ask, asked_once
from contest.people.models import Person
from contest.prizes.models import Award, AwardChange, UnitAward
from contest.prizes.rules import TIER_AWARD, in_calling_order


class AwardRow(NamedTuple):
    """An award of an entry: award_key "tier" for the tiers' prize, the key of an extra award otherwise."""

    entry_id: int
    award_key: str
    tier_key: str
    scope_key: str
    rank: int | None
    points: Decimal | None
    amount_vnd: int | None
    reason: str
    state: str
    is_by_hand: bool = False
    # Which author it is for, counted from 1; 0 for the entry.
    author: int = 0


_AWARD = (
    Award.entry_id,
    Award.award_key,
    Award.tier_key,
    Award.scope_key,
    Award.rank,
    Award.points,
    Award.amount_vnd,
    Award.reason,
    Award.state,
    Award.is_by_hand,
    Award.author,
)


def award_rows(*which: ColumnElement[bool]) -> list[AwardRow]:
    """The awards that fulfil all conditions, those taken away too."""
    rows: Sequence[Any] = ask(select(*_AWARD).where(*which).order_by(Award.id)).all()
    return [AwardRow(*row) for row in rows]


def awards(edition_id: int, regulation: Regulation | None = None) -> list[AwardRow]:
    """Every award that stands, proposed or confirmed, in calling order."""
    standing = (Award.edition_id == edition_id, Award.state != "removed")
    found = asked_once(("awards", edition_id), lambda: award_rows(*standing))
    return in_calling_order(regulation or regulation_of(edition_id), found)


class AwardLine(NamedTuple):
    """An award of an entry with its code and title, or of a unit (no entry) with its name as the title."""

    entry_id: int | None
    award_key: str
    tier_key: str
    scope_key: str
    rank: int | None
    points: Decimal | None
    amount_vnd: int | None
    reason: str
    state: str
    is_by_hand: bool
    # Which author of the entry it is for, counted from 1, and the name; 0 and "" for the entry or a unit.
    author: int
    code: str
    title: str
    # Of a unit: its key, and the figure that speaks for it.
    id: int
    figure: str
    author_name: str


_HIM = and_(EntryAuthor.entry_id == Award.entry_id, EntryAuthor.position == Award.author)
_OF_ENTRIES = (
    select(
        *_AWARD, func.coalesce(Entry.code, ""), Entry.title, Award.id, literal(""), func.coalesce(EntryAuthor.name, "")
    )
    .join(Entry, Entry.id == Award.entry_id)
    .outerjoin(EntryAuthor, _HIM)
    .where(Award.edition_id == bindparam("edition_id"), Award.state != "removed")
)
_OF_UNITS = select(
    null(),
    UnitAward.award_key,
    literal(""),
    literal(""),
    UnitAward.place,
    null(),
    UnitAward.amount_vnd,
    UnitAward.reason,
    UnitAward.state,
    UnitAward.is_by_hand,
    literal(0),
    literal(""),
    UnitAward.unit,
    UnitAward.id,
    UnitAward.figure,
    literal(""),
).where(UnitAward.edition_id == bindparam("edition_id"), UnitAward.state != "removed")
_LINES: CompoundSelect[*tuple[Any, ...]] = union_all(_OF_ENTRIES, _OF_UNITS)
_EXTRAS: CompoundSelect[*tuple[Any, ...]] = union_all(_OF_ENTRIES.where(Award.award_key != TIER_AWARD), _OF_UNITS)


def award_lines(edition_id: int, regulation: Regulation) -> list[AwardLine]:
    """Every award that stands, of entries and of units, in calling order, in one query."""
    return list(asked_once(("award lines", edition_id), lambda: _lines(_LINES, edition_id, regulation)))


def extras(edition_id: int, regulation: Regulation) -> list[AwardLine]:
    """The awards beside the tiers that stand, of entries and of units, in calling order, in one query.

    Those of units that wait for a decision are among them.
    """
    return _lines(_EXTRAS, edition_id, regulation)


def _lines(question: CompoundSelect[*tuple[Any, ...]], edition_id: int, regulation: Regulation) -> list[AwardLine]:
    rows: Sequence[Any] = ask(question, {"edition_id": edition_id}).all()
    return in_calling_order(regulation, sorted((AwardLine(*row) for row in rows), key=lambda line: line.id))


ordered_awards = awards


def tier_awards(edition_id: int) -> dict[int, AwardRow]:
    """The tier prize of each entry by its key, and decisions of the organisers that one has none (state removed)."""
    found = award_rows(Award.edition_id == edition_id, Award.award_key == TIER_AWARD)
    return {award.entry_id: award for award in found if award.state != "removed" or award.is_by_hand}


def award_name(regulation: Regulation, award: AwardRow | AwardLine) -> str:
    """How the award is printed: the tier's name, or the extra award's."""
    return named(regulation, award.award_key, award.tier_key)


def named(regulation: Regulation, award_key: str, tier_key: str) -> str:
    """How a tier or another award is printed, by their keys."""
    if award_key == TIER_AWARD:
        tier = regulation.tier_of(tier_key)
        return tier.name if tier else tier_key
    names = {extra.key: extra.name for extra in (*regulation.extra_awards, *regulation.topic_awards)}
    return names.get(award_key, award_key)


class ChangeRow(NamedTuple):
    """The organisers changed a prize: from which tier to which, who, when, why. Tiers "" are no prize.

    whom: the entry's code, or the unit's name.
    """

    entry_id: int | None
    whom: str
    award_key: str
    from_tier: str
    to_tier: str
    reason: str
    changed_at: datetime
    changed_by: str


_CHANGES = (
    select(
        AwardChange.entry_id,
        func.coalesce(Entry.code, AwardChange.unit),
        AwardChange.award_key,
        AwardChange.from_tier,
        AwardChange.to_tier,
        AwardChange.reason,
        AwardChange.changed_at,
        Person.name,
    )
    .outerjoin(Entry, Entry.id == AwardChange.entry_id)
    .outerjoin(Person, Person.id == AwardChange.changed_by_id)
    .where(AwardChange.edition_id == bindparam("edition_id"))
    .order_by(AwardChange.id.desc())
)
_CHANGES_OF_ENTRY = _CHANGES.where(AwardChange.entry_id == bindparam("entry_id"))


def changes(edition_id: int, entry_id: int | None = None) -> list[ChangeRow]:
    """What the organisers changed, the newest first: of the edition, or of one entry."""
    which = _CHANGES if entry_id is None else _CHANGES_OF_ENTRY
    rows = ask(which, {"edition_id": edition_id, "entry_id": entry_id})
    return [ChangeRow(row[0], row[1] or "", *row[2:7], row[7] or "") for row in rows]
