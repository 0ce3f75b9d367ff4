"""Reads of editions and of the regulation in force."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import and_, select

from contest.editions.models import Edition, RegulationVersion
from contest.editions.rules import Regulation, parse
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with


@dataclass(frozen=True, slots=True)
class EditionCard:
    """An edition as every page and command knows it."""

    id: int
    slug: str
    title: str
    kind: str
    series: str
    stage: str
    regulation_number: int


_CARD = (
    Edition.id,
    Edition.slug,
    Edition.title,
    Edition.kind,
    Edition.series,
    Edition.stage,
    Edition.regulation_number,
)


def edition_by_slug(slug: str) -> EditionCard | None:
    """The edition of this address, or None."""
    row = db.session.execute(select(*_CARD).where(Edition.slug == slug)).one_or_none()
    return EditionCard(*row) if row else None


def edition_named(slug: str) -> EditionCard:
    """The edition of this address, for commands. Raises Refusal: edition_unknown."""
    edition = edition_by_slug(slug)
    if edition is None:
        raise refuse_with("edition_unknown", slug=slug)
    return edition


def edition_by_id(edition_id: int) -> EditionCard:
    """The edition of this key. Raises sqlalchemy.exc.NoResultFound."""
    return EditionCard(*db.session.execute(select(*_CARD).where(Edition.id == edition_id)).one())


def editions() -> list[EditionCard]:
    """Every edition, the newest first."""
    return [EditionCard(*row) for row in db.session.execute(select(*_CARD).order_by(Edition.id.desc()))]


def regulation_text(edition_id: int) -> str:
    """The regulation in force, word for word. Raises NoResultFound."""
    return db.session.execute(
        select(RegulationVersion.text)
        .join(Edition, Edition.id == RegulationVersion.edition_id)
        .where(Edition.id == edition_id, RegulationVersion.number == Edition.regulation_number)
    ).scalar_one()


def regulation_of(edition_id: int) -> Regulation:
    """The regulation in force. Parsing costs tens of milliseconds, so equal texts are parsed once in a process."""
    return _parsed(regulation_text(edition_id))


@lru_cache(maxsize=32)
def _parsed(text: str) -> Regulation:
    return parse(text)


def regulations(edition_ids: Collection[int]) -> dict[int, Regulation]:
    """The regulations in force of these editions, by the edition's key, in one query."""
    rows = db.session.execute(
        select(Edition.id, RegulationVersion.text)
        .join(
            RegulationVersion,
            and_(RegulationVersion.edition_id == Edition.id, RegulationVersion.number == Edition.regulation_number),
        )
        .where(Edition.id.in_(edition_ids))
    )
    return {key: _parsed(text) for key, text in rows}
