"""What a fair load is, and how the loads of a plan lie."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_BAND = 0.1
_MOST_PASSES, _CLOSE = 30, 1e-6


@dataclass(frozen=True, slots=True)
class Loads:
    """The lightest, heaviest and mean load; the mean to two digits."""

    least: int
    most: int
    mean: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """The fair load of a judge and the band aimed at around it."""

    share: float
    low: int
    high: int


def loads_of(loads: Mapping[int, int]) -> Loads:
    """The summary of a plan's loads."""
    if not loads:
        return Loads(0, 0, Decimal(0))
    mean = (Decimal(sum(loads.values())) / len(loads)).quantize(Decimal("0.01"))
    return Loads(min(loads.values()), max(loads.values()), mean)


def fair_bands(
    sheets: Mapping[int, int], entries: Mapping[int, int], pool: Mapping[int, Sequence[int]], cap: Mapping[int, int]
) -> dict[int, Band]:
    """Each judge's band. For each kind of entry: `sheets` wanted, how many `entries`, and the judges who may take it.

    Each kind's sheets are spread evenly over its judges, again and again towards those who carry less, so that a
    judge of two councils does not get two full loads; nobody's share is above the own ceiling or above the entries.
    """
    share = {judge: 0.0 for judges in pool.values() for judge in judges}
    parts: dict[int, dict[int, float]] = {kind: dict.fromkeys(judges, 0.0) for kind, judges in pool.items()}
    for _ in range(_MOST_PASSES):
        before = dict(share)
        for kind, judges in sorted(pool.items()):
            others = {judge: share[judge] - parts[kind][judge] for judge in judges}
            room = {judge: min(float(entries[kind]), max(0.0, cap[judge] - others[judge])) for judge in judges}
            parts[kind] = _poured(sheets[kind], others, room)
            share.update({judge: others[judge] + parts[kind][judge] for judge in judges})
        if all(abs(share[judge] - before[judge]) < _CLOSE for judge in share):
            break
    return {judge: _band(value, cap[judge]) for judge, value in share.items()}


def _poured(sheets: int, others: Mapping[int, float], room: Mapping[int, float]) -> dict[int, float]:
    """One kind's sheets spread as water would: the same level for all it reaches, nobody above the own room."""

    def at(level: float) -> dict[int, float]:
        return {judge: max(0.0, min(level - other, room[judge])) for judge, other in others.items()}

    low, high = 0.0, max(others.values(), default=0.0) + sheets + 1.0
    for _ in range(40):
        level = (low + high) / 2
        low, high = (level, high) if sum(at(level).values()) < sheets else (low, level)
    return at(high)


def _band(share: float, cap: int) -> Band:
    """A tenth around the share, at least the whole numbers beside it."""
    low = math.floor(share * (1 - _BAND) + 1e-6)
    high = math.ceil(share * (1 + _BAND) - 1e-6)
    return Band(share, max(0, min(low, cap)), max(1, min(high, cap)) if cap else 0)


def is_lopsided(load: int, band: Band | None) -> bool:
    """Whether a load lies outside the band aimed at."""
    return band is not None and not band.low <= load <= band.high
