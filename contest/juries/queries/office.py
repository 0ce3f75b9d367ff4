"""Who works in the office or sits on a council: conflicts are recorded of them."""

from sqlalchemy import bindparam, or_, select

from contest.foundation.access import Role
from contest.foundation.database import ask, is_one_of
from contest.juries.models import Council, Seat
from contest.people.models import Person, RoleGrant
from contest.people.queries import holders_of

_OFFICE = (Role.SECRETARY, Role.ORGANISER, Role.OBSERVER)


def office_of(edition_id: int) -> set[int]:
    """Who works in the office of an edition: conflicts of theirs are recorded too."""
    return holders_of(edition_id, _OFFICE)


_SITS = (
    select(Seat.person_id)
    .join(Council, Council.id == Seat.council_id)
    .where(Council.edition_id == bindparam("edition_id"), Seat.left_at.is_(None))
)
_WORKS = select(RoleGrant.person_id).where(
    RoleGrant.edition_id == bindparam("edition_id"), is_one_of(RoleGrant.role, map(str, _OFFICE))
)
_LISTED = select(Person.id, Person.name, Person.unit).order_by(Person.sort_key, Person.id)
_SITTING = _LISTED.where(Person.id.in_(_SITS))
_AT_WORK = _LISTED.where(or_(Person.id.in_(_SITS), Person.id.in_(_WORKS)))


def people_at_work(edition_id: int, *, with_office: bool) -> list[tuple[int, str, str]]:
    """Who sits on a council, and with the office who works there: key, name, unit, in the order of lists. One query."""
    rows = ask(_AT_WORK if with_office else _SITTING, {"edition_id": edition_id}).all()
    return [(person_id, name, unit) for person_id, name, unit in rows]
