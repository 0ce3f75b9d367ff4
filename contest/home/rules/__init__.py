"""What waits for whom, the menu, the public states of an entry, and the order of the stages; pure."""

from contest.home.rules.stages import STAGE_WORDS, STAGES, stage_word

WORDS: dict[str, str] = {}

__all__ = ["STAGES", "STAGE_WORDS", "WORDS", "stage_word"]
