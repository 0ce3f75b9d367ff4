"""The day itself: who came, who is late, who did not come; a room that runs late moves its rest of the day."""

from datetime import datetime, timedelta

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse_with
from contest.juries.actions.presenting.building import standing
from contest.juries.actions.presenting.moving import refuse_strangers, slot_of
from contest.juries.models import PresentationSlot
from contest.juries.queries.presenting import elsewhere_of, needs_of, placed_of, slot_rows
from contest.juries.rules.timetable import Placed, clashes, delayed, said

MOST_MINUTES = 240


@action(Permission.PRESENTATION_RUN)
def mark_slot(actor: Actor, edition_id: int, round_key: str, slot_id: int, state: str) -> None:
    """Say that an entry is asked in, is done, will be late, did not come, or take that back (planned).

    Raises Refusal: timetable_slot_gone, timetable_not_yours, timetable_state_unknown, timetable_room_busy.
    """
    card, _ = standing(edition_id, round_key)
    slot = slot_of(card.id, slot_id)
    refuse_strangers(actor, edition_id, round_key, [slot])
    if state not in ("planned", "late", "called", "done", "absent"):
        raise refuse_with("timetable_state_unknown")
    if state == "called":
        inside = [one for one in slot_rows(card.id, room=slot.room) if one.state == "called" and one.id != slot.id]
        if inside:
            raise refuse_with("timetable_room_busy", room=slot.room, entry=inside[0].code)
    row = db.session.get_one(PresentationSlot, slot.id)
    row.state, row.changed_at = state, now()
    db.session.flush()
    if state in ("done", "absent") or slot.state in ("done", "absent"):
        payload = {"round": round_key, "entry": slot.code, "state": state}
        ledger.note(actor, edition_id, "presentation.marked", f"entry:{slot.code}", payload)


@action(Permission.PRESENTATION_RUN)
def delay_room(actor: Actor, edition_id: int, round_key: str, slot_id: int, minutes: int) -> list[Reason]:
    """From this slot on, its room is so many minutes later than now expected (earlier with a negative number).

    Pauses swallow what they can, and nobody is called before the plan. Nobody is written to: the page at the door
    shows it. Returns who would now be in two rooms at once, for those at the door to settle.
    Raises Refusal: timetable_slot_gone, timetable_not_yours, timetable_delay_large.
    """
    card, frame = standing(edition_id, round_key)
    slot = slot_of(card.id, slot_id)
    refuse_strangers(actor, edition_id, round_key, [slot])
    if not minutes or abs(minutes) > MOST_MINUTES:
        raise refuse_with("timetable_delay_large", "minutes", most=MOST_MINUTES)
    rows = slot_rows(card.id)
    rest = [
        row
        for row in rows
        if row.room == slot.room
        and row.day == slot.day
        and row.state in ("planned", "late")
        and row.starts_at >= slot.starts_at
    ]
    plan = [Placed(row.entry_id, row.room, row.planned_at, row.minutes) for row in rest]
    expected = delayed(plan, slot.starts_at + timedelta(minutes=minutes), frame.frame.changeover)
    starts = {one.entry_id: one.starts for one in expected}
    for row in rest:
        if starts[row.entry_id] != row.starts_at:
            _expect(row.id, starts[row.entry_id])
    db.session.flush()
    shows = needs_of(edition_id, card).shows(frame.call_order, 1, units_together=frame.units_together)
    moved = {row.entry_id for row in rest}
    others = elsewhere_of(edition_id, card, [slot.day])
    shows |= {one.show.entry_id: one.show for one in others}
    found = clashes([*placed_of(slot_rows(card.id)), *(one.placed for one in others)], shows)
    return [said(clash, shows) for clash in found if {clash.first.entry_id, clash.second.entry_id} & moved]


def _expect(slot_id: int, starts: datetime) -> None:
    """A new hour for the day; whoever knew the old one is not written to, but calendars take the newer entry."""
    row = db.session.get_one(PresentationSlot, slot_id)
    knew = row.told is not None and row.told == row.sequence
    row.starts_at, row.sequence, row.changed_at = starts, row.sequence + 1, now()
    row.told = row.sequence if knew else row.told
