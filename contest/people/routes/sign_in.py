"""Signing in and out, and opening an account."""

from functools import cache

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security.utils import verify_password

from contest.foundation.action import let_go
from contest.foundation.pages import PUBLIC, page, whence
from contest.foundation.refusal import Refusal, refuse_with
from contest.people import actions, queries
from contest.people.forms import RegistrationForm, SignInForm
from contest.people.routes.blueprint import routes
from contest.people.routes.session import enter, front, leave
from contest.people.rules import login_name, own_path, plain_password, tidy_email


@routes.route("/dang-nhap", methods=["GET", "POST"])
@page(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Sign in with an address or a telephone, and go on to where one wanted to go."""
    onward = own_path(request.values.get("next"))
    if g.account:
        return redirect(onward or front(), 303)
    form = SignInForm()
    if form.validate_on_submit():
        try:
            account = recognised(login_name(form.who.data), form.password.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            enter(account, stay=form.stay.data)
            return redirect(onward or front(), 303)
    page_ = render_template("people/sign_in.html", form=form, onward=onward)
    return page_, 422 if form.is_submitted() else 200


@routes.post("/dang-xuat")
@page(PUBLIC)
def sign_out() -> ResponseReturnValue:
    """End the session on this device."""
    leave()
    flash("Bạn đã đăng xuất.", "done")
    return redirect(url_for("people.sign_in"), 303)


@routes.route("/dang-ky", methods=["GET", "POST"])
@page(PUBLIC)
def registration() -> ResponseReturnValue:
    """Open an account; a draft may be begun at once, the letter has to be answered before it is handed in."""
    onward = own_path(request.values.get("next"))
    if g.account:
        return redirect(onward or front(), 303)
    form = RegistrationForm()
    if form.validate_on_submit():
        try:
            actions.note_try(g.actor, "register", tidy_email(form.email.data), whence())
            person = actions.register(g.actor, form.name.data, form.email.data, None, form.password.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            account = queries.account_by_id(person.id)
            assert account is not None
            enter(account, stay=False)
            flash(f"Đã mở tài khoản. Thư xác nhận đã gửi tới {account.email}; hãy mở thư trước khi nộp hồ sơ.", "done")
            return redirect(onward or front(), 303)
    page_ = render_template("people/registration.html", form=form, onward=onward)
    return page_, 422 if form.is_submitted() else 200


def recognised(who: str, password: str) -> queries.Account:
    """The account of this name and password. Raises Refusal, the same whether the name or the password is wrong.

    The try is counted before; the slow comparison holds no lock, and takes as long for a name that nobody has.
    """
    actions.note_try(g.actor, "sign_in", who, whence())
    known = queries.credential(who)
    let_go()
    right = verify_password(plain_password(password), known[1] if known else _nobodys_hash())
    account = queries.account_by_id(known[0]) if known and right else None
    if account is None:
        raise refuse_with("sign_in_wrong")
    actions.forget_tries(g.actor, "sign_in", who, whence())
    return account


@cache
def _nobodys_hash() -> str:
    return actions.hashed("không ai có mật khẩu này")
