"""What holds on the stage and at its door: each subject in a file, its sentences in `wordlist`, its letters."""

from contest.ceremony.rules.letters import EVENTS
from contest.ceremony.rules.wordlist import WORDS

__all__ = ["EVENTS", "WORDS"]
