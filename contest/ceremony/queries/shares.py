"""The money of the sealed result divided into shares: each with whose it is and how much."""

from typing import NamedTuple

from contest.ceremony.rules.money import Split, shares
from contest.editions.rules import Regulation
from contest.entries.rules import AuthorFacts, is_minor, reference_day
from contest.papers.queries.winners import Winner, Winners
from contest.results.rules.embargo import reference


class Share(NamedTuple):
    """A part of the money of the decision that one payee gets. is_child: its author, or one of them, is under age.

    award_unit: of an award of a unit, the unit as the award says; unit: as it is printed.
    """

    key: str
    entry_id: int | None
    author_id: int | None
    code: str
    title: str
    unit: str
    prize: str
    names: tuple[str, ...]
    amount_vnd: int
    is_child: bool
    award_unit: str = ""


def shares_of(given: Winners, split: Split) -> list[Share]:
    """The money of the sealed result, share by share, in calling order; their sum is the decision's to the đồng."""
    found = []
    for winner in given.entries:
        if winner.amount_vnd:
            found += list(_of_winner(winner, given.regulation, split))
    for unit in given.units:
        if unit.amount_vnd:
            key = reference({"unit": unit.unit, "award": unit.award_key})
            whose = ("", "", unit.named, unit.prize, (), unit.amount_vnd)
            found.append(Share(f"{key}:0", None, None, *whose, is_child=False, award_unit=unit.unit))
    return found


def _of_winner(winner: Winner, regulation: Regulation, split: Split) -> list[Share]:
    award = {
        "entry": winner.entry.id,
        "award": winner.award_key,
        "tier": winner.tier_key,
        "author": winner.author,
    }
    key, amount = reference(award), winner.amount_vnd or 0
    entry = winner.entry
    if split == "entry" or not winner.people:
        children = any(_is_child(person.facts, regulation) for person in winner.people)
        own = (entry.code, entry.title, entry.unit, winner.prize, winner.names, amount, children)
        return [Share(f"{key}:0", entry.id, None, *own)]
    parts = shares(amount, [person.facts.share for person in winner.people])
    return [
        Share(
            f"{key}:{person.id}",
            entry.id,
            person.id,
            entry.code,
            entry.title,
            person.facts.unit or entry.unit,
            winner.prize,
            (person.facts.name,),
            part,
            _is_child(person.facts, regulation),
        )
        for person, part in zip(winner.people, parts, strict=True)
        if part
    ]


def _is_child(author: AuthorFacts, regulation: Regulation) -> bool:
    if author.birth_on is None and author.birth_year is None:
        return regulation.kind == "youth"
    return is_minor(author, regulation.authors.minor_below, reference_day(regulation))
