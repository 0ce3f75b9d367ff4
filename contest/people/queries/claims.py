"""Codes handed out on paper: what is printed once, and the list of who was given one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from contest.foundation.clock import now
from contest.foundation.database import ask
from contest.people.models import ClaimCode, Person

_MOST = 200


@dataclass(frozen=True, slots=True)
class Handout:
    """What goes on the paper; the code is known only here and now."""

    id: int
    name: str
    phone: str
    code: str
    expires_at: datetime
    person_id: int


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A code that was handed out, without the code."""

    id: int
    name: str
    phone: str
    unit: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    is_over: bool


def handed_out(by_person_id: int | None) -> list[HandedOut]:
    """The newest codes handed out by this person, the last one first."""
    rows = ask(
        select(
            ClaimCode.id,
            Person.name,
            Person.phone,
            Person.unit,
            ClaimCode.made_at,
            ClaimCode.expires_at,
            ClaimCode.used_at,
        )
        .join(Person, Person.id == ClaimCode.person_id)
        .where(ClaimCode.made_by_id == by_person_id)
        .order_by(ClaimCode.id.desc())
        .limit(_MOST)
    )
    moment = now()
    return [
        HandedOut(
            row.id,
            row.name,
            row.phone or "",
            row.unit,
            row.made_at,
            row.expires_at,
            row.used_at,
            is_over=moment >= row.expires_at,
        )
        for row in rows
    ]
