"""Solutions with a prize as they are presented: what the office may choose from, what everybody may see of it today."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryFile
from contest.entries.queries.held import authors_by_id
from contest.entries.rules import part_of
from contest.foundation.database import ask
from contest.foundation.kinds import PICTURES
from contest.foundation.vietnamese import fold
from contest.results.models import Showcase
from contest.results.queries.public import (
    Heading,
    PublicRow,
    of_entries,
    public_entry_rows,
    public_results,
    tiers_of,
)
from contest.results.queries.published import published_entries
from contest.results.queries.revocations import award_of, revoked_awards
from contest.results.queries.standing import StandingSeal, standing_seal
from contest.results.rules.showcase import Presented, may_show_pictures


class Photograph(NamedTuple):
    """A picture of a dossier."""

    id: int
    entry_id: int
    sha256: str
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A solution as it is presented. row: what may be published of it today; prizes: tier and name of each.

    summary: the office's words, or the dossier's where the regulation publishes them, without names that are hidden.
    pictures: those chosen that may be shown today, the first on the card.
    """

    entry_id: int
    row: PublicRow
    prizes: tuple[Heading, ...]
    summary: str
    pictures: tuple[Photograph, ...]
    chosen: Presented
    may_be_pictured: bool
    # Each author in printed order, "" where the name may not be shown: for the index of a book.
    authors: tuple[str, ...] = ()
    # The names that may not be shown, to be left out of whatever else is printed beside it.
    hidden: tuple[str, ...] = ()


# Behind every place that can be given.
_LAST = 1_000_000
_PRESENTED = select(
    Showcase.entry_id, Showcase.summary, Showcase.pictures, Showcase.place, Showcase.is_left_out, Showcase.version
).where(Showcase.entry_id.in_(bindparam("ids", expanding=True)))
_PICTURES = (
    select(EntryFile.id, EntryFile.entry_id, EntryFile.sha256, EntryFile.name, EntryFile.part_key)
    .where(
        EntryFile.entry_id.in_(bindparam("ids", expanding=True)),
        EntryFile.media_type.in_(tuple(sorted(PICTURES))),
        EntryFile.removed_at.is_(None),
        EntryFile.erased_at.is_(None),
    )
    .order_by(EntryFile.entry_id, EntryFile.id)
)


def presented(ids: Collection[int]) -> dict[int, Presented]:
    """What was chosen for these entries; those nobody looked at are not in it."""
    return {row[0]: Presented(row[1], tuple(row[2]), *row[3:]) for row in ask(_PRESENTED, {"ids": list(ids)})}


def photographs(ids: Collection[int], regulation: Regulation) -> dict[int, list[Photograph]]:
    """The pictures of dossiers that may be chosen: none of a part that holds identity papers."""
    found: dict[int, list[Photograph]] = {}
    for row in ask(_PICTURES, {"ids": list(ids)}):
        part = part_of(regulation, row.part_key)
        if part is not None and not part.sensitive:
            found.setdefault(row.entry_id, []).append(Photograph(*row[:4], part.name))
    return found


def exhibits_of(rows: Sequence[tuple[Heading, PublicRow]], regulation: Regulation) -> list[Exhibit]:
    """The entries of these prizes, each once with all its prizes; four questions.

    In the order given, but within a prize those the office gave a place stand first.
    """
    own: dict[int, list[tuple[Heading, PublicRow]]] = {}
    for heading, row in rows:
        if row.entry_id:
            own.setdefault(row.entry_id, []).append((heading, row))
    if not own:
        return []
    chosen, pictures = presented(own), photographs(own, regulation)
    authors = authors_by_id([Entry.id.in_(list(own))])
    entries = published_entries(own, regulation)
    found = []
    for entry_id, prizes in own.items():
        choice = chosen.get(entry_id, Presented())
        may = may_show_pictures(tuple(authors.get(entry_id, {}).values()), regulation)
        known = {each.id: each for each in pictures.get(entry_id, ())}
        shown = tuple(known[key] for key in choice.pictures if key in known) if may else ()
        entry = entries[entry_id]
        # All authors: the row of a prize for one of them names that one alone.
        row = prizes[0][1]._replace(authors=entry.authors)
        words = entry.shown.of_text(choice.summary) or row.summary
        headings = tuple(heading for heading, _ in prizes)
        found.append(Exhibit(entry_id, row, headings, words, shown, choice, may, entry.each, entry.shown.hidden))
    order = list(dict.fromkeys(each.prizes[0] for each in found))
    return sorted(found, key=lambda each: (order.index(each.prizes[0]), each.chosen.place or _LAST))


def sealed_exhibits(edition_id: int, regulation: Regulation) -> tuple[StandingSeal | None, list[Exhibit]]:
    """Solutions with a prize of the newest sealed result, the best first, but for prizes taken back since."""
    seal = standing_seal(edition_id)
    if seal is None:
        return None, []
    tiers = tiers_of(standing_rows(edition_id, regulation, seal), regulation)
    return seal, exhibits_of([((tier.key, tier.name), row) for tier in tiers for row in tier.rows], regulation)


def standing_rows(edition_id: int, regulation: Regulation, seal: StandingSeal) -> list[tuple[Heading, PublicRow]]:
    """The prizes of entries in a sealed result but for those taken back since, as they may be published today."""
    gone = revoked_awards(edition_id)
    return list(of_entries([each for each in seal.awards if award_of(each) not in gone], regulation))


@dataclass(frozen=True, slots=True)
class Gallery:
    """What everybody sees: solutions that match, how many there are in all, and what they can be narrowed to."""

    exhibits: tuple[Exhibit, ...]
    total: int
    tiers: Mapping[str, str]
    fields: tuple[str, ...]


def gallery(
    edition_id: int, regulation: Regulation, words: str = "", tier: str = "", field: str = ""
) -> Gallery | None:
    """The published solutions; None while no result is public. tier: a key; field: a name, however it is written."""
    results = public_results(edition_id, regulation)
    if results is None:
        return None
    rows = [((each.key, each.name), row) for each in results.tiers for row in each.rows]
    known = [each for each in exhibits_of(rows, regulation) if not each.chosen.is_left_out]
    terms = fold(words).split()
    found = [
        each
        for each in known
        if (not tier or tier in dict(each.prizes))
        and (not field or fold(field) == fold(each.row.field_name))
        and all(term in _searched(each) for term in terms)
    ]
    tiers = {key: name for each in known for key, name in each.prizes if key}
    fields = sorted({each.row.field_name for each in known} - {""}, key=_regulated(regulation))
    return Gallery(tuple(found), len(known), tiers, tuple(fields))


def exhibit(edition_id: int, regulation: Regulation, entry_id: int) -> Exhibit | None:
    """One published solution; None for any other, and before the result is public."""
    rows = public_entry_rows(edition_id, regulation, entry_id)
    found = exhibits_of(rows, regulation) if rows else []
    return found[0] if found and not found[0].chosen.is_left_out else None


def dossier_summary(entry_id: int) -> str:
    """The summary as it stands in the dossier, for who edits what is printed instead."""
    return str(ask(select(Entry.summary).where(Entry.id == entry_id)).scalar_one())


def _regulated(regulation: Regulation) -> Any:
    order = {each.name: place for place, each in enumerate(regulation.fields)}
    return lambda name: (order.get(name, len(order)), name)


def _searched(each: Exhibit) -> str:
    """Only what is shown can be found."""
    row = each.row
    prizes = (name for _, name in each.prizes)
    return fold(" ".join((row.title, row.unit, row.locality, row.field_name, each.summary, *row.authors, *prizes)))
