"""Contests made by chance whose truth is known: 571 entries, 40 judges, five sheets each, whole points of 100."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from contest.ranking.rules import Contender, Sheet

Array = np.ndarray[Any, np.dtype[Any]]
ENTRIES, JUDGES, FIELDS, TOP = 571, 40, 8, 30
_QUALITY = 8.0


@dataclass(frozen=True, slots=True)
class Design:
    """How a world is made: standard deviations of severity, error and fields; who scores what; the mean entry's points.

    From a level of 70 the best entries and the mildest judges reach the ceiling of 100; from 60 they do not.
    """

    name: str
    severity: float = 5.0
    noise: float = 6.0
    fields: float = 0.0
    panels: str = ""
    each: int = 5
    level: float = 70.0


DESIGNS = (
    Design("base"),
    Design("severity 0", severity=0.0),
    Design("severity 2.5", severity=2.5),
    Design("severity 10", severity=10.0),
    Design("field panels", fields=3.0, panels="own"),
    Design("one outsider", fields=3.0, panels="outsider"),
)


@dataclass(slots=True)
class World:
    """What is true of the entries, and the sheets: entry, judge and points of each."""

    truth: Array
    field: Array
    severity: Array
    entry: Array
    judge: Array
    points: Array
    chance: np.random.Generator
    noise: float

    def contenders(self) -> list[Contender]:
        """The entries as the ranking takes them."""
        sheets: list[list[Sheet]] = [[] for _ in self.truth]
        for entry, judge, points in zip(self.entry.tolist(), self.judge.tolist(), self.points.tolist(), strict=True):
            sheets[entry].append(Sheet(judge, "submitted", Decimal(int(points))))
        return [Contender(n, tuple(own), field_key=f"f{self.field[n]}") for n, own in enumerate(sheets)]

    def score(self, entry: Array, judge: Array) -> Array:
        """What these judges would give these entries."""
        exact = self.truth[entry] + self.severity[judge] + self.chance.normal(0, self.noise, len(entry))
        return np.clip(np.rint(exact), 0, 100)

    def add(self, entry: Array, judge: Array) -> None:
        """More sheets."""
        self.points = np.concatenate((self.points, self.score(entry, judge)))
        self.entry, self.judge = np.concatenate((self.entry, entry)), np.concatenate((self.judge, judge))

    def found(self, points: Array) -> float:
        """The percentage of the truly best thirty among thirty of most points; equals on the line share it."""
        best = set(np.argsort(-self.truth)[:TOP].tolist())
        line = np.sort(points)[::-1][TOP - 1]
        sure, tied = np.flatnonzero(points > line).tolist(), np.flatnonzero(points == line).tolist()
        hit = len(best.intersection(sure)) + len(best.intersection(tied)) * (TOP - len(sure)) / len(tied)
        return 100 * hit / TOP


def make_world(design: Design, seed: int) -> World:
    """The world of a seed; the same seed has the same entries, judges and errors in every design."""
    chance = np.random.default_rng(seed)
    field = np.arange(ENTRIES) % FIELDS
    truth = chance.normal(design.level, _QUALITY, ENTRIES) + chance.normal(0, 1, FIELDS)[field] * design.fields
    severity = chance.normal(0, 1, JUDGES) * design.severity
    rows = _random(chance, design.each) if not design.panels else _panels(chance, field, design.panels)
    entry = np.repeat(np.arange(ENTRIES), design.each)
    world = World(truth, field, severity, entry, rows.ravel(), np.zeros(0), chance, design.noise)
    world.points = world.score(entry, world.judge)
    return world


def _random(chance: np.random.Generator, each: int) -> Array:
    """Judges by chance, loads alike."""
    loads, rows = np.zeros(JUDGES), np.empty((ENTRIES, each), dtype=np.int64)
    for entry in range(ENTRIES):
        rows[entry] = np.argsort(loads + 1.5 * chance.random(JUDGES))[:each]
        loads[rows[entry]] += 1
    return rows


def _panels(chance: np.random.Generator, field: Array, kind: str) -> Array:
    """The five judges of the entry's field, one of them exchanged for somebody of another field for an outsider."""
    size = JUDGES // FIELDS
    rows = np.arange(size)[None, :] + size * field[:, None]
    if kind == "outsider":
        for entry in range(ENTRIES):
            others = np.setdiff1d(np.arange(JUDGES), rows[entry])
            rows[entry, chance.integers(size)] = chance.choice(others)
    return rows
