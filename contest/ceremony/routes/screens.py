"""The screen in the hall: opened with a code, it follows the telephone and has all slides at hand."""

from flask import Response, abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.ceremony.actions import shows as actions
from contest.ceremony.forms.screens import CodeForm
from contest.ceremony.queries import shows as queries
from contest.ceremony.queries.slides import Evening, evening_shown
from contest.ceremony.routes.blueprint import routes
from contest.foundation import derived
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.handing import handed, unmade
from contest.foundation.pages import PUBLIC, flash_refusal, page, whence
from contest.foundation.refusal import Refusal
from contest.foundation.report import REHEARSAL
from contest.foundation.settings import settings
from contest.foundation.workshop import WorkFailed
from contest.people.actions import note_try

_AT = "/<slug>/man-hinh/<key>"


@routes.get("/<slug>/man-hinh")
@page(PUBLIC)
def screen_opening() -> ResponseReturnValue:
    """Where the machine of the hall types the code."""
    return render_template("ceremony/screen_opening.html", form=CodeForm(formdata=None))


@routes.post("/<slug>/man-hinh")
@page(PUBLIC)
def screen_opened() -> ResponseReturnValue:
    """Take the code."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            note_try(g.actor, "screen", str(g.edition.id), whence())
            key = actions.open_screen(g.actor, g.edition.id, form.code.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return redirect(url_for("ceremony.screen", key=key), 303)
    return render_template("ceremony/screen_opening.html", form=form), 422


@routes.post("/<slug>/le-trao-giai/trinh-chieu/man-hinh")
@page(Permission.RESULT_REVEAL)
def screen_here() -> ResponseReturnValue:
    """Make this machine a screen."""
    try:
        key = actions.open_own_screen(g.actor, g.edition.id)
    except Refusal as refusal:
        flash_refusal(refusal)
        return redirect(url_for("ceremony.remote"), 303)
    return redirect(url_for("ceremony.screen", key=key), 303)


@routes.get(_AT)
@page(PUBLIC)
def screen(key: str) -> ResponseReturnValue:
    """The screen without its slides: it fetches them, and what the machine keeps of this page names nobody."""
    now = queries.screen_now(g.edition.id, key)
    if now is None or now.is_over:
        flash("Buổi chiếu này đã kết thúc. Muốn mở màn hình, hãy gõ mã mới từ điện thoại.", "refused")
        return redirect(url_for("ceremony.screen_opening"), 303)
    answer = Response(render_template("ceremony/screen.html", key=key, now=now))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@routes.get(f"{_AT}/trang")
@page(PUBLIC)
def screen_slides(key: str) -> ResponseReturnValue:
    """All slides: at the beginning, and anew after the result or the script changed."""
    now = queries.screen_now(g.edition.id, key)
    if now is None or now.is_over:
        abort(404)
    answer = Response(render_template("ceremony/_slides.html", key=key, now=now, **_slides(now)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@routes.get(f"{_AT}/anh/<int:file_id>.jpg")
@page(PUBLIC)
def screen_picture(key: str, file_id: int) -> ResponseReturnValue:
    """A photograph on a slide, from its pixels alone; asked for each time, so that consents count at once."""
    now = queries.screen_now(g.edition.id, key)
    evening = _evening(now) if now is not None and not now.is_over else None
    picture = evening.pictures.get(file_id) if evening is not None else None
    if picture is None:
        raise NotFound
    let_go()
    try:
        path = derived.picture(picture.sha256, derived.VIEW)
    except WorkFailed as error:
        return unmade(error.why)
    except FileNotFoundError:
        raise NotFound from None
    return handed(path, "anh.jpg", "image/jpeg", f"{picture.sha256[:32]}-man-hinh", attachment=False, keep=True)


@routes.get(f"{_AT}/luc-nay")
@page(PUBLIC)
def screen_now(key: str) -> ResponseReturnValue:
    """Where the telephone is: asked more often than once a second, so it is one question and a few bytes."""
    now = queries.screen_now(g.edition.id, key)
    if now is None:
        abort(404)
    answer = jsonify(v=now.version, key=now.slide_key, waits=now.is_waiting, over=now.is_over, mark=now.mark)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@routes.post(f"{_AT}/bao")
@page(PUBLIC)
def screen_heard(key: str) -> ResponseReturnValue:
    """The screen says what it shows."""
    is_astray = request.form.get("lac") == "1"
    actions.hear_screen(g.actor, g.edition.id, key, request.form.get("trang", ""), is_astray=is_astray)
    return "", 204


def _evening(now: queries.Now) -> Evening:
    return evening_shown(g.edition.id, has_stand_ins=now.has_stand_ins, is_rehearsal=now.is_rehearsal)


def _slides(now: queries.Now) -> dict[str, object]:
    evening = _evening(now)
    stamp = queries.TRIAL if now.is_rehearsal else REHEARSAL if settings().rehearsal else ""
    return {"slides": evening.slides, "stamp": stamp, "title": evening.winners.title}
