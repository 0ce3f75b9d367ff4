"""A meeting called, begun, ended; who came and who left."""

from sqlalchemy import func, select

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import nfc
from contest.juries.queries import councils, prepared_round, round_rules, seats
from contest.ranking.actions.meeting.reach import held
from contest.ranking.models import Meeting, MeetingPresence
from contest.ranking.queries.meeting import ballots_of, items_of


@action(Permission.MEETING_RUN)
def call_meeting(actor: Actor, edition_id: int, round_key: str, council_id: int | None, place: str = "") -> int:
    """Call a meeting of a council, or of all of them in a joint round (None); returns its key.

    Raises Refusal: jury_round_unprepared, meeting_not_yours, meeting_open_already.
    """
    card, rules = prepared_round(edition_id, round_key), round_rules(edition_id, round_key)
    if rules.joint_council:
        council_id = None
    known = {row.id for row in councils(edition_id)}
    sits = {seat.council_id for seat in seats(edition_id) if seat.person_id == actor.id}
    office = actor.may(Permission.JURY_MANAGE, edition_id)
    if (council_id is None) != rules.joint_council or (council_id is not None and council_id not in known):
        raise refuse_with("meeting_not_yours", "council_id")
    if not office and not (sits if council_id is None else council_id in sits):
        raise refuse_with("meeting_not_yours", "council_id")
    same = (
        Meeting.round_id == card.id,
        Meeting.council_id.is_(None) if council_id is None else Meeting.council_id == council_id,
    )
    if db.session.scalar(select(Meeting.id).where(*same, Meeting.state != "closed").limit(1)) is not None:
        raise refuse_with("meeting_open_already", "council_id")
    number = (db.session.scalar(select(func.max(Meeting.number)).where(*same)) or 0) + 1
    row = Meeting(round_id=card.id, council_id=council_id, number=number, made_at=now(), place=nfc(place)[:200])
    db.session.add(row)
    db.session.flush()
    return row.id


@action(Permission.MEETING_ATTEND)
def mark_presence(actor: Actor, edition_id: int, meeting_id: int, person_id: int, *, present: bool) -> None:
    """Somebody is there, or leaves; who runs the meeting says it of everybody, others of themselves.

    Raises Refusal: meeting_closed, meeting_not_yours.
    """
    card, members = held(actor, edition_id, meeting_id, "preparing", "open")
    runs = actor.may(Permission.MEETING_RUN, edition_id)
    if not any(one.person_id == person_id for one in members) or (person_id != actor.id and not runs):
        raise refuse_with("meeting_not_yours")
    row = db.session.scalar(
        select(MeetingPresence).where(MeetingPresence.meeting_id == card.id, MeetingPresence.person_id == person_id)
    )
    if row is None and present:
        db.session.add(MeetingPresence(meeting_id=card.id, person_id=person_id, came_at=now()))
    elif row is not None:
        row.left_at = None if present else now()
    db.session.flush()


@action(Permission.MEETING_RUN)
def open_meeting(actor: Actor, edition_id: int, meeting_id: int) -> None:
    """Begin. Raises Refusal: meeting_closed, meeting_empty, meeting_nobody_here."""
    card, members = held(actor, edition_id, meeting_id, "preparing")
    if not items_of(card.id):
        raise refuse_with("meeting_empty")
    here = [one.person_id for one in members if one.present]
    if not here:
        raise refuse_with("meeting_nobody_here")
    row = db.session.get_one(Meeting, card.id)
    row.state, row.opened_at = "open", now()
    db.session.flush()
    payload = {"round": card.round_key, "council": card.council, "number": card.number, "present": here}
    ledger.note(actor, edition_id, "meeting.opened", f"meeting:{card.id}", payload)


@action(Permission.MEETING_RUN)
def close_meeting(actor: Actor, edition_id: int, meeting_id: int, remarks: str = "") -> None:
    """End it; what was decided stands. Raises Refusal: meeting_not_open, meeting_ballots_open, meeting_items_left."""
    card, _ = held(actor, edition_id, meeting_id, "open")
    items = items_of(card.id)
    if any(ballot.closed_at is None for ballot in ballots_of(item.id for item in items)):
        raise refuse_with("meeting_ballots_open")
    left = sum(item.state != "done" for item in items)
    if left:
        raise refuse_with("meeting_items_left", count=left)
    row = db.session.get_one(Meeting, card.id)
    row.state, row.closed_at, row.closed_by_id, row.remarks = "closed", now(), actor.id, remarks.strip()
    db.session.flush()
    payload = {"round": card.round_key, "council": card.council, "number": card.number, "items": len(items)}
    ledger.note(actor, edition_id, "meeting.closed", f"meeting:{card.id}", payload)
