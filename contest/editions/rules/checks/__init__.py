"""What a regulation may say but cannot mean: one small function for each impossibility."""

from collections.abc import Callable, Iterator

from contest.editions.rules.checks import awards, criteria, days, dossier, judging, keys, passage, people, places, tiers
from contest.editions.rules.faults import Fault
from contest.editions.rules.regulation import Regulation

Check = Callable[[Regulation], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (
    *keys.CHECKS,
    *days.CHECKS,
    *places.CHECKS,
    *people.CHECKS,
    *dossier.CHECKS,
    *criteria.CHECKS,
    *judging.CHECKS,
    *passage.CHECKS,
    *tiers.CHECKS,
    *awards.CHECKS,
)


def check_all(regulation: Regulation) -> list[Fault]:
    """Every impossibility of a regulation whose shape is right."""
    return [fault for check in CHECKS for fault in check(regulation)]
