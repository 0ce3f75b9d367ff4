"""Decisions from a spreadsheet: look first; verdicts by hand are shown beside the file's, and one is asked."""

import re

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from contest.foundation import files as store
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.screening import actions
from contest.screening.routes.blueprint import chosen_sheet, faults_of, routes
from contest.screening.rules import VERDICT_WORDS

_SHA256 = re.compile(r"[0-9a-f]{64}")


@routes.route("/<slug>/tham-dinh/nhap", methods=["GET", "POST"])
@page(Permission.SCREENING_DECIDE)
def decisions_file() -> ResponseReturnValue:
    """Choose a file; then every fault at its cell, or what it would do."""
    if request.method == "GET":
        return render_template("screening/decisions_file.html", faults=[])
    try:
        kept, path = chosen_sheet()
        sheet = actions.read_decisions(path)
        found = actions.look_through(g.actor, g.edition.id, sheet.rows)
    except Refusal as refusal:
        return _faulty(refusal)
    return render_template(
        "screening/decisions_preview.html", found=found, file=kept.sha256, name=kept.name, verdict_words=VERDICT_WORDS
    )


@routes.post("/<slug>/tham-dinh/nhap/xac-nhan")
@page(Permission.SCREENING_DECIDE)
def decisions_file_confirmed() -> ResponseReturnValue:
    """Take in the file that was looked at; verdicts by hand give way only where that was ticked."""
    sha256 = request.form.get("file", "")
    if not _SHA256.fullmatch(sha256):
        raise BadRequest
    overrule = set(request.form.getlist("overrule")[:5000])
    try:
        let_go()
        rows = actions.read_decisions(store.path_of(sha256)).rows
        outcome = actions.import_decisions(g.actor, g.edition.id, rows, overrule, request.form.get("name", "")[:200])
    except FileNotFoundError:
        raise BadRequest from None
    except Refusal as refusal:
        return _faulty(refusal)
    kept = f", giữ {outcome.kept} kết luận ghi bằng tay" if outcome.kept else ""
    flash(f"Đã kết luận {outcome.decided} hồ sơ, giữ nguyên {outcome.unchanged}{kept}.", "done")
    return redirect(url_for(".desk"), 303)


def _faulty(refusal: Refusal) -> ResponseReturnValue:
    return render_template("screening/decisions_file.html", faults=faults_of(refusal)), 422
