"""A timetable built, looked at, accepted; refused when anything it rests on has changed since."""

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.vietnamese import nfc
from contest.foundation.words import sentence
from contest.juries.models import PresentationSlot, TimetableDraft
from contest.juries.queries import RoundCard, prepared_round, round_rules
from contest.juries.queries.presenting import (
    FrameCard,
    Needs,
    SlotRow,
    draft_by_id,
    elsewhere_of,
    frame_card,
    needs_of,
    placed_of,
    slot_rows,
)
from contest.juries.rules.timetable import Elsewhere, Placed, Problem, build, changes


@action(Permission.JURY_ASSIGN)
def propose_timetable(
    actor: Actor, edition_id: int, round_key: str, seed: int = 1, *, fresh: bool = False, codes: str = ""
) -> int:
    """Build a timetable and keep it as a proposal; nothing moves yet. Returns its key.

    Pinned slots, and those whose presentation has begun or is over, stay; the others are moved as little as possible,
    unless `fresh`. Who was taken out by hand stays out unless among `codes`; where only some entries are presented,
    those are that have a slot already and those of the codes.
    Raises Refusal: jury_round_unprepared, jury_round_closed, timetable_no_frame, timetable_code_unknown for each,
    timetable_choose_entries.
    """
    card, frame = standing(edition_id, round_key)
    needs = needs_of(edition_id, card, turns=True)
    rows = slot_rows(card.id)
    pinned, free = _pinned(rows)
    some = round_rules(edition_id, round_key).presents_some
    wanted = needs.of(_presented(needs, rows, codes, some=some))
    shows = wanted.shows(frame.call_order, seed, units_together=frame.units_together)
    others = elsewhere_of(edition_id, card, [day.on for day in frame.frame.days])
    problem = Problem(
        frame.frame,
        list(shows.values()),
        placed_of(pinned),
        [] if fresh else placed_of(free),
        frame.units_together,
        others,
    )
    built = build(problem)
    for row in db.session.scalars(
        select(TimetableDraft).where(TimetableDraft.round_id == card.id, TimetableDraft.settled_at.is_(None))
    ):
        row.settled_at = now()
    result = {
        "slots": [[one.entry_id, one.room, one.starts.isoformat(), one.minutes] for one in built.placed],
        "unplaced": [[entry_id, sentence(why)] for entry_id, why in sorted(built.unplaced.items())],
        "travels": list(built.travels),
        "turns": {str(entry_id): show.turn for entry_id, show in shows.items()},
        "facts": facts_print(needs, frame, rows, others),
    }
    draft = TimetableDraft(round_id=card.id, seed=seed, made_at=now(), made_by_id=actor.id, result=result)
    db.session.add(draft)
    db.session.flush()
    return draft.id


def _presented(needs: Needs, rows: list[SlotRow], codes: str, *, some: bool) -> set[int]:
    """Which entries the timetable is for. Raises Refusal."""
    known = {one.label.upper(): one.entry_id for one in needs.called}
    named = [part.upper() for part in re.split(r"[\s;,]+", nfc(codes)) if part]
    unknown = [Reason("timetable_code_unknown", {"code": code}, "codes") for code in named if code not in known]
    if unknown:
        raise Refusal(unknown)
    chosen = {known[code] for code in named}
    if some:
        chosen |= {row.entry_id for row in rows if row.state != "cancelled"}
        if not chosen:
            raise refuse_with("timetable_choose_entries", "codes")
        return chosen
    return (set(known.values()) - {row.entry_id for row in rows if row.is_out}) | chosen


def standing(edition_id: int, round_key: str) -> tuple[RoundCard, FrameCard]:
    """The round while it is not closed, and its frame. Raises Refusal."""
    card = prepared_round(edition_id, round_key)
    if card.state == "closed":
        raise refuse_with("jury_round_closed", round=round_rules(edition_id, round_key).name)
    frame = frame_card(card.id)
    if frame is None:
        raise refuse_with("timetable_no_frame")
    return card, frame


def _pinned(rows: list[SlotRow]) -> tuple[list[SlotRow], list[SlotRow]]:
    """What a new timetable leaves alone, and what it may move."""
    stays = [row for row in rows if row.state in ("called", "done") or (row.is_pinned and row.state != "cancelled")]
    ids = {row.id for row in stays}
    return stays, [row for row in rows if row.id not in ids]


def facts_print(needs: Needs, frame: FrameCard, rows: list[SlotRow], others: Sequence[Elsewhere]) -> str:
    """A hash of all that a timetable rests on; names of people are not in it."""
    slots = [[row.entry_id, row.room, row.starts_at.isoformat(), row.is_pinned, row.state] for row in rows]
    taken = [[one.placed.room, one.placed.starts.isoformat(), sorted(one.show.people)] for one in others]
    content = [needs.fingerprint, repr(frame.frame), frame.call_order, frame.units_together, slots, taken]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


@action(Permission.JURY_ASSIGN)
def accept_timetable(actor: Actor, edition_id: int, round_key: str, draft_id: int) -> int:
    """Make the proposal the timetable; returns how many slots changed. Raises Refusal: timetable_gone, _stale."""
    card, frame = standing(edition_id, round_key)
    draft = draft_by_id(draft_id)
    if draft is None or draft.round_id != card.id:
        raise refuse_with("timetable_gone")
    rows = slot_rows(card.id)
    needs = needs_of(edition_id, card, turns=True)
    others = elsewhere_of(edition_id, card, [day.on for day in frame.frame.days])
    if draft.facts != facts_print(needs, frame, rows, others):
        raise refuse_with("timetable_stale")
    planned = [one for one in rows if one.state != "cancelled"]
    differences = changes(placed_of(planned), draft.placed)
    known = _slots_of(card.id)
    for change in differences:
        if change.after is None:
            cancel(known[change.entry_id])
        else:
            put(known, card.id, change.after)
    row = db.session.get_one(TimetableDraft, draft.id)
    row.settled_at, row.is_accepted = now(), True
    db.session.flush()
    payload: dict[str, Any] = {
        "round": round_key,
        "seed": draft.seed,
        "call_order": frame.call_order,
        "slots": len(draft.placed),
        "changed": len(differences),
        "facts": draft.facts,
    }
    ledger.note(actor, edition_id, "timetable.accepted", f"round:{round_key}", payload)
    return len(differences)


def _slots_of(round_id: int) -> dict[int, PresentationSlot]:
    rows = db.session.scalars(
        select(PresentationSlot).where(PresentationSlot.round_id == round_id).execution_options(populate_existing=True)
    )
    return {row.entry_id: row for row in rows}


def put(known: dict[int, PresentationSlot], round_id: int, one: Placed) -> PresentationSlot:
    """Write where an entry is presented; people who were told hear of the change."""
    row = known.get(one.entry_id)
    if row is None:
        row = PresentationSlot(round_id=round_id, entry_id=one.entry_id, sequence=0)
        db.session.add(row)
    else:
        row.sequence += 1
    row.room, row.planned_at, row.starts_at, row.minutes = one.room, one.starts, one.starts, one.minutes
    row.state, row.changed_at = "planned", now()
    return row


def cancel(row: PresentationSlot) -> None:
    """The presentation no longer takes place; the row stays, for the calendars that have it."""
    row.state, row.is_pinned, row.sequence, row.changed_at = "cancelled", False, row.sequence + 1, now()


@action(Permission.JURY_ASSIGN)
def drop_timetable(actor: Actor, edition_id: int, round_key: str, draft_id: int) -> None:
    """Throw a proposal away. Raises Refusal: timetable_gone."""
    card = prepared_round(edition_id, round_key)
    draft = draft_by_id(draft_id)
    if draft is None or draft.round_id != card.id:
        raise refuse_with("timetable_gone")
    db.session.get_one(TimetableDraft, draft.id).settled_at = now()
