"""Lists the regulation announces on the way: which, and from which stage on."""

from contest.editions.rules import Regulation
from contest.editions.rules.stages import has_reached

LIST_WORDS = {"received": "Hồ sơ đã nhận", "eligible": "Hồ sơ hợp lệ"}
# Dossiers are counted when none are taken any more; verdicts are told when nothing of them is open.
_FROM = {"received": "closed", "eligible": "judging"}


def announced_lists(regulation: Regulation, stage: str) -> tuple[str, ...]:
    """The lists everybody may read now, in the order of the contest's life."""
    return tuple(key for key in _FROM if key in regulation.privacy.lists and has_reached(stage, _FROM[key]))


def units_told(regulation: Regulation, stage: str) -> bool:
    """Whether the lists say where each work comes from: not while judges of a blind round may read them, too."""
    if "unit" not in regulation.privacy.public_fields:
        return False
    return has_reached(stage, "deliberation") or not any(round_.blind for round_ in regulation.rounds)
