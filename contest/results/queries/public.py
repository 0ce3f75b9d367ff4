"""The result as the public sees it: the sealed awards, with the names the law lets us print today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.entries.queries.held import authors_of
from contest.entries.rules import AuthorFacts
from contest.foundation.database import db
from contest.foundation.vietnamese import fold
from contest.results.models import Publication, Seal
from contest.results.rules import named_authors, shown_classes, without_names

# The heading where the regulation does not publish who has which prize.
_PRIZES = "Đạt giải"


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A prize as it is published; what the regulation does not publish is empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    unit: str = ""
    locality: str = ""
    field_name: str = ""
    division_name: str = ""
    summary: str = ""
    points: Decimal | None = None
    amount_vnd: int | None = None


@dataclass(frozen=True, slots=True)
class PublicTier:
    """The prizes of one tier or extra award."""

    key: str
    name: str
    rows: tuple[PublicRow, ...]


@dataclass(frozen=True, slots=True)
class PublicResults:
    """Everything the public page shows. tiers: best first."""

    version: int
    digest: str
    published_at: datetime
    tiers: tuple[PublicTier, ...]
    total: int
    found: int


def public_results(edition_id: int, regulation: Regulation, words: str = "") -> PublicResults | None:
    """The published result, None while nothing is published; `words` narrows it by what is shown."""
    standing = db.session.execute(
        select(Seal.version, Seal.digest, Seal.document, Publication.published_at)
        .join(Publication, Publication.seal_id == Seal.id)
        .where(Publication.edition_id == edition_id, Publication.retracted_at.is_(None))
        .order_by(Publication.id.desc())
        .limit(1)
    ).one_or_none()
    if standing is None:
        return None
    awards: Sequence[Mapping[str, Any]] = standing.document["awards"]
    ids = {award["entry"] for award in awards}
    entries = _entries(ids)
    authors = authors_of([Entry.id.in_(ids)])
    terms = fold(words).split()
    shows_prize = "prize" in regulation.privacy.public_fields
    tiers: dict[tuple[str, str], list[PublicRow]] = {}
    for award in awards:
        row = _row(award, entries, authors.get(award["entry"], ()), regulation)
        heading = (award["tier"] or award["award"], award["name"]) if shows_prize else ("", _PRIZES)
        if all(term in _searched(row, heading[1]) for term in terms):
            tiers.setdefault(heading, []).append(row)
    shown = [PublicTier(key, name, tuple(rows)) for (key, name), rows in tiers.items()]
    shown.sort(key=lambda tier: _place(regulation, tier.key))
    found = sum(len(tier.rows) for tier in shown)
    return PublicResults(standing.version, standing.digest, standing.published_at, tuple(shown), len(awards), found)


def _entries(ids: set[int]) -> dict[int, Any]:
    rows = db.session.execute(
        select(
            Entry.id, Entry.title, Entry.unit, Entry.locality, Entry.field_key, Entry.division_key, Entry.summary
        ).where(Entry.id.in_(ids))
    )
    return {row.id: row for row in rows}


def _row(
    award: Mapping[str, Any], entries: Mapping[int, Any], authors: Sequence[AuthorFacts], regulation: Regulation
) -> PublicRow:
    shown: set[str] = {*regulation.privacy.public_fields}
    entry = entries.get(award["entry"])
    points = award["points"]
    row: dict[str, Any] = {}
    if "title" in shown:
        # The sealed title is for ever; who was forgotten since is not in today's.
        forgotten = any(author.forgotten_at for author in authors)
        title = entry.title if entry is not None and forgotten else award["title"]
        row["title"] = without_names(title, authors, regulation)
    if "authors" in shown:
        row["authors"] = tuple(named_authors(authors, regulation))
    if "class" in shown:
        row["classes"] = tuple(shown_classes(authors, regulation))
    if "points" in shown and points is not None:
        row["points"] = Decimal(points)
    if "amount" in shown:
        row["amount_vnd"] = award["amount_vnd"]
    if entry is not None:
        row |= _of_entry(entry, shown, regulation)
        if "summary" in row:
            row["summary"] = without_names(row["summary"], authors, regulation)
    return PublicRow(**row)


def _of_entry(entry: Any, shown: set[str], regulation: Regulation) -> dict[str, Any]:
    row: dict[str, Any] = {key: getattr(entry, key) for key in ("unit", "locality", "summary") if key in shown}
    if "field" in shown:
        row["field_name"] = regulation.field_name(entry.field_key) if entry.field_key else ""
        row["division_name"] = regulation.division_name(entry.division_key) if entry.division_key else ""
    return row


def _searched(row: PublicRow, tier: str) -> str:
    """Only what is shown can be found: a name that is not published is not searched either."""
    words = (tier, row.title, row.unit, row.locality, row.field_name, row.division_name, *row.authors, *row.classes)
    return fold(" ".join(words))


def _place(regulation: Regulation, key: str) -> int:
    keys = [tier.key for tier in regulation.prizes.tiers]
    keys += [award.key for award in (*regulation.extra_awards, *regulation.topic_awards)]
    return keys.index(key) if key in keys else len(keys)
