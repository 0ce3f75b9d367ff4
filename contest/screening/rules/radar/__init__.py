"""The radar: which works of this year are near-duplicates of each other or of earlier ones; evidence, no verdict."""

from contest.screening.rules.radar.matching import SHOWN, Evidence, Match, Work, find
from contest.screening.rules.radar.paged import Words, made_ready
from contest.screening.rules.radar.passages import (
    LEAST_WORDS,
    MOST_TEXTS,
    Owners,
    Passage,
    Passages,
    side_by_side,
)
from contest.screening.rules.radar.photos import LENGTH as PICTURE_BYTES
from contest.screening.rules.radar.photos import marks as picture_marks
from contest.screening.rules.radar.photos import same_pictures
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
    "LEAST_WORDS",
    "MOST_TEXTS",
    "PICTURE_BYTES",
    "RADAR_KINDS",
    "RADAR_WORDS",
    "SHOWN",
    "Evidence",
    "Match",
    "Owners",
    "Passage",
    "Passages",
    "Piece",
    "Words",
    "Work",
    "find",
    "likelihood_words",
    "made_ready",
    "picture_marks",
    "reason_words",
    "same_pictures",
    "same_runs",
    "same_words",
    "side_by_side",
    "sketch",
    "tokens",
]
