"""A slot moved by hand: what it would break is named first, and nothing impossible is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.juries.actions.presenting.building import cancel, put, standing
from contest.juries.models import PresentationSlot
from contest.juries.queries import RoundCard, barred_entries, councils, councils_lent, kept_away, round_rules
from contest.juries.queries.presenting import (
    FrameCard,
    SlotRow,
    elsewhere_of,
    may_run,
    needs_of,
    placed_of,
    slot_by_id,
    slot_rows,
)
from contest.juries.rules.timetable import Elsewhere, Placed, Show, clashes_with, said


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a slot is moved upon: the slots of the round, whom each entry needs, the frame, what other rounds present,
    and the councils by name."""

    rows: Sequence[SlotRow]
    shows: Mapping[int, Show]
    frame: FrameCard
    elsewhere: Sequence[Elsewhere]
    councils: Mapping[int, str]


def grounds_of(edition_id: int, card: RoundCard, frame: FrameCard) -> Grounds:
    """Everything a move is judged by; a handful of queries."""
    needs = needs_of(edition_id, card)
    return Grounds(
        slot_rows(card.id),
        needs.shows(frame.call_order, 1, units_together=frame.units_together),
        frame,
        elsewhere_of(edition_id, card, [day.on for day in frame.frame.days]),
        {council.id: council.name for council in councils(edition_id)},
    )


def why_not_there(moved: Sequence[Placed], on: Grounds, *, anywhere: bool = False) -> list[Reason]:
    """Everything that these places would break beside all the others, each once.

    anywhere: also in a room that is another council's, which is possible but seldom meant.
    """
    away = {one.entry_id for one in moved}
    others = [one for one in placed_of(on.rows) if one.entry_id not in away] + [one.placed for one in on.elsewhere]
    shows = {**on.shows, **{one.show.entry_id: one.show for one in on.elsewhere}}
    rooms = {room.name: room.council_ids for room in on.frame.frame.rooms}
    reasons: list[Reason] = []
    foreign: list[Reason] = []
    for one in moved:
        show = on.shows.get(one.entry_id)
        if one.room not in rooms:
            reasons.append(Reason("timetable_room_unknown", {"room": one.room}, "to"))
        elif show and rooms[one.room] and show.council_id not in rooms[one.room] and not anywhere:
            whose = on.councils.get(show.council_id or 0, "hội đồng chưa phân")
            facts = {"room": one.room, "entry": show.label, "council": whose}
            foreign.append(Reason("timetable_room_of_others", facts, "to"))
        for clash in clashes_with(one, [*others, *moved], shows, on.frame.frame.changeover):
            why = said(clash, shows)
            reasons.append(Reason(why.code, why.params, "to"))
    return list(
        {(reason.code, tuple(sorted(reason.params.items()))): reason for reason in [*reasons, *foreign]}.values()
    )


@action(Permission.JURY_ASSIGN)
def move_slot(
    actor: Actor,
    edition_id: int,
    round_key: str,
    entry_id: int,
    room: str,
    starts: datetime,
    *,
    pin: bool = True,
    anywhere: bool = False,
) -> None:
    """Put an entry into another room or hour (or give one without a slot its first), pinned unless told otherwise.

    anywhere: into the room of another council, knowingly. Raises Refusal: timetable_entry_unknown,
    timetable_slot_begun, timetable_room_unknown, timetable_room_of_others, timetable_room_taken,
    timetable_person_twice with who and where (another round's presentations count).
    """
    card, frame = standing(edition_id, round_key)
    on = grounds_of(edition_id, card, frame)
    if entry_id not in on.shows:
        raise refuse_with("timetable_entry_unknown")
    own = [row for row in on.rows if row.entry_id == entry_id]
    refuse(_begun(own))
    one = Placed(entry_id, room, starts, frame.frame.length)
    refuse(why_not_there([one], on, anywhere=anywhere))
    known = {row.entry_id: db.session.get_one(PresentationSlot, row.id) for row in own}
    put(known, card.id, one).is_pinned = pin
    db.session.flush()
    _note(actor, edition_id, round_key, [on.shows[entry_id].label])


@action(Permission.PRESENTATION_RUN)
def swap_slots(
    actor: Actor, edition_id: int, round_key: str, first_id: int, second_id: int, *, anywhere: bool = False
) -> None:
    """Two entries change places (by the keys of their slots); `anywhere`: into rooms of other councils, knowingly.

    Raises Refusal: timetable_slot_gone, timetable_not_yours, timetable_slot_begun, and what the exchange would break.
    """
    card, frame = standing(edition_id, round_key)
    first, second = slot_of(card.id, first_id), slot_of(card.id, second_id)
    refuse_strangers(actor, edition_id, round_key, [first, second])
    refuse(_begun([first, second]))
    moved = [
        Placed(first.entry_id, second.room, second.starts_at, second.minutes),
        Placed(second.entry_id, first.room, first.starts_at, first.minutes),
    ]
    refuse(why_not_there(moved, grounds_of(edition_id, card, frame), anywhere=anywhere))
    for mine, other in ((first, second), (second, first)):
        row = db.session.get_one(PresentationSlot, mine.id)
        row.room, row.planned_at, row.starts_at = other.room, other.planned_at, other.starts_at
        row.minutes, row.sequence, row.changed_at = other.minutes, row.sequence + 1, now()
    db.session.flush()
    _note(actor, edition_id, round_key, [first.code, second.code])


@action(Permission.JURY_ASSIGN)
def take_out(actor: Actor, edition_id: int, round_key: str, slot_id: int) -> None:
    """An entry is not presented after all, until somebody gives it a slot by hand or by its code.

    Raises Refusal: timetable_slot_gone, timetable_slot_begun.
    """
    card, _ = standing(edition_id, round_key)
    slot = slot_of(card.id, slot_id)
    refuse(_begun([slot]))
    row = db.session.get_one(PresentationSlot, slot.id)
    cancel(row)
    row.is_pinned = True  # stays out when the timetable is built again
    db.session.flush()
    _note(actor, edition_id, round_key, [slot.code])


@action(Permission.JURY_ASSIGN)
def pin_slot(actor: Actor, edition_id: int, round_key: str, slot_id: int, *, pinned: bool) -> None:
    """Keep a slot where it is when the timetable is built again, or let it go. Raises Refusal: timetable_slot_gone."""
    card, _ = standing(edition_id, round_key)
    db.session.get_one(PresentationSlot, slot_of(card.id, slot_id).id).is_pinned = pinned


def slot_of(round_id: int, slot_id: int) -> SlotRow:
    """A slot that takes place. Raises Refusal: timetable_slot_gone."""
    slot = slot_by_id(round_id, slot_id)
    if slot is None or slot.state == "cancelled":
        raise refuse_with("timetable_slot_gone")
    return slot


def refuse_strangers(actor: Actor, edition_id: int, round_key: str, slots: Sequence[SlotRow]) -> None:
    """Chairs and clerks run the rooms of their own council, or an entry at which they stand in for its clerk; nobody
    what they are in conflict with. Raises Refusal: timetable_not_yours, and see kept_away."""
    barred = barred_entries(edition_id, actor.id)
    for slot in slots:
        if slot.entry_id in barred:
            raise kept_away(actor, edition_id, slot.entry_id)
    joint = round_rules(edition_id, round_key).joint_council
    for slot in slots:
        if may_run(actor, edition_id, slot.council_id, joint=joint):
            continue
        if slot.council_id not in councils_lent(actor.id or 0, slot.entry_id):
            raise refuse_with("timetable_not_yours")


def _begun(slots: Sequence[SlotRow]) -> list[Reason]:
    begun = (slot for slot in slots if slot.state in ("called", "done"))
    return [Reason("timetable_slot_begun", {"entry": slot.code}, "to") for slot in begun]


def _note(actor: Actor, edition_id: int, round_key: str, codes: list[str]) -> None:
    ledger.note(actor, edition_id, "timetable.moved", f"round:{round_key}", {"round": round_key, "entries": codes})
