"""Prizes taken back: what stands, what the public is told of it, whom it moves, what becomes of certificates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.database import ask, asked_once
from contest.people.models import Person
from contest.prizes.models import AwardChange
from contest.prizes.queries import awards, moves_without, named
from contest.prizes.rules import TIER_AWARD, MovedUp
from contest.results.models import Publication, Revocation

# What a certificate of an award is: as it should be, to be printed anew, void.
Validity = Literal["valid", "replaced", "revoked"]


class Mover(NamedTuple):
    """Somebody who moved up for a prize that was taken back."""

    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RevocationRow:
    """A prize that was taken back, as the office sees it."""

    id: int
    entry_id: int
    code: str
    title: str
    name: str
    decision: str
    decided_on: date
    reason: str
    made_at: datetime
    made_by: str
    moved: tuple[Mover, ...]
    undone_at: datetime | None
    undone_by: str
    undo_decision: str
    undo_reason: str


_undoer = aliased(Person)
_ROWS = (
    select(
        Revocation.id,
        Revocation.entry_id,
        func.coalesce(Entry.code, "").label("code"),
        Entry.title,
        Revocation.name,
        Revocation.decision,
        Revocation.decided_on,
        Revocation.reason,
        Revocation.made_at,
        func.coalesce(Person.name, "").label("made_by"),
        Revocation.moved,
        Revocation.undone_at,
        func.coalesce(_undoer.name, "").label("undone_by"),
        Revocation.undo_decision,
        Revocation.undo_reason,
    )
    .join(Entry, Entry.id == Revocation.entry_id)
    .outerjoin(Person, Person.id == Revocation.made_by_id)
    .outerjoin(_undoer, _undoer.id == Revocation.undone_by_id)
    .where(Revocation.edition_id == bindparam("edition_id"))
    .order_by(Revocation.id.desc())
)


def revocations(edition_id: int, regulation: Regulation, entry_id: int | None = None) -> list[RevocationRow]:
    """Every prize that was taken back in the edition (or of one entry), undone ones too, the newest first."""
    question = _ROWS if entry_id is None else _ROWS.where(Revocation.entry_id == entry_id)
    rows = ask(question, {"edition_id": edition_id}).all()
    ids = {move[0] for row in rows for move in row.moved}
    codes = (
        {row.id: row.code or "" for row in ask(select(Entry.id, Entry.code).where(Entry.id.in_(ids)))} if ids else {}
    )
    return [RevocationRow(**{**row._mapping, "moved": _movers(row.moved, codes, regulation)}) for row in rows]


def is_taken_back(edition_id: int, entry_id: int, award_id: int) -> bool:
    """Whether this award of the entry was taken back and not given again."""
    which = (Revocation.edition_id == edition_id, Revocation.entry_id == entry_id, Revocation.award_id == award_id)
    return ask(select(Revocation.id).where(*which, Revocation.undone_at.is_(None)).limit(1)).first() is not None


def _movers(moved: Sequence[Sequence[Any]], codes: Mapping[int, str], regulation: Regulation) -> tuple[Mover, ...]:
    return tuple(
        Mover(codes[key], _tier(regulation, before), _tier(regulation, after)) for key, before, _, _, after in moved
    )


def _tier(regulation: Regulation, key: str) -> str:
    return named(regulation, TIER_AWARD, key) if key else "không có giải"


def moves_for(edition_id: int, regulation: Regulation, entry_id: int, award_key: str) -> list[MovedUp]:
    """Who would move up if this prize were taken back: nobody for an award beside the tiers."""
    return moves_without(edition_id, regulation, {entry_id}) if award_key == TIER_AWARD else []


class ToldRevocation(NamedTuple):
    """What the public is told of a prize that was taken back: which, by which decision; nothing of the entrants."""

    entry_id: int
    award_key: str
    author: int
    name: str
    decision: str
    decided_on: date


_first_shown = (
    select(func.min(Publication.published_at))
    .where(Publication.edition_id == Revocation.edition_id)
    .correlate(Revocation)
    .scalar_subquery()
)
_TOLD = (
    select(
        Revocation.entry_id,
        Revocation.award_key,
        Revocation.author,
        Revocation.name,
        Revocation.decision,
        Revocation.decided_on,
    )
    .where(
        Revocation.edition_id == bindparam("edition_id"),
        Revocation.undone_at.is_(None),
        Revocation.made_at >= _first_shown,
    )
    .order_by(Revocation.id)
)


def told_revocations(edition_id: int) -> list[ToldRevocation]:
    """Prizes that were public and are taken back; what was taken back before anybody saw it is nobody's business."""
    return [ToldRevocation(*row) for row in ask(_TOLD, {"edition_id": edition_id})]


# An award: its entry, its key, which author of the entry it is for (0: the entry).
AwardOf = tuple[int, str, int]


def revoked_awards(edition_id: int) -> set[AwardOf]:
    """The awards that are taken back now, by entry, award and author."""
    wanted = select(Revocation.entry_id, Revocation.award_key, Revocation.author).where(
        Revocation.edition_id == edition_id, Revocation.undone_at.is_(None)
    )
    rows = asked_once(("revoked", edition_id), lambda: ask(wanted).all())
    return {(row.entry_id, row.award_key, row.author) for row in rows}


def award_of(sealed: Mapping[str, Any]) -> AwardOf:
    """Which award a line of a sealed result is."""
    return sealed["entry"], sealed["award"], sealed.get("author", 0)


def award_validity(edition_id: int) -> Mapping[AwardOf, Validity]:
    """For every award that was ever public, by entry, award and author, what its certificate is worth now.

    revoked: taken back. replaced: the entry has another tier than when the result was first shown, so that a
    certificate of the old one is to be handed back for a new one. Both go by what stands today.
    """
    found: dict[AwardOf, Validity] = {
        (one.entry_id, one.award_key, one.author): "valid" for one in awards(edition_id) if one.state == "confirmed"
    }
    first = ask(select(func.min(Publication.published_at)).where(Publication.edition_id == edition_id)).scalar_one()
    if first is None:
        return found
    moved: dict[AwardOf, tuple[str, str]] = {}
    for row in ask(
        select(AwardChange.entry_id, AwardChange.award_key, AwardChange.from_tier, AwardChange.to_tier)
        .where(
            AwardChange.edition_id == edition_id,
            AwardChange.entry_id.is_not(None),
            AwardChange.award_key == TIER_AWARD,
            AwardChange.changed_at >= first,
        )
        .order_by(AwardChange.id)
    ):
        key = (row.entry_id, row.award_key, 0)
        before, _ = moved.get(key, (row.from_tier, ""))
        moved[key] = before, row.to_tier
    for key, (before, after) in moved.items():
        if before and after and before != after and key in found:
            found[key] = "replaced"
    return found | dict.fromkeys(revoked_awards(edition_id), "revoked")
