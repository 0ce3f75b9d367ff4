"""Deeds about presentations: the frame, the timetable proposed and accepted, slots moved, the day itself, letters."""

from contest.juries.actions.presenting.building import accept_timetable, drop_timetable, propose_timetable
from contest.juries.actions.presenting.day import delay_room, mark_slot
from contest.juries.actions.presenting.framing import set_frame
from contest.juries.actions.presenting.moving import (
    Grounds,
    grounds_of,
    move_slot,
    pin_slot,
    swap_slots,
    take_out,
    why_not_there,
)
from contest.juries.actions.presenting.telling import announce_timetable

__all__ = [
    "Grounds",
    "accept_timetable",
    "announce_timetable",
    "delay_room",
    "drop_timetable",
    "grounds_of",
    "mark_slot",
    "move_slot",
    "pin_slot",
    "propose_timetable",
    "set_frame",
    "swap_slots",
    "take_out",
    "why_not_there",
]
