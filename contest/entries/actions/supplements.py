"""Supplements item by item: asked, answered, accepted, asked again, dropped; each stands on the timeline."""

from datetime import date

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.actions.items import again, answered
from contest.entries.actions.telling import write_to_entrant
from contest.entries.actions.writing import entry_of, lock_edition, note_step
from contest.entries.models import Entry, SupplementItem
from contest.entries.queries.held import files_of
from contest.entries.queries.supplements import items as items_of
from contest.entries.rules import (
    OFFICE_STAGES,
    Wanted,
    last_due,
    status_after,
    supplement_told,
    why_not_answer,
    why_not_ask,
)
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.vietnamese import date as day

_LONGEST = 2000


@action(Permission.ENTRY_OWN)
def answer_item(actor: Actor, edition_id: int, entry_id: int, item_id: int, text: str = "") -> bool:
    """The entrant answers one item, in words or by files put into its part since it was asked.

    Returns whether that was the last one: then the entry waits for the office again.
    """
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    row = _row(entry_id, item_id)
    text = whole(text, _LONGEST, "text")
    item = next((one for one in items_of(entry_id) if one.id == item_id), None)
    has_files = row is not None and _has_new_file(row)
    reasons = why_not_answer(item, edition.stage, today(), bool(text) or has_files)
    if not reasons and entry.status != "needs_supplement":
        reasons = [Reason("supplement_settled")]
    refuse(reasons)
    assert row is not None
    answered(row, actor, text)
    note_step(entry, "answered", actor, row.words)
    db.session.flush()
    is_last = _follow(entry, actor)
    if is_last:
        write_to_entrant(entry, edition.title, "entry.supplemented")
    return is_last


def _follow(entry: Entry, actor: Actor) -> bool:
    """The entry's state after an item changed; whether nothing is wanted of its entrant any more."""
    standing = items_of(entry.id)
    if entry.status == "needs_supplement" and status_after(standing) == "submitted":
        entry.status, entry.status_reason, entry.supplement_by = "submitted", "", None
        entry.updated_at = now()
        note_step(entry, "supplemented", actor)
        return True
    if entry.status == "needs_supplement":
        asked = [one for one in standing if one.state == "asked"]
        entry.status_reason, entry.supplement_by = supplement_told(asked), last_due(standing)
    return False


@action(Permission.SCREENING_DECIDE)
def accept_item(actor: Actor, edition_id: int, entry_id: int, item_id: int) -> None:
    """What came for this item is enough (also when it came on paper and nobody pressed anything)."""
    _settle(actor, edition_id, entry_id, item_id, "accepted")


@action(Permission.SCREENING_DECIDE)
def drop_item(actor: Actor, edition_id: int, entry_id: int, item_id: int) -> None:
    """This item is not wanted any more."""
    _settle(actor, edition_id, entry_id, item_id, "dropped")


def _settle(actor: Actor, edition_id: int, entry_id: int, item_id: int, state: str) -> None:
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    row = _row(entry_id, item_id)
    if row is None or row.state in ("accepted", "dropped"):
        raise refuse_with("supplement_settled")
    refuse([] if edition.stage in OFFICE_STAGES else [Reason("entry_stage_over")])
    row.state, row.settled_at, row.settled_by_id = state, now(), actor.id
    note_step(entry, f"item_{state}", actor, row.words)
    db.session.flush()
    _follow(entry, actor)


@action(Permission.SCREENING_DECIDE)
def ask_item_again(actor: Actor, edition_id: int, entry_id: int, item_id: int, note: str, due_on: date | None) -> None:
    """The answer was not enough, or more time is given: asked once more with a day, and the entrant is told."""
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    row, note = _row(entry_id, item_id), whole(note, _LONGEST, "note")
    if row is None or row.state in ("accepted", "dropped") or entry.status not in ("submitted", "needs_supplement"):
        raise refuse_with("supplement_settled")
    wanted = Wanted(row.words, due_on, row.part_key, str(item_id))
    reasons = why_not_ask([wanted], regulation_of(edition_id), today())
    if row.state == "answered" and not note:
        reasons.append(Reason("supplement_note_missing", {}, f"words-{item_id}"))
    if edition.stage not in OFFICE_STAGES:
        reasons.append(Reason("entry_stage_over"))
    refuse(reasons)
    assert due_on is not None
    again(row, actor, note, due_on)
    entry.status, entry.updated_at = "needs_supplement", now()
    words = f"{row.words}: {note}" if note else row.words
    note_step(entry, "asked_again", actor, f"{words} (trước hết ngày {day(due_on)})")
    db.session.flush()
    _follow(entry, actor)
    places = {"nội dung cần bổ sung": words, "hạn bổ sung": day(due_on)}
    write_to_entrant(entry, edition.title, "screening.needs_supplement", places)


def _row(entry_id: int, item_id: int) -> SupplementItem | None:
    return db.session.scalar(
        select(SupplementItem).where(SupplementItem.id == item_id, SupplementItem.entry_id == entry_id)
    )


def _has_new_file(row: SupplementItem) -> bool:
    """Files put into the item's part since it was asked."""
    files = files_of([Entry.id == row.entry_id]).get(row.entry_id, ())
    return any(file.part_key == row.part_key and file.uploaded_at >= row.asked_at for file in files)
