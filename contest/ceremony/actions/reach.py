"""The ceremony and its segments as a deed takes hold of them: locked, and as the one who changes them saw them."""

from collections.abc import Sequence

from sqlalchemy import select

from contest.ceremony.models import Call, Ceremony, Run, Segment, StepTaken
from contest.foundation.access import Actor
from contest.foundation.clock import local, now
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import moment
from contest.people.models import Person


def held(edition_id: int) -> Ceremony:
    """The edition's ceremony, locked: who writes waits in line. Raises Refusal: ceremony_missing."""
    found = db.session.scalar(select(Ceremony).where(Ceremony.edition_id == edition_id).with_for_update())
    if found is None:
        raise refuse_with("ceremony_missing")
    return found


def changing(actor: Actor, edition_id: int, version: int) -> Ceremony:
    """The same for a change of the order by who saw this version of it. Raises Refusal: ceremony_changed."""
    ceremony = held(edition_id)
    if ceremony.version != version:
        by, at = who_and_when(ceremony)
        raise refuse_with("ceremony_changed", by=by, at=at)
    mark(actor, ceremony)
    return ceremony


def mark(actor: Actor, row: Ceremony | Segment) -> None:
    """Count a change, and say whose it is."""
    row.version += 1
    row.changed_at, row.changed_by_id = now(), actor.id


def who_and_when(row: Ceremony | Segment) -> tuple[str, str]:
    """Who changed it last, and when, in words."""
    name = db.session.scalar(select(Person.name).where(Person.id == row.changed_by_id))
    return name or "người khác", moment(local(row.changed_at))


def segments(ceremony: Ceremony) -> list[Segment]:
    """The segments in their order."""
    found = select(Segment).where(Segment.ceremony_id == ceremony.id).order_by(Segment.position, Segment.id)
    return list(db.session.scalars(found))


def calls(ceremony: Ceremony) -> list[Call]:
    """Every line, in the order of its group."""
    found = select(Call).where(Call.ceremony_id == ceremony.id).order_by(Call.segment_id, Call.position, Call.id)
    return list(db.session.scalars(found))


def segment_of(ceremony: Ceremony, segment_id: int) -> Segment:
    """A segment of the ceremony. Raises Refusal: segment_gone."""
    found = db.session.get(Segment, segment_id)
    if found is None or found.ceremony_id != ceremony.id:
        raise refuse_with("segment_gone")
    return found


def number(rows: Sequence[Segment | Call]) -> None:
    """Positions as the rows stand in the list."""
    for place, row in enumerate(rows, 1):
        row.position = place
    db.session.flush()


def refuse_under_way(ceremony: Ceremony) -> None:
    """No new order while a run goes by the old one. Raises Refusal: ceremony_running."""
    under_way = select(Run.id).where(Run.ceremony_id == ceremony.id, Run.ended_at.is_(None)).limit(1)
    if db.session.scalar(under_way) is not None:
        raise refuse_with("ceremony_running")


def drop_segments(gone: Sequence[Segment]) -> None:
    """Take segments without lines out; a step that brought one on counts for the one before it."""
    ids = [segment.id for segment in gone]
    for segment in gone:
        before = select(Segment.id).where(
            Segment.ceremony_id == segment.ceremony_id, Segment.position < segment.position, Segment.id.not_in(ids)
        )
        previous = db.session.scalar(before.order_by(Segment.position.desc(), Segment.id.desc()).limit(1))
        for step in db.session.scalars(select(StepTaken).where(StepTaken.segment_id == segment.id)):
            step.segment_id = previous
    db.session.flush()
    for segment in gone:
        db.session.delete(segment)
    db.session.flush()
