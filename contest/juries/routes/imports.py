"""Judges from a spreadsheet in the browser: read and shown first, taken over by a second press."""

from datetime import timedelta

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.foundation import files, tokens
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.sheets import Sheet
from contest.foundation.words import sentence
from contest.juries import actions
from contest.juries.forms import ConfirmForm, ImportForm
from contest.juries.routes.blueprint import routes

_KIND = "juries.roster"
_LIVES = timedelta(hours=2)
_LARGEST_MB = 10


@routes.route("/<slug>/hoi-dong/nhap", methods=["GET", "POST"])
@page(Permission.JURY_MANAGE)
def judges_import() -> ResponseReturnValue:
    """Choose the file; what it would do is shown, nothing is changed."""
    form = ImportForm()
    faults: list[tuple[str, str]] = []
    if form.validate_on_submit():
        try:
            upload = form.file.data
            let_go()
            kept = files.keep(upload.stream, upload.filename or "giam-khao.xlsx", max_mb=_LARGEST_MB)
            sheet = _sheet(kept.sha256)
            outcome = actions.preview_judges(g.actor, g.edition.id, sheet.rows)
        except Refusal as refusal:
            faults = [(reason.where, sentence(reason)) for reason in refusal.reasons]
        else:
            token = tokens.signed(_KIND, [g.edition.id, kept.sha256], _LIVES)
            return render_template(
                "juries/judges_preview.html",
                form=ConfirmForm(formdata=None, token=token),
                rows=sheet.rows[:200],
                unknown=sheet.unknown,
                outcome=outcome,
                name=kept.name,
            )
    status = 422 if form.is_submitted() else 200
    return render_template("juries/judges_import.html", form=form, faults=faults), status


@routes.post("/<slug>/hoi-dong/nhap/xac-nhan")
@page(Permission.JURY_MANAGE)
def judges_imported() -> ResponseReturnValue:
    """Take over the file that was looked at."""
    form = ConfirmForm()
    content = tokens.opened_token(_KIND, form.token.data or "")
    if content is None or content[0] != g.edition.id:
        raise refuse_with("roster_gone")
    let_go()
    outcome = actions.import_judges(g.actor, g.edition.id, _sheet(content[1]).rows, invites=form.invites.data)
    flash(
        f"Đã nhập {outcome.people} người: {outcome.seated} chỗ mới, {outcome.changed} chỗ thay đổi, "
        f"{outcome.conflicts} xung đột mới.",
        "done",
    )
    return redirect(url_for(".councils"), 303)


def _sheet(sha256: str) -> Sheet:
    with files.open_(sha256) as stream:
        return actions.read_judges(stream)
