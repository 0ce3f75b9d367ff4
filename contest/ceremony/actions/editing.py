"""The order changed by hand: segments put in, written, moved, taken out; groups split and joined; lines moved."""

from typing import Literal, NamedTuple

from sqlalchemy import select

from contest.ceremony.actions.reach import (
    changing,
    drop_segments,
    held,
    mark,
    number,
    refuse_under_way,
    segment_of,
    segments,
    who_and_when,
)
from contest.ceremony.models import Call, Ceremony, Segment, StageName
from contest.ceremony.rules.kinds import AWARDING
from contest.ceremony.rules.ordering import usual_minutes, why_not_write
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.forgetting import when_forgotten
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.foundation.vietnamese import nfc

Way = Literal["up", "down"]


class Written(NamedTuple):
    """What people write of a segment."""

    title: str
    words: str
    minutes: int
    hands_over: str


@action(Permission.CEREMONY_PREPARE)
def add_segment(actor: Actor, edition_id: int, version: int, kind: str, after_id: int, written: Written) -> int:
    """Put a segment in after another (0: at the very beginning); returns its key.

    Raises Refusal: ceremony_changed, segment_gone, segment_title_missing, segment_minutes.
    """
    refuse(why_not_write(kind, written.title, written.minutes))
    ceremony = changing(actor, edition_id, version)
    rows = segments(ceremony)
    place = rows.index(segment_of(ceremony, after_id)) + 1 if after_id else 0
    row = Segment(ceremony_id=ceremony.id, kind=kind, position=0, changed_at=now(), changed_by_id=actor.id)
    _write(row, written)
    db.session.add(row)
    db.session.flush()
    number([*rows[:place], row, *rows[place:]])
    return row.id


@action(Permission.CEREMONY_PREPARE)
def write_segment(actor: Actor, edition_id: int, segment_id: int, version: int, written: Written) -> None:
    """Write what a segment is called, its words, minutes, who hands over; version: of the segment, as it was seen.

    Raises Refusal: segment_gone, segment_changed, segment_title_missing, segment_minutes.
    """
    segment = segment_of(held(edition_id), segment_id)
    refuse(why_not_write(segment.kind, written.title, written.minutes))
    if segment.version != version:
        by, at = who_and_when(segment)
        raise refuse_with("segment_changed", by=by, at=at)
    _write(segment, written)
    mark(actor, segment)


def _write(segment: Segment, written: Written) -> None:
    segment.title, segment.words = nfc(written.title).strip(), nfc(written.words).strip()
    segment.minutes, segment.hands_over = written.minutes, nfc(written.hands_over).strip()


@action(Permission.CEREMONY_PREPARE)
def move_segment(actor: Actor, edition_id: int, version: int, segment_id: int, way: Way) -> None:
    """Before the one before it, or after the one after it. Raises Refusal: ceremony_changed, segment_gone."""
    ceremony = changing(actor, edition_id, version)
    rows, segment = segments(ceremony), segment_of(ceremony, segment_id)
    place = rows.index(segment)
    rows.insert(max(0, place + (-1 if way == "up" else 1)), rows.pop(place))
    number(rows)


@action(Permission.CEREMONY_PREPARE)
def remove_segment(actor: Actor, edition_id: int, version: int, segment_id: int) -> None:
    """Take a segment out, a group only when nobody is in it. Raises Refusal: ceremony_running, segment_is_group …"""
    ceremony = changing(actor, edition_id, version)
    refuse_under_way(ceremony)
    segment = segment_of(ceremony, segment_id)
    if _lines(segment):
        raise refuse_with("segment_is_group")
    drop_segments([segment])
    number(segments(ceremony))


@action(Permission.CEREMONY_PREPARE)
def split_group(actor: Actor, edition_id: int, version: int, call_id: int) -> None:
    """A new group begins with this line, of the same prize and with the same person who hands over.

    Raises Refusal: ceremony_changed, call_gone, group_not_split.
    """
    ceremony = changing(actor, edition_id, version)
    call = _call(ceremony, call_id)
    segment = segment_of(ceremony, call.segment_id)
    lines = _lines(segment)
    first, second = lines[: lines.index(call)], lines[lines.index(call) :]
    if not first:
        raise refuse_with("group_not_split")
    rows = segments(ceremony)
    new = Segment(
        ceremony_id=ceremony.id,
        position=0,
        kind=AWARDING,
        minutes=usual_minutes(len(second)),
        award_key=segment.award_key,
        tier_key=segment.tier_key,
        hands_over=segment.hands_over,
        changed_at=now(),
        changed_by_id=actor.id,
    )
    db.session.add(new)
    db.session.flush()
    for each in second:
        each.segment_id = new.id
    segment.minutes = usual_minutes(len(first))
    number(second)
    rows.insert(rows.index(segment) + 1, new)
    number(rows)


@action(Permission.CEREMONY_PREPARE)
def join_groups(actor: Actor, edition_id: int, version: int, segment_id: int) -> None:
    """The next group of the same prize goes up with this one. Raises Refusal: ceremony_running, group_not_merged …"""
    ceremony = changing(actor, edition_id, version)
    refuse_under_way(ceremony)
    segment = segment_of(ceremony, segment_id)
    other = _beside(ceremony, segment, "down")
    if other is None:
        raise refuse_with("group_not_merged")
    lines = [*_lines(segment), *_lines(other)]
    for each in lines:
        each.segment_id = segment.id
    number(lines)
    segment.words = "\n".join(part for part in (segment.words, other.words) if part)
    segment.hands_over = segment.hands_over or other.hands_over
    segment.minutes = usual_minutes(len(lines))
    mark(actor, segment)
    drop_segments([other])
    number(segments(ceremony))


@action(Permission.CEREMONY_PREPARE)
def move_call(actor: Actor, edition_id: int, version: int, call_id: int, way: Way) -> None:
    """One line up or down; from a group's edge into the next group of the same prize.

    Raises Refusal: ceremony_changed, call_gone, call_at_edge.
    """
    ceremony = changing(actor, edition_id, version)
    call = _call(ceremony, call_id)
    segment = segment_of(ceremony, call.segment_id)
    lines = _lines(segment)
    place = lines.index(call) + (-1 if way == "up" else 1)
    if 0 <= place < len(lines):
        lines.remove(call)
        lines.insert(place, call)
        number(lines)
        return
    other = _beside(ceremony, segment, way)
    if other is None:
        raise refuse_with("call_at_edge")
    lines.remove(call)
    there = _lines(other)
    call.segment_id = other.id
    number(lines)
    number([*there, call] if way == "up" else [call, *there])


@action(Permission.CEREMONY_PREPARE)
def write_call(actor: Actor, edition_id: int, call_id: int, stand_in: str, hands_over: str) -> None:
    """Who is known to come up instead, and who hands over to this one alone. Raises Refusal: call_gone."""
    call = _call(held(edition_id), call_id)
    call.stand_in, call.hands_over = nfc(stand_in).strip(), nfc(hands_over).strip()


@action(Permission.CEREMONY_PREPARE)
def say_name(
    actor: Actor, edition_id: int, author_id: int, sounds: str, called_as: str = "", agreed_by: str = ""
) -> None:
    """How an author's name sounds, and what the family agreed to where it may not be said.

    Raises Refusal: call_gone, called_as_unagreed.
    """
    of_edition = select(EntryAuthor.id).join(Entry, Entry.id == EntryAuthor.entry_id)
    if db.session.scalar(of_edition.where(EntryAuthor.id == author_id, Entry.edition_id == edition_id)) is None:
        raise refuse_with("call_gone")
    if called_as.strip() and not agreed_by.strip():
        raise Refusal([Reason("called_as_unagreed", where="agreed_by")])
    row = db.session.scalar(select(StageName).where(StageName.author_id == author_id).with_for_update())
    if row is None:
        row = StageName(author_id=author_id)
        db.session.add(row)
    agreement = nfc(called_as).strip(), nfc(agreed_by).strip() if called_as.strip() else ""
    if agreement != (row.called_as or "", row.agreed_by or ""):
        row.called_as, row.agreed_by = agreement
        row.agreed_on = today() if agreement[0] else None
    row.sounds, row.changed_at, row.changed_by_id = nfc(sounds).strip(), now(), actor.id


@when_forgotten
def forget_sounds(edition_id: int, entry_id: int) -> None:
    """How a name sounded tells the name: it goes with an author who is forgotten, and with it who agreed to what."""
    theirs = select(StageName).join(EntryAuthor, EntryAuthor.id == StageName.author_id)
    for row in db.session.scalars(
        theirs.where(EntryAuthor.entry_id == entry_id, EntryAuthor.forgotten_at.is_not(None))
    ):
        row.sounds = row.called_as = row.agreed_by = ""
        row.agreed_on = None


def _call(ceremony: Ceremony, call_id: int) -> Call:
    found = db.session.get(Call, call_id)
    if found is None or found.ceremony_id != ceremony.id:
        raise refuse_with("call_gone")
    return found


def _lines(segment: Segment) -> list[Call]:
    found = select(Call).where(Call.segment_id == segment.id).order_by(Call.position, Call.id)
    return list(db.session.scalars(found))


def _beside(ceremony: Ceremony, segment: Segment, way: Way) -> Segment | None:
    """The nearest group of the same prize before or after it."""
    rows = segments(ceremony)
    place = rows.index(segment)
    beside = rows[place + 1 :] if way == "down" else rows[:place][::-1]
    same = (segment.award_key, segment.tier_key)
    return next((row for row in beside if row.kind == AWARDING and (row.award_key, row.tier_key) == same), None)
