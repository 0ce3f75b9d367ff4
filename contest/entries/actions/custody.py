"""Things come in, are stored, shown and given back; each step says who, when, where, and may bear a picture."""

from dataclasses import dataclass

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id
from contest.entries.actions.telling import write_to_entrant
from contest.entries.actions.writing import entry_of, note_step
from contest.entries.models import CustodyItem, CustodyMove, Entry
from contest.entries.rules.custody import KINDS, readable_short, why_not_move
from contest.entries.rules.paper import MOST_MODELS
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.tokens import random_code
from contest.people.rules import CODE_LETTERS

_SHORT = 6


@dataclass(frozen=True, slots=True)
class Checked:
    """A thing that was checked in: its key and the short code for its label."""

    id: int
    short_code: str


@action(Permission.ENTRY_MANAGE)
def check_in(
    actor: Actor, edition_id: int, entry_id: int, kind: str, words: str = "", place: str = "", photo: str = ""
) -> Checked:
    """Take a thing of an entry into keeping; it gets a short code for its label. `photo` is a stored picture's hash."""
    entry = entry_of(actor, edition_id, entry_id)
    if entry.code is None or entry.status == "withdrawn":
        raise refuse_with("custody_no_entry")
    checked = take_into_keeping(actor, entry, kind, words, place, photo)
    if kind == "model":
        told = {
            "mô tả": whole(words, 300, "words") or KINDS[kind].lower(),
            "mã nhãn": readable_short(checked.short_code),
        }
        write_to_entrant(entry, edition_by_id(edition_id).title, "entry.thing_received", told)
    return checked


def take_into_keeping(
    actor: Actor, entry: Entry, kind: str, words: str = "", place: str = "", photo: str = ""
) -> Checked:
    """The rows of a thing that came, inside the caller's deed."""
    if kind not in KINDS:
        raise refuse_with("custody_unreadable")
    counted = select(func.count()).where(CustodyItem.entry_id == entry.id, CustodyItem.kind == kind)
    number = (db.session.scalar(counted) or 0) + 1
    if number > MOST_MODELS:
        raise refuse_with("custody_too_many", limit=MOST_MODELS)
    item = CustodyItem(
        edition_id=entry.edition_id,
        entry_id=entry.id,
        kind=kind,
        number=number,
        short_code=_new_code(entry.edition_id),
        state="received",
        place=whole(place, 200, "place"),
        words=whole(words, 300, "words"),
        updated_at=now(),
    )
    db.session.add(item)
    db.session.flush()
    _note(item, actor, whole(words, 300, "words"), photo)
    if kind == "model":
        note_step(entry, "thing_received", actor, item.words)
    return Checked(item.id, item.short_code)


def _new_code(edition_id: int) -> str:
    """A code nobody has; two things of an edition never share one (the table refuses it, too)."""
    while True:
        code = random_code(CODE_LETTERS, _SHORT)
        taken = select(CustodyItem.id).where(CustodyItem.edition_id == edition_id, CustodyItem.short_code == code)
        if db.session.scalar(taken) is None:
            return code


@action(Permission.ENTRY_MANAGE)
def move_thing(
    actor: Actor,
    edition_id: int,
    item_id: int,
    state: str,
    place: str = "",
    note: str = "",
    photo: str = "",
    seen: str = "",
) -> None:
    """The next step of a thing. `seen` is the state the page showed: somebody else may have been quicker."""
    item = db.session.scalar(
        select(CustodyItem).where(CustodyItem.id == item_id, CustodyItem.edition_id == edition_id).with_for_update()
    )
    if item is None:
        raise refuse_with("custody_unknown")
    place, note = whole(place, 200, "place"), whole(note, 500, "note")
    if seen and seen != item.state:
        raise refuse_with("custody_changed")
    refuse(why_not_move(item.state, item.place, state, place, note))
    was_kept = item.state
    item.state, item.updated_at = state, now()
    item.place = "" if state == "returned" else place or item.place
    _note(item, actor, note, photo)
    if item.kind == "model" and state != was_kept and state in ("shown", "returned"):
        entry = db.session.get_one(Entry, item.entry_id)
        note_step(entry, f"thing_{state}", actor, "")
        if state == "returned":
            told = {"mã nhãn": readable_short(item.short_code)}
            write_to_entrant(entry, edition_by_id(edition_id).title, "entry.thing_returned", told)


def _note(item: CustodyItem, actor: Actor, note: str, photo: str) -> None:
    db.session.add(
        CustodyMove(
            item_id=item.id,
            state=item.state,
            place=item.place,
            at=now(),
            by_id=actor.id,
            by_name=actor.name,
            note=note,
            photo_sha256=photo,
        )
    )
