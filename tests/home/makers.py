"""An edition far along its way, for tests of the front door; all invented."""

from sqlalchemy import select

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, Council, JudgingRound, RoundEntry, Seat
from contest.people.models import Person
from contest.scoring.models import ScoreSheet
from tests.people.makers import make_person


def make_entry(
    edition: Edition, number: int, *, status: str = "eligible", owner: Person | None = None, field: str = "ict"
) -> Entry:
    """An entry in any state of its own."""
    title = f"Thiết bị tưới tiết kiệm nước số {number}"
    entry = Entry(
        edition_id=edition.id,
        code=None if status == "draft" else f"KT-{number:03}",
        status=status,
        title=title,
        field_key=field,
        search_text=fold(title),
        owner_id=owner.id if owner else None,
        created_at=now(),
        updated_at=now(),
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def make_council(edition: Edition, key: str = "c1", name: str = "Hội đồng Một", judges: int = 0) -> list[Person]:
    """A council with so many members, the first of them its chair."""
    council = Council(edition_id=edition.id, key=key, name=name, field_keys=["ict"])
    db.session.add(council)
    db.session.flush()
    people = [make_person(f"Trần Văn Giám {key} {place}") for place in range(judges)]
    for place, person in enumerate(people):
        role = "member" if place else "chair"
        db.session.add(Seat(council_id=council.id, person_id=person.id, role=role, expertise=[], seated_at=now()))
    db.session.flush()
    return people


def make_round(
    edition: Edition, entries: list[Entry], judges: list[Person], *, key: str = "preliminary", state: str = "open"
) -> JudgingRound:
    """A round in which every judge is to score every entry."""
    round_ = JudgingRound(edition_id=edition.id, key=key, state=state, made_at=now(), opened_at=now())
    db.session.add(round_)
    db.session.flush()
    council_id = db.session.scalar(select(Seat.council_id).where(Seat.person_id == judges[0].id)) if judges else None
    for number, entry in enumerate(entries, 1):
        db.session.add(RoundEntry(round_id=round_.id, entry_id=entry.id, council_id=council_id, number=f"S{number:02}"))
        for judge in judges:
            db.session.add(Assignment(round_id=round_.id, entry_id=entry.id, judge_id=judge.id, assigned_at=now()))
    db.session.flush()
    return round_


def hand_in(round_: JudgingRound, entry: Entry, judge: Person, state: str = "submitted") -> None:
    """A sheet in a state."""
    db.session.add(ScoreSheet(round_id=round_.id, entry_id=entry.id, judge_id=judge.id, state=state, updated_at=now()))
    db.session.flush()
