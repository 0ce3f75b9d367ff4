"""The weights of a regulation, and its text with one of them changed."""

from decimal import Decimal
from typing import Any, NamedTuple

from contest.editions.rules import Regulation
from contest.editions.rules.canonical import canonical, written
from contest.foundation.vietnamese import number


class Weight(NamedTuple):
    """A weight that can be changed by itself; key names it in forms."""

    key: str
    words: str
    value: Decimal


def weights_of(regulation: Regulation) -> list[Weight]:
    """What each criterion counts in its round's total, then what each of two rounds counts in the final figure."""
    found = []
    for round_ in regulation.rounds:
        for criterion in round_.criteria if round_.kind == "scores" else ():
            words = f"Vòng {round_.name}: tiêu chí {criterion.name}, hệ số {number(criterion.weight)}"
            found.append(Weight(f"criterion:{round_.key}:{criterion.key}", words, criterion.weight))
    names = {round_.key: round_.name for round_ in regulation.rounds}
    for round_ in regulation.rounds:
        for key, share in round_.carry.items() if len(round_.carry) == 2 else ():
            words = f"Điểm cuối cùng: vòng {names.get(key, key)} chiếm {number(share * 100)} %"
            found.append(Weight(f"carry:{round_.key}:{key}", words, share))
    return found


def with_weight(regulation: Regulation, key: str, value: Decimal) -> str:
    """The regulation's text with this weight; a round's share is given in per cent and the other takes the rest.

    Raises KeyError for a weight it does not have.
    """
    kind, round_key, part = key.split(":", 2)
    document: dict[str, Any] = canonical(regulation)
    round_ = next((each for each in document["rounds"] if each["key"] == round_key), None)
    if round_ is None:
        raise KeyError(key)
    if kind == "criterion":
        criterion = next((each for each in round_.get("criteria", ()) if each["key"] == part), None)
        if criterion is None:
            raise KeyError(key)
        criterion["weight"] = value
    else:
        share, carry = value / 100, round_.get("carry", {})
        if part not in carry or len(carry) != 2:
            raise KeyError(key)
        other = next(each for each in carry if each != part)
        round_["carry"] = {each: share if each == part else 1 - share for each in carry} | {other: 1 - share}
    return written(document)
