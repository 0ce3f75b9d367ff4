"""Closing a round: exactly what is missing, and what each way out does."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.scoring import actions, queries
from contest.scoring.forms import MarkForm, QuorumForm
from contest.scoring.queries import ClosingLook, ScoredRound
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import readable_paper_code
from contest.scoring.rules.cases import STEP_WORDS


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """Everything the page of closing shows."""

    round: ScoredRound
    closing: ClosingLook
    may_close: bool
    may_ask_again: bool
    may_mark: bool
    may_remind: bool
    may_assign: bool
    may_key_in: bool
    step_words: dict[str, str]


@routes.get("/<slug>/tien-do/<round_key>/dong")
@page(Permission.PROGRESS_READ)
def closing(round_key: str) -> ResponseReturnValue:
    """What keeps the round open and the ways out of it."""
    round_ = round_or_404(round_key)
    may_close = g.actor.may(Permission.ROUND_CLOSE, g.edition.id)
    reach = None if may_close else queries.councils_in_reach(g.actor, g.edition.id)
    view = ClosingPage(
        round_,
        queries.closing_look(g.edition.id, round_, reach),
        may_close=may_close,
        may_ask_again=g.actor.may(Permission.CHANGE_PROPOSE, g.edition.id),
        may_mark=g.actor.may(Permission.SHEET_MARK, g.edition.id),
        may_remind=g.actor.may(Permission.JUDGE_REMIND, g.edition.id),
        may_assign=g.actor.may(Permission.JURY_ASSIGN, g.edition.id),
        may_key_in=g.actor.may(Permission.SCORE_KEY_IN, g.edition.id),
        step_words=STEP_WORDS,
    )
    return render_template(
        "scoring/closing.html",
        view=view,
        mark=MarkForm(formdata=None),
        quorum=QuorumForm(formdata=None),
        readable_paper_code=readable_paper_code,
    )


@routes.post("/<slug>/tien-do/<round_key>/dong")
@page(Permission.ROUND_CLOSE)
def round_closing(round_key: str) -> ResponseReturnValue:
    """Close the round, or say what is missing."""
    round_or_404(round_key)
    try:
        closed = actions.close_round(g.actor, g.edition.id, round_key)
        flash(f"Đã đóng vòng chấm: {closed.entries} hồ sơ, {closed.sheets} phiếu tính điểm.", "done")
    except Refusal as refusal:
        flash(f"Chưa đóng được: còn {len(refusal.reasons)} việc, xem bên dưới.", "refused")
    return redirect(url_for("scoring.closing", round_key=round_key), 303)


@routes.post("/<slug>/tien-do/<round_key>/tuc-so")
@page(Permission.ROUND_CLOSE)
def quorum_decision(round_key: str) -> ResponseReturnValue:
    """Record the decision that fewer sheets suffice."""
    form = QuorumForm()
    try:
        actions.lower_quorum(
            g.actor, g.edition.id, round_key, form.quorum.data, form.reason.data or "", form.entry_id.data or None
        )
        flash("Đã ghi quyết định về số phiếu tối thiểu.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("scoring.closing", round_key=round_key), 303)
