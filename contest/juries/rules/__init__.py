"""Who judges what: conflicts of interest, loads, the assignment itself, and the order in which a judge reads."""

from contest.juries.rules.letters import EVENTS
from contest.juries.rules.wordlist import WORDS

__all__ = ["EVENTS", "WORDS"]
