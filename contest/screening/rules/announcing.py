"""Lists the regulation announces on the way: which, and from which stage on."""

from contest.editions.rules import Regulation
from contest.editions.rules.stages import has_reached

LIST_WORDS = {"received": "Hồ sơ đã nhận", "eligible": "Hồ sơ hợp lệ"}
# Dossiers are counted when none are taken any more; verdicts are told when nothing of them is open.
_FROM = {"received": "closed", "eligible": "judging"}


def announced_lists(regulation: Regulation, stage: str) -> tuple[str, ...]:
    """The lists everybody may read now, in the order of the contest's life."""
    return tuple(key for key in _FROM if key in regulation.privacy.lists and has_reached(stage, _FROM[key]))
