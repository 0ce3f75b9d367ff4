"""Changes by hand: the entries of a round, one entry, one judge."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page, page_number
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from contest.juries import actions, queries
from contest.juries.forms import SettleForm
from contest.juries.routes.blueprint import round_or_404, routes


@routes.get("/<slug>/phan-cong/<round_key>/ho-so")
@page(Permission.JURY_READ)
def round_entries(round_key: str) -> ResponseReturnValue:
    """The entries of a round with their judges; `tim` searches."""
    round_ = round_or_404(round_key)
    words = request.args.get("tim", "").strip()[:100]
    paging = queries.entry_lines(
        g.edition.id, round_key, words, page_number(), by_names=not words or queries.reads_names(g.actor, g.edition.id)
    )
    return render_template("juries/round_entries.html", round=round_, paging=paging, words=words)


@routes.get("/<slug>/phan-cong/<round_key>/ho-so/<int:entry_id>")
@page(Permission.JURY_READ)
def round_entry(round_key: str, entry_id: int) -> ResponseReturnValue:
    """One entry: who judges it, who could."""
    round_ = round_or_404(round_key)
    card = queries.entry_page(g.edition.id, round_key, entry_id)
    if card is None:
        raise NotFound
    may_assign = g.actor.may(Permission.JURY_ASSIGN, g.edition.id) and card.state != "closed"
    return render_template("juries/round_entry.html", round=round_, card=card, may_assign=may_assign)


@routes.get("/<slug>/phan-cong/<round_key>/giam-khao/<int:judge_id>")
@page(Permission.JURY_READ)
def round_judge(round_key: str, judge_id: int) -> ResponseReturnValue:
    """One judge: what is assigned, in the judge's own order."""
    round_ = round_or_404(round_key)
    card = queries.judge_page(g.edition.id, round_key, judge_id)
    if card is None:
        raise NotFound
    return render_template("juries/round_judge.html", round=round_, card=card)


@routes.post("/<slug>/phan-cong/<round_key>/ho-so/<int:entry_id>/giam-khao/<int:judge_id>")
@page(Permission.JURY_ASSIGN)
def hand_assignment(round_key: str, entry_id: int, judge_id: int) -> ResponseReturnValue:
    """Put a judge on an entry."""
    round_or_404(round_key)
    try:
        warnings = actions.assign_by_hand(g.actor, g.edition.id, round_key, entry_id, judge_id)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã phân công; lần chạy sau giữ nguyên người này.", "done")
        for warning in warnings:
            flash(sentence(warning), "attention")
    return redirect(url_for(".round_entry", round_key=round_key, entry_id=entry_id), 303)


@routes.post("/<slug>/phan-cong/<round_key>/ho-so/<int:entry_id>/giam-khao/<int:judge_id>/rut")
@page(Permission.JURY_ASSIGN)
def hand_removal(round_key: str, entry_id: int, judge_id: int) -> ResponseReturnValue:
    """Take a judge off an entry."""
    round_or_404(round_key)
    form = SettleForm()
    try:
        actions.remove_assignment(g.actor, g.edition.id, round_key, entry_id, judge_id, form.reason.data or "")
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã rút phân công; điểm đã cho, nếu có, vẫn được giữ.", "done")
    return redirect(url_for(".round_entry", round_key=round_key, entry_id=entry_id), 303)
