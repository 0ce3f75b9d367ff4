"""What the people of councils answered to their invitations: who declined gets nothing to judge."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BindParameter, ColumnElement, exists, func, select

from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.people.models import Invitation, Person

_ROLES = (str(Role.JUDGE), str(Role.CHAIR), str(Role.CLERK))


class Answer(NamedTuple):
    """The last invitation to a role on a council: waiting, expired, accepted or declined (with the reason)."""

    invitation_id: int
    state: str
    invited_at: datetime
    reason: str


def answers(edition_id: int) -> dict[tuple[str, str], Answer]:
    """The last invitation by address and role. One query."""
    rows = db.session.execute(
        select(
            Invitation.id,
            Invitation.email,
            Invitation.role,
            Invitation.invited_at,
            Invitation.expires_at,
            Invitation.accepted_at,
            Invitation.declined_at,
            Invitation.decline_reason,
        )
        .where(Invitation.edition_id == edition_id, Invitation.role.in_(_ROLES))
        .order_by(Invitation.id)
    )
    moment = now()
    found = {}
    for row in rows:
        state = "accepted" if row.accepted_at else "declined" if row.declined_at else "waiting"
        if state == "waiting" and row.expires_at <= moment:
            state = "expired"
        found[row.email, row.role] = Answer(row.id, state, row.invited_at, row.decline_reason)
    return found


def has_declined(edition_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """Whether a person (a row of `Person`) declined to judge in the edition and has not accepted since."""
    mine = (
        Invitation.edition_id == edition_id,
        func.lower(Invitation.email) == func.lower(Person.email),
        Invitation.role.in_((str(Role.JUDGE), str(Role.CHAIR))),
    )
    declined = exists().where(*mine, Invitation.declined_at.is_not(None))
    accepted = exists().where(*mine, Invitation.accepted_at.is_not(None))
    return declined & ~accepted
