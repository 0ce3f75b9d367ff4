"""Listening and visiting: a clock, the judge's own notes, photographs as evidence; for the council once all is over."""

import secrets
from dataclasses import dataclass

from flask import Response, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.cleaning import take
from contest.foundation.clock import local
from contest.foundation.looks import picture_of
from contest.foundation.pages import flash_refusal, json_refusal, page, wants_json
from contest.foundation.refusal import Reason, Refusal
from contest.scoring import actions, queries
from contest.scoring.forms import AttachForm, NoteForm
from contest.scoring.queries import Neighbours, Noted, ScoredRound, SheetCard
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import Clock, Standing, clock_of, why_not_note

_PHOTO = ("jpeg", "png", "heic")
_LARGEST_PHOTO_MB = 20


@dataclass(frozen=True, slots=True)
class ListeningPage:
    """Everything the page of listening shows."""

    card: SheetCard
    clock: Clock | None
    noted: Noted
    form: NoteForm
    attach: AttachForm
    beside: Neighbours
    is_open: bool
    theirs: str | None = None


@routes.get("/<slug>/cham-diem/<round_key>/<number>/nghe")
@page(Permission.SCORE_GIVE)
def listening(round_key: str, number: str) -> ResponseReturnValue:
    """The clock, the notes and the photographs of one entry."""
    round_, card = _found(round_key, number)
    return _show(round_, card, None, AttachForm(formdata=None))


def _found(round_key: str, number: str) -> tuple[ScoredRound, SheetCard]:
    round_ = round_or_404(round_key)
    card = queries.sheet_card(g.actor, round_, number)
    if card is None:
        raise NotFound
    return round_, card


def _show(
    round_: ScoredRound, card: SheetCard, form: NoteForm | None, attach: AttachForm, *, changed: bool = False
) -> str:
    noted = queries.noted(round_.id, card.entry_id, g.actor.id or 0)
    if form is None:
        form = NoteForm(formdata=None, data={"text": noted.text, "version": noted.version, "spoken": noted.spoken})
    if changed:
        form.version.data, form.version.raw_data = noted.version, None
    form.save_key.data = secrets.token_urlsafe(12)
    standing = Standing(round_.state, sheet_state=card.state)
    view = ListeningPage(
        card=card,
        clock=clock_of(round_.rules),
        noted=noted,
        form=form,
        attach=attach,
        beside=queries.neighbours(g.actor, round_, card.entry_id),
        is_open=not why_not_note(standing),
        theirs=noted.text if changed else None,
    )
    return render_template("scoring/listening.html", view=view)


@routes.post("/<slug>/cham-diem/<round_key>/<number>/nghe")
@page(Permission.SCORE_GIVE)
def note_saved(round_key: str, number: str) -> ResponseReturnValue:
    """Keep the note; the page's own script does so while one types."""
    round_, card = _found(round_key, number)
    form = NoteForm()
    try:
        saved = actions.save_note(
            g.actor,
            g.edition.id,
            round_.key,
            card.entry_id,
            form.text.data or "",
            form.version.data or 0,
            (form.save_key.data or "")[:64],
            form.spoken.data,
        )
    except Refusal as refusal:
        changed = any(one.code == "note_changed_elsewhere" for one in refusal.reasons)
        if wants_json():
            there = queries.noted(round_.id, card.entry_id, g.actor.id or 0)
            now = {"version": there.version, "text": there.text}
            return jsonify({**json_refusal(refusal), "now": now}), 409 if changed else 422
        form.blame(refusal)
        return _show(round_, card, form, AttachForm(formdata=None), changed=changed), 422
    if wants_json():
        return jsonify(version=saved.version, saved=f"{local(saved.updated_at):%H:%M}")
    flash("Đã lưu ghi chú.", "done")
    return redirect(_here(round_key, number), 303)


def _here(round_key: str, number: str) -> str:
    return url_for("scoring.listening", round_key=round_key, number=number)


@routes.post("/<slug>/cham-diem/<round_key>/<number>/anh")
@page(Permission.SCORE_GIVE)
def photo_attached(round_key: str, number: str) -> ResponseReturnValue:
    """Keep a photograph without place and camera."""
    round_, card = _found(round_key, number)
    form = AttachForm()
    upload = request.files.get("photo")
    try:
        if not form.validate():
            return _show(round_, card, None, form), 422
        if upload is None or not upload.filename:
            raise Refusal([Reason("attachment_missing", where="photo")])
        let_go()
        kept = take(upload.stream, upload.filename, formats=_PHOTO, max_mb=_LARGEST_PHOTO_MB, max_pages=None)
        caption = form.caption.data or ""
        actions.attach_photo(g.actor, g.edition.id, round_.key, card.entry_id, kept.sha256, kept.media_type, caption)
    except Refusal as refusal:
        form.blame(refusal)
        return _show(round_, card, None, form), 422
    flash("Đã giữ ảnh.", "done")
    return redirect(_here(round_key, number), 303)


@routes.post("/<slug>/cham-diem/<round_key>/<number>/anh/<int:file_id>/go")
@page(Permission.SCORE_GIVE)
def photo_removed(round_key: str, number: str, file_id: int) -> ResponseReturnValue:
    """A judge takes an own photograph away."""
    round_, card = _found(round_key, number)
    try:
        actions.remove_photo(g.actor, g.edition.id, round_.key, card.entry_id, file_id)
        flash("Đã gỡ ảnh.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(_here(round_key, number), 303)


@routes.get("/<slug>/cham-diem/<round_key>/<number>/anh/<int:file_id>/<what>")
@page(Permission.SCORE_GIVE)
def photo_seen(round_key: str, number: str, file_id: int, what: str) -> Response:
    """An own photograph; nobody else's."""
    round_, card = _found(round_key, number)
    kept = queries.attachment(round_.id, card.entry_id, file_id)
    if kept is None or kept.judge_id != g.actor.id:
        raise NotFound
    return picture_of(kept.sha256, kept.media_type, what, keep=True)


@routes.get("/<slug>/tien-do/<round_key>/ho-so/<int:entry_id>/anh/<int:file_id>/<what>")
@page(Permission.PROGRESS_READ)
def photo_of_council(round_key: str, entry_id: int, file_id: int, what: str) -> Response:
    """A judge's photograph for the council and the office, once the round is closed."""
    round_ = round_or_404(round_key)
    reach = queries.reach_at(g.actor, g.edition.id, entry_id)
    kept = queries.attachment(round_.id, entry_id, file_id) if round_.state == "closed" else None
    if kept is None or queries.entry_sheets(round_.id, entry_id, reach) is None:
        raise NotFound
    return picture_of(kept.sha256, kept.media_type, what, keep=False)
