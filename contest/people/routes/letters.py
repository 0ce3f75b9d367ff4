"""Where links of letters lead. Opening one changes nothing: a scanner opens links, only a person presses a button."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.pages import PUBLIC, page, whence
from contest.foundation.refusal import Refusal, refuse_with
from contest.people import actions, queries
from contest.people.forms import EmailForm, NewPasswordForm, PressForm
from contest.people.routes.blueprint import routes
from contest.people.routes.session import front
from contest.people.rules import tidy_email


@routes.route("/quen-mat-khau", methods=["GET", "POST"])
@page(PUBLIC)
def forgotten() -> ResponseReturnValue:
    """Ask for the letter that sets a new password; the answer is the same for every address."""
    form = EmailForm()
    if form.validate_on_submit():
        try:
            actions.note_try(g.actor, "letter", tidy_email(form.email.data), whence())
            actions.send_reset(g.actor, form.email.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return render_template("people/letter_sent.html", email=form.email.data)
    return render_template("people/forgotten.html", form=form), 422 if form.is_submitted() else 200


@routes.route("/mat-khau-moi/<token>", methods=["GET", "POST"])
@page(PUBLIC)
def new_password(token: str) -> ResponseReturnValue:
    """Set a new password by the link of the letter; it works once."""
    account = queries.account_to_reset(token)
    if account is None:
        raise refuse_with("link_dead")
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            actions.reset_password(account.actor, form.password.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã đặt mật khẩu mới. Mời bạn đăng nhập.", "done")
            return redirect(url_for(".sign_in"), 303)
    page_ = render_template("people/new_password.html", form=form, account=account)
    return page_, 422 if form.is_submitted() else 200


@routes.route("/xac-nhan/<token>", methods=["GET", "POST"])
@page(PUBLIC)
def confirmation(token: str) -> ResponseReturnValue:
    """Confirm an address."""
    account = queries.account_to_confirm(token)
    if account is None:
        raise refuse_with("link_dead")
    form = PressForm()
    if form.validate_on_submit():
        actions.confirm_address(account.actor)
        flash("Đã xác nhận địa chỉ thư điện tử. Bạn có thể nộp hồ sơ.", "done")
        return redirect(front() if g.account else url_for(".sign_in"), 303)
    return render_template("people/confirmation.html", form=form, account=account)


@routes.route("/thu-moi/<token>", methods=["GET", "POST"])
@page(PUBLIC)
def new_address(token: str) -> ResponseReturnValue:
    """Take the new address that this letter was sent to."""
    moving = queries.account_to_move(token)
    if moving is None:
        raise refuse_with("link_dead")
    account, email = moving
    form = PressForm()
    if form.validate_on_submit():
        actions.change_address(account.actor, email)
        flash(f"Địa chỉ thư điện tử của bạn nay là {email}.", "done")
        return redirect(url_for(".account") if g.account else url_for(".sign_in"), 303)
    return render_template("people/new_address.html", form=form, email=email)
