"""Occasions to write: drafts and supplements whose date comes near, an amendment, a result; and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select

from contest.editions.models import Edition
from contest.editions.queries import EditionCard, edition_by_id, regulation_of, text_of_version
from contest.editions.rules import Regulation, parse
from contest.editions.rules.words.differences import differences
from contest.entries.models import Entry, EntryDraft
from contest.entries.queries.deadlines import allowed_until
from contest.foundation.clock import LOCAL
from contest.foundation.database import ask, db
from contest.foundation.mail import Recipient
from contest.juries.queries import rounds
from contest.letters.models import ReminderStop
from contest.people.models import Person
from contest.prizes.queries import award_name, awards

_RUNNING = ("open", "closed", "screening", "judging")
_LONGEST_CHANGES = 20


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody with a stake in an entry, and which entry."""

    entry_id: int
    code: str
    title: str
    to: Recipient


@dataclass(frozen=True, slots=True)
class DraftToRemind:
    """A draft nobody has handed in, begun at that moment. allowed_until: time given to this one entry."""

    entry_id: int
    title: str
    began: datetime
    allowed_until: datetime | None
    to: Recipient


@dataclass(frozen=True, slots=True)
class SupplementToRemind:
    """An entry that still lacks what was asked for; `deadline` is the end of its day."""

    who: Addressee
    what: str
    by: date
    asked_at: datetime

    @property
    def deadline(self) -> datetime:
        """The last moment of the day."""
        return datetime.combine(self.by, time(23, 59, 59), LOCAL)


_WHO = (
    Entry.id,
    Entry.code,
    Entry.title,
    Entry.email,
    Entry.phone,
    Person.id.label("person_id"),
    Person.name,
    Person.email.label("own_email"),
    Person.phone.label("own_phone"),
)
_ENTRIES = select(*_WHO).outerjoin(Person, Person.id == Entry.owner_id)


def _recipient(row: Any) -> Recipient:
    """The address of the dossier, else the account's; the account is known either way."""
    return Recipient(row.name or "", row.email or row.own_email or "", row.phone or row.own_phone or "", row.person_id)


def running_editions() -> list[EditionCard]:
    """Editions in which something may be due."""
    return [edition_by_id(key) for key in db.session.scalars(select(Edition.id).where(Edition.stage.in_(_RUNNING)))]


def drafts_to_remind(edition_id: int) -> list[DraftToRemind]:
    """Drafts whose writers have not asked for silence."""
    rows = ask(
        _ENTRIES.add_columns(Entry.created_at, allowed_until().label("allowed_until"), EntryDraft.content)
        .outerjoin(EntryDraft, EntryDraft.entry_id == Entry.id)
        .outerjoin(ReminderStop, ReminderStop.entry_id == Entry.id)
        .where(Entry.edition_id == edition_id, Entry.status == "draft", ReminderStop.entry_id.is_(None))
        .order_by(Entry.id)
    )
    return [DraftToRemind(row.id, _title(row), row.created_at, row.allowed_until, _recipient(row)) for row in rows]


def _title(row: Any) -> str:
    typed = ((row.content or {}).get("solution") or {}).get("title", "") if isinstance(row.content, dict) else ""
    return str(typed or row.title or "chưa đặt tên")


def supplements_to_remind(edition_id: int) -> list[SupplementToRemind]:
    """Entries that wait for a supplement with a date."""
    rows = ask(
        _ENTRIES.add_columns(Entry.status_reason, Entry.supplement_by, Entry.updated_at)
        .where(Entry.edition_id == edition_id, Entry.status == "needs_supplement", Entry.supplement_by.is_not(None))
        .order_by(Entry.id)
    )
    return [SupplementToRemind(_addressee(row), row.status_reason, row.supplement_by, row.updated_at) for row in rows]


def _addressee(row: Any) -> Addressee:
    return Addressee(row.id, row.code or "", row.title, _recipient(row))


def entrants(edition_id: int) -> list[Addressee]:
    """Everybody with an entry or a draft, each address once."""
    rows = ask(_ENTRIES.where(Entry.edition_id == edition_id, Entry.status != "withdrawn").order_by(Entry.id))
    found: dict[str, Addressee] = {}
    for row in rows:
        one = _addressee(row)
        found.setdefault(one.to.email or one.to.phone, one)
    found.pop("", None)
    return list(found.values())


def amendment_text(edition_id: int, number: int) -> str:
    """What a version changes in the one before it, a line for each difference."""
    texts = [text_of_version(edition_id, each) for each in (number - 1, number)]
    if None in texts:
        return ""
    before, after = (parse(text or "") for text in texts)
    lines = [
        f"- {change.part}{f', {change.place}' if change.place else ''}: "
        + (f"“{change.before}” thành “{change.after}”" if change.before and change.after else "")
        + ("" if change.before else f"thêm “{change.after}”")
        + ("" if change.after else f"bỏ “{change.before}”")
        for change in differences(before, after)
    ]
    more = len(lines) - _LONGEST_CHANGES
    return "\n".join(lines[:_LONGEST_CHANGES] + ([f"- và {more} thay đổi khác"] if more > 0 else []))


def rounds_ending(edition_id: int, regulation: Regulation) -> Mapping[str, tuple[datetime, datetime]]:
    """Open rounds with a last day: when they were opened, and the end of that day."""
    found = {}
    for card in rounds(edition_id):
        rules = regulation.round_of(card.key)
        if card.state == "open" and card.opened_at and rules is not None and rules.ends is not None:
            found[card.key] = (card.opened_at, datetime.combine(rules.ends, time(23, 59, 59), LOCAL))
    return found


def awards_to_tell(edition_id: int) -> list[tuple[Addressee, str]]:
    """Entries with their awards, said in one breath."""
    regulation = regulation_of(edition_id)
    names: dict[int, list[str]] = {}
    for award in awards(edition_id, regulation):
        if award.state == "confirmed":
            names.setdefault(award.entry_id, []).append(award_name(regulation, award))
    rows = ask(_ENTRIES.where(Entry.id.in_(names)).order_by(Entry.code))
    return [(_addressee(row), ", ".join(names[row.id])) for row in rows]


def not_awarded(edition_id: int, awarded: set[int]) -> list[Addressee]:
    """Entries that were found eligible and have no award."""
    rows = ask(_ENTRIES.where(Entry.edition_id == edition_id, Entry.status == "eligible").order_by(Entry.code))
    return [_addressee(row) for row in rows if row.id not in awarded]
