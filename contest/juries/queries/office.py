"""Who works in the office or sits on a council: conflicts are recorded of them."""

from sqlalchemy import or_, select

from contest.foundation.access import Role
from contest.foundation.database import ask
from contest.juries.models import Council, Seat
from contest.people.models import Person, RoleGrant
from contest.people.queries import holders_of

_OFFICE = (Role.SECRETARY, Role.ORGANISER, Role.OBSERVER)


def office_of(edition_id: int) -> set[int]:
    """Who works in the office of an edition: conflicts of theirs are recorded too."""
    return holders_of(edition_id, _OFFICE)


def people_at_work(edition_id: int, *, with_office: bool) -> list[tuple[int, str, str]]:
    """Who sits on a council, and with the office who works there: key, name, unit, in the order of lists. One query."""
    sits = select(Seat.person_id).join(Council, Council.id == Seat.council_id)
    which = [Person.id.in_(sits.where(Council.edition_id == edition_id, Seat.left_at.is_(None)))]
    if with_office:
        roles = [str(role) for role in _OFFICE]
        which.append(
            Person.id.in_(
                select(RoleGrant.person_id).where(RoleGrant.edition_id == edition_id, RoleGrant.role.in_(roles))
            )
        )
    rows = ask(select(Person.id, Person.name, Person.unit).where(or_(*which)).order_by(Person.sort_key, Person.id))
    return [(person_id, name, unit) for person_id, name, unit in rows]
