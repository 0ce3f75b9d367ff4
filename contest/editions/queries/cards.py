"""Editions as every page and command knows them."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from contest.editions.models import Edition
from contest.foundation.database import ask, asked_once
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
# Asked on every page of an edition: built once.
_BY_ID = select(*_CARD).where(Edition.id == bindparam("edition_id"))
_BY_SLUG = select(*_CARD).where(Edition.slug == bindparam("slug"))


def edition_by_slug(slug: str) -> EditionCard | None:
    """The edition of this address, or None."""
    row = ask(_BY_SLUG, {"slug": slug}).one_or_none()
    if row is None:
        return None
    card = EditionCard(*row)
    # The page that was found by its address asks for it by its key further down.
    return asked_once(("edition", card.id), lambda: card)


def edition_named(slug: str) -> EditionCard:
    """The edition of this address, for commands. Raises Refusal: edition_unknown."""
    edition = edition_by_slug(slug)
    if edition is None:
        raise refuse_with("edition_unknown", slug=slug)
    return edition


def edition_by_id(edition_id: int) -> EditionCard:
    """The edition of this key. Raises sqlalchemy.exc.NoResultFound."""
    return asked_once(("edition", edition_id), lambda: EditionCard(*ask(_BY_ID, {"edition_id": edition_id}).one()))


def editions() -> list[EditionCard]:
    """Every edition, the newest first."""
    return [EditionCard(*row) for row in ask(select(*_CARD).order_by(Edition.id.desc()))]


def edition_before(edition_id: int) -> EditionCard | None:
    """The last edition of the same series that was made before this one."""
    own = select(Edition.series).where(Edition.id == edition_id).scalar_subquery()
    row = ask(
        select(*_CARD)
        .where(Edition.series == own, Edition.series != "", Edition.id < edition_id)
        .order_by(Edition.id.desc())
        .limit(1)
    ).one_or_none()
    return EditionCard(*row) if row else None
