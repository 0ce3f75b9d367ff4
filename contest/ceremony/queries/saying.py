"""Everybody who is called by name, with how the name sounds and what the family agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass

from contest.ceremony.queries.names import SaidRow, sounded_before, stage_names
from contest.ceremony.queries.winners import sealed_of
from contest.ceremony.rules.speaking import needs_hint, suggestions
from contest.editions.queries import regulation_of
from contest.foundation.vietnamese import name_key
from contest.results.rules import may_name


@dataclass(frozen=True, slots=True)
class NameRow:
    """An author as the page of names shows one; may_be_named: by the consents of today."""

    author_id: int
    name: str
    unit: str
    code: str
    said: SaidRow
    may_be_named: bool
    is_asked: bool
    suggested: Sequence[str]

    @property
    def is_open(self) -> bool:
        """Whether somebody should still say something about it."""
        return (self.is_asked and not self.said.sounds) if self.may_be_named else not self.said.called_as


def names_to_say(edition_id: int) -> list[NameRow]:
    """Every author of a winning entry by given name; who may not be named, and names to ask about, are marked."""
    sealed = sealed_of(edition_id, "authors")
    if sealed is None:
        return []
    regulation = regulation_of(edition_id)
    authors = [
        (author_id, author, sealed.entries[entry_id])
        for entry_id, own in sealed.authors.items()
        for author_id, author in own.items()
    ]
    ids = [author_id for author_id, *_ in authors]
    known, before = stage_names(ids), sounded_before(ids)
    rows = [
        NameRow(
            author_id,
            author.name,
            author.unit or entry.unit,
            entry.code,
            known.get(author_id, SaidRow()),
            may_name(author, regulation),
            needs_hint(author.name),
            suggestions(author.name, before),
        )
        for author_id, author, entry in authors
    ]
    return sorted(rows, key=lambda row: (name_key(row.name), row.author_id))
