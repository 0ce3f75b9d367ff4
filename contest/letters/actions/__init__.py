"""Letters are looked at and let go, kept back, changed; rules and words are set; what is due is written."""

from contest.letters.actions.deciding import change_letters, edit_letter, tick_text
from contest.letters.actions.occasions import (
    announce_amendment,
    announce_posting,
    announce_results,
    forget_letters,
    remind_of_drafts,
    remind_of_open_proofs,
    remind_of_supplements,
    stop_reminders,
    stop_token,
)
from contest.letters.actions.repeating import repeat_letters
from contest.letters.actions.rules import reset_words, set_rule, set_words

__all__ = [
    "announce_amendment",
    "announce_posting",
    "announce_results",
    "change_letters",
    "edit_letter",
    "forget_letters",
    "remind_of_drafts",
    "remind_of_open_proofs",
    "remind_of_supplements",
    "repeat_letters",
    "reset_words",
    "set_rule",
    "set_words",
    "stop_reminders",
    "stop_token",
    "tick_text",
]
