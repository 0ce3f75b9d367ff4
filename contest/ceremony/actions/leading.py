"""One press for script and slides: the slides take the script along, and follow where the script moves by itself."""

from sqlalchemy import Select, select

from contest.ceremony.actions.stepping import take_back, take_step
from contest.ceremony.models import Run, Show
from contest.ceremony.queries import shows as queries
from contest.ceremony.queries.slides import Evening
from contest.ceremony.rules.leading import place_for, turn
from contest.ceremony.rules.slides import place_of
from contest.foundation.access import Actor
from contest.foundation.clock import now
from contest.foundation.database import db


def open_row(edition_id: int) -> Select[Show]:
    """The open show."""
    return select(Show).where(Show.edition_id == edition_id, Show.ended_at.is_(None))


def bring_script(actor: Actor, evening: Evening, at: int, to: int) -> None:
    """Going from one slide to another takes the script's next step, takes its last one back, or leaves it."""
    live = evening.live
    if live is None:
        return
    way = turn(evening.slides, at, to, len(live.steps))
    if way:
        run = db.session.get_one(Run, live.run.id, with_for_update=True)
        (take_step if way > 0 else take_back)(actor, live, run)


def follow_script(actor: Actor, edition_id: int) -> None:
    """Bring the slides to where the script is, when it moved, began, or the two were joined; opens no award.

    Where the slides are shown for themselves, nothing happens.
    """
    show = db.session.scalar(open_row(edition_id).with_for_update())
    card = queries.open_show(edition_id) if show is not None else None
    if show is None or card is None:
        return
    evening = queries.shown(edition_id, card)
    if evening.live is None:
        return
    at = place_for(evening.slides, show.slide_key, show.place, len(evening.live.steps))
    if evening.slides[at].key != show.slide_key:
        put(actor, show, evening, at)


def put(actor: Actor, show: Show, evening: Evening, at: int) -> None:
    """Show this slide, and say whose press it was."""
    key = evening.slides[at].key
    show.slide_key, show.place, show.is_waiting = key, place_of(evening.slides, key), False
    moved(actor, show)


def moved(actor: Actor, show: Show) -> None:
    """Count a press."""
    show.version += 1
    show.moved_at, show.moved_by_id = now(), actor.id
