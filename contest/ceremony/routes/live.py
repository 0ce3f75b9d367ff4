"""The script on the one who calls' telephone: to read through before, and step by step as the ceremony runs."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.ceremony.actions import live as actions
from contest.ceremony.queries.live import live_of
from contest.ceremony.queries.pulse import pulse_of
from contest.ceremony.queries.script import Part, Script, script_of
from contest.ceremony.queries.shows import stage_now
from contest.ceremony.routes.blueprint import routes
from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence

# How a telephone names the part of the page it wants back after a press.
STAGE = "san-khau"


@dataclass(frozen=True, slots=True)
class Reading:
    """A part of the script to read through: its place from 1, and how many there are."""

    script: Script
    part: Part
    place: int
    of: int


@routes.get("/<slug>/le-trao-giai/loi-dan")
@page(Permission.CEREMONY_PREPARE)
def script() -> ResponseReturnValue:
    """The script to read through, one part a screen, with everybody in it."""
    found = script_of(g.edition.id)
    if found is None:
        return redirect(url_for("ceremony.order"), 303)
    asked = request.args.get("phan", 1, type=int) or 1
    place = max(1, min(asked, len(found.parts)))
    return render_template("ceremony/script.html", view=Reading(found, found.parts[place - 1], place, len(found.parts)))


@routes.get("/<slug>/le-trao-giai/dieu-hanh")
@page(Permission.CEREMONY_PREPARE)
def live() -> ResponseReturnValue:
    """What is on the stage now, for whichever telephone leads."""
    found, lead = stage_now(g.edition.id)
    return render_template("ceremony/live.html", live=found, lead=lead, said="")


@routes.get("/<slug>/le-trao-giai/dieu-hanh/luc-nay")
@page(Permission.CEREMONY_PREPARE)
def live_now() -> ResponseReturnValue:
    """The same as a part of the page, asked for again and again."""
    mark = pulse_of(g.edition.id)
    answer = Response(status=304) if request.if_none_match.contains(mark) else stage_part()
    answer.set_etag(mark)
    return answer


@routes.get("/<slug>/le-trao-giai/dieu-hanh/toan-van")
@page(Permission.CEREMONY_PREPARE)
def live_whole() -> ResponseReturnValue:
    """The script from beginning to end as things stand, which a telephone keeps for when it has no line."""
    mark = pulse_of(g.edition.id)
    if request.if_none_match.contains(mark):
        answer = Response(status=304)
    else:
        found = live_of(g.edition.id) or abort(404)
        answer = Response(render_template("ceremony/_whole.html", live=found))
    answer.set_etag(mark)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@routes.post('/<slug>/le-trao-giai/dieu-hanh/<any("bat-dau", "tong-duyet"):kind>')
@page(Permission.CEREMONY_PREPARE)
def live_begin(kind: str) -> ResponseReturnValue:
    """Begin the ceremony or its rehearsal."""
    return _done(lambda: actions.begin_run(g.actor, g.edition.id, rehearsal=kind == "tong-duyet"))


@routes.post('/<slug>/le-trao-giai/dieu-hanh/<any(tiep, lui, "ket-thuc"):step>')
@page(Permission.CEREMONY_PREPARE)
def live_step(step: str) -> ResponseReturnValue:
    """One step on or back, or the end."""
    deed = {"tiep": actions.step_on, "lui": actions.step_back, "ket-thuc": actions.end_run}[step]
    return _done(lambda: deed(g.actor, g.edition.id, _version()))


@routes.post("/<slug>/le-trao-giai/dieu-hanh/khong-len/<int:call_id>")
@page(Permission.CEREMONY_PREPARE)
def live_missing(call_id: int) -> ResponseReturnValue:
    """Somebody who was called did not come up."""
    return _done(
        lambda: actions.did_not_come_up(g.actor, g.edition.id, _version(), call_id),
        "Đã ghi là không lên sân khấu. Nếu người ấy quay lại, cửa điểm danh ghi Có mặt thì sẽ được gọi ở đợt sau.",
    )


def _version() -> int:
    return request.form.get("version", 0, type=int)


def _done(deed: Callable[[], object], words: str = "") -> ResponseReturnValue:
    said = words
    try:
        deed()
    except Refusal as refusal:
        if not request.headers.get("X-Part"):
            flash_refusal(refusal)
        said = " ".join(sentence(reason) for reason in refusal.reasons)
    else:
        if words and not request.headers.get("X-Part"):
            flash(words, "done")
    return stage_part(said) if request.headers.get("X-Part") else redirect(url_for("ceremony.live"), 303)


def stage_part(said: str = "") -> Response:
    """What is on the stage, as a part of the page; said: what there is to tell of the press."""
    found, lead = stage_now(g.edition.id)
    if found is None:
        abort(404)
    words = render_template("ceremony/_live.html", live=found, lead=lead, said=said)
    return Response(words, headers={"Cache-Control": "private, no-cache"})
