"""The stages of an edition in order, with the words the public reads."""

from contest.editions.rules.stages import STAGE_WORDS, STAGES, next_stage, stage_word

__all__ = ["STAGES", "STAGE_WORDS", "next_stage", "stage_word"]
