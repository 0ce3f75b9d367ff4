"""Payout of prize money: who gets what how, what was paid and came back, held against the decision."""

import io

from flask import abort, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.ceremony.actions import payouts as actions
from contest.ceremony.actions.payees import check_payee, send_payee_back
from contest.ceremony.forms.money import ManyForm, PayeeForm, PaymentForm, ReturnForm, RuleForm, SendBackForm
from contest.ceremony.queries import money as queries
from contest.ceremony.queries.money import MoneyLine, Rule
from contest.ceremony.queries.payees import is_payable, link_of
from contest.ceremony.reports.money import bank_list
from contest.ceremony.routes.blueprint import routes
from contest.ceremony.rules.money import DIFFERENCE_WORDS, PAY_WAYS, PAYEES, STATE_WORDS, Payee, TaxRule
from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.clock import today
from contest.foundation.pages import Paging, page, page_number, page_there_is
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.tokens import random_key
from contest.foundation.vietnamese import date as shown_date
from contest.foundation.vietnamese import file_name, money, nfc, parse_money, parse_points
from contest.foundation.writers import xlsx
from contest.papers.queries.tallies import check_winners

_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/<slug>/le-trao-giai/chi-thuong")
@page(Permission.CEREMONY_PREPARE)
def payouts() -> ResponseReturnValue:
    """Every share with where it stands; accounts are masked on this page for everybody."""
    return _list(ManyForm(formdata=None))


def _list(form: ManyForm) -> str:
    book = queries.money_book(g.edition.id)
    state, words = request.args.get("trang_thai", ""), nfc(request.args.get("tim", ""))[:200]
    lines = [line for line in queries.found(book.lines, words) if not state or line.state == state]
    number = page_there_is(page_number(), _SIZE, len(lines))
    if not form.is_submitted():
        form.paid_on.data, form.payment_key.data = today(), random_key()
    return render_template(
        "ceremony/payouts.html",
        book=book,
        form=form,
        paging=Paging(lines[(number - 1) * _SIZE : number * _SIZE], number, _SIZE, len(lines)),
        words=words,
        by_key={line.share.key: line for line in book.lines},
        counts={key: sum(line.state == key for line in book.lines) for key in STATE_WORDS},
        states=STATE_WORDS,
        state=state,
        ways=PAY_WAYS,
        differences=DIFFERENCE_WORDS,
        is_public=is_payable(g.edition.id),
        may_pay=g.actor.may(Permission.PAYOUT_MANAGE, g.edition.id),
        chosen=request.form.getlist("share"),
    )


@routes.post("/<slug>/le-trao-giai/chi-thuong")
@page(Permission.PAYOUT_MANAGE)
def payout_of_many() -> ResponseReturnValue:
    """What is left of all chosen shares was paid."""
    form = ManyForm()
    if form.validate_on_submit():
        chosen, key = request.form.getlist("share"), form.payment_key.data or random_key()
        try:
            paid = actions.pay_all(g.actor, g.edition.id, chosen, form.paid_on.data, form.voucher.data or "", key)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã ghi chi {paid} phần thưởng." if paid else "Chưa chọn phần nào còn phải chi.", "done")
            return redirect(url_for("ceremony.payouts"), 303)
    return _list(form), 422


@routes.route("/<slug>/le-trao-giai/chi-thuong/cach-chi", methods=["GET", "POST"])
@page(Permission.PAYOUT_MANAGE)
def money_rule() -> ResponseReturnValue:
    """How awards are divided and what tax is kept back; off until an accountant says so."""
    rule = queries.money_rule(g.edition.id)
    typed = {
        "split": rule.split,
        "is_on": rule.tax.is_on,
        "rate": f"{rule.tax.rate / 100:g}".replace(".", ",") if rule.tax.rate else "",
        "threshold_vnd": str(rule.tax.threshold_vnd or ""),
        "source": rule.tax.source,
        "confirmed_by": rule.tax.confirmed_by,
    }
    form = RuleForm(data=typed)
    if form.validate_on_submit():
        try:
            actions.set_money_rule(g.actor, g.edition.id, _rule(form))
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã lưu cách chi.", "done")
            return redirect(url_for("ceremony.payouts"), 303)
    return render_template("ceremony/money_rule.html", form=form), 422 if form.is_submitted() else 200


def _rule(form: RuleForm) -> Rule:
    """What was typed. Raises Refusal at the field that cannot be read."""
    try:
        rate = int(parse_points(form.rate.data) * 100) if form.rate.data else 0
    except Refusal:
        raise refuse_with("tax_rate", "rate") from None
    try:
        threshold = parse_money(form.threshold_vnd.data) if form.threshold_vnd.data else 0
    except Refusal:
        raise refuse_with("tax_threshold", "threshold_vnd") from None
    tax = TaxRule(bool(form.is_on.data), rate, threshold, form.source.data or "", form.confirmed_by.data or "")
    return Rule("authors" if form.split.data == "authors" else "entry", tax)


@routes.get("/<slug>/le-trao-giai/chi-thuong/<share>")
@page(Permission.PAYOUT_MANAGE)
def payout(share: str) -> ResponseReturnValue:
    """One share for whoever pays: the payee with the whole account (that it was read is on record), every payment."""
    line = _line(share)
    if line.payee is not None and line.payee.account:
        actions.note_accounts_read(g.actor, g.edition.id, f"share:{share[:12]}", 1)
    form = PayeeForm(formdata=None, data=line.payee._asdict() if line.payee else _suggested(line))
    return _shown(line, form)


def _line(share: str) -> MoneyLine:
    return queries.money_book(g.edition.id, sees_accounts=True).line(share) or abort(404)


def _suggested(line: MoneyLine) -> dict[str, str]:
    """What the form begins with: the author or the unit, as the regulation says whose the money is; cash."""
    is_units = regulation_of(g.edition.id).prizes.paid_to == "organisation"
    if line.share.unit and (is_units or not line.share.names):
        return {"kind": "unit", "name": line.share.unit, "way": "cash"}
    if line.share.is_child:
        return {"kind": "guardian", "way": "cash"}
    kind = "author" if len(line.share.names) == 1 else "representative"
    return {"kind": kind, "name": line.share.names[0], "way": "cash"}


def _shown(
    line: MoneyLine,
    form: PayeeForm,
    payment: PaymentForm | None = None,
    back: ReturnForm | None = None,
    send_back: SendBackForm | None = None,
) -> str:
    payment = payment or PaymentForm(formdata=None)
    if not payment.is_submitted():
        payment.amount_vnd.data = str(line.share.amount_vnd - line.paid_vnd)
        payment.paid_on.data, payment.payment_key.data = today(), random_key()
    back = back or ReturnForm(formdata=None)
    standing = [each for each in line.payments if each.returned_on is None]
    back.offer({each.id: f"{shown_date(each.paid_on)}: {money(each.amount_vnd)}" for each in standing})
    return render_template(
        "ceremony/payout.html",
        line=line,
        form=form,
        send_back=send_back or SendBackForm(formdata=None),
        share_link=link_of(g.edition.id, line.share.key),
        payment=payment,
        back=back,
        standing=standing,
        states=STATE_WORDS,
        payees=PAYEES,
        ways=PAY_WAYS,
    )


@routes.post("/<slug>/le-trao-giai/chi-thuong/<share>")
@page(Permission.PAYOUT_MANAGE)
def payout_payee(share: str) -> ResponseReturnValue:
    """Keep who gets the share and how."""
    line, form = _line(share), PayeeForm()
    if form.validate_on_submit():
        try:
            payee = Payee(**{name: getattr(form, name).data or "" for name in Payee._fields})
            actions.set_payee(g.actor, g.edition.id, share, payee)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã lưu người nhận.", "done")
            return redirect(url_for("ceremony.payout", share=share), 303)
    return _shown(line, form), 422


@routes.post("/<slug>/le-trao-giai/chi-thuong/<share>/kiem-tra")
@page(Permission.PAYOUT_MANAGE)
def payee_check(share: str) -> ResponseReturnValue:
    """What the winner said is right, or has to be said again."""
    line, form = _line(share), SendBackForm()
    if request.form.get("right"):
        check_payee(g.actor, g.edition.id, share)
        flash("Đã kiểm tra. Phần thưởng này chi được.", "done")
        return redirect(url_for("ceremony.payout", share=share), 303)
    if form.validate_on_submit():
        try:
            is_told = send_payee_back(g.actor, g.edition.id, share, form.why.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            words = "Đã gửi thư đề nghị khai lại." if is_told else "Đã ghi. Không có địa chỉ để gửi, xin báo trực tiếp."
            flash(words, "done")
            return redirect(url_for("ceremony.payout", share=share), 303)
    return _shown(line, _payee_form(line), send_back=form), 422


@routes.post("/<slug>/le-trao-giai/chi-thuong/<share>/chi")
@page(Permission.PAYOUT_MANAGE)
def payout_payment(share: str) -> ResponseReturnValue:
    """So much of the share was paid."""
    line, form = _line(share), PaymentForm()
    if form.validate_on_submit():
        try:
            amount = parse_money(form.amount_vnd.data or "")
            voucher, key = form.voucher.data or "", form.payment_key.data or random_key()
            actions.pay_share(g.actor, g.edition.id, share, amount, form.paid_on.data, voucher, key)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi khoản chi.", "done")
            return redirect(url_for("ceremony.payout", share=share), 303)
    return _shown(line, _payee_form(line), form), 422


def _payee_form(line: MoneyLine) -> PayeeForm:
    return PayeeForm(formdata=None, data=line.payee._asdict() if line.payee else _suggested(line))


@routes.post("/<slug>/le-trao-giai/chi-thuong/<share>/tra-lai")
@page(Permission.PAYOUT_MANAGE)
def payout_return(share: str) -> ResponseReturnValue:
    """A payment came back."""
    line, form = _line(share), ReturnForm()
    if form.validate_on_submit():
        try:
            own = {each.id for each in line.payments}
            if form.payment.data not in own:
                raise refuse_with("pay_unknown", "payment")
            reason = form.return_reason.data or ""
            actions.return_payment(g.actor, g.edition.id, form.payment.data, form.returned_on.data, reason)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi khoản trả lại.", "done")
            return redirect(url_for("ceremony.payout", share=share), 303)
    return _shown(line, _payee_form(line), back=form), 422


@routes.post("/<slug>/le-trao-giai/chi-thuong/ngan-hang")
@page(Permission.PAYOUT_MANAGE)
def payout_bank() -> ResponseReturnValue:
    """What is to be transferred now, for the bank: whole accounts, and who took them is on record."""
    check_winners(g.edition.id)
    report = bank_list(g.edition.id, queries.money_book(g.edition.id, sees_accounts=True))
    if report is None:
        flash("Chưa có phần thưởng nào đủ thông tin để chuyển khoản.", "refused")
        return redirect(url_for("ceremony.payouts"), 303)
    actions.note_accounts_read(g.actor, g.edition.id, f"edition:{g.edition.id}", len(report.rows))
    let_go()
    name = file_name(g.edition.slug, "chuyen khoan", "xlsx")
    return send_file(io.BytesIO(xlsx.write(report)), mimetype=XLSX, as_attachment=True, download_name=name)
