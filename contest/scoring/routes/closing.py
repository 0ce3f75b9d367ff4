"""Closing a round: exactly what is missing, and what each way out does; the disagreements; opening it again."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.scoring import actions, queries
from contest.scoring.forms import CaseForm, MarkForm, QuorumForm, ReasonForm
from contest.scoring.queries import CaseList, Closing, ScoredRound
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import Case, MissingSheet
from contest.scoring.rules.disagreement import WAYS


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """Everything the page of closing shows."""

    round: ScoredRound
    closing: Closing
    by_judge: list[tuple[int, str, list[MissingSheet]]]
    may_close: bool
    may_mark: bool
    may_remind: bool
    may_assign: bool


@routes.get("/<slug>/tien-do/<round_key>/dong")
@page(Permission.PROGRESS_READ)
def closing(round_key: str) -> ResponseReturnValue:
    """What keeps the round open and the ways out of it."""
    round_ = round_or_404(round_key)
    may_close = g.actor.may(Permission.ROUND_CLOSE, g.edition.id)
    reach = None if may_close else queries.councils_in_reach(g.actor, g.edition.id)
    state = queries.closing_of(round_, reach)
    by_judge = [
        (judge_id, name, own)
        for judge_id, name in state.judges.items()
        if (own := [sheet for sheet in state.report.missing if sheet.judge_id == judge_id])
    ]
    view = ClosingPage(
        round_,
        state,
        by_judge,
        may_close=may_close,
        may_mark=g.actor.may(Permission.SHEET_MARK, g.edition.id),
        may_remind=g.actor.may(Permission.JUDGE_REMIND, g.edition.id),
        may_assign=g.actor.may(Permission.JURY_ASSIGN, g.edition.id),
    )
    return render_template(
        "scoring/closing.html", view=view, mark=MarkForm(formdata=None), quorum=QuorumForm(formdata=None)
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


@routes.post("/<slug>/tien-do/<round_key>/mo-lai")
@page(Permission.ROUND_CLOSE)
def round_reopening(round_key: str) -> ResponseReturnValue:
    """Open a closed round again, with a reason."""
    form = ReasonForm()
    try:
        actions.reopen_round(g.actor, g.edition.id, round_key, form.reason.data or "")
        flash("Vòng chấm đã mở lại.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
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


@dataclass(frozen=True, slots=True)
class CasesPage:
    """Everything the page of disagreements shows; `hidden` are entries whose figures the reader may not see yet."""

    round: ScoredRound
    cases: CaseList
    entries: Mapping[int, str]
    judges: dict[int, str]
    hidden: frozenset[int]
    ways: dict[str, str]
    may_settle: bool

    def of(self, case: Case) -> str:
        """What the figures are of: the total, or a criterion."""
        names = {criterion.key: criterion.name for criterion in self.round.criteria}
        return names.get(case.criterion_key, "Tổng điểm")


@routes.get("/<slug>/tien-do/<round_key>/chenh-lech")
@page(Permission.PROGRESS_READ)
def cases(round_key: str) -> ResponseReturnValue:
    """The disagreements of a round, waiting and settled."""
    return _cases(round_or_404(round_key), CaseForm(formdata=None))


def _cases(round_: ScoredRound, form: CaseForm) -> str:
    reach = queries.councils_in_reach(g.actor, g.edition.id)
    found = queries.cases_of(round_, reach)
    waiting = frozenset[int]()
    if g.actor.may(Permission.SCORE_GIVE, g.edition.id):
        waiting = queries.unfinished(g.actor, round_) if round_.state == "open" else waiting
    judges = queries.judge_names({judge for figures in found.figures.values() for judge, _ in figures})
    view = CasesPage(
        round_,
        found,
        found.entries,
        judges,
        waiting,
        WAYS,
        may_settle=g.actor.may(Permission.CASE_SETTLE, g.edition.id),
    )
    return render_template("scoring/cases.html", view=view, form=form)


@routes.post("/<slug>/tien-do/<round_key>/chenh-lech")
@page(Permission.CASE_SETTLE)
def case_settlement(round_key: str) -> ResponseReturnValue:
    """Record how a disagreement was settled."""
    round_ = round_or_404(round_key)
    form = CaseForm()
    try:
        actions.settle_case(
            g.actor,
            g.edition.id,
            round_key,
            form.entry_id.data or 0,
            form.way.data or "",
            form.reason.data or "",
            form.criterion_key.data or "",
        )
    except Refusal as refusal:
        form.blame(refusal)
        return _cases(round_, form), 422
    flash("Đã ghi kết luận; biên bản sẽ nêu lý do này.", "done")
    return redirect(url_for("scoring.cases", round_key=round_key), 303)
