"""The winners, once: who has which prize from the newest sealed result, names and units from the dossier of today.

Every list, certificate, slide, script and receipt starts here. Before the first seal the prizes as they stand make
drafts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.entries.queries import EntryBrief
from contest.entries.queries.lists import briefs_with_authors
from contest.entries.rules import AuthorFacts
from contest.papers.queries.certificates import People
from contest.papers.queries.documents import citation
from contest.papers.rules.decided import Stated
from contest.papers.rules.documents import Citation
from contest.papers.rules.reconciling import SEALED, Item, Tally, nameless
from contest.prizes.queries import award_lines, unit_names, with_names
from contest.prizes.rules import TIER_AWARD
from contest.results.queries.content import award_in_brief, unit_in_brief
from contest.results.queries.standing import StandingSeal, standing_seal


class Person(NamedTuple):
    """An author with the key it has on record and the place among the entry's authors, from 1."""

    id: int
    place: int
    facts: AuthorFacts


class Winner(NamedTuple):
    """A prize of an entry. people: whose it is: all authors, or the one whom an award is for."""

    entry: EntryBrief
    award_key: str
    tier_key: str
    prize: str
    rank: int | None
    points: Decimal | None
    amount_vnd: int | None
    author: int
    people: tuple[Person, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names in printed order."""
        return tuple(person.facts.name for person in self.people)


class UnitWinner(NamedTuple):
    """A prize of a unit (collective, movement). unit: as its award says, by which it is known; named: as printed."""

    unit: str
    named: str
    award_key: str
    prize: str
    place: int | None
    figure: str
    amount_vnd: int | None
    reason: str


W = TypeVar("W", Winner, UnitWinner)


@dataclass(frozen=True)
class Winners:
    """The winners of an edition in calling order. seal: what they are from; None for a draft before the first seal.

    authors: all authors of the entries, by their keys in printed order.
    """

    edition_id: int
    title: str
    regulation: Regulation
    seal: StandingSeal | None
    entries: tuple[Winner, ...]
    units: tuple[UnitWinner, ...]
    authors: Mapping[int, Mapping[int, AuthorFacts]]

    @property
    def of_certificates(self) -> People:
        """The entries as certificates are printed from them."""
        entries = {each.entry.id: each.entry for each in self.entries}
        return People(
            {key: entry.title for key, entry in entries.items()},
            {key: entry.unit for key, entry in entries.items()},
            {key: entry.code for key, entry in entries.items()},
            self.authors,
            self.title,
            unit_names(self.edition_id),
        )

    @cached_property
    def decision(self) -> Citation | None:
        """The decision that gives the prizes, asked for once by the lists that cite it."""
        return citation(self.edition_id, "result_decision")

    @property
    def money(self) -> int:
        """Everything that is paid out, in đồng."""
        amounts = [each.amount_vnd for each in self.entries] + [each.amount_vnd for each in self.units]
        return sum(amount or 0 for amount in amounts)


def winners(edition_id: int) -> Winners:
    """The winners as sealed, or as they stand while nothing is sealed; in eight questions whatever their number."""
    regulation, seal = regulation_of(edition_id), standing_seal(edition_id)
    entries: Sequence[Mapping[str, Any]]
    if seal is not None:
        entries, units = seal.awards, seal.unit_awards
    else:
        lines = [line for line in award_lines(edition_id, regulation) if line.state != "waits"]
        entries = [award_in_brief(line, regulation) for line in lines if line.entry_id is not None]
        units = with_names(edition_id, [unit_in_brief(line, regulation) for line in lines if line.entry_id is None])
    ids = {award["entry"] for award in entries}
    found, authors = briefs_with_authors(edition_id, ids)
    return Winners(
        edition_id,
        edition_by_id(edition_id).title,
        regulation,
        seal,
        tuple(_winner(award, found[award["entry"]], authors.get(award["entry"], {})) for award in entries),
        tuple(
            UnitWinner(
                award["unit"],
                award["named"],
                award["award"],
                award["name"],
                award["place"],
                award["figure"],
                award["amount_vnd"],
                award["reason"],
            )
            for award in units
        ),
        authors,
    )


def _winner(award: Mapping[str, Any], entry: EntryBrief, authors: Mapping[int, AuthorFacts]) -> Winner:
    people = tuple(Person(key, place, facts) for place, (key, facts) in enumerate(authors.items(), 1))
    author = award.get("author", 0)
    return Winner(
        entry,
        award["award"],
        award["tier"] or "",
        award["name"],
        award["rank"],
        None if award["points"] is None else Decimal(award["points"]),
        award["amount_vnd"],
        author,
        tuple(person for person in people if person.place == author) if author else people,
    )


def by_prize(regulation: Regulation, given: Sequence[W]) -> list[list[W]]:
    """The winners prize by prize as they are read, not called: the tiers, the best first, then the awards beside them;
    in each the best first.

    A prize the regulation does not know any more stands last.
    """
    order = [(TIER_AWARD, tier.key) for tier in regulation.prizes.tiers]
    order += [(extra.key, "") for extra in (*regulation.topic_awards, *regulation.extra_awards)]
    places = {key: place for place, key in enumerate(order)}
    held: dict[tuple[str, str], list[W]] = {}
    for each in given:
        tier = each.tier_key if isinstance(each, Winner) else ""
        held.setdefault((each.award_key, tier), []).append(each)
    keys = sorted(held, key=lambda key: places.get(key, len(order)))
    return [sorted(held[key], key=_rank) for key in keys]


def _rank(each: Winner | UnitWinner) -> tuple[int, str]:
    rank = each.rank if isinstance(each, Winner) else each.place
    return (rank or 1 << 30, each.entry.code if isinstance(each, Winner) else each.unit)


def items_of(given: Winners) -> tuple[Item, ...]:
    """The prizes as the reconciler compares them."""
    return (
        *(Item(each.entry.code, each.prize, each.names, each.amount_vnd, each.author) for each in given.entries),
        *(Item(each.named, each.prize, (), each.amount_vnd) for each in given.units),
    )


def sealed_tally(given: Winners) -> Tally | None:
    """What the sealed result says, the measure of all others; None while there is none."""
    if given.seal is None:
        return None
    return Tally(
        SEALED,
        "Kết quả niêm phong",
        items_of(given),
        version=given.seal.version,
        is_current=given.seal.is_current,
        faults=tuple(given.seal.faults),
    )


def stated(given: Winners) -> Iterator[Stated]:
    """The prizes line by line as the decision prints them, with the names of today.

    Of somebody who asked to be forgotten the decision keeps the name and no list has it: they are left out.
    """
    for each in given.entries:
        if any(person.facts.forgotten_at for person in each.people):
            continue
        posts = [part for person in each.people for part in (person.facts.position_title, person.facts.unit)]
        said = (each.prize, each.entry.title, each.entry.unit, *each.names, *posts, str(each.amount_vnd or 0))
        yield Stated(f"{each.award_key}:{each.entry.id}:{each.author}", each.entry.code, each.prize, said)
    for unit in given.units:
        said = (unit.prize, unit.named, str(unit.amount_vnd or 0))
        yield Stated(f"{unit.award_key}:{unit.unit}", unit.named, unit.prize, said)


def without_names(given: Winners) -> Sequence[Any]:
    """Why papers would name nobody for a prize."""
    sealed = sealed_tally(given)
    return nameless(sealed, frozenset(each.named for each in given.units)) if sealed else ()
