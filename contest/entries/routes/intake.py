"""A register from a unit, taken in by browser: look first, then take all of it or nothing."""

import re

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from contest.entries import actions
from contest.entries.routes.blueprint import regulation, routes
from contest.foundation import files as store
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.words import sentence

_LARGEST_MB = 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


@routes.route("/<slug>/danh-muc/nhap", methods=["GET", "POST"])
@page(Permission.ENTRY_IMPORT)
def intake() -> ResponseReturnValue:
    """Choose a file; then every fault at its cell, or a preview of what would be taken in."""
    if request.method == "GET":
        return _shown([])
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _shown([("", sentence(Reason("file_not_chosen")))]), 422
    try:
        let_go()
        kept = store.keep(upload.stream, upload.filename, max_mb=_LARGEST_MB)
        sheet = _sheet(kept.sha256)
        outcome = actions.import_entries(g.actor, g.edition.id, sheet.rows, dry_run=True)
    except Refusal as refusal:
        return _shown([(reason.where, sentence(reason)) for reason in refusal.reasons], upload.filename), 422
    return render_template(
        "entries/intake_preview.html", outcome=outcome, unknown=sheet.unknown, file=kept.sha256, name=kept.name
    )


@routes.post("/<slug>/danh-muc/nhap/xac-nhan")
@page(Permission.ENTRY_IMPORT)
def intake_confirmed() -> ResponseReturnValue:
    """Take in the file that was looked at."""
    sha256 = request.form.get("file", "")
    if not _SHA256.fullmatch(sha256):
        raise BadRequest
    doubtful: actions.Doubtful = "new" if request.form.get("doubtful") == "new" else "skip"
    try:
        let_go()
        outcome = actions.import_entries(g.actor, g.edition.id, _sheet(sha256).rows, doubtful=doubtful)
    except Refusal as refusal:
        return _shown([(reason.where, sentence(reason)) for reason in refusal.reasons]), 422
    flash(
        f"Đã nhập {outcome.new} hồ sơ mới, cập nhật {outcome.updated}, giữ nguyên {outcome.unchanged}, "
        f"bỏ qua {outcome.doubtful} dòng nghi trùng.",
        "done",
    )
    return redirect(url_for(".register"), 303)


def _sheet(sha256: str) -> actions.Sheet:
    try:
        return actions.read_register(store.path_of(sha256), g.edition.id)
    except FileNotFoundError:
        raise BadRequest from None


def _shown(faults: list[tuple[str, str]], name: str = "") -> str:
    headings = [(heading.names[0], heading.required) for heading in actions.HEADINGS]
    return render_template("entries/intake.html", faults=faults, headings=headings, rules=regulation(), name=name)
