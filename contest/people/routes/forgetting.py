"""Deletion of accounts: asked for on one's own page, carried out by an administrator who has seen what goes."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.pages import SIGNED_IN, flash_refusal, page
from contest.foundation.refusal import Refusal, refuse_with
from contest.people import actions, queries
from contest.people.forms import DeclineForgettingForm, ForgetAccountForm, ForgetOwnForm, PaperForgettingForm, PressForm
from contest.people.routes.blueprint import routes
from contest.people.rules import login_name
from contest.people.rules.forgetting import STATE_KINDS, STATE_WORDS, why_not_forget


@routes.route("/tai-khoan/xoa", methods=["GET", "POST"])
@page(SIGNED_IN)
def forgetting_own() -> ResponseReturnValue:
    """Ask for the deletion of one's own account; what goes and what stays is said before."""
    form = ForgetOwnForm()
    if form.validate_on_submit():
        try:
            actions.ask_to_be_forgotten(g.actor, form.words.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã gửi yêu cầu xóa tài khoản. Khi xong, bạn không đăng nhập được nữa.", "done")
            return redirect(url_for(".forgetting_own"), 303)
    shown = render_template(
        "people/forgetting_own.html",
        form=form,
        known=queries.own_forget_request(g.account.id),
        left=queries.remaining(g.account.id),
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
    )
    return shown, 422 if form.errors else 200


@routes.post("/tai-khoan/xoa/rut-lai")
@page(SIGNED_IN)
def forgetting_taken_back() -> ResponseReturnValue:
    """The holder does not want it any more."""
    try:
        actions.take_request_back(g.actor)
        flash("Đã rút lại yêu cầu. Tài khoản vẫn như cũ.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".forgetting_own"), 303)


@routes.route("/quan-tri/xoa-tai-khoan", methods=["GET", "POST"])
@page(Permission.PERSON_FORGET)
def forget_requests() -> ResponseReturnValue:
    """Requests that wait and that were settled; one that came by paper is put on record."""
    form = PaperForgettingForm()
    if form.validate_on_submit():
        try:
            person_id = queries.person_id_of(login_name(form.who.data))
            if person_id is None:
                raise refuse_with("no_such_person", "who", name=form.who.data[:80])
            request_id = actions.record_forget_request(g.actor, person_id, form.words.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return redirect(url_for(".forget_request", request_id=request_id), 303)
    shown = render_template(
        "people/forget_requests.html",
        form=form,
        cards=queries.forget_requests(),
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
    )
    return shown, 422 if form.errors else 200


_DONE = "Đã xóa tài khoản và dữ liệu cá nhân của tài khoản."
_TOLD = f"{_DONE} Thư xác nhận được gửi đến địa chỉ cũ, rồi địa chỉ đó cũng bị xóa."
_UNTOLD = f"{_DONE} Tài khoản không có địa chỉ thư, hãy báo cho người yêu cầu."


@routes.route("/quan-tri/xoa-tai-khoan/<int:request_id>", methods=["GET", "POST"])
@page(Permission.PERSON_FORGET)
def forget_request(request_id: int) -> ResponseReturnValue:
    """One request: what would go, what stays, what stands against it; then for good."""
    form = ForgetAccountForm()
    if form.validate_on_submit():
        try:
            told = actions.forget_account(g.actor, request_id, bool(form.sure.data))
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(_TOLD if told else _UNTOLD, "done")
            return redirect(url_for(".forget_requests"), 303)
    return _case(request_id, form, DeclineForgettingForm(None)), 422 if form.errors else 200


@routes.post("/quan-tri/xoa-tai-khoan/<int:request_id>/chua")
@page(Permission.PERSON_FORGET)
def forget_declined(request_id: int) -> ResponseReturnValue:
    """It cannot be done now, with the reason the holder reads."""
    form = DeclineForgettingForm()
    try:
        actions.decline_forgetting(g.actor, request_id, form.answer.data or "")
    except Refusal as refusal:
        form.blame(refusal)
        return _case(request_id, ForgetAccountForm(None), form), 422
    flash("Đã trả lời người yêu cầu.", "done")
    return redirect(url_for(".forget_requests"), 303)


def _case(request_id: int, form: ForgetAccountForm, decline: DeclineForgettingForm) -> str:
    card = queries.forget_request(request_id)
    if card is None:
        raise NotFound
    return render_template(
        "people/forget_request.html",
        card=card,
        form=form,
        decline=decline,
        press=PressForm(None),
        left=queries.remaining(card.person_id),
        hanging=queries.what_hangs(card.person_id),
        against=why_not_forget(queries.account_facts(card.person_id), g.actor.id) if card.state == "asked" else [],
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
    )
