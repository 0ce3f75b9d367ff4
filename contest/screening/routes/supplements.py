"""Asking for what is missing, item by item; and what became of each: accepted, asked again, not wanted any more."""

from datetime import date, timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries import actions as entry_actions
from contest.entries.queries import EntryCard, entry_card, items
from contest.entries.rules import Wanted, part_of
from contest.foundation.access import Permission
from contest.foundation.clock import today
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Reason, Refusal, refuse
from contest.foundation.vietnamese import date as shown_day
from contest.foundation.vietnamese import parse_date
from contest.foundation.words import sentence
from contest.screening import actions, queries
from contest.screening.routes.blueprint import routes
from contest.screening.rules import Finding

_FREE_ROWS = ("1", "2", "3")
_LONGEST_WORDS = 1000
_USUAL_DAYS = 7


@routes.route("/<slug>/tham-dinh/<int:entry_id>/bo-sung", methods=["GET", "POST"])
@page(Permission.SCREENING_DECIDE)
def ask(entry_id: int) -> ResponseReturnValue:
    """Tick what is missing, say it in words where it is no part of the dossier, each with its own day."""
    card = entry_card(g.actor, g.edition.id, entry_id)
    if card is None or card.status in ("draft", "withdrawn"):
        raise NotFound
    rules = regulation_of(g.edition.id)
    if request.method == "GET":
        return _page(card, rules, _proposed(card, rules), [])
    try:
        actions.ask_supplement(g.actor, g.edition.id, entry_id, _wanted(rules))
    except Refusal as refusal:
        return _page(card, rules, request.form.to_dict(), list(refusal.reasons)), 422
    flash(f"Đã gửi yêu cầu bổ sung hồ sơ {card.code}.", "done")
    return redirect(url_for(".check", entry_id=entry_id, _anchor="bo-sung"), 303)


def _proposed(card: EntryCard, rules: Regulation) -> dict[str, str]:
    """Parts and answers that are missing, ticked already; they are asked for only when the form is sent."""
    typed = {"due": shown_day(today() + timedelta(days=_USUAL_DAYS))}
    free = iter(_FREE_ROWS)
    for one in queries.evidence_on(g.edition.id, card, rules):
        if one.verdict != "fail":
            continue
        kind, _, key = one.about.partition(":")
        if kind == "part":
            typed |= {f"part-{key}": "y", f"words-{key}": _part_words(one, rules, key)}
        elif kind == "answer" and (row := next(free, "")):
            words = one.words.removeprefix("Có ")
            typed[f"words-{row}"] = f"{words[:1].upper()}{words[1:]}"
    return typed


def _part_words(one: Finding, rules: Regulation, key: str) -> str:
    part = part_of(rules, key)
    return part.name if part is not None else one.words


def _wanted(rules: Regulation) -> list[Wanted]:
    """What was ticked and typed. Raises Refusal at the days that cannot be read."""
    found, reasons = [], []
    rows = [(part.key, part.key) for part in rules.dossier if request.form.get(f"part-{part.key}")]
    rows += [(row, "") for row in _FREE_ROWS if request.form.get(f"words-{row}", "").strip()]
    for row, part_key in rows:
        typed = request.form.get(f"due-{row}", "").strip() or request.form.get("due", "").strip()
        try:
            due = parse_date(typed) if typed else None
        except Refusal as refusal:
            where = f"due-{row}" if request.form.get(f"due-{row}", "").strip() else "due"
            reasons += [Reason(each.code, each.params, where) for each in refusal.reasons]
            due = None
        words = " ".join(request.form.get(f"words-{row}", "").split())
        if len(words) > _LONGEST_WORDS:
            reasons.append(Reason("text_too_long", {"length": len(words), "limit": _LONGEST_WORDS}, f"words-{row}"))
        found.append(Wanted(words, due, part_key, row))
    refuse(reasons)
    return found


def _page(card: EntryCard, rules: Regulation, typed: dict[str, str], faults: list[Reason]) -> str:
    by_place: dict[str, list[str]] = {}
    for reason in faults:
        by_place.setdefault(reason.where, []).append(sentence(reason))
    return render_template(
        "screening/ask.html",
        card=card,
        parts=rules.dossier,
        free_rows=_FREE_ROWS,
        typed=typed,
        faults=by_place,
        summary=list(dict.fromkeys((reason.where, sentence(reason)) for reason in faults)),
    )


@routes.post("/<slug>/tham-dinh/<int:entry_id>/bo-sung/<int:item_id>")
@page(Permission.SCREENING_DECIDE)
def item(entry_id: int, item_id: int) -> ResponseReturnValue:
    """One item: what came is enough, is asked for again, or nothing is wanted any more."""
    deed = request.form.get("deed", "")
    try:
        if deed == "accept":
            entry_actions.accept_item(g.actor, g.edition.id, entry_id, item_id)
            flash("Đã chấp nhận mục bổ sung.", "done")
        elif deed == "drop":
            entry_actions.drop_item(g.actor, g.edition.id, entry_id, item_id)
            flash("Không yêu cầu mục này nữa.", "done")
        else:
            note, due = request.form.get("note", ""), _due(item_id, entry_id)
            entry_actions.ask_item_again(g.actor, g.edition.id, entry_id, item_id, note, due)
            flash("Đã yêu cầu bổ sung lại.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".check", entry_id=entry_id, _anchor="bo-sung"), 303)


def _due(item_id: int, entry_id: int) -> date | None:
    typed = request.form.get("due", "").strip()
    if typed:
        return parse_date(typed)
    return next((one.due_on for one in items(entry_id) if one.id == item_id), None)
