"""Units of the directory that may be one, and what hangs on each of them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from contest.editions.models import Edition
from contest.editions.queries import regulation_of
from contest.entries.models import Entry, EntryAuthor
from contest.entries.rules import ACTIVE
from contest.foundation.database import ask
from contest.people.models import Invitation, RoleGrant
from contest.people.queries import UnitCard, listed_units, unit_cards
from contest.people.rules.slips import misspelt
from contest.people.rules.units import doubles

_MOST_GROUPS = 60


@dataclass(frozen=True, slots=True)
class Hanging:
    """A unit with what hangs on it: entries, authors, accounts, invitations, over all editions."""

    card: UnitCard
    entries: int
    authors: int
    accounts: int
    invitations: int


def double_groups() -> tuple[list[tuple[Hanging, ...]], int]:
    """Groups of units that may be one, those that carry most first in each; and how many groups there are.

    After those of one name, pairs whose names differ by a letter.
    """
    units = listed_units()
    groups = doubles(units) + misspelt(units)
    shown = groups[:_MOST_GROUPS]
    whole = {each.card.id: each for each in hanging({unit.id for group in shown for unit in group})}
    ordered = [
        tuple(
            sorted((whole[unit.id] for unit in group), key=lambda each: (-each.entries, -each.accounts, each.card.id))
        )
        for group in shown
    ]
    return ordered, len(groups)


def hanging(ids: Collection[int]) -> list[Hanging]:
    """These units, each with what hangs on it."""
    if not ids:
        return []
    columns = (Entry.unit_id, EntryAuthor.unit_id, RoleGrant.unit_id, Invitation.unit_id)
    entries, authors, accounts, invitations = (_counts(column, ids) for column in columns)
    return [
        Hanging(
            card,
            entries.get(card.id, 0),
            authors.get(card.id, 0),
            accounts.get(card.id, 0),
            invitations.get(card.id, 0),
        )
        for card in unit_cards(ids)
    ]


def _counts(column: InstrumentedAttribute[int | None], ids: Collection[int]) -> dict[int, int]:
    rows = ask(select(column, func.count()).where(column.in_(ids)).group_by(column))
    return {row[0]: row[1] for row in rows if row[0] is not None}


def entries_by_edition(unit_id: int) -> list[tuple[str, int]]:
    """How many entries of each edition hang on the unit, the newest edition first."""
    rows = ask(
        select(Edition.title, func.count())
        .join(Entry, Entry.edition_id == Edition.id)
        .where(Entry.unit_id == unit_id)
        .group_by(Edition.id, Edition.title)
        .order_by(Edition.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def overruns(kept_id: int, gone_id: int) -> list[tuple[str, int, int]]:
    """Editions in which the two units together have more entries than one may: title, entries, ceiling.

    Only editions that still judge: what was awarded long ago runs over nothing.
    """
    rows = ask(
        select(Edition.id, Edition.title, func.count())
        .join(Entry, Entry.edition_id == Edition.id)
        .where(
            Entry.unit_id.in_((kept_id, gone_id)),
            Entry.status.in_(ACTIVE),
            Edition.stage.not_in(("published", "archived")),
        )
        .group_by(Edition.id, Edition.title)
        .order_by(Edition.id.desc())
    )
    found = []
    for edition_id, title, count in rows:
        most = regulation_of(edition_id).entrants.quota.per_unit
        if most is not None and count > most:
            found.append((title, count, most))
    return found
