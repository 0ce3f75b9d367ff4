"""Files of a dossier: upload, removal, and downloads that are authorised one by one and never shown as a page."""

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from contest.editions.rules import DossierPart, Regulation
from contest.entries import actions, queries
from contest.entries.queries import Download, EntryCard
from contest.entries.routes.blueprint import card_or_404, regulation, routes, why_not_change
from contest.entries.routes.shown import parts_of
from contest.entries.routes.steps import step_counts
from contest.entries.rules import FILES, uploaded_parts, why_not_attach
from contest.foundation import files as store
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.pictures import without_traces
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.foundation.words import sentence


@routes.get("/<slug>/ho-so/<int:entry_id>/tep")
@page(Permission.ENTRY_OWN)
def files(entry_id: int) -> ResponseReturnValue:
    """Third step: the files, part by part, as the regulation lists them."""
    return _shown(card_or_404(entry_id), regulation(), {})


def _shown(card: EntryCard, rules: Regulation, faults: dict[str, list[str]]) -> str:
    by_hand = [part for part in rules.dossier if part not in uploaded_parts(rules)]
    return render_template(
        "entries/files.html",
        card=card,
        rules=rules,
        parts=list(zip(uploaded_parts(rules), parts_of(card.facts.files, rules), strict=True)),
        by_hand=by_hand,
        faults=faults,
        steps=step_counts(card, rules),
        part="files",
        why_not=why_not_change(card, rules),
    )


@routes.post("/<slug>/ho-so/<int:entry_id>/tep/<part_key>")
@page(Permission.ENTRY_OWN)
def attach(entry_id: int, part_key: str) -> ResponseReturnValue:
    """Take files into a part. The bytes are stored before the database is asked for its lock."""
    card, rules = card_or_404(entry_id), regulation()
    part = next((part for part in uploaded_parts(rules) if part.key == part_key), None)
    if part is None:
        raise NotFound
    chosen = [upload for upload in request.files.getlist("file") if upload.filename]
    faults = [] if chosen else [sentence(Reason("file_not_chosen"))]
    stored = 0
    for upload in chosen:
        try:
            _take(card, rules, part, upload)
            stored += 1
        except Refusal as refusal:
            faults += [sentence(reason) for reason in refusal.reasons]
    if faults:
        return _shown(card_or_404(entry_id), rules, {part_key: faults}), 422
    flash(f"Đã lưu {stored} tệp vào phần {part.name}.", "done")
    return redirect(url_for(".files", entry_id=entry_id, _anchor=f"{FILES}{part_key}"), 303)


def _take(card: EntryCard, rules: Regulation, part: DossierPart, upload: FileStorage) -> None:
    name = upload.filename or ""
    if not upload.stream.read(1):
        raise refuse_with("file_empty", name=name)
    upload.stream.seek(0)
    refuse(why_not_change(card, rules) if not g.actor.may(Permission.ENTRY_MANAGE, g.edition.id) else ())
    refuse(why_not_attach(card.facts.files, part.key, rules))
    let_go()
    clean: Any = without_traces(upload.stream, name)
    kept = store.keep(clean, name, formats=part.formats, max_mb=part.max_mb)
    actions.attach_file(g.actor, g.edition.id, card.id, part.key, kept)


@routes.post("/<slug>/ho-so/<int:entry_id>/tep/<int:file_id>/bo")
@page(Permission.ENTRY_OWN)
def removal(entry_id: int, file_id: int) -> ResponseReturnValue:
    """Take a file out of the dossier."""
    card, rules = card_or_404(entry_id), regulation()
    gone = next((file for file in card.facts.files if file.id == file_id), None)
    try:
        actions.remove_file(g.actor, g.edition.id, entry_id, file_id)
    except Refusal as refusal:
        words = [sentence(reason) for reason in refusal.reasons]
        return _shown(card_or_404(entry_id), rules, {gone.part_key if gone else "": words}), 422
    flash("Đã bỏ tệp khỏi hồ sơ.", "done")
    return redirect(url_for(".files", entry_id=entry_id), 303)


@routes.get("/<slug>/ho-so/<int:entry_id>/tep/<int:file_id>/tai-ve")
@page(Permission.ENTRY_OWN)
def download(entry_id: int, file_id: int) -> ResponseReturnValue:
    """One file for somebody who may have it."""
    found = queries.download_for(g.actor, g.edition.id, entry_id, file_id)
    if found is None:
        raise NotFound
    return handed_out(found)


def handed_out(found: Download) -> Response:
    """The bytes as an attachment: saved by the browser, never shown as a page of ours."""
    try:
        path = store.path_of(found.sha256)
    except FileNotFoundError:
        raise NotFound from None
    let_go()
    answer = send_file(
        path, mimetype=found.media_type, as_attachment=True, download_name=found.name, conditional=True, max_age=0
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
