"""The frame of a round's timetable: days, rooms, minutes, the order of the call."""

from sqlalchemy import select

from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.models import Timetable
from contest.juries.queries import prepared_round, round_rules
from contest.juries.queries.presenting import FrameCard
from contest.juries.rules.timetable import why_not_frame


@action(Permission.JURY_ASSIGN)
def set_frame(actor: Actor, edition_id: int, round_key: str, given: FrameCard) -> None:
    """Keep the frame; slots that exist stay where they are until a new timetable is accepted.

    Raises Refusal: jury_round_unknown, jury_round_unprepared, timetable_not_here, and every fault of the frame.
    """
    rules = round_rules(edition_id, round_key)
    card = prepared_round(edition_id, round_key)
    if not rules.is_presented:
        raise refuse_with("timetable_not_here", round=rules.name)
    refuse(why_not_frame(given.frame))
    row = timetable_row(card.id)
    if row is None:
        row = Timetable(round_id=card.id, made_at=now())
        db.session.add(row)
    frame = given.frame
    row.days = [
        [day.on.isoformat(), *(each.isoformat("minutes") if each else "" for each in day[1:])]
        for day in sorted(frame.days)
    ]
    row.rooms = [[room.name, list(room.council_ids)] for room in frame.rooms]
    row.minutes, row.questions, row.changeover = frame.minutes, frame.questions, frame.changeover
    row.rest_after, row.rest_minutes = frame.rest_after, frame.rest_minutes
    row.call_order, row.units_together = given.call_order, given.units_together
    db.session.flush()


def timetable_row(round_id: int) -> Timetable | None:
    """The frame as it is kept."""
    return db.session.scalar(select(Timetable).where(Timetable.round_id == round_id))
