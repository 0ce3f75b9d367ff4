"""Who won says how to be paid: with the account that looks after the entry, or by a link; the office looks at it."""

from collections.abc import Callable

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.ceremony.actions import payees as actions
from contest.ceremony.forms.money import SaidForm
from contest.ceremony.queries import payees as queries
from contest.ceremony.queries.money import MoneyLine, money_book
from contest.ceremony.routes.blueprint import routes
from contest.ceremony.rules.money import PAY_WAYS, STATE_WORDS, Payee
from contest.ceremony.rules.payees import PAPER_FORMATS, PAPER_MB, kinds_of
from contest.editions.queries import edition_by_id
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.cleaning import take
from contest.foundation.files import StoredFile, path_of
from contest.foundation.handing import handed
from contest.foundation.pages import PUBLIC, flash_refusal, page
from contest.foundation.refusal import Reason, Refusal

_PAPER = "giay-uy-quyen"


@routes.route("/<slug>/ho-so/<int:entry_id>/nhan-thuong", methods=["GET", "POST"])
@page(Permission.ENTRY_OWN)
def payee(entry_id: int) -> ResponseReturnValue:
    """How one is paid for the entry one looks after, share by share."""
    lines = queries.own_lines(g.edition.id, entry_id) if _is_contact(entry_id) else []
    if not lines:
        abort(404)
    share = request.form.get("share", "")
    forms = {line.share.key: _form(line, place if len(lines) > 1 else 0) for place, line in enumerate(lines, 1)}
    form = forms.get(share)
    if request.method == "POST":
        if form is None:
            abort(404)
        if form.validate_on_submit() and _taken(
            form, lambda given, paper: actions.say_payee(g.actor, g.edition.id, entry_id, share, given, paper)
        ):
            return redirect(url_for("ceremony.payee", entry_id=entry_id), 303)
    return _page(lines, forms, g.edition.title), 422 if request.method == "POST" else 200


def _is_contact(entry_id: int) -> bool:
    return queries.is_contact(g.actor, g.edition.id, entry_id)


@routes.route("/nhan-thuong/<token>", methods=["GET", "POST"])
@page(PUBLIC)
def payee_answer(token: str) -> ResponseReturnValue:
    """The same by the link of the letter, for one share: no account is needed."""
    one = queries.linked(token)
    line = queries.line_of_link(one) if one is not None else None
    if one is None or line is None:
        abort(404)
    form = _form(line)
    if form.validate_on_submit() and _taken(
        form, lambda given, paper: actions.say_payee_by_link(g.actor, token, given, paper)
    ):
        return redirect(url_for("ceremony.payee_answer", token=token), 303)
    made = _page([line], {line.share.key: form}, edition_by_id(one.edition_id).title)
    return made, 422 if form.is_submitted() else 200


def _form(line: MoneyLine, place: int = 0) -> SaidForm:
    """The form of a share: what was sent for it, else what is known of it, but for the number of the account.

    place: the first, the second form of its page; 0 for the only one.
    """
    is_sent = request.method == "POST" and request.form.get("share", line.share.key) == line.share.key
    known = line.payee._asdict() if line.payee else {"way": "bank"}
    known |= {"account": "", "prefix": f"p{place}-" if place else ""}
    form = SaidForm(**known) if is_sent else SaidForm(formdata=None, **known)
    form.offer(kinds_of(is_child=line.share.is_child, is_unit=line.share.entry_id is None))
    return form


def _taken(form: SaidForm, say: Callable[[Payee, StoredFile | None], None]) -> bool:
    """Whether what was sent was taken; what is wrong stands at its field then."""
    try:
        upload = form.paper.data
        paper = None
        if upload and form.proxy.data:
            paper = take(upload.stream, upload.filename or "", formats=PAPER_FORMATS, max_mb=PAPER_MB, max_pages=None)
    except Refusal as refusal:
        form.blame(Refusal(Reason(each.code, each.params, "paper") for each in refusal.reasons))
        return False
    fields = [name for name in Payee._fields if name != "proxy_paper"]
    try:
        say(Payee(**{name: getattr(form, name).data or "" for name in fields}), paper)
    except Refusal as refusal:
        form.blame(refusal)
        return False
    flash("Đã ghi nhận. Ban Tổ chức kiểm tra rồi chi; số tài khoản chỉ người chi thưởng đọc được.", "done")
    return True


def _page(lines: list[MoneyLine], forms: dict[str, SaidForm], title: str) -> str:
    return render_template(
        "ceremony/payee.html",
        lines=lines,
        forms=forms,
        contest=title,
        ways=PAY_WAYS,
        states=STATE_WORDS,
        largest=PAPER_MB,
    )


@routes.post("/<slug>/le-trao-giai/chi-thuong/hoi-nguoi-nhan")
@page(Permission.PAYOUT_MANAGE)
def payee_asking() -> ResponseReturnValue:
    """Ask everybody whose share has no payee yet."""
    try:
        asked, written = actions.ask_payees(g.actor, g.edition.id)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        words = f"Đã gửi thư hỏi cách nhận của {written} phần thưởng."
        if written < asked:
            words += f" {asked - written} phần không có địa chỉ: mở từng phần để ghi thay hoặc chép đường dẫn."
        flash(words, "done")
    return redirect(url_for("ceremony.payouts"), 303)


@routes.get("/<slug>/le-trao-giai/chi-thuong/<share>/giay-uy-quyen")
@page(Permission.PAYOUT_MANAGE)
def payee_paper(share: str) -> ResponseReturnValue:
    """The authorisation of a proxy; that it was opened is on record."""
    line = money_book(g.edition.id).line(share)
    if line is None or not line.said.paper_sha256:
        abort(404)
    actions.note_paper_read(g.actor, g.edition.id, share)
    path = path_of(line.said.paper_sha256)
    let_go()
    ending = line.said.paper_name.rpartition(".")[2].lower()
    return handed(path, f"{_PAPER}.{ending}", line.said.paper_type, line.said.paper_sha256[:32])
