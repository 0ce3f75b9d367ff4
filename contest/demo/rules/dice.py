"""Chance that comes out the same on every machine and Python: whole numbers only, named by what they are for."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_WORD = (1 << 64) - 1


class Dice:
    """A stream of chance of its own for every purpose: Dice(seed, "quality", 17) never moves what others draw."""

    __slots__ = ("_state",)

    def __init__(self, *purpose: object) -> None:
        name = "/".join(map(str, purpose)).encode()
        self._state = int.from_bytes(blake2b(name, digest_size=8).digest(), "big")

    def _word(self) -> int:
        """The next 64 bits (splitmix64)."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _WORD
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _WORD
        return mixed ^ (mixed >> 31)

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, the limit."""
        return (self._word() * limit) >> 64

    def chance(self, percent: int) -> bool:
        """True so many times in a hundred."""
        return self.below(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.below(len(choices))]

    def weighed(self, weights: Mapping[T, int]) -> T:
        """One of the keys, as often as its weight says."""
        left = self.below(sum(weights.values()))
        for choice, weight in weights.items():
            left -= weight
            if left < 0:
                return choice
        raise AssertionError("weights changed while drawing")

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def bell(self, spread: int) -> int:
        """A whole number around 0 with about this standard deviation, never beyond six of them."""
        total = 0
        for _ in range(3):
            word = self._word()
            total += (word & 0xFFFF) + (word >> 16 & 0xFFFF) + (word >> 32 & 0xFFFF) + (word >> 48)
        return ((total - 6 * 0xFFFF) * spread) // 0xFFFF


def shares(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """The total split by weight without losing one: the largest remainders get what is left over."""
    whole = sum(weights.values())
    parts = {key: total * weight // whole for key, weight in weights.items()}
    left = total - sum(parts.values())
    by_remainder = sorted(weights, key=lambda key: -(total * weights[key] % whole))
    for key in by_remainder[:left]:
        parts[key] += 1
    return parts
