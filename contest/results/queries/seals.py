"""Seals and publications as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from contest.foundation.database import db
from contest.people.models import Person
from contest.results.models import Publication, Seal


@dataclass(frozen=True, slots=True)
class SealCard:
    """A sealed version of the result."""

    version: int
    digest: str
    sealed_at: datetime
    sealed_by: str = ""
    is_published: bool = False

    @property
    def short(self) -> str:
        """The digest's beginning in groups, to be read aloud."""
        return " ".join(self.digest[place : place + 4] for place in range(0, 16, 4))


def seals(edition_id: int) -> list[SealCard]:
    """Every sealed version, the newest first, and which one the public sees."""
    stands = and_(Publication.seal_id == Seal.id, Publication.retracted_at.is_(None))
    rows = db.session.execute(
        select(Seal.version, Seal.digest, Seal.sealed_at, Person.name, Publication.id)
        .outerjoin(Person, Person.id == Seal.sealed_by_id)
        .outerjoin(Publication, stands)
        .where(Seal.edition_id == edition_id)
        .order_by(Seal.version.desc())
    )
    return [SealCard(row[0], row[1], row[2], row[3] or "", row[4] is not None) for row in rows]


def latest_document(edition_id: int) -> Mapping[str, Any] | None:
    """The document of the newest seal."""
    document: Mapping[str, Any] | None = db.session.scalar(
        select(Seal.document).where(Seal.edition_id == edition_id).order_by(Seal.version.desc()).limit(1)
    )
    return document


def published_editions() -> list[int]:
    """Editions whose result is public."""
    rows = select(Publication.edition_id).where(Publication.retracted_at.is_(None)).distinct()
    return list(db.session.scalars(rows.order_by(Publication.edition_id)))


def published_at(edition_id: int) -> datetime | None:
    """When the result that is public now was first shown, in this version or an earlier one; None when none is."""
    if edition_id not in published_editions():
        return None
    return db.session.scalar(
        select(Publication.published_at).where(Publication.edition_id == edition_id).order_by(Publication.id).limit(1)
    )


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A publication: of which version, when, by whom; and when and why it was taken down."""

    version: int
    published_at: datetime
    published_by: str
    retracted_at: datetime | None
    retract_reason: str


def publications(edition_id: int) -> list[PublicationRow]:
    """Every publication, the newest first."""
    rows = db.session.execute(
        select(
            Seal.version,
            Publication.published_at,
            Person.name,
            Publication.retracted_at,
            Publication.retract_reason,
        )
        .join(Seal, Seal.id == Publication.seal_id)
        .outerjoin(Person, Person.id == Publication.published_by_id)
        .where(Publication.edition_id == edition_id)
        .order_by(Publication.id.desc())
    )
    return [PublicationRow(row[0], row[1], row[2] or "", row[3], row[4]) for row in rows]
