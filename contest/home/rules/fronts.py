"""Editions as the front page lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from contest.editions.rules.stages import STAGES


@dataclass(frozen=True, slots=True)
class Front:
    """An edition on the front page."""

    slug: str
    title: str
    stage: str
    opens: datetime
    deadline: datetime
    is_taking: bool
    is_mine: bool

    @property
    def is_over(self) -> bool:
        """Whether the results are out."""
        return STAGES.index(self.stage) >= STAGES.index("published")


def by_urgency(fronts: Iterable[Front]) -> list[Front]:
    """Those taking entries first, by deadline; then those under way; then the past, the newest first."""
    return sorted(
        fronts,
        key=lambda front: (
            not front.is_taking,
            front.is_over,
            front.deadline.timestamp() * (1 if front.is_taking else -1),
        ),
    )
