"""Requests to delete accounts, and what deleting one would do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from contest.foundation.database import ask, db
from contest.foundation.ledger import LedgerEvent
from contest.people.models import ForgetRequest, Person
from contest.people.queries.joining import counts_of
from contest.people.rules.forgetting import Remaining


@dataclass(frozen=True, slots=True)
class ForgetCard:
    """A request as it stands."""

    id: int
    person_id: int
    name: str
    email: str
    phone: str
    words: str
    state: str
    asked_at: datetime
    settled_at: datetime | None
    answer: str


_CARD = (
    ForgetRequest.id,
    ForgetRequest.person_id,
    Person.name,
    func.coalesce(Person.email, ""),
    func.coalesce(Person.phone, ""),
    ForgetRequest.words,
    ForgetRequest.state,
    ForgetRequest.asked_at,
    ForgetRequest.settled_at,
    ForgetRequest.answer,
)


def _card(row: Any) -> ForgetCard:
    return ForgetCard(*row)


def forget_requests(most: int = 100) -> list[ForgetCard]:
    """Those that wait first, the oldest of them first; then the newest that were settled."""
    waiting = ForgetRequest.state == "asked"
    rows = ask(
        select(*_CARD)
        .join(Person, Person.id == ForgetRequest.person_id)
        .order_by(waiting.desc(), ForgetRequest.settled_at.desc(), ForgetRequest.id)
        .limit(most)
    )
    return [_card(row) for row in rows]


def forget_request(request_id: int) -> ForgetCard | None:
    """One request."""
    row = ask(
        select(*_CARD).join(Person, Person.id == ForgetRequest.person_id).where(ForgetRequest.id == request_id)
    ).one_or_none()
    return _card(row) if row else None


def own_forget_request(person_id: int) -> ForgetCard | None:
    """The newest request of an account."""
    row = ask(
        select(*_CARD)
        .join(Person, Person.id == ForgetRequest.person_id)
        .where(ForgetRequest.person_id == person_id)
        .order_by(ForgetRequest.id.desc())
        .limit(1)
    ).one_or_none()
    return _card(row) if row else None


def remaining(person_id: int) -> Remaining:
    """What stays of an account by law: who judged and who decided is part of the result's record."""
    bound = counts_of(person_id, "binds")
    decided = select(LedgerEvent.id).where(LedgerEvent.actor_id == person_id).limit(1)
    return Remaining(bool(bound) or db.session.scalar(decided) is not None, bound)


def what_hangs(person_id: int) -> list[tuple[str, int]]:
    """What belongs to an account, counted, in words; but for the request itself."""
    own = ForgetRequest.__table__.c.person_id.info["joins"]
    return sorted((words, count) for words, count in counts_of(person_id, "joins").items() if words != own)
