"""Reads of prizes: what stands, what the rules were given, what the pages show."""

from contest.prizes.queries.awards import (
    AwardRow,
    ChangeRow,
    ExtraRow,
    ProposalCard,
    award_name,
    awards,
    changes,
    extras,
    latest_proposal,
    ordered_awards,
    tier_awards,
)
from contest.prizes.queries.card import AwardCard, award_card
from contest.prizes.queries.computed import suggestions
from contest.prizes.queries.inputs import candidates_of, plan_for
from contest.prizes.queries.preview import Preview, amount_of, preview
from contest.prizes.queries.table import Pool, PrizeTable, TierSum, prize_table

__all__ = [
    "AwardCard",
    "AwardRow",
    "ChangeRow",
    "ExtraRow",
    "Pool",
    "Preview",
    "PrizeTable",
    "ProposalCard",
    "TierSum",
    "amount_of",
    "award_card",
    "award_name",
    "awards",
    "candidates_of",
    "changes",
    "extras",
    "latest_proposal",
    "ordered_awards",
    "plan_for",
    "preview",
    "prize_table",
    "suggestions",
    "tier_awards",
]
