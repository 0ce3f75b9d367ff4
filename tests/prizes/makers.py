"""Plans and candidates for the tests of prizes, built by hand."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from contest.editions.rules.awards import Prizes
from contest.prizes.rules import Allocation, Candidate, Plan

TIER_NAMES = {
    "special": "Giải Đặc biệt",
    "first": "Giải Nhất",
    "second": "Giải Nhì",
    "third": "Giải Ba",
    "consolation": "Giải Khuyến khích",
}


def tier(key: str, quantity: int | Mapping[str, Any] | None = None, **parts: Any) -> dict[str, Any]:
    """A tier with a plain number meaning exactly so many, None meaning open."""
    if quantity is None:
        quantity = {"open": True}
    elif isinstance(quantity, int):
        quantity = {"exact": quantity}
    return {"key": key, "name": TIER_NAMES.get(key, key), "quantity": quantity, **parts}


def make_plan(*tiers: Mapping[str, Any], bases: Any = None, keys: Any = None, names: Any = None, **prizes: Any) -> Plan:
    """The plan of these tiers."""
    parsed = Prizes.model_validate({"tiers": list(tiers), **prizes})
    return Plan(parsed, keys or {}, names or {}, bases or {})


def candidates(points: Iterable[Any], **same: Any) -> list[Candidate]:
    """Candidates 1, 2, … with these points; ranks follow them, equals share a place."""
    figures = [Decimal(str(each)) for each in points]
    better = sorted(figures, reverse=True)
    place = {figure: number for number, figure in reversed(list(enumerate(better, 1)))}
    return [
        Candidate(
            entry_id=number,
            code=f"KT-{number:03}",
            rank=place[figure],
            points=figure,
            **{key: value[number - 1] if isinstance(value, Sequence) and not isinstance(value, str) else value
               for key, value in same.items()},
        )
        for number, figure in enumerate(figures, 1)
    ]  # fmt: skip


def tiers_of(allocation: Allocation, given: Sequence[Candidate]) -> list[str]:
    """The tier of every candidate, "-" without one."""
    by_entry = {award.entry_id: award.tier_key for award in allocation.awards}
    return [by_entry.get(each.entry_id, "-") for each in given]


def letters(allocation: Allocation, given: Sequence[Candidate]) -> str:
    """ "GG SSS B": the first letter of every candidate's tier."""
    return "".join(key[0].upper() for key in tiers_of(allocation, given))


def count(allocation: Allocation) -> dict[str, int]:
    """How many awards each tier has."""
    keys = [award.tier_key for award in allocation.awards]
    return {key: keys.count(key) for key in dict.fromkeys(keys)}
