"""The rows of supplements, changed inside the deeds that ask, answer or decide."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from contest.entries.models import Entry, SupplementItem
from contest.entries.rules import Wanted
from contest.foundation.access import Actor
from contest.foundation.clock import now
from contest.foundation.database import db


def ask_items(entry: Entry, actor: Actor, wanted: Sequence[Wanted]) -> None:
    """Put what is missing on record, inside the deed that decided so; the same thing asked twice is asked again."""
    known = {(row.part_key, row.words): row for row in _rows(entry.id) if row.state in ("asked", "answered")}
    for one in wanted:
        assert one.due_on is not None
        row = known.get((one.part_key, one.words))
        if row is not None:
            again(row, actor, "", one.due_on)
            continue
        db.session.add(
            SupplementItem(
                entry_id=entry.id,
                part_key=one.part_key,
                words=one.words,
                due_on=one.due_on,
                state="asked",
                asked_at=now(),
                asked_by_id=actor.id,
            )
        )
    db.session.flush()


def close_items(entry: Entry, actor: Actor, state: str) -> None:
    """The entry was decided on: what was still open is accepted with it, or dropped."""
    for row in _rows(entry.id):
        if row.state in ("asked", "answered"):
            row.state, row.settled_at, row.settled_by_id = state, now(), actor.id


def answer_all(entry: Entry, actor: Actor, answer: str) -> None:
    """Everything asked was answered at one go: by an amended dossier, or by paper that came."""
    for row in _rows(entry.id):
        if row.state == "asked":
            answered(row, actor, answer)


def again(row: SupplementItem, actor: Actor, note: str, due_on: date) -> None:
    """Ask an item once more."""
    row.state, row.note, row.due_on = "asked", note, due_on
    row.asked_at, row.asked_by_id, row.times = now(), actor.id, row.times + 1


def answered(row: SupplementItem, actor: Actor, answer: str) -> None:
    """The item was answered."""
    row.state, row.answer, row.answered_at, row.answered_by_id = "answered", answer, now(), actor.id


def _rows(entry_id: int) -> list[SupplementItem]:
    query = select(SupplementItem).where(SupplementItem.entry_id == entry_id).order_by(SupplementItem.id)
    return list(db.session.scalars(query))
