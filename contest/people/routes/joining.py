"""Two accounts of one person: what would move is shown before anything does."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import SIGNED_IN, page
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.people import actions, queries
from contest.people.forms import JoinAccountsForm, JoinOwnForm, SureForm
from contest.people.queries import JoinPreview
from contest.people.routes.blueprint import routes
from contest.people.routes.sign_in import recognised
from contest.people.rules import login_name
from contest.people.rules.joining import why_not_join


@routes.route("/quan-tri/gop-tai-khoan", methods=["GET", "POST"])
@page(Permission.PERSON_JOIN)
def joining() -> ResponseReturnValue:
    """An administrator joins two accounts of somebody who has asked for it; both addresses are typed."""
    form, sure = JoinAccountsForm(), SureForm()
    preview: JoinPreview | None = None
    if form.validate_on_submit():
        try:
            kept, closed = _ids(form)
            _check(kept, closed)
            preview = queries.join_preview(kept, closed)
            if request.form.get("go") == "join":
                actions.join_accounts(g.actor, kept, closed, bool(sure.sure.data))
                flash("Đã gộp hai tài khoản.", "done")
                return redirect(url_for(".joining"), 303)
        except Refusal as refusal:
            (sure if preview else form).blame(refusal)
    status = 422 if form.errors or sure.errors else 200
    return render_template("people/joining.html", form=form, sure=sure, preview=preview), status


def _ids(form: JoinAccountsForm) -> tuple[int, int]:
    """The two people. Raises Refusal at each field that names nobody."""
    found, reasons = [], []
    for name in ("kept", "closed"):
        person_id = queries.person_id_of(login_name(form[name].data))
        if person_id is None:
            reasons.append(Reason("no_such_person", {"name": form[name].data[:80]}, name))
        found.append(person_id or 0)
    refuse(reasons)
    return found[0], found[1]


def _check(kept: int, closed: int) -> None:
    refuse(why_not_join(queries.account_facts(kept), queries.account_facts(closed)))


@routes.route("/tai-khoan/gop", methods=["GET", "POST"])
@page(SIGNED_IN)
def joining_own() -> ResponseReturnValue:
    """Somebody has two accounts and knows both passwords: this one is kept."""
    form, sure = JoinOwnForm(), SureForm()
    if request.form.get("proof"):
        return _joined(form, sure, request.form["proof"])
    preview, proof = None, ""
    if form.validate_on_submit():
        try:
            closed = recognised(login_name(form.who.data), form.password.data)
            _check(g.account.id, closed.id)
            preview = queries.join_preview(g.account.id, closed.id)
            proof = actions.proof_of(g.account.id, closed.id)
        except Refusal as refusal:
            form.blame(refusal)
    shown = render_template("people/joining_own.html", form=form, sure=sure, preview=preview, proof=proof)
    return shown, 422 if form.errors else 200


def _joined(form: JoinOwnForm, sure: SureForm, proof: str) -> ResponseReturnValue:
    """The second press, with what was proved a moment ago."""
    closed = actions.proved(proof, g.account.id)
    if closed is None:
        form.blame(Refusal([Reason("join_unproved", {}, "password")]))
        return render_template("people/joining_own.html", form=form, sure=sure, preview=None, proof=""), 422
    preview = queries.join_preview(g.account.id, closed)
    try:
        if not sure.validate_on_submit():
            raise refuse_with("join_not_sure", "sure")
        actions.join_own_account(g.actor, proof, bool(sure.sure.data))
    except Refusal as refusal:
        sure.blame(refusal)
        page_ = render_template("people/joining_own.html", form=form, sure=sure, preview=preview, proof=proof)
        return page_, 422
    flash("Đã gộp. Từ nay đăng nhập bằng địa chỉ nào cũng vào tài khoản này, với mật khẩu của tài khoản này.", "done")
    return redirect(url_for(".account"), 303)
