"""Reads of prizes: what stands, what the rules were given, what the pages show."""

from contest.prizes.queries.awards import (
    AwardRow,
    ChangeRow,
    ProposalCard,
    award_name,
    awards,
    changes,
    latest_proposal,
    ordered_awards,
    tier_awards,
)
from contest.prizes.queries.inputs import candidates_of, plan_for
from contest.prizes.queries.preview import Preview, amount_of, preview

__all__ = [
    "AwardRow",
    "ChangeRow",
    "Preview",
    "ProposalCard",
    "amount_of",
    "award_name",
    "awards",
    "candidates_of",
    "changes",
    "latest_proposal",
    "ordered_awards",
    "plan_for",
    "preview",
    "tier_awards",
]
