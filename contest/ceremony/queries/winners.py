"""Who is called: the sealed awards, with titles, names and units as the dossiers say them today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contest.ceremony.rules.attendance import Guest
from contest.ceremony.rules.awards import Winner, winners
from contest.editions.rules import Regulation
from contest.entries.queries import EntryBrief
from contest.entries.queries.lists import briefs_with_authors
from contest.entries.rules import AuthorFacts
from contest.papers.queries.winners import Winners
from contest.results.queries.standing import StandingSeal, standing_seal


@dataclass(frozen=True, slots=True)
class Sealed:
    """The newest sealed version with its winners in order; authors: each entry's by their keys, in printed order."""

    seal: StandingSeal
    winners: Sequence[Winner]
    entries: Mapping[int, EntryBrief]
    authors: Mapping[int, Mapping[int, AuthorFacts]]

    def authors_of(self, winner: Winner) -> dict[int, AuthorFacts]:
        """Who goes up for an award: the entry's authors, or the one it is for; nobody of a unit."""
        own = dict(self.authors.get(winner.entry_id or 0, {}))
        if not winner.author:
            return own
        return dict(list(own.items())[winner.author - 1 : winner.author])

    def guests_of(self, winner: Winner) -> tuple[Guest, ...]:
        """Whom the door awaits for an award."""
        if winner.entry_id is None:
            return (Guest(None, winner.unit),)
        return tuple(Guest(author_id) for author_id in self.authors_of(winner))


def sealed_of(edition_id: int, goes_up: str) -> Sealed | None:
    """The newest sealed version as the stage sees it; None while there is none."""
    seal = standing_seal(edition_id)
    if seal is None:
        return None
    entries, authors = briefs_with_authors(edition_id, {award["entry"] for award in seal.awards})
    return _sealed(seal, entries, authors, goes_up)


def sealed_from(given: Winners, goes_up: str) -> Sealed | None:
    """The same, of winners that are already at hand."""
    if given.seal is None:
        return None
    return _sealed(given.seal, {each.entry.id: each.entry for each in given.entries}, given.authors, goes_up)


def _sealed(
    seal: StandingSeal,
    entries: Mapping[int, EntryBrief],
    authors: Mapping[int, Mapping[int, AuthorFacts]],
    goes_up: str,
) -> Sealed:
    sizes = {entry_id: len(own) for entry_id, own in authors.items()}
    found = winners(seal.awards, seal.unit_awards, sizes, all_go_up=goes_up == "authors")
    return Sealed(seal, found, entries, authors)


def prize_names(regulation: Regulation) -> dict[tuple[str, str], str]:
    """How each kind of award is printed."""
    tiers = {("tier", tier.key): tier.name for tier in regulation.prizes.tiers}
    others = {(award.key, ""): award.name for award in (*regulation.extra_awards, *regulation.topic_awards)}
    return tiers | others
