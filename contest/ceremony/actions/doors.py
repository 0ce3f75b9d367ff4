"""What doors note: kept once however often it is sent, and two that differ settled by a person."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from contest.ceremony.actions.reach import held, refuse_under_way
from contest.ceremony.models import DoorNote
from contest.ceremony.queries.doors import awaited
from contest.ceremony.rules.attendance import guest_of, why_not_note
from contest.ceremony.rules.notes import Given
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import nfc

# A note that says it lay longer on a telephone than a ceremony lasts has a telephone's clock to blame.
_LONGEST = timedelta(hours=24)


class Taken(NamedTuple):
    """What became of a note: why it was not kept, or nothing."""

    key: str
    reasons: Sequence[Reason]


@action(Permission.CEREMONY_DOOR)
def note_guests(actor: Actor, edition_id: int, given: Sequence[Given]) -> list[Taken]:
    """Keep notes of a door in their order; one that was kept before is answered again and not kept twice.

    What cannot be kept is answered with its reasons and does not hold up the others. Raises Refusal: ceremony_missing.
    """
    ceremony = held(edition_id)
    keys = {key for note in given for key in (note.key, note.follows)}
    known = select(DoorNote.note_key, DoorNote.id).where(DoorNote.ceremony_id == ceremony.id)
    kept: dict[str, int] = {row[0]: row[1] for row in db.session.execute(known.where(DoorNote.note_key.in_(keys)))}
    guests, taken = {row.guest: row.people for row in awaited(edition_id, ceremony.goes_up)}, []
    for note in given:
        guest = guest_of(note.guest)
        reasons = why_not_note(note.state, note.stand_in, guest, guests) if note.key not in kept else []
        taken.append(Taken(note.key, reasons))
        if reasons or note.key in kept or guest is None:
            continue
        row = DoorNote(
            ceremony_id=ceremony.id,
            author_id=guest.author_id,
            unit=guest.unit,
            guest_code=guest.code,
            state=note.state,
            people=(note.people or guests[guest]) if note.state == "present" else 1,
            stand_in=nfc(note.stand_in).strip() if note.state == "stand_in" else "",
            door=nfc(note.door).strip(),
            after_id=note.after,
            follows_id=kept.get(note.follows),
            note_key=note.key,
            noted_at=_when(note.ago),
            kept_at=now(),
            made_by_id=actor.id,
        )
        db.session.add(row)
        db.session.flush()
        kept[note.key] = row.id
    return taken


def _when(ago: timedelta) -> datetime:
    return now() - min(max(ago, timedelta(0)), _LONGEST)


@action(Permission.CEREMONY_PREPARE)
def count_anew(actor: Actor, edition_id: int) -> None:
    """What doors noted so far was a trial: nobody is here yet. Raises Refusal: ceremony_missing, ceremony_running."""
    ceremony = held(edition_id)
    refuse_under_way(ceremony)
    ceremony.door_since = now()
