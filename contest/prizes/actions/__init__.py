"""The deeds of prizes: propose them by rule, change them by decision, give extra awards, confirm; changes by two."""

from contest.prizes.actions.changing import approve_change, look_again, propose_change, withdraw_change
from contest.prizes.actions.confirming import confirm_awards, reopen_awards
from contest.prizes.actions.extras import give_extra, take_extra
from contest.prizes.actions.moving import move_award
from contest.prizes.actions.proposing import Outcome, propose_awards
from contest.prizes.actions.recommending import follow_councils, recommend
from contest.prizes.actions.units import decide_unit

__all__ = [
    "Outcome",
    "approve_change",
    "confirm_awards",
    "decide_unit",
    "follow_councils",
    "give_extra",
    "look_again",
    "move_award",
    "propose_awards",
    "propose_change",
    "recommend",
    "reopen_awards",
    "take_extra",
    "withdraw_change",
]
