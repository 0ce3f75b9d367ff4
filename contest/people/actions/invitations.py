"""Invitations to hold a role: sent by letter, answered by a pressed button, never by merely opening a link."""

from sqlalchemy import select

from contest.foundation.access import ROLE_WORDS, Actor, Permission, Role
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.mail import link, write_letter_from
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.tokens import fingerprint, random_key
from contest.foundation.vietnamese import nfc
from contest.people.actions.persons import by_email, check_password, fresh_key, hashed, new_person
from contest.people.actions.roles import add_grant, held_in, set_unit_of
from contest.people.models import Invitation
from contest.people.queries.invitations import TOKEN
from contest.people.queries.members import edition_title
from contest.people.rules import (
    INVITATION_LIVES,
    INVITATION_RESTS,
    Ticket,
    tidy_email,
    why_not_address,
    why_not_answer,
    why_not_give,
    why_not_give_to,
)


@action(Permission.PERSON_INVITE)
def invite(actor: Actor, edition_id: int, role: Role, name: str, email: str, unit_id: int | None = None) -> int:
    """Invite somebody to hold a role (`unit_id`: for that unit); a second invitation to the role replaces the first."""
    email, name = tidy_email(email), nfc(name)
    reasons = [] if name else [Reason("name_missing", {}, "name")]
    refuse([*reasons, *why_not_address(email), *why_not_give(actor, edition_id, role)])
    person = by_email(email)
    held = held_in(person.id, edition_id) if person else set()
    if person and role in held:
        raise refuse_with("role_already_held", "email", name=person.name, role=ROLE_WORDS[role])
    refuse(why_not_give_to(held, role))
    for old in _waiting(edition_id, role, email):
        db.session.delete(old)
    invitation = Invitation(edition_id=edition_id, role=str(role), name=name, email=email, invited_at=now())
    invitation.unit_id = unit_id if role is Role.UNIT else None
    _send(actor, invitation)
    db.session.add(invitation)
    db.session.flush()
    return invitation.id


@action(Permission.PERSON_INVITE)
def resend_invitation(actor: Actor, edition_id: int, invitation_id: int) -> None:
    """Send a new letter with a new link and a new term; the link before dies."""
    invitation = _of_edition(edition_id, invitation_id)
    refuse(why_not_give(actor, edition_id, Role(invitation.role)))
    refuse([Reason("invitation_answered")] if invitation.accepted_at else [])
    invitation.declined_at, invitation.decline_reason = None, ""
    _send(actor, invitation)


@action(Permission.PERSON_INVITE)
def remind_invited(actor: Actor, edition_id: int) -> int:
    """Write once more, with a new link and term, to those who have let an invitation rest; returns how many letters."""
    waiting = db.session.scalars(
        select(Invitation).where(
            Invitation.edition_id == edition_id,
            Invitation.accepted_at.is_(None),
            Invitation.declined_at.is_(None),
            Invitation.reminded_at.is_(None),
            Invitation.invited_at <= now() - INVITATION_RESTS,
            Invitation.expires_at > now(),
        )
    ).all()
    for invitation in waiting:
        _send(actor, invitation)
        invitation.reminded_at = now()
    return len(waiting)


@action(Permission.PERSON_INVITE)
def withdraw_invitation(actor: Actor, edition_id: int, invitation_id: int) -> None:
    """Take back an invitation that was not accepted."""
    invitation = _of_edition(edition_id, invitation_id)
    refuse(why_not_give(actor, edition_id, Role(invitation.role)))
    refuse([Reason("invitation_answered")] if invitation.accepted_at else [])
    db.session.delete(invitation)


@action(Permission.ACCOUNT_OPEN)
def accept_invitation(actor: Actor, token: str, name: str = "", password: str | None = None) -> int:
    """Accept: the role is held from now on, by the account of the invited address; its key is returned.

    The letter proves the address. An account without a password is given one here; so is one whose address nobody
    has proved before, since a stranger may have opened it.
    """
    digest = hashed(password) if password else None
    invitation = _of_token(token)
    refuse(why_not_answer(_ticket(invitation), now()))
    person = by_email(invitation.email)
    if actor.id is not None and (person is None or person.id != actor.id):
        raise refuse_with("invitation_for_another")
    if person is not None and not person.active:
        raise refuse_with("invitation_unknown")
    if person is None:
        person = new_person(name or invitation.name, email=invitation.email)
    if person.password is None or person.confirmed_at is None:
        check_password(password or "", person.name, person.email)
        person.password, person.fs_uniquifier = digest, fresh_key()
    person.confirmed_at = person.confirmed_at or now()
    role = Role(invitation.role)
    held = held_in(person.id, invitation.edition_id)
    refuse(why_not_give_to(held, role))
    if role not in held:
        add_grant(actor, person.id, invitation.edition_id, role)
    if invitation.unit_id is not None:
        set_unit_of(person.id, invitation.edition_id, invitation.unit_id)
    invitation.accepted_at, invitation.person_id = now(), person.id
    return person.id


@action(Permission.ACCOUNT_OPEN)
def decline_invitation(actor: Actor, token: str, reason: str = "") -> None:
    """Decline, with a reason if one likes to give it."""
    invitation = _of_token(token)
    refuse(why_not_answer(_ticket(invitation), now()))
    invitation.declined_at, invitation.decline_reason = now(), nfc(reason)


def _send(actor: Actor, invitation: Invitation) -> None:
    key = random_key()
    invitation.token_hash = fingerprint(TOKEN, key)
    invitation.expires_at = now() + INVITATION_LIVES
    write_letter_from(
        "people/mail/invitation.txt",
        invitation.email,
        "people.invitation",
        invitation.edition_id,
        name=invitation.name,
        edition=edition_title(invitation.edition_id),
        role=ROLE_WORDS[Role(invitation.role)],
        by=actor.name,
        expires=invitation.expires_at,
        link=link("people.invitation", token=key),
    )


def _waiting(edition_id: int, role: Role, email: str) -> list[Invitation]:
    return list(
        db.session.scalars(
            select(Invitation).where(
                Invitation.edition_id == edition_id,
                Invitation.role == str(role),
                Invitation.email == email,
                Invitation.accepted_at.is_(None),
            )
        )
    )


def _of_edition(edition_id: int, invitation_id: int) -> Invitation:
    invitation = db.session.get(Invitation, invitation_id)
    if invitation is None or invitation.edition_id != edition_id:
        raise refuse_with("invitation_unknown")
    return invitation


def _of_token(token: str) -> Invitation:
    invitation = db.session.scalar(
        select(Invitation).where(Invitation.token_hash == fingerprint(TOKEN, token)).with_for_update()
    )
    if invitation is None:
        raise refuse_with("invitation_unknown")
    return invitation


def _ticket(invitation: Invitation) -> Ticket:
    return Ticket(invitation.expires_at, bool(invitation.accepted_at or invitation.declined_at))
