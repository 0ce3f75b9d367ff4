"""Pairs of judges that should not always meet."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.juries import actions, queries
from contest.juries.forms import PairForm
from contest.juries.routes.blueprint import routes
from contest.juries.routes.conflicts import people_to_choose


@routes.get("/<slug>/hoi-dong/cap")
@page(Permission.JURY_READ)
def pairs() -> ResponseReturnValue:
    """The list, and the form for another pair."""
    return _shown(PairForm.offering(people_to_choose(with_office=False)))


@routes.post("/<slug>/hoi-dong/cap")
@page(Permission.JURY_MANAGE)
def pair() -> ResponseReturnValue:
    """Put two judges down."""
    form = PairForm.offering(people_to_choose(with_office=False))
    if form.validate_on_submit():
        try:
            actions.put_apart(g.actor, g.edition.id, form.first_id.data, form.second_id.data, form.reason.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi. Lần chạy phân công tới sẽ tránh cho hai người này chấm chung.", "done")
            return redirect(url_for(".pairs"), 303)
    return _shown(form), 422


@routes.post("/<slug>/hoi-dong/cap/<int:pair_id>/bo")
@page(Permission.JURY_MANAGE)
def pair_removal(pair_id: int) -> ResponseReturnValue:
    """Take a pair off the list."""
    actions.let_meet(g.actor, g.edition.id, pair_id)
    flash("Đã bỏ khỏi danh sách.", "done")
    return redirect(url_for(".pairs"), 303)


def _shown(form: PairForm) -> str:
    return render_template(
        "juries/pairs.html",
        rows=queries.pair_list(g.edition.id),
        form=form,
        may_manage=g.actor.may(Permission.JURY_MANAGE, g.edition.id),
    )
