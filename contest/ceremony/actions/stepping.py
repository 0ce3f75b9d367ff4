"""A step of the script is taken, or taken back: who is called in it is settled in that moment."""

from sqlalchemy import select

from contest.ceremony.models import Called, Run, StepTaken
from contest.ceremony.queries.live import Live
from contest.foundation.access import Actor
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with


def take_step(actor: Actor, live: Live, run: Run) -> None:
    """Take the next step. Raises Refusal: ceremony_nothing_left."""
    step = live.next
    if step is None:
        raise refuse_with("ceremony_nothing_left")
    taken = StepTaken(
        run_id=run.id,
        number=len(live.steps) + 1,
        segment_id=step.segment_id,
        extra=step.extra,
        taken_at=now(),
        taken_by_id=actor.id,
    )
    db.session.add(taken)
    db.session.flush()
    for place, call_id in enumerate(step.calls, 1):
        row = {"run_id": run.id, "step_id": taken.id, "call_id": call_id, "position": place}
        db.session.add(Called(**row, called_at=now(), called_by_id=actor.id))
    run.version += 1
    db.session.flush()


def take_back(actor: Actor, live: Live, run: Run) -> None:
    """Take the last step back: who was called in it is called when it comes again. Raises: ceremony_nothing_before."""
    if live.now is None:
        raise refuse_with("ceremony_nothing_before")
    for called in db.session.scalars(select(Called).where(Called.step_id == live.now.id)):
        db.session.delete(called)
    db.session.flush()
    db.session.delete(db.session.get_one(StepTaken, live.now.id))
    run.version += 1
    db.session.flush()
