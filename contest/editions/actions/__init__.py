"""What is done with editions: made, amended, moved from stage to stage; and the public's questions answered."""

from contest.editions.actions.editions import (
    amend_regulation,
    create_edition,
    digest_of,
    replace_draft_regulation,
)
from contest.editions.actions.extensions import extend_deadline
from contest.editions.actions.questions import answer_question, ask_question, publish_answer, withdraw_answer
from contest.editions.actions.repeating import repeat_edition, when_repeated
from contest.editions.actions.stages import change_stage

__all__ = [
    "amend_regulation",
    "answer_question",
    "ask_question",
    "change_stage",
    "create_edition",
    "digest_of",
    "extend_deadline",
    "publish_answer",
    "repeat_edition",
    "replace_draft_regulation",
    "when_repeated",
    "withdraw_answer",
]
