"""The score card of one entry, and what a judge can do with it."""

import secrets
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries.queries import Dossier, briefs, dossier
from contest.foundation.access import Permission
from contest.foundation.clock import local
from contest.foundation.forms import HouseForm, errors_of
from contest.foundation.pages import flash_refusal, json_refusal, page, wants_json
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import number as figure_words
from contest.scoring import actions, queries
from contest.scoring.actions import SavedSheet
from contest.scoring.forms import (
    AnswerForm,
    DeclineForm,
    points_of,
    sheet_form,
)
from contest.scoring.queries import Neighbours, ScoredRound, SheetCard
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import SHEET_STATE_WORDS, clock_of


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Everything the score card shows."""

    card: SheetCard
    form: HouseForm
    decline: DeclineForm
    is_declining: bool
    again: AnswerForm
    beside: Neighbours
    dossier: Dossier
    authors: str
    unit: str
    state_word: str
    may_take_back: bool
    asks_zero: bool
    has_clock: bool


@routes.get("/<slug>/cham-diem/<round_key>/<number>")
@page(Permission.SCORE_GIVE)
def sheet(round_key: str, number: str) -> ResponseReturnValue:
    """The card of one entry, with what was saved."""
    round_ = round_or_404(round_key)
    card = _card(round_, number)
    return _show(card, _as_saved(card))


def _as_saved(card: SheetCard) -> HouseForm:
    """The form as the sheet stands."""
    saved = {key: figure for key, figure in card.points.items() if figure is not None}
    form = sheet_form(card.round)(
        formdata=None, data={**saved, "comment": card.comment, "tier_key": card.tier_key, "version": card.version}
    )
    form["save_key"].data = secrets.token_urlsafe(12)
    return form


@routes.post("/<slug>/cham-diem/<round_key>/<number>")
@page(Permission.SCORE_GIVE)
def write_sheet(round_key: str, number: str) -> ResponseReturnValue:
    """Keep a draft (`deed=luu`, also by the page's own script) or hand the sheet in (`deed=nop`)."""
    round_ = round_or_404(round_key)
    card = _card(round_, number)
    form = sheet_form(round_)()
    if not form.validate():
        return _not_saved(card, form, None)
    try:
        saved = _save(round_, card.entry_id, form)
    except Refusal as refusal:
        form.blame(refusal)
        return _not_saved(_card(round_, number), form, refusal)
    if wants_json():
        return jsonify(_told(saved))
    if saved.state == "draft":
        flash("Đã lưu nháp.", "done")
        return redirect(url_for("scoring.sheet", round_key=round_.key, number=number), 303)
    flash(f"Đã nộp phiếu {number}{_total_words(round_, saved)}.", "done")
    return redirect(_next_url(round_, card.entry_id), 303)


def _save(round_: ScoredRound, entry_id: int, form: HouseForm) -> SavedSheet:
    given: dict[str, Any] = {
        "points": points_of(form, round_.cells),
        "comment": form["comment"].data or "",
        "version": form["version"].data or 0,
        "save_key": (form["save_key"].data or "")[:64],
        "tier_key": form.data.get("tier_key") or "",
        "late": bool(form["late"].data),
    }
    if request.form.get("deed") == "nop":
        zero = bool(form["zero_is_meant"].data)
        return actions.hand_in_sheet(g.actor, g.edition.id, round_.key, entry_id, zero_is_meant=zero, **given)
    return actions.save_sheet(g.actor, g.edition.id, round_.key, entry_id, **given)


def _told(saved: SavedSheet) -> dict[str, Any]:
    return {
        "state": saved.state,
        "version": saved.version,
        "total": None if saved.total is None else figure_words(saved.total),
        "saved": f"{local(saved.updated_at):%H:%M}",
    }


def _not_saved(card: SheetCard, form: HouseForm, refusal: Refusal | None) -> ResponseReturnValue:
    """The card again with everything typed, or (to the page's script) what is wrong and what the server holds."""
    elsewhere = refusal is not None and any(one.code == "sheet_changed_elsewhere" for one in refusal.reasons)
    if wants_json():
        if refusal is not None:
            document = json_refusal(refusal)
        else:
            details = [{"where": where, "code": "unreadable", "message": words} for where, words in errors_of(form)]
            document = {"error": {"code": "unreadable", "message": details[0]["message"], "details": details}}
        document["now"] = {
            "version": card.version,
            "state": card.state,
            "comment": card.comment,
            "cells": {key: "" if figure is None else figure_words(figure) for key, figure in card.points.items()},
        }
        return jsonify(document), 409 if elsewhere else 422
    if elsewhere:
        form["version"].data, form["version"].raw_data = card.version, None
    form["save_key"].data = secrets.token_urlsafe(12)
    return _show(card, form), 422


def _card(round_: ScoredRound, number: str) -> SheetCard:
    """The card by the judging number: a key of the database would tell in which order entries came."""
    card = queries.sheet_card(g.actor, round_, number)
    if card is None:
        raise NotFound
    return card


@cache
def _blank_decline() -> DeclineForm:
    """Nothing chosen or typed yet, as on most cards: made once, and never written on."""
    return DeclineForm(formdata=None, meta={"csrf": False})


@cache
def _blank_answer() -> AnswerForm:
    """Likewise for who was asked to look again."""
    return AnswerForm(formdata=None, meta={"csrf": False})


def _show(card: SheetCard, form: HouseForm, decline: DeclineForm | None = None, again: AnswerForm | None = None) -> str:
    round_ = card.round
    seen = dossier(g.edition.id, card.entry_id, blind=round_.rules.blind, regulation=round_.regulation)
    if seen is None:
        raise NotFound
    brief = None if round_.rules.blind else briefs(g.edition.id, [card.entry_id]).get(card.entry_id)
    view = SheetPage(
        card=card,
        form=form,
        decline=decline or _blank_decline(),
        is_declining=decline is not None,
        again=again or _blank_answer(),
        beside=queries.neighbours(g.actor, round_, card.entry_id),
        dossier=seen,
        authors=", ".join(brief.authors) if brief else "",
        unit=brief.unit if brief else "",
        state_word=SHEET_STATE_WORDS[card.state],
        may_take_back=round_.state == "open" and card.state in ("submitted", "abstained") and not card.case_step,
        asks_zero=bool(form["zero_is_meant"].errors or form["zero_is_meant"].data),
        has_clock=clock_of(round_.rules) is not None,
    )
    return render_template("scoring/sheet.html", view=view)


def _total_words(round_: ScoredRound, saved: SavedSheet) -> str:
    return "" if round_.grades or saved.total is None else f": {figure_words(saved.total)} điểm"


def _next_url(round_: ScoredRound, entry_id: int) -> str:
    """The next entry that is not finished; the list when there is none."""
    number = queries.next_after(g.actor, round_, entry_id)
    if number is None:
        return url_for("scoring.tasks", vong=round_.key)
    return url_for("scoring.sheet", round_key=round_.key, number=number)


@routes.post("/<slug>/cham-diem/<round_key>/<number>/mo-lai")
@page(Permission.SCORE_GIVE)
def sheet_taken_back(round_key: str, number: str) -> ResponseReturnValue:
    """A judge opens the own handed-in sheet again."""
    round_ = round_or_404(round_key)
    card = _card(round_, number)
    try:
        actions.take_back_sheet(g.actor, g.edition.id, round_.key, card.entry_id)
        flash("Phiếu đã mở lại. Nhớ nộp lại sau khi sửa.", "notice")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("scoring.sheet", round_key=round_key, number=number), 303)


@routes.post("/<slug>/cham-diem/<round_key>/<number>/khong-cham")
@page(Permission.SCORE_GIVE)
def sheet_declined(round_key: str, number: str) -> ResponseReturnValue:
    """A judge does not score an entry: a conflict of interest, or another reason."""
    round_ = round_or_404(round_key)
    card = _card(round_, number)
    form = DeclineForm()
    forward = _next_url(round_, card.entry_id)
    if form.validate():
        deed = actions.recuse_sheet if form.kind.data == "conflict" else actions.decline_sheet
        try:
            deed(g.actor, g.edition.id, round_.key, card.entry_id, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã ghi nhận: không chấm hồ sơ {card.number}.", "done")
            return redirect(forward, 303)
    return _show(card, _as_saved(card), form), 422


@routes.post("/<slug>/cham-diem/<round_key>/<number>/xem-lai")
@page(Permission.SCORE_GIVE)
def sheet_answered(round_key: str, number: str) -> ResponseReturnValue:
    """A judge has looked at the own sheet again: keeps it, or opens it to change it."""
    round_ = round_or_404(round_key)
    card = _card(round_, number)
    form = AnswerForm()
    answer = form.answer.data or ""
    try:
        actions.answer_case(g.actor, g.edition.id, round_.key, card.entry_id, answer, form.reason.data or "")
    except Refusal as refusal:
        form.blame(refusal)
        return _show(card, _as_saved(card), again=form), 422
    if answer == "changing":
        flash("Phiếu đã mở lại. Sửa xong, xin nộp lại phiếu.", "notice")
        return redirect(url_for("scoring.sheet", round_key=round_key, number=number), 303)
    flash(f"Đã ghi: giữ nguyên điểm hồ sơ {number}. Xin cảm ơn ông/bà đã xem lại.", "done")
    return redirect(url_for("scoring.tasks", vong=round_key), 303)
