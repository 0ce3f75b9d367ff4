"""What the newest proposal says of one entry, in its sentences."""

from typing import NamedTuple

from sqlalchemy import select

from contest.foundation.database import ask
from contest.prizes.models import Proposal


class RuleWords(NamedTuple):
    """What the newest proposal says of one entry: its tier by rule with the reason, and what passed over it."""

    tier_key: str = ""
    reason: str = ""
    passed_over: tuple[str, ...] = ()


def rule_words(proposal_id: int, entry_id: int) -> RuleWords:
    """The sentences of a proposal that concern an entry."""
    given, passed = ask(select(Proposal.awards, Proposal.passed_over).where(Proposal.id == proposal_id)).one()
    own = next((each for each in given if each["entry_id"] == entry_id), {"tier": "", "reason": ""})
    over = tuple(each["reason"] for each in passed if each["entry_id"] == entry_id)
    return RuleWords(own["tier"], own["reason"], over)
