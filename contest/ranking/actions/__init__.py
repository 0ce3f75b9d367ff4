"""The deeds of ranking: run it, take down the council's vote on a tie, bring in votes, send entries on."""

from contest.ranking.actions.advancing import advance_entries
from contest.ranking.actions.running import record_votes, run_ranking
from contest.ranking.actions.settling import revoke_settlement, settle_tie

__all__ = ["advance_entries", "record_votes", "revoke_settlement", "run_ranking", "settle_tie"]
