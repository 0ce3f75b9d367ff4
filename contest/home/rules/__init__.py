"""What waits for whom, the menu, the public states of an entry, and what the next stage needs; pure."""

from contest.editions.rules.stages import STAGE_WORDS, STAGES, next_stage, stage_word
from contest.home.rules.advance import WORDS, CouncilFacts, RoundState, Standing, why_not_advance
from contest.home.rules.approvals import Deed
from contest.home.rules.deeds import next_deeds
from contest.home.rules.facts import Facts, MyEntry, RoundFacts
from contest.home.rules.fronts import Front, by_urgency
from contest.home.rules.menu import MenuGroup, MenuItem, menu
from contest.home.rules.statuses import (
    SHEET_WORDS,
    STATUS_KINDS,
    STATUS_WORDS,
    VERDICT_WORDS,
    Course,
    shown_status,
    status_of,
)
from contest.home.rules.time import time_left

__all__ = [
    "SHEET_WORDS",
    "STAGES",
    "STAGE_WORDS",
    "STATUS_KINDS",
    "STATUS_WORDS",
    "VERDICT_WORDS",
    "WORDS",
    "CouncilFacts",
    "Course",
    "Deed",
    "Facts",
    "Front",
    "MenuGroup",
    "MenuItem",
    "MyEntry",
    "RoundFacts",
    "RoundState",
    "Standing",
    "by_urgency",
    "menu",
    "next_deeds",
    "next_stage",
    "shown_status",
    "stage_word",
    "status_of",
    "time_left",
    "why_not_advance",
]
