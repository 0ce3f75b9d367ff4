"""Reads over all rooms: the boards, what the next stage needs, public states, the whole story of one entry."""

from contest.home.queries.boards import board_facts
from contest.home.queries.fronts import fronts
from contest.home.queries.leftovers import Leftover, Leftovers, leftovers
from contest.home.queries.rounds import office_rounds
from contest.home.queries.standings import StageStep, stage_steps, standing_of
from contest.home.queries.states import ListedEntry, listed, public_status, public_status_of
from contest.home.queries.stories import Story, story

__all__ = [
    "Leftover",
    "Leftovers",
    "ListedEntry",
    "StageStep",
    "Story",
    "board_facts",
    "fronts",
    "leftovers",
    "listed",
    "office_rounds",
    "public_status",
    "public_status_of",
    "stage_steps",
    "standing_of",
    "story",
]
