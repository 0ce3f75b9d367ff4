"""Deeds about councils, conflicts, rounds and who judges what."""

from contest.juries.actions.again import seat_again
from contest.juries.actions.apart import let_meet, put_apart
from contest.juries.actions.conflicts import declare_conflict, look_for_conflicts, record_conflict, settle_conflict
from contest.juries.actions.councils import change_seat, ensure_councils, invite_again, seat_judge, unseat
from contest.juries.actions.hands import assign_by_hand, put_off, put_on, remove_assignment
from contest.juries.actions.plans import PlanOutcome, apply_plan, propose_plan
from contest.juries.actions.roster import HEADINGS, RosterOutcome, import_judges, preview_judges, read_judges
from contest.juries.actions.rounds import open_round, prepare_round
from contest.juries.actions.standing_in import choose_stand_in, see_to_stand_ins
from contest.juries.actions.wishes import ask_to_avoid, take_back_avoidance

__all__ = [
    "HEADINGS",
    "PlanOutcome",
    "RosterOutcome",
    "apply_plan",
    "ask_to_avoid",
    "assign_by_hand",
    "change_seat",
    "choose_stand_in",
    "declare_conflict",
    "ensure_councils",
    "import_judges",
    "invite_again",
    "let_meet",
    "look_for_conflicts",
    "open_round",
    "prepare_round",
    "preview_judges",
    "propose_plan",
    "put_apart",
    "put_off",
    "put_on",
    "read_judges",
    "record_conflict",
    "remove_assignment",
    "seat_again",
    "seat_judge",
    "see_to_stand_ins",
    "settle_conflict",
    "take_back_avoidance",
    "unseat",
]
