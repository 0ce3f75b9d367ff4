"""Invitations: one as the invited person sees it, and all of an edition as the office sees them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason
from contest.foundation.tokens import fingerprint
from contest.people.models import Invitation, Person
from contest.people.queries.members import edition_title
from contest.people.rules import Ticket, why_not_answer

TOKEN = "people.invitation"


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """An invitation as the invited person sees it, with every reason why it can no longer be answered."""

    edition: str
    role: Role
    name: str
    email: str
    expires_at: datetime
    needs_password: bool
    why_not: list[Reason]


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation as the office sees it."""

    id: int
    name: str
    email: str
    role: Role
    invited_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    declined_at: datetime | None
    decline_reason: str
    is_expired: bool


def invitation_card(token: str) -> InvitationCard | None:
    """The invitation of this link, or None when there is none."""
    row = db.session.execute(
        select(Invitation, (Person.password.is_not(None) & Person.confirmed_at.is_not(None)).label("has_password"))
        .outerjoin(Person, Person.email == Invitation.email)
        .where(Invitation.token_hash == fingerprint(TOKEN, token))
    ).one_or_none()
    if row is None:
        return None
    found: Invitation = row.Invitation
    ticket = Ticket(found.expires_at, bool(found.accepted_at or found.declined_at))
    return InvitationCard(
        edition_title(found.edition_id),
        Role(found.role),
        found.name,
        found.email,
        found.expires_at,
        needs_password=not row.has_password,
        why_not=why_not_answer(ticket, now()),
    )


def editions_inviting() -> list[int]:
    """Editions with invitations that nobody has answered or been reminded of."""
    waiting = (
        Invitation.accepted_at.is_(None),
        Invitation.declined_at.is_(None),
        Invitation.reminded_at.is_(None),
    )
    return list(db.session.scalars(select(Invitation.edition_id).where(*waiting).distinct()))


def invitations(edition_id: int) -> list[InvitationRow]:
    """Invitations of the edition that were not accepted (who accepted is a member), the newest first."""
    moment = now()
    rows = db.session.scalars(
        select(Invitation)
        .where(Invitation.edition_id == edition_id, Invitation.accepted_at.is_(None))
        .order_by(Invitation.id.desc())
    )
    return [
        InvitationRow(
            row.id,
            row.name,
            row.email,
            Role(row.role),
            row.invited_at,
            row.expires_at,
            row.accepted_at,
            row.declined_at,
            row.decline_reason,
            is_expired=moment >= row.expires_at,
        )
        for row in rows
    ]
