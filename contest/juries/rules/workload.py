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


def fair_bands(demand: Mapping[int, int], pool: Mapping[int, Sequence[int]], cap: Mapping[int, int]) -> dict[int, Band]:
    """Each judge's band. `demand`: sheets wanted by each kind of entry; `pool`: the judges who may take that kind.

    Each kind's sheets are spread evenly over its judges, again and again towards those who carry less, so that a
    judge of two councils does not get two full loads; nobody's share is above the own ceiling.
    """
    share = {judge: 0.0 for judges in pool.values() for judge in judges}
    parts: dict[int, dict[int, float]] = {kind: dict.fromkeys(judges, 0.0) for kind, judges in pool.items()}
    for _ in range(_MOST_PASSES):
        before = dict(share)
        for kind, judges in sorted(pool.items()):
            if judges:
                _pour(kind, judges, demand.get(kind, 0), share, parts, cap)
        if all(abs(share[judge] - before[judge]) < _CLOSE for judge in share):
            break
    return {judge: _band(value, cap[judge]) for judge, value in share.items()}


def _pour(
    kind: int,
    judges: Sequence[int],
    sheets: int,
    share: dict[int, float],
    parts: dict[int, dict[int, float]],
    cap: Mapping[int, int],
) -> None:
    """Spread one kind's sheets as water would: the same level for all it reaches, nobody above the ceiling."""
    others = {judge: share[judge] - parts[kind][judge] for judge in judges}
    low, high = 0.0, max(others.values()) + sheets + 1.0
    for _ in range(40):
        level = (low + high) / 2
        poured = sum(max(0.0, min(level, cap[judge]) - others[judge]) for judge in judges)
        low, high = (level, high) if poured < sheets else (low, level)
    for judge in judges:
        parts[kind][judge] = max(0.0, min(high, cap[judge]) - others[judge])
        share[judge] = others[judge] + parts[kind][judge]


def _band(share: float, cap: int) -> Band:
    """A tenth around the share, at least the whole numbers beside it."""
    low = math.floor(share * (1 - _BAND) + 1e-6)
    high = math.ceil(share * (1 + _BAND) - 1e-6)
    return Band(share, max(0, min(low, cap)), max(1, min(high, cap)) if cap else 0)


def is_lopsided(load: int, band: Band | None) -> bool:
    """Whether a load lies outside the band aimed at."""
    return band is not None and not band.low <= load <= band.high
