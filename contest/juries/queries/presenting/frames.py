"""The frame of a round's timetable as it was set, or as the regulation and the councils suggest it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Presentation, Round
from contest.foundation.clock import today
from contest.foundation.database import db
from contest.juries.models import JudgingRound, Timetable, TimetableDraft
from contest.juries.queries.councils import councils
from contest.juries.queries.rounds import CARD, RoundCard
from contest.juries.rules.timetable import Day, Frame, Room


@dataclass(frozen=True, slots=True)
class FrameCard:
    """A frame, how entries are called in it, and since when it is announced (None: nobody outside sees it)."""

    frame: Frame
    call_order: str
    units_together: bool
    announced_at: datetime | None = None
    is_set: bool = True


def presented_rounds(edition_id: int) -> list[Round]:
    """The rounds of the regulation with presentations."""
    return [round_ for round_ in regulation_of(edition_id).rounds if round_.is_presented]


def frame_card(round_id: int) -> FrameCard | None:
    """The frame of a prepared round, None while none was set."""
    row = db.session.scalar(select(Timetable).where(Timetable.round_id == round_id))
    return None if row is None else _card(row)


class FramedRound(NamedTuple):
    """A prepared round, its frame, and whether a timetable waits for a decision."""

    card: RoundCard
    frame: FrameCard | None
    has_draft: bool


_WAITS = exists().where(TimetableDraft.round_id == JudgingRound.id, TimetableDraft.settled_at.is_(None))
_FRAMED = (
    select(*CARD, Timetable, _WAITS)
    .outerjoin(Timetable, Timetable.round_id == JudgingRound.id)
    .where(JudgingRound.edition_id == bindparam("edition_id"), JudgingRound.key == bindparam("round_key"))
)


def framed_round(edition_id: int, round_key: str) -> FramedRound | None:
    """The round of this key with its frame, None while it was not prepared. One query."""
    row = db.session.execute(_FRAMED, {"edition_id": edition_id, "round_key": round_key}).one_or_none()
    if row is None:
        return None
    card, timetable = RoundCard(row[0], row[1], row[2], row[3], row[4]), row[5]
    return FramedRound(card, None if timetable is None else _card(timetable), bool(row[6]))


def _card(row: Timetable) -> FrameCard:
    frame = Frame(
        days=tuple(_day(*each) for each in row.days),
        rooms=tuple(Room(name, tuple(ids)) for name, ids in row.rooms),
        minutes=row.minutes,
        questions=row.questions,
        changeover=row.changeover,
        rest_after=row.rest_after,
        rest_minutes=row.rest_minutes,
    )
    return FrameCard(frame, row.call_order, row.units_together, row.announced_at)


def _day(*texts: Any) -> Day:
    on, opens, closes, *pause = texts
    pauses = [time.fromisoformat(hour) if hour else None for hour in pause]
    return Day(date.fromisoformat(on), time.fromisoformat(opens), time.fromisoformat(closes), *pauses)


def usual_frame(edition_id: int, round_: Round) -> FrameCard:
    """What to begin with: the regulation's minutes and first day, one room for each council that judges the round."""
    rules = round_.presentation or Presentation()
    rooms = [
        Room(f"Phòng {place}", () if round_.joint_council else (council.id,))
        for place, council in enumerate(_sitting(edition_id, round_), 1)
    ]
    first = round_.starts or today() + timedelta(days=7)
    day = Day(first, time(7, 30), time(17, 0), time(11, 30), time(13, 30))
    frame = Frame((day,), tuple(rooms) or (Room("Phòng 1"),), rules.minutes, rules.questions, rules.changeover)
    return FrameCard(frame, rules.call_order, rules.units_together, is_set=False)


def _sitting(edition_id: int, round_: Round) -> list[Any]:
    named = {
        council.key for council in regulation_of(edition_id).councils if round_.key in (council.rounds or (round_.key,))
    }
    found = [council for council in councils(edition_id) if not named or council.key in named]
    return found[:1] if round_.joint_council else found
