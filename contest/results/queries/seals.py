"""Seals and publications as they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased

from contest.foundation.database import ask, db
from contest.people.models import Person
from contest.results.models import Embargo, Publication, Seal


@dataclass(frozen=True, slots=True)
class SealCard:
    """A sealed version of the result."""

    version: int
    digest: str
    sealed_at: datetime
    sealed_by: str = ""
    is_published: bool = False
    mark: str = ""
    # What an independent computation found wrong when it was sealed.
    faults: Sequence[str] = ()

    @property
    def short(self) -> str:
        """The digest's beginning in groups, to be read aloud."""
        return " ".join(self.digest[place : place + 4] for place in range(0, 16, 4))


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A publication: of which version, when, by whom; and when and why it was taken down."""

    version: int
    published_at: datetime
    published_by: str
    retracted_at: datetime | None
    retract_reason: str


@dataclass(frozen=True, slots=True)
class SealHistory:
    """Every sealed version and every publication, the newest first; whether what is sealed is kept back now."""

    seals: tuple[SealCard, ...]
    publications: tuple[PublicationRow, ...]
    is_held: bool


_sealer, _publisher = aliased(Person), aliased(Person)
_HISTORY = (
    select(
        Seal.version,
        Seal.digest,
        Seal.sealed_at,
        _sealer.name.label("sealed_by"),
        Seal.mark,
        Seal.faults,
        Publication.id.label("publication"),
        Publication.published_at,
        _publisher.name.label("published_by"),
        Publication.retracted_at,
        Publication.retract_reason,
        select(func.count(Embargo.id))
        .where(Embargo.edition_id == bindparam("edition_id"), Embargo.ended_at.is_(None))
        .scalar_subquery()
        .label("held"),
    )
    .outerjoin(_sealer, _sealer.id == Seal.sealed_by_id)
    .outerjoin(Publication, Publication.seal_id == Seal.id)
    .outerjoin(_publisher, _publisher.id == Publication.published_by_id)
    .where(Seal.edition_id == bindparam("edition_id"))
    .order_by(Seal.version.desc())
)


def history(edition_id: int) -> SealHistory:
    """What was sealed and what was published, in one query."""
    rows = ask(_HISTORY, {"edition_id": edition_id}).all()
    published = [row for row in rows if row.publication is not None]
    standing = {row.version for row in published if row.retracted_at is None}
    cards = {
        row.version: SealCard(
            row.version, row.digest, row.sealed_at, row.sealed_by or "", row.version in standing, row.mark, row.faults
        )
        for row in rows
    }
    published.sort(key=lambda row: -row.publication)
    return SealHistory(
        tuple(cards.values()),
        tuple(
            PublicationRow(row.version, row.published_at, row.published_by or "", row.retracted_at, row.retract_reason)
            for row in published
        ),
        any(row.held for row in rows),
    )


class SealedAwards(NamedTuple):
    """The awards as sealed: of entries, and of units."""

    entries: Sequence[Mapping[str, Any]]
    units: Sequence[Mapping[str, Any]]


@lru_cache(maxsize=32)
def sealed_awards(seal_id: int, digest: str) -> SealedAwards:
    """The awards of a sealed document, read once in a process: a seal never changes, and its digest says which it is.

    No person's name is in it.
    """
    document = ask(select(Seal.document).where(Seal.id == seal_id, Seal.digest == digest)).scalar_one()
    return SealedAwards(tuple(document["awards"]), tuple(document.get("unit_awards", ())))


def newest_seal(edition_id: int) -> int | None:
    """The number of the newest sealed version; None while there is none."""
    return db.session.scalar(select(func.max(Seal.version)).where(Seal.edition_id == edition_id))


def published_editions() -> list[int]:
    """Editions whose result is public."""
    rows = select(Publication.edition_id).where(Publication.retracted_at.is_(None)).distinct()
    return list(db.session.scalars(rows.order_by(Publication.edition_id)))


def published_at(edition_id: int) -> datetime | None:
    """When the result that is public now was first shown, in this version or an earlier one; None when none is."""
    return ask(_FIRST_SHOWN, {"edition_id": edition_id}).scalar()


_standing = aliased(Publication)
_FIRST_SHOWN = (
    select(Publication.published_at)
    .where(
        Publication.edition_id == bindparam("edition_id"),
        exists().where(_standing.edition_id == bindparam("edition_id"), _standing.retracted_at.is_(None)),
    )
    .order_by(Publication.id)
    .limit(1)
)
