"""Reads of people: who is asking, who holds which role, who was invited."""

from contest.people.queries.accounts import Account, account_by_key, actor_by_email, actor_of, is_confirmed
from contest.people.queries.members import Member, PersonCard, holders_of, members, people_cards

__all__ = [
    "Account",
    "Member",
    "PersonCard",
    "account_by_key",
    "actor_by_email",
    "actor_of",
    "holders_of",
    "is_confirmed",
    "members",
    "people_cards",
]
