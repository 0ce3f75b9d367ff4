"""The telephone that leads the slides."""

from collections.abc import Callable

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.ceremony.actions import shows as actions
from contest.ceremony.queries import shows as queries
from contest.ceremony.queries.pulse import pulse_of
from contest.ceremony.queries.slides import evening_of
from contest.ceremony.routes.blueprint import routes
from contest.ceremony.routes.live import STAGE, stage_part
from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from contest.results.queries import held_and_public

_AT = "/<slug>/le-trao-giai/trinh-chieu"


@routes.get(_AT)
@page(Permission.RESULT_REVEAL)
def remote() -> ResponseReturnValue:
    """The buttons; while no show is open, the way to open one, and all slides to look through."""
    show = queries.open_show(g.edition.id)
    if show is not None:
        lead = queries.lead_of(g.edition.id, show)
        return render_template("ceremony/remote.html", lead=lead, stamp=queries.stamp_of_show(show), said="")
    evening = evening_of(g.edition.id)
    held, public = held_and_public(g.edition.id)
    return render_template(
        "ceremony/show.html",
        slides=evening.slides if evening.winners.seal is not None else (),
        may_begin=g.actor.may(Permission.RESULT_PUBLISH, g.edition.id),
        is_held=held,
        is_public=public,
        stamp=queries.trial_stamp(g.edition.id),
    )


@routes.get(f"{_AT}/hien-tai")
@page(Permission.RESULT_REVEAL)
def remote_now() -> ResponseReturnValue:
    """The buttons alone, for the telephone that asks again and again; nothing while nothing has changed."""
    mark = pulse_of(g.edition.id)
    answer = Response(status=304) if request.if_none_match.contains(mark) else _part()
    answer.set_etag(mark)
    return answer


@routes.post(f"{_AT}/bat-dau")
@page(Permission.RESULT_PUBLISH)
def show_begun() -> ResponseReturnValue:
    """Open the slides in earnest."""
    return _went(lambda: actions.start_show(g.actor, g.edition.id))


@routes.post(f"{_AT}/tong-duyet")
@page(Permission.RESULT_REVEAL)
def show_rehearsed() -> ResponseReturnValue:
    """Open them for a rehearsal."""
    stands_in = request.form.get("ten") == "thu"
    return _went(lambda: actions.start_rehearsal(g.actor, g.edition.id, has_stand_ins=stands_in))


@routes.post(f"{_AT}/ket-thuc")
@page(Permission.RESULT_REVEAL)
def show_ended() -> ResponseReturnValue:
    """Shut them."""
    return _went(lambda: actions.end_show(g.actor, g.edition.id, _version()))


@routes.post(f"{_AT}/buoc")
@page(Permission.RESULT_REVEAL)
def show_stepped() -> ResponseReturnValue:
    """Another slide; "mo" says that what is on it may be known."""
    to, opens = request.form.get("toi", ""), request.form.get("mo") == "1"
    return _led(lambda: actions.step_show(g.actor, g.edition.id, _version(), to, opens=opens))


@routes.post(f"{_AT}/cho")
@page(Permission.RESULT_REVEAL)
def show_waited() -> ResponseReturnValue:
    """The picture for breaks, or the slide again."""
    waits = request.form.get("cho") == "1"
    return _led(lambda: actions.wait_show(g.actor, g.edition.id, _version(), waits=waits))


@routes.post(f"{_AT}/ma")
@page(Permission.RESULT_REVEAL)
def screen_code() -> ResponseReturnValue:
    """A code for a screen; it is shown once, here."""
    try:
        code = actions.give_code(g.actor, g.edition.id)
    except Refusal as refusal:
        flash_refusal(refusal)
        return redirect(url_for("ceremony.remote"), 303)
    return render_template("ceremony/code.html", code=f"{code[:3]} {code[3:]}")


def _version() -> int:
    given = request.form.get("version", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0


def _went(deed: Callable[[], None]) -> ResponseReturnValue:
    """A deed that leads to another page."""
    try:
        deed()
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("ceremony.remote"), 303)


def _led(deed: Callable[[], None]) -> ResponseReturnValue:
    """A press of a button: the script gets the buttons as they are now, whoever has none the page."""
    said = ""
    try:
        deed()
    except Refusal as refusal:
        said = " ".join(sentence(reason) for reason in refusal.reasons)
    part = request.headers.get("X-Part")
    if part:
        return stage_part(said) if part == STAGE else _part(said)
    if said:
        flash(said, "refused")
    return redirect(url_for("ceremony.live" if request.form.get("tu") == STAGE else "ceremony.remote"), 303)


def _part(said: str = "") -> Response:
    show = queries.open_show(g.edition.id)
    if show is None:
        return Response(render_template("ceremony/_over.html"), headers={"Cache-Control": "private, no-cache"})
    lead = queries.lead_of(g.edition.id, show)
    words = render_template("ceremony/_remote.html", lead=lead, stamp=queries.stamp_of_show(show), said=said)
    return Response(words, headers={"Cache-Control": "private, no-cache"})
