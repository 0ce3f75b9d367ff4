"""Accounts without e-mail: codes handed out on paper by the office or a unit, and taking the account over with one."""

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import PUBLIC, page, whence
from contest.foundation.refusal import Refusal, refuse
from contest.foundation.vietnamese import parse_phone
from contest.people import actions, queries
from contest.people.forms import ClaimForm, HandoutForm
from contest.people.routes.blueprint import routes
from contest.people.routes.session import enter, front
from contest.people.rules import why_not_password


@routes.route("/nhan-tai-khoan", methods=["GET", "POST"])
@page(PUBLIC)
def claim() -> ResponseReturnValue:
    """Take over the account of a telephone with the code from the paper."""
    if g.account:
        return redirect(front(), 303)
    form = ClaimForm()
    if form.validate_on_submit():
        try:
            person_id = _claimed(form)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            account = queries.account_by_id(person_id)
            assert account is not None
            enter(account, stay=False)
            flash("Tài khoản đã là của bạn. Lần sau hãy đăng nhập bằng số điện thoại và mật khẩu vừa đặt.", "done")
            return redirect(front(), 303)
    return render_template("people/claim.html", form=form), 422 if form.is_submitted() else 200


def _claimed(form: ClaimForm) -> int:
    """The key of the account claimed; a weak password is said before it costs a try."""
    phone = parse_phone(form.phone.data, "phone")
    refuse(why_not_password(form.password.data, [phone]))
    actions.note_try(g.actor, "claim", phone, whence())
    actions.note_code_try(g.actor, phone)
    return actions.claim_account(g.actor, phone, form.code.data, form.password.data)


@routes.route("/<slug>/ma-nhan", methods=["GET", "POST"])
@page(Permission.CODE_HAND_OUT)
def codes() -> ResponseReturnValue:
    """Hand out a code: the page that answers is the paper, and the only place that ever shows the code."""
    form = HandoutForm(unit=g.account.unit)
    if form.validate_on_submit():
        try:
            given = (form.name.data, form.phone.data, form.unit.data)
            paper = actions.make_claim_code(g.actor, g.edition.id, *given)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return render_template("people/handout.html", paper=paper)
    page_ = render_template("people/codes.html", form=form, rows=queries.handed_out(g.actor.id))
    return page_, 422 if form.is_submitted() else 200
