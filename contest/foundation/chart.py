"""Bars ready to be drawn: what they say, not how a file format says it.

Rooms build a Chart in their `reports` floor; `contest.foundation.writers.charts` makes a picture of it. Series are
told apart by patterns, every bar has its figure, and labels wrap: it reads in black and white, and on a phone.
"""

from dataclasses import dataclass
from typing import Literal

# bars: lying, for long names. Over time: columns, standing side by side, or stacked, one on the other.
Form = Literal["bars", "columns", "stacked"]
MOST_SERIES = 5


@dataclass(frozen=True, slots=True)
class Series:
    """A value for each label; None draws no bar. shown: what stands at the bar, where it is not the value itself."""

    name: str
    values: tuple[int | None, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart under its title; a single series has no legend. note: a line below, such as what a star means."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    form: Form = "bars"
    note: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError for a chart that cannot be drawn as it is meant."""
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"a chart has one to {MOST_SERIES} series: {self.title}")
        for each in self.series:
            if not len(each.values) == len(each.shown) == len(self.labels):
                raise ValueError(f"a value and its words for each label: {each.name}")
            if any(value is not None and value < 0 for value in each.values):
                raise ValueError(f"bars begin at nothing: {each.name}")
