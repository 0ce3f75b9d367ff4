"""The ceremony runs: begun, step by step, a step taken back, somebody who did not come up, ended."""

from uuid import uuid4

from sqlalchemy import select

from contest.ceremony.actions.leading import follow_script
from contest.ceremony.actions.reach import held, refuse_under_way
from contest.ceremony.actions.stepping import take_back, take_step
from contest.ceremony.models import Called, DoorNote, Run
from contest.ceremony.queries.doors import doors_say
from contest.ceremony.queries.live import Live, live_of
from contest.ceremony.queries.order import ceremony_of
from contest.ceremony.queries.shows import open_show
from contest.ceremony.rules.calling import why_not_end
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.papers.queries.tallies import check_winners


@action(Permission.CEREMONY_PREPARE)
def begin_run(actor: Actor, edition_id: int, *, rehearsal: bool) -> None:
    """Begin the ceremony, or a rehearsal in which everybody is taken to be there.

    The ceremony itself begins only when every list of winners says what the sealed result says.
    Raises Refusal: ceremony_missing, ceremony_running, ceremony_show_differs, reconcile_…
    """
    ceremony = held(edition_id)
    refuse_under_way(ceremony)
    show = open_show(edition_id)
    if show is not None and show.is_rehearsal != rehearsal:
        raise refuse_with("ceremony_show_differs", show="tổng duyệt" if show.is_rehearsal else "chính thức")
    if not rehearsal:
        check_winners(edition_id)
    run = Run(ceremony_id=ceremony.id, is_rehearsal=rehearsal, began_at=now(), began_by_id=actor.id)
    db.session.add(run)
    db.session.flush()
    _note(actor, edition_id, "ceremony.begun", run)
    follow_script(actor, edition_id)


@action(Permission.CEREMONY_PREPARE)
def step_on(actor: Actor, edition_id: int, version: int) -> None:
    """Take the next step; who is called in it is settled now.

    Raises Refusal: ceremony_not_under_way, ceremony_step_taken, ceremony_nothing_left.
    """
    live, run = _under_way(edition_id, version)
    take_step(actor, live, run)
    follow_script(actor, edition_id)


@action(Permission.CEREMONY_PREPARE)
def step_back(actor: Actor, edition_id: int, version: int) -> None:
    """Take the last step back, before anybody was called in it: they are called when it comes again.

    Raises Refusal: ceremony_not_under_way, ceremony_step_taken, ceremony_nothing_before.
    """
    live, run = _under_way(edition_id, version)
    take_back(actor, live, run)
    follow_script(actor, edition_id)


@action(Permission.CEREMONY_PREPARE)
def did_not_come_up(actor: Actor, edition_id: int, version: int, call_id: int) -> None:
    """Somebody on the stage's list is not there: noted as gone, and called when they are at the door again.

    Raises Refusal: ceremony_not_under_way, ceremony_step_taken, ceremony_not_on_stage.
    """
    live, run = _under_way(edition_id, version)
    line = next((line for line in live.lines if line.call.id == call_id), None)
    if line is None:
        raise refuse_with("ceremony_not_on_stage")
    called = select(Called).where(Called.run_id == run.id, Called.call_id == call_id)
    db.session.delete(db.session.scalars(called).one())
    card = ceremony_of(edition_id)
    assert card is not None
    for guest, standing in doors_say(card).items() if not run.is_rehearsal else ():
        if guest in line.facts.guests and standing.is_here:
            db.session.add(
                DoorNote(
                    ceremony_id=card.id,
                    author_id=guest.author_id,
                    unit=guest.unit,
                    state="left",
                    door="Sân khấu",
                    after_id=standing.last,
                    note_key=uuid4().hex,
                    noted_at=now(),
                    kept_at=now(),
                    made_by_id=actor.id,
                )
            )
    run.version += 1
    db.session.flush()
    follow_script(actor, edition_id)


@action(Permission.CEREMONY_PREPARE)
def end_run(actor: Actor, edition_id: int, version: int) -> None:
    """End it; not while somebody who is here waits to be called.

    Raises Refusal: ceremony_not_under_way, ceremony_step_taken, ceremony_not_called.
    """
    live, run = _under_way(edition_id, version)
    if not run.is_rehearsal:
        refuse(why_not_end(live.script.plan, live.stage.called, live.here))
    run.ended_at, run.ended_by_id = now(), actor.id
    run.version += 1
    _note(actor, edition_id, "ceremony.ended", run, called=len(live.called))


def _under_way(edition_id: int, version: int) -> tuple[Live, Run]:
    """The run as it stands, locked, for who saw this version of it."""
    held(edition_id)
    live = live_of(edition_id)
    if live is None or live.run.ended_at is not None:
        raise refuse_with("ceremony_not_under_way")
    run = db.session.get_one(Run, live.run.id, with_for_update=True)
    if run.version != version:
        raise refuse_with("ceremony_step_taken")
    return live, run


def _note(actor: Actor, edition_id: int, event: str, run: Run, **more: int) -> None:
    payload = {"run": run.id, "rehearsal": run.is_rehearsal, **more}
    ledger.note(actor, edition_id, event, f"edition:{edition_id}", payload)
