"""The slides are opened, led by a telephone, and shut; what a slide makes known is called out as it is shown."""

from datetime import timedelta

from sqlalchemy import select

from contest.ceremony.actions.leading import bring_script, follow_script, moved, open_row, put
from contest.ceremony.models import Ceremony, Screen, Show
from contest.ceremony.queries import shows as queries
from contest.ceremony.queries.slides import evening_of
from contest.ceremony.rules.leading import why_not_go
from contest.ceremony.rules.slides import place_of, why_not_start
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.tokens import fingerprint, random_code, random_key
from contest.papers.queries.tallies import check_winners
from contest.results.actions import begin_reveals, reveal_awards
from contest.results.queries import is_held, is_public

CODE = "ceremony.code"
CODE_LIVES = timedelta(minutes=10)


@action(Permission.RESULT_REVEAL)
def start_rehearsal(actor: Actor, edition_id: int, *, has_stand_ins: bool = False) -> None:
    """Open the slides for a rehearsal: it makes nothing known and leaves nothing behind.

    Raises Refusal: show_open, show_run_differs, show_nobody, and what the reconciler finds (reconcile_…).
    """
    _start(actor, edition_id, is_rehearsal=True, has_stand_ins=has_stand_ins)


@action(Permission.RESULT_PUBLISH)
def start_show(actor: Actor, edition_id: int) -> None:
    """Open the slides in earnest: from now on each award is called out as its slide is shown.

    Raises Refusal: show_open, show_run_differs, show_not_held, show_nobody, what the reconciler finds (reconcile_…),
    and why nothing can be called out (result_not_decided, result_seal_outdated).
    """
    _start(actor, edition_id, is_rehearsal=False, has_stand_ins=False)
    if is_held(edition_id):
        begin_reveals(actor, edition_id)
    ledger.note(actor, edition_id, "ceremony.slides_began", f"edition:{edition_id}", {})


@action(Permission.RESULT_REVEAL)
def step_show(actor: Actor, edition_id: int, version: int, to: str, *, opens: bool = False) -> None:
    """Show this slide, and with `opens` make known what is on it; the script that runs goes along.

    Raises Refusal: show_none, show_step_taken, show_slide_gone, show_beyond_step, show_opens_awards, and
    why awards cannot be called out (result_seal_outdated).
    """
    db.session.scalar(select(Ceremony.id).where(Ceremony.edition_id == edition_id).with_for_update())
    show = _standing(edition_id, version)
    card = queries.open_show(edition_id)
    assert card is not None
    evening = queries.shown(edition_id, card)
    if to not in {slide.key for slide in evening.slides}:
        raise refuse_with("show_slide_gone")
    at, place = place_of(evening.slides, card.slide_key, card.place), place_of(evening.slides, to)
    if evening.live is not None:
        refuse(why_not_go(evening.slides[place], len(evening.live.steps)))
    shut = queries.closed_slides(edition_id, card, evening, at).get(to, [])
    if shut and not opens:
        raise refuse_with("show_opens_awards", count=len(shut))
    if shut and not show.is_rehearsal:
        reveal_awards(actor, edition_id, shut)
    bring_script(actor, evening, at, place)
    put(actor, show, evening, place)
    for screen in db.session.scalars(select(Screen).where(Screen.show_id == show.id, Screen.is_astray)):
        screen.is_astray = False


@action(Permission.RESULT_REVEAL)
def wait_show(actor: Actor, edition_id: int, version: int, *, waits: bool) -> None:
    """Show the picture for breaks, or the slide again. Raises Refusal: show_none, show_step_taken."""
    show = _standing(edition_id, version)
    show.is_waiting = waits
    moved(actor, show)


@action(Permission.RESULT_REVEAL)
def end_show(actor: Actor, edition_id: int, version: int) -> None:
    """Shut the slides; what was called out stays known. Raises Refusal: show_none, show_step_taken."""
    show = _standing(edition_id, version)
    show.ended_at, show.code_print = now(), ""
    show.version += 1
    if not show.is_rehearsal:
        ledger.note(actor, edition_id, "ceremony.slides_ended", f"edition:{edition_id}", {})


@action(Permission.RESULT_REVEAL)
def give_code(actor: Actor, edition_id: int) -> str:
    """A code that opens one screen within ten minutes; one given before opens none any more. Raises: show_none."""
    show = _standing(edition_id)
    code = random_code("0123456789", 6)
    show.code_print, show.code_until = fingerprint(CODE, f"{show.id}:{code}"), now() + CODE_LIVES
    return code


@action(Permission.RESULT_REVEAL)
def open_own_screen(actor: Actor, edition_id: int) -> str:
    """Make the machine one sits at a screen. Returns its key. Raises Refusal: show_none."""
    return _screen(_standing(edition_id))


@action(Permission.ACCOUNT_OPEN)
def open_screen(actor: Actor, edition_id: int, code: str) -> str:
    """Whoever has the code opens a screen with it, once. Returns the screen's key. Raises: screen_code_wrong."""
    show = db.session.scalar(open_row(edition_id).with_for_update())
    given = "".join(code.split())
    is_right = show is not None and show.code_print == fingerprint(CODE, f"{show.id}:{given}")
    if show is None or not is_right or show.code_until is None or show.code_until < now():
        raise refuse_with("screen_code_wrong", "code")
    show.code_print = ""
    return _screen(show)


@action(Permission.ACCOUNT_OPEN)
def hear_screen(actor: Actor, edition_id: int, key: str, slide_key: str, *, is_astray: bool) -> None:
    """A screen says what it shows, and whether it went there by itself. Raises Refusal: screen_unknown."""
    known = select(Screen).join(Show, Show.id == Screen.show_id)
    mine = (Screen.key_print == fingerprint(queries.SCREEN, key)) & (Show.edition_id == edition_id)
    screen = db.session.scalar(known.where(mine))
    if screen is None:
        raise refuse_with("screen_unknown")
    screen.seen_at, screen.slide_key, screen.is_astray = now(), slide_key[:80], is_astray


def _start(actor: Actor, edition_id: int, *, is_rehearsal: bool, has_stand_ins: bool) -> None:
    refuse(
        why_not_start(
            is_open=queries.open_show(edition_id) is not None,
            run=queries.run_of(edition_id),
            is_rehearsal=is_rehearsal,
            is_public=is_public(edition_id),
            is_held=is_held(edition_id),
        )
    )
    check_winners(edition_id)
    evening = evening_of(edition_id)
    if not any(slide.cards for slide in evening.slides):
        raise refuse_with("show_nobody")
    db.session.add(
        Show(
            edition_id=edition_id,
            is_rehearsal=is_rehearsal,
            has_stand_ins=has_stand_ins,
            slide_key=evening.slides[0].key,
            began_at=now(),
            began_by_id=actor.id,
        )
    )
    db.session.flush()
    follow_script(actor, edition_id)


def _screen(show: Show) -> str:
    key = random_key()
    print_ = fingerprint(queries.SCREEN, key)
    db.session.add(Screen(show_id=show.id, key_print=print_, opened_at=now(), seen_at=now()))
    db.session.flush()
    return key


def _standing(edition_id: int, version: int | None = None) -> Show:
    """The open show, held by this transaction, as the telephone saw it: of two that press at once one is told."""
    show = db.session.scalar(open_row(edition_id).with_for_update())
    if show is None:
        raise refuse_with("show_none")
    if version is not None and show.version != version:
        raise refuse_with("show_step_taken")
    return show
