"""Letters in lists and one by one, and what the edition has said about each event."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select

from contest.foundation.access import Actor, Permission
from contest.foundation.database import db
from contest.foundation.letters import event_of, events
from contest.foundation.mail import TEXT, Letter, LetterRule, RuleCard, rule_card
from contest.foundation.pages import Paging, page_there_is
from contest.letters.rules import GROUPS, digest_of
from contest.people.models import ClaimCode

_SIZE = 50
_MOST_TEXTS = 200


class LetterRow(NamedTuple):
    """A line of the outbox."""

    id: int
    event: str
    to_name: str
    to_address: str
    to_phone: str
    subject: str
    state: str
    fault: str
    written_at: datetime
    sent_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class LetterCard:
    """One letter, whole; `text` is empty for a secret one. `seen`: the digest of the words shown."""

    id: int
    event: str
    about: str
    to_name: str
    to_address: str
    to_phone: str
    channel: str
    subject: str
    text: str
    is_secret: bool
    state: str
    fault: str
    tries: int
    written_at: datetime
    decided_at: datetime | None
    decided_by: str
    edited_by: str
    sent_at: datetime | None
    seen: str


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """What narrows the outbox: a tab, an event, an address or code."""

    group: str = "cho-duyet"
    event: str = ""
    text: str = ""


_ROW = (
    Letter.id,
    Letter.event,
    Letter.to_name,
    Letter.to_address,
    Letter.to_phone,
    Letter.subject,
    Letter.state,
    Letter.fault,
    Letter.written_at,
    Letter.sent_at,
    Letter.decided_by,
)


def _free_of(apart: Collection[int]) -> list[ColumnElement[bool]]:
    """Letters about other entries than these."""
    return [Letter.about.not_in([f"entry:{entry_id}" for entry_id in sorted(apart)])] if apart else []


def _which(edition_id: int, given: LetterFilter, apart: Collection[int]) -> list[ColumnElement[bool]]:
    which: list[ColumnElement[bool]] = [
        Letter.edition_id == edition_id,
        Letter.state.in_(GROUPS[given.group][1]),
        *_free_of(apart),
    ]
    if given.event:
        which.append(Letter.event == given.event)
    if given.text:
        like = f"%{given.text.replace('%', '').replace('_', '')}%"
        which.append(or_(Letter.subject.ilike(like), Letter.to_address.ilike(like), Letter.to_phone.ilike(like)))
    return which


def letters(edition_id: int, given: LetterFilter, page: int, apart: Collection[int] = ()) -> Paging[LetterRow]:
    """A page of a tab: what waits in the order it was written, what is done the newest first.

    apart: entries the reader has a conflict of interest with; letters about them are another's.
    """
    which = _which(edition_id, given, apart)
    total = db.session.scalar(select(func.count()).select_from(Letter).where(*which)) or 0
    page = page_there_is(page, _SIZE, total)
    order = Letter.id if given.group == "cho-duyet" else Letter.id.desc()
    rows = db.session.execute(select(*_ROW).where(*which).order_by(order).limit(_SIZE).offset((page - 1) * _SIZE))
    return Paging([LetterRow(*row) for row in rows], page, _SIZE, total)


def ids_of(edition_id: int, given: LetterFilter, apart: Collection[int] = ()) -> list[int]:
    """Every letter the filter lets through."""
    return list(db.session.scalars(select(Letter.id).where(*_which(edition_id, given, apart)).order_by(Letter.id)))


def group_counts(edition_id: int, apart: Collection[int] = ()) -> dict[str, int]:
    """How many letters there are under each tab."""
    rows = db.session.execute(
        select(Letter.state, func.count().label("many"))
        .where(Letter.edition_id == edition_id, *_free_of(apart))
        .group_by(Letter.state)
    )
    by_state = {row.state: int(row.many) for row in rows}
    return {key: sum(by_state.get(state, 0) for state in states) for key, (_, states) in GROUPS.items()}


def event_words(key: str) -> str:
    """What a letter is about, in words; letters about accounts share one."""
    event = event_of(key)
    return event.words if event else "Tài khoản, lời mời"


def letter_card(edition_id: int, letter_id: int) -> LetterCard | None:
    """One letter of the edition; what is secret stays so."""
    row: Any = db.session.execute(
        select(Letter).where(Letter.id == letter_id, Letter.edition_id == edition_id)
    ).scalar_one_or_none()
    if row is None:
        return None
    names = [name for name in LetterCard.__dataclass_fields__ if name != "seen"]
    values = {name: getattr(row, name) for name in names}
    values["text"] = "" if row.is_secret else row.text
    return LetterCard(**values, seen=digest_of(row.subject, row.text))


def next_waiting(edition_id: int, after: int, apart: Collection[int] = ()) -> int | None:
    """The next letter that waits to be looked at; behind the last one, the first."""
    waiting = [Letter.edition_id == edition_id, Letter.state == "waiting", Letter.id != after, *_free_of(apart)]
    order = (Letter.id < after, Letter.id)
    return db.session.scalar(select(Letter.id).where(*waiting).order_by(*order).limit(1))


def texts(actor: Actor, edition_id: int, *, done: bool) -> list[LetterCard]:
    """Texts to be copied into a telephone: the office's are all, a unit's are of people it gave a code to."""
    state = "copied" if done else "to_copy"
    which: list[ColumnElement[bool]] = [
        Letter.edition_id == edition_id,
        Letter.channel == TEXT,
        Letter.state == state,
    ]
    if not actor.may(Permission.LETTER_SEND, edition_id):
        handed = select(ClaimCode.person_id).where(ClaimCode.made_by_id == actor.id, ClaimCode.edition_id == edition_id)
        which.append(Letter.person_id.in_(handed))
    rows = db.session.scalars(select(Letter.id).where(*which).order_by(Letter.id.desc()).limit(_MOST_TEXTS))
    return _cards(edition_id, list(rows))


def _cards(edition_id: int, ids: list[int]) -> list[LetterCard]:
    names = [name for name in LetterCard.__dataclass_fields__ if name != "seen"]
    rows = db.session.execute(
        select(*(getattr(Letter, name) for name in names))
        .where(Letter.id.in_(ids), Letter.edition_id == edition_id)
        .order_by(Letter.id.desc())
    )
    return [LetterCard(**row._asdict(), seen="") for row in rows]


def rule_cards(edition_id: int) -> list[RuleCard]:
    """What holds for every event, in the order of a contest's life."""
    rows = db.session.scalars(select(LetterRule).where(LetterRule.edition_id == edition_id))
    said = {row.event: row for row in rows}
    return [rule_card(event, said.get(event.key)) for event in events()]
