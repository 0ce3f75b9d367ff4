"""The council's meeting: the order of its agenda, who presides, who may vote, what a vote decides."""

from contest.ranking.rules.meeting.agenda import agenda_order, departures
from contest.ranking.rules.meeting.ballots import (
    ABSTAINED,
    MOTION,
    Outcome,
    Terms,
    counted,
    terms_of,
    why_not_cast,
    why_not_vote,
)
from contest.ranking.rules.meeting.sitting import Member, entitled, needed_present, presiding
from contest.ranking.rules.meeting.wordlist import WORDS

__all__ = [
    "ABSTAINED",
    "MOTION",
    "WORDS",
    "Member",
    "Outcome",
    "Terms",
    "agenda_order",
    "counted",
    "departures",
    "entitled",
    "needed_present",
    "presiding",
    "terms_of",
    "why_not_cast",
    "why_not_vote",
]
