"""Reads of people: who is asking, who holds which role, who was invited, who was handed a code."""

from contest.people.queries.accounts import (
    Account,
    account_by_email,
    account_by_id,
    account_by_key,
    actor_by_email,
    actor_of,
    credential,
    first_admin,
    is_confirmed,
)
from contest.people.queries.claims import HandedOut, Handout, handed_out
from contest.people.queries.invitations import InvitationCard, InvitationRow, invitation_card, invitations
from contest.people.queries.members import (
    Listed,
    Member,
    PersonCard,
    edition_id_of,
    edition_title,
    holders_of,
    listed,
    members,
    people_cards,
    person_by_email,
    roles_of,
)
from contest.people.queries.tokens import account_to_confirm, account_to_move, account_to_reset

__all__ = [
    "Account",
    "HandedOut",
    "Handout",
    "InvitationCard",
    "InvitationRow",
    "Listed",
    "Member",
    "PersonCard",
    "account_by_email",
    "account_by_id",
    "account_by_key",
    "account_to_confirm",
    "account_to_move",
    "account_to_reset",
    "actor_by_email",
    "actor_of",
    "credential",
    "edition_id_of",
    "edition_title",
    "first_admin",
    "handed_out",
    "holders_of",
    "invitation_card",
    "invitations",
    "is_confirmed",
    "listed",
    "members",
    "people_cards",
    "person_by_email",
    "roles_of",
]
