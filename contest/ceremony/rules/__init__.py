"""What holds on the stage and at its door: each subject in a file, its sentences in `wordlist`."""

from contest.ceremony.rules.wordlist import WORDS

__all__ = ["WORDS"]
