"""Deeds about people: open accounts, prove addresses, give and take roles, invite, hand out codes."""

from contest.people.actions.accounts import (
    change_address,
    change_password,
    change_profile,
    confirm_address,
    register,
    reset_password,
    send_confirmation,
    send_new_address,
    send_reset,
    set_password,
    set_password_hash,
    sign_out_everywhere,
)
from contest.people.actions.claims import claim_account, make_claim_code, note_code_try
from contest.people.actions.invitations import (
    accept_invitation,
    decline_invitation,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from contest.people.actions.persons import hashed
from contest.people.actions.roles import (
    Made,
    add_person,
    become_entrant,
    create_admin,
    ensure_person,
    grant_admin,
    grant_role,
    revoke_admin,
    revoke_role,
)
from contest.people.actions.tries import forget_tries, note_try

__all__ = [
    "Made",
    "accept_invitation",
    "add_person",
    "become_entrant",
    "change_address",
    "change_password",
    "change_profile",
    "claim_account",
    "confirm_address",
    "create_admin",
    "decline_invitation",
    "ensure_person",
    "forget_tries",
    "grant_admin",
    "grant_role",
    "hashed",
    "invite",
    "make_claim_code",
    "note_code_try",
    "note_try",
    "register",
    "resend_invitation",
    "reset_password",
    "revoke_admin",
    "revoke_role",
    "send_confirmation",
    "send_new_address",
    "send_reset",
    "set_password",
    "set_password_hash",
    "sign_out_everywhere",
    "withdraw_invitation",
]
