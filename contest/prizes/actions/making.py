"""An approved change is made by the deeds of the rooms before; then every round is ranked and the prizes proposed."""

from contest.editions.actions import amend_regulation
from contest.foundation.access import Actor
from contest.prizes.actions.confirming import reopen_awards
from contest.prizes.actions.extras import take_extra
from contest.prizes.actions.moving import move_award
from contest.prizes.actions.proposing import propose_awards
from contest.prizes.queries import awards, latest_proposal
from contest.prizes.queries.changing import ChangeCard, Ranked
from contest.prizes.rules import TIER_AWARD
from contest.prizes.rules.changes import Amended, Change, Disqualified, JudgeLeftOut, ScoreCorrected
from contest.ranking.actions import run_ranking
from contest.scoring.actions import close_round, correct_sheet, leave_out_judge, reopen_round
from contest.screening.actions import disqualify


def make_change(actor: Actor, edition_id: int, card: ChangeCard, ranked: Ranked, change: Change) -> None:
    """Do it, in the transaction of the deed that calls. Raises Refusal with what stands in the way."""
    proposal, reason = latest_proposal(edition_id), card.reason
    if proposal is not None and proposal.confirmed_at is not None:
        reopen_awards(actor, edition_id, reason)
    match change:
        case ScoreCorrected():
            reopen_round(actor, edition_id, change.round_key, reason)
            correct_sheet(actor, edition_id, change.round_key, change.entry_id, change.judge_id, change.points, reason)
            close_round(actor, edition_id, change.round_key)
        case JudgeLeftOut():
            reopen_round(actor, edition_id, change.round_key, reason)
            leave_out_judge(actor, edition_id, change.round_key, change.judge_id, reason)
            close_round(actor, edition_id, change.round_key)
        case Disqualified():
            _take_decisions_back(actor, edition_id, change.entry_id, reason)
            disqualify(actor, edition_id, change.entry_id, reason)
        case Amended():
            amend_regulation(actor, edition_id, card.text, reason)
    for run in ranked.runs:
        run_ranking(actor, edition_id, run.round_key)
    if proposal is not None:
        propose_awards(actor, edition_id)


def _take_decisions_back(actor: Actor, edition_id: int, entry_id: int, reason: str) -> None:
    """What people had given the entry falls with it; prizes by rule fall by themselves."""
    for award in awards(edition_id):
        if award.entry_id != entry_id:
            continue
        if award.award_key != TIER_AWARD:
            take_extra(actor, edition_id, entry_id, award.award_key, reason)
        elif award.is_by_hand:
            move_award(actor, edition_id, entry_id, "", reason)
