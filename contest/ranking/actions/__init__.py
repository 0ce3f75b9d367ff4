"""The deeds of ranking: run it, take down the council's vote on a tie, bring in votes, send entries on."""

from contest.ranking.actions.advancing import advance_entries
from contest.ranking.actions.public_vote import (
    ask_for_vote,
    asked,
    cast_vote,
    count_votes,
    delete_old_votes,
    restore_votes,
    set_votes_aside,
)
from contest.ranking.actions.running import record_votes, run_ranking
from contest.ranking.actions.settling import revoke_settlement, settle_tie

__all__ = [
    "advance_entries",
    "ask_for_vote",
    "asked",
    "cast_vote",
    "count_votes",
    "delete_old_votes",
    "record_votes",
    "restore_votes",
    "revoke_settlement",
    "run_ranking",
    "set_votes_aside",
    "settle_tie",
]
