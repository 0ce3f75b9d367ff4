"""Receipts of prize money: the list, the tablet that keeps signatures until there is a line, paper ticked off."""

import io
from collections.abc import Callable
from datetime import datetime

from flask import abort, flash, g, jsonify, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.ceremony.actions import receipts as actions
from contest.ceremony.actions.receipts import Signing, drawing
from contest.ceremony.forms.money import ScanForm
from contest.ceremony.queries import money as queries
from contest.ceremony.queries.money import MoneyLine, ReceiptRow
from contest.ceremony.reports.money import receipt_list, receipt_paper
from contest.ceremony.routes.blueprint import routes
from contest.ceremony.rules.money import DIFFERENCE_WORDS, SIGNERS
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.clock import moment_of
from contest.foundation.files import keep, path_of
from contest.foundation.pages import Paging, page, page_number, page_there_is
from contest.foundation.refusal import Refusal
from contest.foundation.tokens import random_key
from contest.foundation.vietnamese import file_name, nfc
from contest.foundation.words import sentence
from contest.foundation.writers import pdf, xlsx
from contest.papers.queries.tallies import check_winners

_SIZE = 50
_STATES: dict[str, Callable[[MoneyLine], bool]] = {
    "chua": lambda line: line.receipt is None,
    "da": lambda line: line.receipt is not None,
}
_SCANS, _SCAN_MB = ("pdf", "jpg", "png"), 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/<slug>/le-trao-giai/ky-nhan")
@page(Permission.CEREMONY_PREPARE)
def receipts() -> ResponseReturnValue:
    """Who signed and who has not; the sum beside the decision's."""
    return _shown()


def _shown(faults: Refusal | None = None, scan: ScanForm | None = None) -> str:
    book = queries.money_book(g.edition.id)
    every = queries.receipts(g.edition.id)
    state, words = request.args.get("trang_thai", ""), nfc(request.args.get("tim", ""))[:200]
    lines = [line for line in queries.found(book.lines, words) if state not in _STATES or _STATES[state](line)]
    number = page_there_is(page_number(), _SIZE, len(lines))
    return render_template(
        "ceremony/receipts.html",
        book=book,
        paging=Paging(lines[(number - 1) * _SIZE : number * _SIZE], number, _SIZE, len(lines)),
        words=words,
        state=state,
        usual={line.share.key: _usual(line) for line in book.lines},
        voided=[each for each in every if each.voided_at is not None],
        lines={line.share.key: line for line in book.lines},
        scan=scan or ScanForm(formdata=None),
        faults=faults.reasons if faults else (),
        signers=SIGNERS,
        differences=DIFFERENCE_WORDS,
        typed=request.form,
        key=random_key(),
    )


def _usual(line: MoneyLine) -> tuple[str, str]:
    """Who most likely signs, and as whom."""
    payee = line.payee
    if payee is not None and payee.name:
        kind = {"guardian": "guardian", "unit": "unit"}.get(payee.kind, "author")
        return (payee.proxy, "proxy") if payee.proxy else (payee.name, kind)
    if not line.share.names:
        return "", "unit"
    return ("", "guardian") if line.share.is_child else (line.share.names[0], "author")


@routes.get("/<slug>/le-trao-giai/ky-nhan/may-tinh-bang")
@page(Permission.CEREMONY_PREPARE)
def receipt_tablet() -> ResponseReturnValue:
    """Everybody who is to sign on one page: it goes on working when the line breaks."""
    book = queries.money_book(g.edition.id)
    usual = {line.share.key: _usual(line) for line in book.lines}
    return render_template("ceremony/receipt_tablet.html", book=book, usual=usual, signers=SIGNERS)


@routes.post("/<slug>/le-trao-giai/ky-nhan/may-tinh-bang")
@page(Permission.CEREMONY_PREPARE)
def receipt_signing() -> ResponseReturnValue:
    """A signature from the tablet, perhaps after a while; sent twice, it is kept once."""
    form = request.form
    try:
        signing = Signing(
            form.get("share", ""),
            form.get("name", ""),
            form.get("signer", ""),
            form.get("proxy_paper", ""),
            "tablet",
            drawing(form.get("signature", "")),
            _moment(form.get("signed_at", "")),
            form.get("is_cash") == "1",
        )
        receipt_id = actions.sign_receipt(g.actor, g.edition.id, signing, (form.get("key") or random_key())[:64])
    except Refusal as refusal:
        told = [{"where": reason.where, "words": sentence(reason)} for reason in refusal.reasons]
        return jsonify(reasons=told), 422
    return jsonify(receipt=receipt_id, paper=url_for("ceremony.receipt_pdf", receipt_id=receipt_id))


def _moment(text: str) -> datetime | None:
    try:
        return moment_of(text) if text else None
    except ValueError:
        return None


@routes.post("/<slug>/le-trao-giai/ky-nhan")
@page(Permission.CEREMONY_PREPARE)
def receipt_ticking() -> ResponseReturnValue:
    """Who signed the printed list is ticked off."""
    form = request.form
    chosen = [(key, form.get(f"name-{key}", ""), form.get(f"signer-{key}", "")) for key in form.getlist("share")]
    try:
        ticked = actions.tick_paper(g.actor, g.edition.id, chosen, "", (form.get("key") or random_key())[:40])
    except Refusal as refusal:
        return _shown(refusal), 422
    flash(f"Đã ghi {ticked} người ký trên giấy." if ticked else "Chưa chọn ai.", "done")
    return redirect(url_for("ceremony.receipts"), 303)


@routes.post("/<slug>/le-trao-giai/ky-nhan/ban-quet")
@page(Permission.CEREMONY_PREPARE)
def receipt_scan() -> ResponseReturnValue:
    """The scan of the signed list, beside everybody who signed on paper."""
    form = ScanForm()
    given = form.file.data
    try:
        let_go()
        kept = keep(
            given.stream if given else io.BytesIO(), given.filename if given else "", formats=_SCANS, max_mb=_SCAN_MB
        )
        count = actions.attach_scan(g.actor, g.edition.id, kept.sha256)
    except Refusal as refusal:
        form.blame(refusal)
        return _shown(scan=form), 422
    flash(f"Đã đính bản quét cho {count} chữ ký trên giấy.", "done")
    return redirect(url_for("ceremony.receipts"), 303)


@routes.post("/<slug>/le-trao-giai/ky-nhan/<int:receipt_id>/huy")
@page(Permission.CEREMONY_PREPARE)
def receipt_void(receipt_id: int) -> ResponseReturnValue:
    """A signature does not count."""
    try:
        actions.void_receipt(g.actor, g.edition.id, receipt_id, request.form.get("reason", ""))
    except Refusal as refusal:
        return _shown(refusal), 422
    flash("Đã hủy chữ ký; dòng cũ còn trong sổ.", "done")
    return redirect(url_for("ceremony.receipts"), 303)


@routes.get("/<slug>/le-trao-giai/ky-nhan/<int:receipt_id>.pdf")
@page(Permission.CEREMONY_PREPARE)
def receipt_pdf(receipt_id: int) -> ResponseReturnValue:
    """The receipt of one who signed, to take home."""
    receipt = next((each for each in queries.receipts(g.edition.id) if each.id == receipt_id), None)
    line = queries.money_book(g.edition.id).line(receipt.share) if receipt else None
    if receipt is None or line is None:
        abort(404)
    content = pdf.write(receipt_paper(g.edition.id, line, receipt, _signature(receipt)))
    return send_file(io.BytesIO(content), mimetype="application/pdf", download_name=f"giay-nhan-{receipt_id}.pdf")


def _signature(receipt: ReceiptRow) -> bytes | None:
    """The drawing; without it the receipt has room for a hand."""
    if receipt.way != "tablet" or not receipt.picture_sha256:
        return None
    try:
        return path_of(receipt.picture_sha256).read_bytes()
    except FileNotFoundError:
        return None


@routes.post("/<slug>/le-trao-giai/ky-nhan/danh-sach.<ending>")
@page(Permission.CEREMONY_PREPARE)
def receipt_file(ending: str) -> ResponseReturnValue:
    """The list to be signed, as PDF or as a workbook; not while lists of winners differ."""
    if ending not in ("pdf", "xlsx"):
        abort(404)
    check_winners(g.edition.id)
    report = receipt_list(g.edition.id, queries.money_book(g.edition.id))
    let_go()
    content = pdf.write(report) if ending == "pdf" else xlsx.write(report)
    kind = "application/pdf" if ending == "pdf" else XLSX
    name = file_name(g.edition.slug, "ky nhan tien thuong", ending)
    return send_file(io.BytesIO(content), mimetype=kind, as_attachment=True, download_name=name)
