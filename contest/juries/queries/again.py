"""Who sat on the councils of the edition before, and may be asked again."""

from typing import NamedTuple

from sqlalchemy import select

from contest.editions.queries import edition_before
from contest.foundation.database import ask
from contest.juries.models import Council, Seat
from contest.people.models import Person


class PastSeat(NamedTuple):
    """A seat of the edition before that nobody gave up, with the council it was on."""

    seat_id: int
    council_key: str
    council: str
    person_id: int
    name: str
    email: str | None
    unit: str
    role: str
    expertise: tuple[str, ...]
    most_entries: int | None
    team: str


def past_seats(edition_id: int) -> list[PastSeat]:
    """The seats of the edition before whose people sit on no council of this one yet, council by council."""
    earlier = edition_before(edition_id)
    if earlier is None:
        return []
    here = (
        select(Seat.person_id)
        .join(Council, Council.id == Seat.council_id)
        .where(Council.edition_id == edition_id, Seat.left_at.is_(None))
    )
    rows = ask(
        select(Seat.id, Council.key, Council.name, Seat.person_id, Person.name, Person.email, Person.unit, Seat.role,
               Seat.expertise, Seat.most_entries, Seat.team_key)
        .join(Council, Council.id == Seat.council_id)
        .join(Person, Person.id == Seat.person_id)
        .where(Council.edition_id == earlier.id, Seat.left_at.is_(None), Seat.person_id.not_in(here))
        .order_by(Council.id, Person.sort_key, Seat.id)
    )  # fmt: skip
    return [PastSeat(*row[:8], tuple(row[8]), *row[9:]) for row in rows]
