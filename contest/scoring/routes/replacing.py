"""Replacing a judge in the middle of a round: seen first, then done; and what becomes of each sheet that was kept."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.scoring import actions
from contest.scoring.actions import Replacement
from contest.scoring.forms import KeptForm, ReplaceForm
from contest.scoring.queries import ScoredRound
from contest.scoring.routes.blueprint import round_or_404, routes


@dataclass(frozen=True, slots=True)
class ReplacementPage:
    """Everything the page shows: what is chosen, and what that would do."""

    round: ScoredRound
    planned: Replacement
    replacement_id: int | None
    names: dict[int, str]
    form: ReplaceForm


@routes.get("/<slug>/tien-do/<round_key>/thay/<int:judge_id>")
@page(Permission.JURY_ASSIGN)
def replacement(round_key: str, judge_id: int) -> ResponseReturnValue:
    """What replacing would do, for the replacement `nguoi` and the decision `phieu` (tinh, khong)."""
    form = ReplaceForm(formdata=None)
    form.replacement_id.data = request.args.get("nguoi", type=int) or None
    form.keeps.data = "khong" if request.args.get("phieu") == "khong" else "tinh"
    return _show(round_key, judge_id, form)


def _show(round_key: str, judge_id: int, form: ReplaceForm) -> str:
    round_ = round_or_404(round_key)
    chosen = form.replacement_id.data or None
    keeps = form.keeps.data != "khong"
    planned = actions.planned_replacement(g.edition.id, round_, judge_id, chosen, keeps=keeps)
    if planned is None or round_.state != "open":
        raise NotFound
    view = ReplacementPage(round_, planned, chosen, planned.candidates, form)
    return render_template("scoring/replacement.html", view=view)


@routes.post("/<slug>/tien-do/<round_key>/thay/<int:judge_id>")
@page(Permission.JURY_ASSIGN)
def replaced(round_key: str, judge_id: int) -> ResponseReturnValue:
    """Replace the judge."""
    form = ReplaceForm()
    chosen, keeps = form.replacement_id.data or None, form.keeps.data != "khong"
    reason = form.reason.data or ""
    try:
        done = actions.replace_judge(g.actor, g.edition.id, round_key, judge_id, chosen, reason, keeps=keeps)
    except Refusal as refusal:
        form.blame(refusal)
        return _show(round_key, judge_id, form), 422
    moved = len(done.moves.pairs(chosen))
    left = f"; {len(done.moves.stuck)} hồ sơ chưa có người chấm thay" if done.moves.stuck else ""
    flash(f"Đã thay {done.leaving.name}: chuyển {moved} hồ sơ{left}.", "done")
    return redirect(url_for("scoring.closing", round_key=round_key), 303)


@routes.post("/<slug>/tien-do/<round_key>/phieu-giu-lai")
@page(Permission.JURY_ASSIGN)
def sheet_decision(round_key: str) -> ResponseReturnValue:
    """Say whether a kept sheet counts."""
    form = KeptForm()
    entry_id, judge_id, counts = form.entry_id.data or 0, form.judge_id.data or 0, form.counts.data == "tinh"
    try:
        actions.decide_sheet(g.actor, g.edition.id, round_key, entry_id, judge_id, counts, form.reason.data or "")
        flash("Đã ghi: phiếu này được tính." if counts else "Đã ghi: phiếu này không tính.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("scoring.entry_progress", round_key=round_key, entry_id=entry_id), 303)
