"""A judge's own page of conflicts: in a blind round only judging numbers and titles stand on it."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page, page_number
from contest.foundation.refusal import Refusal
from contest.juries import actions, queries
from contest.juries.forms import SettleForm
from contest.juries.routes.blueprint import routes


@routes.get("/<slug>/xung-dot-cua-toi")
@page(Permission.CONFLICT_DECLARE)
def my_conflicts() -> ResponseReturnValue:
    """The entries of one's councils; what was declared stands beside them."""
    paging = queries.my_entries_to_judge(g.edition.id, g.actor.id or 0, page_number())
    return render_template("juries/my_conflicts.html", paging=paging)


@routes.post("/<slug>/xung-dot-cua-toi/<round_key>/<number>")
@page(Permission.CONFLICT_DECLARE)
def my_conflict(round_key: str, number: str) -> ResponseReturnValue:
    """Say that an entry is not for oneself."""
    entry_id = queries.entry_by_number(g.edition.id, round_key, number)
    if entry_id is None:
        raise NotFound
    form = SettleForm()
    try:
        actions.declare_conflict(g.actor, g.edition.id, entry_id, form.reason.data or "")
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã ghi nhận. Hồ sơ này không còn trong danh sách chấm của ông/bà.", "done")
    return redirect(url_for(".my_conflicts"), 303)
