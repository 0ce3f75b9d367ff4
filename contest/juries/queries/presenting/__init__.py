"""Reads of presentations: the frame, what a timetable is built from, the slots for each kind of reader."""

from contest.juries.queries.presenting.elsewhere import elsewhere_of
from contest.juries.queries.presenting.frames import (
    FrameCard,
    frame_card,
    framed_round,
    presented_rounds,
    usual_frame,
)
from contest.juries.queries.presenting.needs import MOST_WITHOUT, Needs, labels_of, needs_of, needs_on_page
from contest.juries.queries.presenting.people import OwnRound, Told, leavers, may_run, must_hear, own_slots, to_tell
from contest.juries.queries.presenting.slots import (
    DraftCard,
    SlotRow,
    draft_by_id,
    open_draft,
    placed_of,
    room_names,
    slot_by_id,
    slot_rows,
)

__all__ = [
    "MOST_WITHOUT",
    "DraftCard",
    "FrameCard",
    "Needs",
    "OwnRound",
    "SlotRow",
    "Told",
    "draft_by_id",
    "elsewhere_of",
    "frame_card",
    "framed_round",
    "labels_of",
    "leavers",
    "may_run",
    "must_hear",
    "needs_of",
    "needs_on_page",
    "open_draft",
    "own_slots",
    "placed_of",
    "presented_rounds",
    "room_names",
    "slot_by_id",
    "slot_rows",
    "to_tell",
    "usual_frame",
]
