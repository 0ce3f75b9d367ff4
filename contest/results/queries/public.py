"""The result as the public sees it: the sealed awards, with the names the law lets us print today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.database import ask
from contest.foundation.vietnamese import fold
from contest.prizes.queries import HAS_UNIT_NAMES, with_names
from contest.results.models import Publication, Seal
from contest.results.queries.nominating import results_above
from contest.results.queries.published import PublicEntry, published_entries
from contest.results.queries.revocations import ToldRevocation, award_of, told_revocations
from contest.results.queries.seals import sealed_awards
from contest.results.rules import UNNAMED

# The key and the name of a tier or another award.
Heading = tuple[str, str]
# The heading where the regulation does not publish who has which prize.
_PRIZES = "Đạt giải"


class PublicRow(NamedTuple):
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
    # Whose prize it is; 0 for a unit's.
    entry_id: int = 0


class PublicTier(NamedTuple):
    """The prizes of one tier or extra award."""

    key: str
    name: str
    rows: tuple[PublicRow, ...]


@dataclass(frozen=True, slots=True)
class PublicResults:
    """Everything the public page shows. tiers: best first; total: all prizes, found: those that match the words.

    revoked: prizes that were taken back since they were first shown.
    """

    version: int
    digest: str
    published_at: datetime
    tiers: tuple[PublicTier, ...]
    total: int
    found: int
    revoked: tuple[ToldRevocation, ...] = ()
    # Prizes from contests above: the contest with the prize, and what of the entry may be shown.
    above: tuple[tuple[str, PublicRow], ...] = ()


# Readers come by the thousand: built once.
_STANDING = (
    select(
        Seal.id,
        Seal.version,
        Seal.digest,
        Seal.sealed_at,
        Publication.published_at,
        HAS_UNIT_NAMES.label("has_names"),
    )
    .join(Publication, Publication.seal_id == Seal.id)
    .where(Publication.edition_id == bindparam("edition_id"), Publication.retracted_at.is_(None))
    .order_by(Publication.id.desc())
    .limit(1)
)


def public_results(edition_id: int, regulation: Regulation, words: str = "") -> PublicResults | None:
    """The published result, None while nothing is published; `words` narrows it by what is shown.

    Names, units and summaries are read anew each time: a consent taken back masks its name from then on.
    """
    standing = ask(_STANDING, {"edition_id": edition_id}).one_or_none()
    if standing is None:
        return None
    sealed, revoked = sealed_awards(standing.id, standing.digest), told_revocations(edition_id)
    gone = {(one.entry_id, one.award_key, one.author) for one in revoked}
    entries = [each for each in sealed.entries if award_of(each) not in gone] if gone else sealed.entries
    units = with_names(edition_id, sealed.units, has_names=standing.has_names)
    rows = [*of_entries(entries, regulation), *of_units(units, regulation)]
    shown = tiers_of(rows, regulation, words)
    found = sum(len(tier.rows) for tier in shown)
    above = () if words else _above(edition_id, regulation)
    card = (standing.version, standing.digest, standing.published_at)
    return PublicResults(*card, shown, len(rows), found, tuple(revoked), above)


@dataclass(frozen=True, slots=True)
class PublicStanding:
    """The version that is public now, and what it gives one entry: its sealed awards but for those taken back since."""

    version: int
    digest: str
    sealed_at: datetime
    awards: tuple[Mapping[str, Any], ...]


def public_standing(edition_id: int, entry_id: int) -> PublicStanding | None:
    """What everybody may know of the entry's prizes today; None while nothing is published."""
    standing = ask(_STANDING, {"edition_id": edition_id}).one_or_none()
    if standing is None:
        return None
    gone = {(one.entry_id, one.award_key, one.author) for one in told_revocations(edition_id)}
    sealed = sealed_awards(standing.id, standing.digest).entries
    own = tuple(each for each in sealed if each["entry"] == entry_id and award_of(each) not in gone)
    return PublicStanding(standing.version, standing.digest, standing.sealed_at, own)


def public_entry_rows(edition_id: int, regulation: Regulation, entry_id: int) -> list[tuple[Heading, PublicRow]]:
    """The published prizes of one entry; none before the result is public, and none that was taken back."""
    standing = public_standing(edition_id, entry_id)
    return [] if standing is None else list(of_entries(standing.awards, regulation))


def _above(edition_id: int, regulation: Regulation) -> tuple[tuple[str, PublicRow], ...]:
    """What entries of this edition won above, with the names the law lets us print today."""
    won = [row for row in results_above(edition_id) if row.outcome == "awarded"]
    if not won:
        return ()
    titles = {row[0]: row[1] for row in ask(_TITLES, {"ids": [row.entry_id for row in won]})}
    entries = published_entries({row.entry_id for row in won}, regulation)
    found = []
    for row in won:
        award = {"title": titles.get(row.entry_id, ""), "points": None, "amount_vnd": None}
        found.append((f"{row.award}, {row.target}", _row(award, entries[row.entry_id], regulation)))
    return tuple(found)


_TITLES = select(Entry.id, Entry.title).where(Entry.id.in_(bindparam("ids", expanding=True)))


def tiers_of(
    rows: Sequence[tuple[Heading, PublicRow]], regulation: Regulation, words: str = ""
) -> tuple[PublicTier, ...]:
    """Rows under their headings, the best tier first; with words, those in which all of them are shown."""
    terms = fold(words).split()
    tiers: dict[Heading, list[PublicRow]] = {}
    for heading, row in rows:
        if not terms or all(term in _searched(row, heading[1]) for term in terms):
            tiers.setdefault(heading, []).append(row)
    shown = [PublicTier(key, name, tuple(own)) for (key, name), own in tiers.items()]
    return tuple(sorted(shown, key=lambda tier: _place(regulation, tier.key)))


def of_entries(awards: Sequence[Mapping[str, Any]], regulation: Regulation) -> Iterator[tuple[Heading, PublicRow]]:
    """Awards of entries as they are published, in the order given."""
    entries = published_entries({award["entry"] for award in awards}, regulation)
    shows_prize = "prize" in regulation.privacy.public_fields
    for award in awards:
        heading = (award["tier"] or award["award"], award["name"]) if shows_prize else ("", _PRIZES)
        yield heading, _row(award, entries.get(award["entry"], PublicEntry()), regulation)


def of_units(awards: Sequence[Mapping[str, Any]], regulation: Regulation) -> Iterator[tuple[Heading, PublicRow]]:
    """Units are no persons: they are shown where the regulation publishes units and prizes. awards: `with_names`."""
    shown = regulation.privacy.public_fields
    if not {"unit", "prize"} <= set(shown):
        return
    for award in awards:
        amount = award["amount_vnd"] if "amount" in shown else None
        yield (award["award"], award["name"]), PublicRow(title=award["named"], amount_vnd=amount)


def _row(award: Mapping[str, Any], entry: PublicEntry, regulation: Regulation) -> PublicRow:
    shown = regulation.privacy.public_fields
    points = award["points"] if "points" in shown else None
    return PublicRow(
        entry.shown.of_text(entry.title or award["title"]) if "title" in shown else "",
        _authors(award.get("author", 0), entry),
        entry.classes,
        entry.unit,
        entry.locality,
        entry.field_name,
        entry.division_name,
        entry.summary,
        None if points is None else Decimal(points),
        award["amount_vnd"] if "amount" in shown else None,
        award.get("entry", 0),
    )


def _authors(place: int, entry: PublicEntry) -> tuple[str, ...]:
    """All authors who may be named, or the one the award is for."""
    if not place or not entry.each:
        return entry.authors
    name = entry.each[place - 1] if place <= len(entry.each) else ""
    return (name or UNNAMED,)


@lru_cache(maxsize=2048)
def _searched(row: PublicRow, tier: str) -> str:
    """Only what is shown can be found: a name that is not published is not searched either."""
    words = (tier, row.title, row.unit, row.locality, row.field_name, row.division_name, *row.authors, *row.classes)
    return fold(" ".join(words))


def _place(regulation: Regulation, key: str) -> int:
    keys = [tier.key for tier in regulation.prizes.tiers]
    keys += [award.key for award in (*regulation.extra_awards, *regulation.topic_awards)]
    return keys.index(key) if key in keys else len(keys)
