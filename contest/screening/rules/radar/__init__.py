"""The radar: which works of this year are near-duplicates of each other or of earlier ones; evidence, no verdict."""

from contest.screening.rules.radar.matching import SHOWN, Evidence, Match, Work, find
from contest.screening.rules.radar.photos import LENGTH as PICTURE_BYTES
from contest.screening.rules.radar.photos import marks as picture_marks
from contest.screening.rules.radar.shingles import sketch
from contest.screening.rules.radar.showing import (
    RADAR_KINDS,
    RADAR_WORDS,
    Piece,
    likelihood_words,
    reason_words,
    same_runs,
    same_words,
)
from contest.screening.rules.radar.tokens import tokens

__all__ = [
    "PICTURE_BYTES",
    "RADAR_KINDS",
    "RADAR_WORDS",
    "SHOWN",
    "Evidence",
    "Match",
    "Piece",
    "Work",
    "find",
    "likelihood_words",
    "picture_marks",
    "reason_words",
    "same_runs",
    "same_words",
    "sketch",
    "tokens",
]
