"""A round's assignment: prepare, run, look at what would change, accept, open."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.letters import ASK, NOW, OFF
from contest.foundation.mail import rule_of
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.juries import actions, queries
from contest.juries.forms import RunForm
from contest.juries.routes.blueprint import round_or_404, routes

# What becomes of the letters to the judges, by the rule of the edition.
_TOLD = {
    NOW: "Giám khảo được báo bằng thư.",
    ASK: "Thư mời chấm chờ duyệt ở trang Thư gửi đi.",
    OFF: "Theo quy tắc thư của hội thi, giám khảo không được báo bằng thư.",
}


@routes.get("/<slug>/phan-cong")
@page(Permission.JURY_READ)
def assignments() -> ResponseReturnValue:
    """The rounds of the regulation and how far each is."""
    return render_template("juries/assignments.html", lines=queries.round_lines(g.edition.id))


@routes.get("/<slug>/phan-cong/<round_key>")
@page(Permission.JURY_READ)
def assignment(round_key: str) -> ResponseReturnValue:
    """One round: loads, what is missing, the plan that waits for a decision."""
    return _shown(round_key)


def _shown(round_key: str, form: RunForm | None = None) -> str:
    """The page; `form` as it was typed when something in it is wrong."""
    try:
        board = queries.board(g.edition.id, round_key, g.edition.stage)
    except Refusal as refusal:
        raise NotFound from refusal
    return render_template(
        "juries/assignment.html",
        board=board,
        form=form,
        new_form=RunForm.starting,
        may_assign=g.actor.may(Permission.JURY_ASSIGN, g.edition.id),
        may_open=g.actor.may(Permission.ROUND_OPEN, g.edition.id),
    )


@routes.post("/<slug>/phan-cong/<round_key>/chuan-bi")
@page(Permission.JURY_ASSIGN)
def preparation(round_key: str) -> ResponseReturnValue:
    """Put the entries into the round."""
    round_ = round_or_404(round_key)
    try:
        count = actions.prepare_round(g.actor, g.edition.id, round_key)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash(f"Vòng {round_.name} có {count} hồ sơ.", "done")
    return redirect(url_for(".assignment", round_key=round_key), 303)


@routes.post("/<slug>/phan-cong/<round_key>/chay")
@page(Permission.JURY_ASSIGN)
def proposal(round_key: str) -> ResponseReturnValue:
    """Solve the assignment; the plan waits to be looked at."""
    round_or_404(round_key)
    form = RunForm()
    if not form.validate_on_submit():
        return _shown(round_key, form), 422
    try:
        actions.propose_plan(
            g.actor,
            g.edition.id,
            round_key,
            form.seed.data or 1,
            fresh=form.fresh.data,
            patient=form.patient.data,
            links=form.links.data,
        )
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".assignment", round_key=round_key, _anchor="phuong-an"), 303)


@routes.post("/<slug>/phan-cong/<round_key>/phuong-an/<int:plan_id>")
@page(Permission.JURY_ASSIGN)
def acceptance(round_key: str, plan_id: int) -> ResponseReturnValue:
    """Make the plan the assignment."""
    round_or_404(round_key)
    try:
        pairs = actions.apply_plan(g.actor, g.edition.id, plan_id)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash(f"Đã áp dụng phương án: {pairs} lượt chấm.", "done")
    return redirect(url_for(".assignment", round_key=round_key), 303)


@routes.post("/<slug>/phan-cong/<round_key>/mo-vong")
@page(Permission.ROUND_OPEN)
def opening(round_key: str) -> ResponseReturnValue:
    """Let the judges in."""
    round_ = round_or_404(round_key)
    try:
        actions.open_round(g.actor, g.edition.id, round_key)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash(f"Vòng {round_.name} đã mở. {_TOLD[rule_of(g.edition.id, 'round.opened').mode]}", "done")
    return redirect(url_for(".assignment", round_key=round_key), 303)
