"""A change to what was judged, looked at before it is made: the world as it is, the world after, what differs."""

from contest.prizes.rules.changes.deeds import (
    APPROVERS,
    CHANGE_LASTS,
    CHANGE_WORDS,
    KIND_WORDS,
    STATE_WORDS,
    ChangeStanding,
    why_not_approve_change,
    why_not_look_again,
    why_not_propose_change,
    why_not_withdraw_change,
)
from contest.prizes.rules.changes.difference import Difference, PrizeLine, RankLine, RoundLines, difference
from contest.prizes.rules.changes.kinds import (
    Amended,
    Change,
    Disqualified,
    JudgeLeftOut,
    ScoreCorrected,
    changed,
    retotalled,
    why_not_possible,
    why_not_rank_after,
)
from contest.prizes.rules.changes.marking import fingerprint_of
from contest.prizes.rules.changes.world import WAITS, Holder, RoundInput, Standing, World, standing

__all__ = [
    "APPROVERS",
    "CHANGE_LASTS",
    "CHANGE_WORDS",
    "KIND_WORDS",
    "STATE_WORDS",
    "WAITS",
    "Amended",
    "Change",
    "ChangeStanding",
    "Difference",
    "Disqualified",
    "Holder",
    "JudgeLeftOut",
    "PrizeLine",
    "RankLine",
    "RoundInput",
    "RoundLines",
    "ScoreCorrected",
    "Standing",
    "World",
    "changed",
    "difference",
    "fingerprint_of",
    "retotalled",
    "standing",
    "why_not_approve_change",
    "why_not_look_again",
    "why_not_possible",
    "why_not_propose_change",
    "why_not_rank_after",
    "why_not_withdraw_change",
]
