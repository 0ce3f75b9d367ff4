"""Proofs of certificates for the office: asking, who has not answered, corrections made or refused."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.clock import today
from contest.foundation.pages import Paging, page, page_number, page_there_is
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import fold, nfc
from contest.papers.actions import answering
from contest.papers.actions import proofs as actions
from contest.papers.actions.unitproofs import remind_units
from contest.papers.forms import AskProofsForm
from contest.papers.queries import proofs
from contest.papers.queries.documents import decided
from contest.papers.queries.proof_page import link_or_none, proof_page
from contest.papers.queries.unitproofs import unit_lines
from contest.papers.routes.blueprint import routes
from contest.papers.rules.certificates import kinds_of
from contest.papers.rules.decided import what_follows
from contest.papers.rules.proofs import STATES, WAYS, label_of

_SIZE = 50


@routes.get("/<slug>/van-ban/giay-chung-nhan/xac-nhan")
@page(Permission.ENTRY_MANAGE)
def proof_list() -> ResponseReturnValue:
    """Who has confirmed, who has not, who asks for corrections; the form that asks."""
    return _list(AskProofsForm(formdata=None))


@routes.post("/<slug>/van-ban/giay-chung-nhan/xac-nhan")
@page(Permission.ENTRY_MANAGE)
def proof_asking() -> ResponseReturnValue:
    """Ask every holder of a winning entry."""
    form = _choices(AskProofsForm())
    if form.validate_on_submit():
        try:
            asked, written = actions.ask_proofs(g.actor, g.edition.id, form.due_on.data, form.kinds.data or [])
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(_asked_words(asked, written), "done")
            return redirect(url_for("papers.proof_list"), 303)
    return _list(form), 422


def _asked_words(asked: int, written: int) -> str:
    told = f"Đã viết thư cho người giữ {written} hồ sơ, đơn vị."
    if written < asked:
        told += f" {asked - written} nơi không có địa chỉ: hãy mở từng nơi, chép đường dẫn gửi cho người giữ."
    return told


def _choices(form: AskProofsForm) -> AskProofsForm:
    kinds = kinds_of(regulation_of(g.edition.id))
    form.offer({kind.key: kind.name for kind in kinds})
    return form


def _list(form: AskProofsForm) -> str:
    lines, units = proofs.proof_lines(g.edition.id), unit_lines(g.edition.id)
    state, words = request.args.get("trang_thai", ""), nfc(request.args.get("tim", ""))[:200]
    chosen = [
        line
        for line in lines
        if (not state or line.state == state) and fold(words) in fold(" ".join((line.code, line.title, *line.names)))
    ]
    number = page_there_is(page_number(), _SIZE, len(chosen))
    return render_template(
        "papers/proof_list.html",
        form=_choices(form),
        paging=Paging(chosen[(number - 1) * _SIZE : number * _SIZE], number, _SIZE, len(chosen)),
        total=len(lines) + len(units),
        units=[line for line in units if not state or line.state == state],
        counts={key: [*(line.state for line in lines), *(line.state for line in units)].count(key) for key in STATES},
        states=STATES,
        state=state,
        words=words,
    )


@routes.post("/<slug>/van-ban/giay-chung-nhan/xac-nhan/nhac")
@page(Permission.LETTER_SEND)
def proof_reminder() -> ResponseReturnValue:
    """Write again to everybody who has not answered, at most once a day."""
    silent = [line.proof.entry_id for line in proofs.proof_lines(g.edition.id) if line.state in ("waiting", "late")]
    written = actions.remind_of_proofs(g.actor, g.edition.id, silent, f"{today():%Y%m%d}")
    written += remind_units(g.actor, g.edition.id, f"{today():%Y%m%d}")
    words = f"Đã nhắc người giữ {written} hồ sơ, đơn vị." if written else "Hôm nay đã nhắc mọi người chưa trả lời."
    flash(words, "done")
    return redirect(url_for("papers.proof_list"), 303)


@routes.get("/<slug>/van-ban/giay-chung-nhan/xac-nhan/<int:entry_id>")
@page(Permission.ENTRY_MANAGE)
def proof_case(entry_id: int) -> ResponseReturnValue:
    """One proof for the office: what would be printed, what was answered, what is asked to be corrected."""
    return _case(entry_id)


def _case(entry_id: int, faults: Refusal | None = None) -> str:
    asked = proofs.proof_of(g.edition.id, entry_id) or abort(404)
    return render_template(
        "papers/proof_case.html",
        card=proof_page(g.actor, g.edition.id, asked),
        share=link_or_none(asked),
        faults=faults.reasons if faults else (),
        typed=request.form,
        ways=WAYS,
        states=STATES,
        label_of=label_of,
    )


@routes.post("/<slug>/van-ban/giay-chung-nhan/xac-nhan/<int:entry_id>")
@page(Permission.ENTRY_MANAGE)
def proof_settlement(entry_id: int) -> ResponseReturnValue:
    """A correction is made or refused, or a confirmation that came on paper is put on record."""
    form, about = request.form, (g.actor, g.edition.id, entry_id)
    number = form.get("correction", "")
    try:
        if number.isdecimal():
            accept = form.get("deed") == "accept"
            answer = form.get(f"tra-loi-{number}", "")
            part = actions.settle_correction(*about, int(number), accept, answer, anew=form.get("anew") == "1")
            flash("Đã sửa trong hồ sơ." if accept else "Đã trả lời không sửa.", "done")
            for words in what_follows(part, decided(g.edition.id).label) if accept else ():
                flash(words, "attention")
        else:
            answering.record_confirmation(*about, form.get("seen", ""), form.get("name", ""))
            flash("Đã ghi nhận xác nhận.", "done")
    except Refusal as refusal:
        return _case(entry_id, refusal), 422
    return redirect(url_for("papers.proof_case", entry_id=entry_id), 303)
