"""Reads of prizes: what stands, what the rules were given, what the pages show."""

from contest.prizes.queries.awards import (
    AwardLine,
    AwardRow,
    ChangeRow,
    award_lines,
    award_name,
    awards,
    changes,
    extras,
    named,
    ordered_awards,
    tier_awards,
)
from contest.prizes.queries.ballots import is_voted
from contest.prizes.queries.card import AwardCard, award_card
from contest.prizes.queries.computed import (
    UnitsBehind,
    suggestions,
    suggestions_of_today,
    unit_suggestions,
    units_behind,
    units_of,
)
from contest.prizes.queries.inputs import candidates_of, capped_by, eligible_scopes, plan_for
from contest.prizes.queries.moving_up import moves_without
from contest.prizes.queries.preview import Preview, amount_of, extras_of, lines_of, preview
from contest.prizes.queries.proposals import ProposalCard, latest_proposal, proposal_before_council, proposal_for
from contest.prizes.queries.table import Pool, PrizeTable, TierLook, TierSum, prize_table, tier_looks
from contest.prizes.queries.unit_names import HAS_UNIT_NAMES, unit_names, with_names

__all__ = [
    "HAS_UNIT_NAMES",
    "AwardCard",
    "AwardLine",
    "AwardRow",
    "ChangeRow",
    "Pool",
    "Preview",
    "PrizeTable",
    "ProposalCard",
    "TierLook",
    "TierSum",
    "UnitsBehind",
    "amount_of",
    "award_card",
    "award_lines",
    "award_name",
    "awards",
    "candidates_of",
    "capped_by",
    "changes",
    "eligible_scopes",
    "extras",
    "extras_of",
    "is_voted",
    "latest_proposal",
    "lines_of",
    "moves_without",
    "named",
    "ordered_awards",
    "plan_for",
    "preview",
    "prize_table",
    "proposal_before_council",
    "proposal_for",
    "suggestions",
    "suggestions_of_today",
    "tier_awards",
    "tier_looks",
    "unit_names",
    "unit_suggestions",
    "units_behind",
    "units_of",
    "with_names",
]
