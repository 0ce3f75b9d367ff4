"""What the people of councils answered to their invitations: who declined gets nothing to judge."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, case, exists, func, select

from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.juries.models import Seat
from contest.juries.rules.seating import ROLE_OF_SEAT
from contest.people.models import Invitation, Person


class Answer(NamedTuple):
    """The last invitation to a role on a council: waiting, expired, accepted or declined (with the reason)."""

    invitation_id: int
    state: str
    invited_at: datetime
    reason: str


ANSWER = (
    Invitation.id,
    Invitation.invited_at,
    Invitation.expires_at,
    Invitation.accepted_at,
    Invitation.declined_at,
    Invitation.decline_reason,
)
_ROLE_OF_SEAT = case({seat: str(role) for seat, role in ROLE_OF_SEAT.items()}, value=Seat.role)


def last_invitation(edition_id: int | BindParameter[int]) -> ScalarSelect[Any]:
    """The key of the last invitation of a seated person (rows of `Seat` and `Person`) to the seat's role."""
    found = select(func.max(Invitation.id)).where(
        Invitation.edition_id == edition_id, Invitation.email == Person.email, Invitation.role == _ROLE_OF_SEAT
    )
    return found.correlate(Seat, Person).scalar_subquery()


def answer_of(columns: Sequence[Any]) -> Answer | None:
    """What the columns of `ANSWER` say; None where nobody was invited."""
    id_, invited_at, expires_at, accepted_at, declined_at, reason = columns
    if id_ is None:
        return None
    state = "accepted" if accepted_at else "declined" if declined_at else "waiting"
    if state == "waiting" and expires_at <= now():
        state = "expired"
    return Answer(id_, state, invited_at, reason or "")


def answer_at(seat_id: int, edition_id: int) -> Answer | None:
    """The answer of whoever has this seat. One query."""
    row = db.session.execute(
        select(*ANSWER)
        .select_from(Seat)
        .join(Person, Person.id == Seat.person_id)
        .join(Invitation, Invitation.id == last_invitation(edition_id))
        .where(Seat.id == seat_id)
    ).one_or_none()
    return None if row is None else answer_of(row)


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
