"""A page of the entrant's dossier: who should not judge it, and why."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries.queries import my_entries
from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.juries import actions, queries
from contest.juries.forms import AvoidForm
from contest.juries.routes.blueprint import routes
from contest.juries.rules.wishes import MOST


@routes.get("/<slug>/ho-so/<int:entry_id>/khong-cham")
@page(Permission.ENTRY_OWN)
def avoidance(entry_id: int) -> ResponseReturnValue:
    """Those named so far, and the form to name another."""
    return _show(entry_id, AvoidForm(formdata=None))


def _show(entry_id: int, form: AvoidForm) -> str:
    mine = next((one for one in my_entries(g.actor, g.edition.id) if one.id == entry_id), None)
    if mine is None:
        raise NotFound
    is_judged = any(card.state != "preparing" for card in queries.rounds(g.edition.id))
    return render_template(
        "juries/avoidance.html",
        entry=mine,
        rows=queries.avoidances(entry_id),
        form=form,
        most=MOST,
        is_judged=is_judged,
    )


@routes.post("/<slug>/ho-so/<int:entry_id>/khong-cham")
@page(Permission.ENTRY_OWN)
def avoidance_asked(entry_id: int) -> ResponseReturnValue:
    """Name somebody."""
    form = AvoidForm()
    try:
        actions.ask_to_avoid(g.actor, g.edition.id, entry_id, form.name.data or "", form.reason.data or "")
    except Refusal as refusal:
        form.blame(refusal)
        return _show(entry_id, form), 422
    flash("Đã ghi. Ban Thư ký sẽ xem xét; giám khảo không được biết đề nghị này.", "done")
    return redirect(url_for("juries.avoidance", entry_id=entry_id), 303)


@routes.post("/<slug>/ho-so/<int:entry_id>/khong-cham/<int:avoidance_id>/rut")
@page(Permission.ENTRY_OWN)
def avoidance_taken_back(entry_id: int, avoidance_id: int) -> ResponseReturnValue:
    """Take a name back."""
    try:
        actions.take_back_avoidance(g.actor, g.edition.id, entry_id, avoidance_id)
        flash("Đã rút tên này.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("juries.avoidance", entry_id=entry_id), 303)
