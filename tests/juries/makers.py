"""Councils with judges, and eligible entries, for tests; all invented."""

from sqlalchemy import select

from contest.editions.models import Edition
from contest.entries.models import Entry, EntryAuthor
from contest.foundation import ledger
from contest.foundation.access import OPERATOR, Actor, Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.vietnamese import fold, sort_key
from contest.juries.actions.councils import SeatWish, put_in_seat, seated
from contest.juries.models import Council, Seat
from contest.juries.rules.seating import ROLE_OF_SEAT
from contest.people.actions import grant_roles
from contest.people.queries import actor_of
from tests.people.makers import grant, make_person


def make_entry(
    edition: Edition,
    code: str,
    *,
    field: str = "ict",
    division: str = "",
    unit: str = "",
    locality: str = "",
    mentor: str = "",
    author: str = "Trần Văn Tác Giả",
    author_unit: str = "",
    person_id: int | None = None,
    status: str = "eligible",
    title: str = "",
) -> Entry:
    """An entry that was found eligible."""
    name = title or f"Giải pháp số {code}"
    entry = Entry(
        edition_id=edition.id, code=code, status=status, title=name, title_key=sort_key(name), field_key=field,
        division_key=division, unit=unit, locality=locality, mentor=mentor, search_text=fold(f"{code} {name} {author}"),
        created_at=now(), updated_at=now(), submitted_at=now(),
    )  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    db.session.add(EntryAuthor(entry_id=entry.id, position=1, name=author, unit=author_unit, person_id=person_id))
    db.session.flush()
    return entry


def make_entries(edition: Edition, count: int, fields: tuple[str, ...] = ("ict", "mech", "agri")) -> list[Entry]:
    """Eligible entries, their fields in turn."""
    return [make_entry(edition, f"KT-{place:03}", field=fields[place % len(fields)]) for place in range(1, count + 1)]


def make_judges(
    edition: Edition,
    council_id: int,
    count: int,
    *,
    prefix: str = "gk",
    unit: str = "",
    expertise: tuple[str, ...] = (),
) -> list[int]:
    """Judges on a council: the first is its chair, all vote. Returns their keys."""
    people = [
        make_person(_NAMES[place % len(_NAMES)], f"{prefix}{place}@example.org", unit or f"Viện {prefix}{place}")
        for place in range(count)
    ]
    # As a list of judges is taken in, all at once: seated one by one, they took most of many a test's time.
    council = db.session.get_one(Council, council_id)
    rows = list(db.session.scalars(select(Seat).where(Seat.council_id == council_id)))
    roles = ["member" if place else "chair" for place in range(count)]
    for person, role in zip(people, roles, strict=True):
        put_in_seat(council_id, rows, person.id, person.name, SeatWish(role, expertise), entered=False)
    grant_roles(OPERATOR, edition.id, [(one.id, ROLE_OF_SEAT[role]) for one, role in zip(people, roles, strict=True)])
    taken = [seated(council, one.id, role) for one, role in zip(people, roles, strict=True)]
    ledger.note_all(OPERATOR, edition.id, taken)
    return [person.id for person in people]


def make_secretary(edition: Edition) -> Actor:
    """Somebody of the secretariat."""
    person = make_person("Lê Thị Thư Ký")
    grant(person, edition, Role.SECRETARY)
    return actor_of(person.id)


_NAMES = (
    "Đỗ Hải An", "Lý Minh Bảo", "Vũ Thu Cúc", "Hồ Quang Dũng", "Ngô Thị Em", "Đinh Công Giang", "Trịnh Mai Hà",
    "Mai Quốc Khánh", "Đoàn Thị Lan", "Lương Văn Minh", "Cao Thị Nga", "Tạ Đình Phong",
)  # fmt: skip
