"""Packages from the level below: looked at, taken in, answered."""

from datetime import timedelta

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from contest.foundation import files, tokens
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.words import sentence
from contest.foundation.writers import xlsx
from contest.results import actions, queries, reports
from contest.results.routes.blueprint import as_file, routes

_KIND, _LIVES, _LARGEST_MB = "results.package", timedelta(hours=4), 64


@routes.get("/<slug>/nhan-de-cu")
@page(Permission.ENTRY_IMPORT)
def received() -> ResponseReturnValue:
    """Who sent dossiers, and a package to be taken in."""
    return _page([])


@routes.post("/<slug>/nhan-de-cu")
@page(Permission.ENTRY_IMPORT)
def received_look() -> ResponseReturnValue:
    """Look into a package: every fault, or what would be taken in."""
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise refuse_with("package_not_chosen")
        let_go()
        kept = files.keep(upload.stream, upload.filename, max_mb=_LARGEST_MB)
        actions.keep_for_a_while(g.actor, g.edition.id, kept.sha256, [kept.sha256])
        package = actions.open_package(files.path_of(kept.sha256), g.edition.id)
        let_go()
        actions.keep_for_a_while(g.actor, g.edition.id, f"in:{package.digest}", package.stored)
        rows = actions.receive_package(g.actor, g.edition.id, package, dry_run=True)
    except Refusal as refusal:
        return _page(list(refusal.reasons)), 422
    token = tokens.signed(_KIND, [g.edition.id, kept.sha256], _LIVES)
    return render_template(
        "results/received_preview.html", package=package, rows=rows, token=token, name=kept.name, kinds=_KINDS
    )


_KINDS = {"new": ("Mới", "done"), "updated": ("Cập nhật", "attention"), "unchanged": ("Đã có, không đổi", "neutral")}


@routes.post("/<slug>/nhan-de-cu/xac-nhan")
@page(Permission.ENTRY_IMPORT)
def received_taken() -> ResponseReturnValue:
    """Take in the package that was looked at."""
    content = tokens.opened_token(_KIND, request.form.get("token", ""))
    if content is None or content[0] != g.edition.id:
        return _page([Reason("package_gone")]), 422
    try:
        path = files.path_of(content[1])
    except FileNotFoundError:
        raise BadRequest from None
    try:
        package = actions.open_package(path, g.edition.id)
        let_go()
        rows = actions.receive_package(g.actor, g.edition.id, package)
    except Refusal as refusal:
        return _page(list(refusal.reasons)), 422
    counts = {kind: sum(row.kind == kind for row in rows) for kind in _KINDS}
    words = f"{counts['new']} hồ sơ mới, cập nhật {counts['updated']}, giữ nguyên {counts['unchanged']}"
    flash(f"Đã nhận từ {package.sender}: {words}.", "done")
    return redirect(url_for("results.received"), 303)


@routes.get("/<slug>/nhan-de-cu/<int:number>/ket-qua.xlsx")
@page(Permission.EXPORT_MAKE)
def received_answer(number: int) -> ResponseReturnValue:
    """What became of a sender's dossiers, to be sent back, once the result is public."""
    sender = queries.sender_of(g.edition.id, number)
    if sender is None or queries.published_at(g.edition.id) is None:
        abort(404)
    return as_file(xlsx.write(reports.returned_list(g.edition.id, sender)), "xlsx", f"ket-qua-gui-lai-{number}")


def _page(faults: list[Reason]) -> str:
    return render_template(
        "results/received.html",
        senders=queries.senders(g.edition.id),
        is_public=queries.published_at(g.edition.id) is not None,
        faults=[(reason.where, sentence(reason)) for reason in faults],
    )
