"""One's own account: what it says, the password, the address, the sessions."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security.utils import verify_password

from contest.foundation.access import ROLE_WORDS
from contest.foundation.action import let_go
from contest.foundation.pages import SIGNED_IN, page, whence
from contest.foundation.refusal import Refusal, refuse_with
from contest.people import actions, queries
from contest.people.forms import ChangePasswordForm, NewAddressForm, PressForm, ProfileForm
from contest.people.routes.blueprint import routes
from contest.people.routes.session import go_on
from contest.people.rules import plain_password


@routes.get("/tai-khoan")
@page(SIGNED_IN)
def account() -> ResponseReturnValue:
    """Everything the house knows of the account, and what can be done with it."""
    roles = [(ROLE_WORDS[role], title) for role, title in queries.roles_of(g.account.id)]
    return render_template("people/account.html", me=g.account, roles=roles, form=PressForm())


@routes.route("/tai-khoan/ho-so", methods=["GET", "POST"])
@page(SIGNED_IN)
def profile() -> ResponseReturnValue:
    """Name and unit."""
    form = ProfileForm(name=g.account.name, unit=g.account.unit)
    if form.validate_on_submit():
        try:
            actions.change_profile(g.actor, form.name.data, form.unit.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã lưu thông tin của bạn.", "done")
            return redirect(url_for(".account"), 303)
    return render_template("people/profile.html", form=form), 422 if form.is_submitted() else 200


@routes.route("/tai-khoan/mat-khau", methods=["GET", "POST"])
@page(SIGNED_IN)
def password() -> ResponseReturnValue:
    """A new password; all other devices are signed out."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            _ask_present(form.present.data)
            actions.change_password(g.actor, form.password.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            go_on(g.account.id)
            flash("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất.", "done")
            return redirect(url_for(".account"), 303)
    return render_template("people/password.html", form=form), 422 if form.is_submitted() else 200


@routes.route("/tai-khoan/thu-dien-tu", methods=["GET", "POST"])
@page(SIGNED_IN)
def address() -> ResponseReturnValue:
    """Another address: it changes when the letter sent there is answered."""
    form = NewAddressForm()
    if form.validate_on_submit():
        try:
            _ask_present(form.present.data)
            actions.note_try(g.actor, "letter", f"#{g.account.id}", whence())
            actions.send_new_address(g.actor, form.email.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã gửi thư tới {form.email.data}. Địa chỉ sẽ đổi khi bạn mở đường dẫn trong thư.", "done")
            return redirect(url_for(".account"), 303)
    return render_template("people/address.html", form=form), 422 if form.is_submitted() else 200


@routes.post("/tai-khoan/phien")
@page(SIGNED_IN)
def sessions() -> ResponseReturnValue:
    """Sign out on every other device."""
    actions.sign_out_everywhere(g.actor)
    go_on(g.account.id)
    flash("Đã đăng xuất khỏi mọi thiết bị khác.", "done")
    return redirect(url_for(".account"), 303)


@routes.post("/tai-khoan/thu-xac-nhan")
@page(SIGNED_IN)
def confirmation_letter() -> ResponseReturnValue:
    """Send the confirming letter again."""
    actions.note_try(g.actor, "letter", f"#{g.account.id}", whence())
    actions.send_confirmation(g.actor)
    flash(f"Đã gửi lại thư xác nhận tới {g.account.email}.", "done")
    return redirect(url_for(".account"), 303)


def _ask_present(given: str) -> None:
    """Refuse unless the present password was given; guessing it here is counted as it is at the door."""
    who = g.account.email or g.account.phone
    actions.note_try(g.actor, "sign_in", who, whence())
    known = queries.credential(who)
    let_go()
    if known is None or not verify_password(plain_password(given), known[1]):
        raise refuse_with("password_wrong", "present")
    actions.forget_tries(g.actor, "sign_in", who, whence())
