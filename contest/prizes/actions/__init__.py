"""The deeds of prizes: propose them by rule, change them by decision, give extra awards, confirm; changes by two."""

from contest.prizes.actions.ballots import (
    Called,
    cancel_committee_ballot,
    cast_committee_vote,
    close_committee_ballot,
    enter_paper_votes,
    open_committee_ballot,
    put_on_paper,
    record_paper_vote,
)
from contest.prizes.actions.changing import approve_change, ask_for, look_again, propose_change, withdraw_change
from contest.prizes.actions.confirming import confirm_awards, reopen_awards, why_not_confirm_now
from contest.prizes.actions.extras import give_extra, take_extra
from contest.prizes.actions.moving import move_award
from contest.prizes.actions.proposing import Outcome, propose_awards
from contest.prizes.actions.recommending import follow_councils, recommend
from contest.prizes.actions.units import decide_unit, name_unit
from contest.prizes.actions.weighing import weigh, weigh_proposal

__all__ = [
    "Called",
    "Outcome",
    "approve_change",
    "ask_for",
    "cancel_committee_ballot",
    "cast_committee_vote",
    "close_committee_ballot",
    "confirm_awards",
    "decide_unit",
    "enter_paper_votes",
    "follow_councils",
    "give_extra",
    "look_again",
    "move_award",
    "name_unit",
    "open_committee_ballot",
    "propose_awards",
    "propose_change",
    "put_on_paper",
    "recommend",
    "record_paper_vote",
    "reopen_awards",
    "take_extra",
    "weigh",
    "weigh_proposal",
    "why_not_confirm_now",
    "withdraw_change",
]
