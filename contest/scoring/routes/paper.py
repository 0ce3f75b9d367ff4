"""One sheet of paper, as its QR code opens it: keyed in, photographed, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.cleaning import take
from contest.foundation.forms import HouseForm
from contest.foundation.looks import picture_of
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import fold
from contest.foundation.words import sentence
from contest.scoring import actions, queries
from contest.scoring.forms import PaperPhotoForm, ReasonForm, paper_cells, paper_form, written_total
from contest.scoring.queries import PaperCard, ScoredRound
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import (
    PAPER_KINDS,
    PAPER_WORDS,
    Reading,
    readable_paper_code,
    tidy_paper_code,
    why_not_code,
    why_not_key,
)

_PHOTO = ("jpeg", "png", "heic")
_LARGEST_PHOTO_MB = 20


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Everything the page of one sheet shows."""

    card: PaperCard
    round: ScoredRound
    form: HouseForm
    why_not: list[Reason]
    own_turn: bool
    may_settle: bool
    may_reopen: bool
    may_look: bool
    asks_written: bool
    state_words: Mapping[str, str]
    state_kinds: Mapping[str, str]

    @property
    def readable(self) -> str:
        """The code as it stands on the paper."""
        return readable_paper_code(self.card.code)


@routes.get("/<slug>/phieu-cham")
@page(Permission.SCORE_KEY_IN)
def paper_code() -> ResponseReturnValue:
    """The code beside the QR code, typed by hand (`ma`): to its sheet, or what is wrong with it."""
    typed = request.args.get("ma", "").strip()[:40]
    faults = why_not_code(typed) if typed else []
    code = tidy_paper_code(typed)
    if typed and not faults:
        if queries.paper_card(g.edition.id, code) is not None:
            return redirect(url_for("scoring.paper", code=code), 303)
        faults = [Reason("paper_code_unknown", {"paper": readable_paper_code(code)})]
    return render_template("scoring/paper_code.html", typed=typed, faults=[sentence(one) for one in faults])


@routes.get("/<slug>/phieu-cham/<code>")
@page(Permission.SCORE_KEY_IN)
def paper(code: str) -> ResponseReturnValue:
    """What the code on a sheet opens: whose it is, how far it is, and the form when it is this person's turn."""
    card = _card_or_404(code)
    round_ = round_or_404(card.round_key)
    return _show(card, round_, _form(card, round_, is_new=True))


def _card_or_404(code: str) -> PaperCard:
    card = queries.paper_card(g.edition.id, tidy_paper_code(code))
    if card is None or not card.is_within(queries.reach_at(g.actor, g.edition.id, card.entry_id)):
        raise NotFound
    return card


def _form(card: PaperCard, round_: ScoredRound, *, is_new: bool) -> HouseForm:
    made = paper_form(round_, is_spare=card.is_spare)
    form = made(formdata=None) if is_new else made()
    if card.is_spare:
        reach = queries.councils_in_reach(g.actor, g.edition.id)
        judges = queries.judges_progress(g.edition.id, round_.id, reach)
        form["judge_id"].choices = [("", "Chọn giám khảo"), *((str(one.judge_id), one.name) for one in judges)]
    return form


def _show(card: PaperCard, round_: ScoredRound, form: HouseForm) -> str:
    standing = card.standing(g.actor, g.edition.id)
    is_third = g.actor.id not in standing.keyed_by and not standing.actor_judges and card.judge_id != g.actor.id
    view = PaperPage(
        card=card,
        round=round_,
        form=form,
        why_not=why_not_key(standing),
        own_turn=g.actor.id in standing.keyed_by,
        may_settle=card.state == "differs" and is_third,
        may_reopen=card.state == "entered" and g.actor.may(Permission.SHEET_REOPEN, g.edition.id),
        may_look=not standing.actor_judges,
        asks_written="control" in form and bool(form["control"].errors or form["as_written"].data),
        state_words=PAPER_WORDS,
        state_kinds=PAPER_KINDS,
    )
    return render_template("scoring/paper.html", view=view, photo=PaperPhotoForm(formdata=None))


@routes.post("/<slug>/phieu-cham/<code>")
@page(Permission.SCORE_KEY_IN)
def paper_keyed(code: str) -> ResponseReturnValue:
    """Keep one reading; what was typed stays on the page when something is wrong with it."""
    card = _card_or_404(code)
    round_ = round_or_404(card.round_key)
    form = _form(card, round_, is_new=False)
    if not form.validate():
        return _show(card, round_, form), 422
    try:
        entry_id, judge_id = _whose(card, round_, form)
        told = form.data
        reading = Reading(
            entry_id,
            judge_id,
            paper_cells(round_, form),
            written_total(form),
            told.get("tier_key") or "",
            told.get("comment") or "",
        )
        done = actions.key_paper(g.actor, g.edition.id, card.code, reading, as_written=bool(told.get("as_written")))
    except Refusal as refusal:
        form.blame(refusal)
        return _show(_card_or_404(code), round_, form), 422
    flash(*_said(_card_or_404(code), done.state))
    return redirect(url_for("scoring.paper", code=card.code), 303)


def _whose(card: PaperCard, round_: ScoredRound, form: HouseForm) -> tuple[int, int]:
    """Entry and judge: the sheet's own, or on a spare one what is written there by hand."""
    if not card.is_spare:
        return card.entry_id or 0, card.judge_id or 0
    typed, judge = fold(form["entry_id"].data or ""), form["judge_id"].data or ""
    reach = queries.councils_in_reach(g.actor, g.edition.id)
    found = [key for key, number in queries.entry_names(round_.id, reach).items() if fold(number) == typed]
    return found[0] if found else 0, int(judge) if judge.isdecimal() else 0


def _said(card: PaperCard, state: str) -> tuple[str, str]:
    whose = f"{readable_paper_code(card.code)} – hồ sơ {card.number}, {card.judge}" if card.number else card.code
    return {
        "once": (f"Phiếu {whose}: đã giữ lần nhập thứ nhất, chờ một người khác nhập lần hai.", "done"),
        "differs": (f"Phiếu {whose}: hai lần nhập khác nhau, đã đưa vào danh sách cần đối chiếu.", "notice"),
        "entered": (f"Phiếu {whose}: hai lần nhập khớp nhau, đã vào điểm.", "done"),
    }[state]


@routes.post("/<slug>/phieu-cham/<code>/rut-lai")
@page(Permission.SCORE_KEY_IN)
def paper_withdrawn(code: str) -> ResponseReturnValue:
    """Take the own reading back."""
    card = _card_or_404(code)
    try:
        actions.withdraw_keying(g.actor, g.edition.id, card.code)
        flash("Đã rút lại lần nhập của ông/bà. Nhập lại bên dưới.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("scoring.paper", code=card.code), 303)


@routes.post("/<slug>/phieu-cham/<code>/anh")
@page(Permission.SCORE_KEY_IN)
def paper_photo(code: str) -> ResponseReturnValue:
    """Keep the photograph of the signed sheet, without place and camera."""
    card = _card_or_404(code)
    upload = request.files.get("photo")
    try:
        if upload is None or not upload.filename:
            flash("Chưa chọn ảnh. Chụp phiếu hoặc chọn tệp ảnh rồi gửi lại.", "refused")
        else:
            let_go()
            kept = take(upload.stream, upload.filename, formats=_PHOTO, max_mb=_LARGEST_PHOTO_MB, max_pages=None)
            actions.keep_paper_photo(g.actor, g.edition.id, card.code, kept.sha256, kept.media_type)
            flash("Đã giữ ảnh phiếu.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("scoring.paper", code=card.code), 303)


@routes.get("/<slug>/phieu-cham/<code>/anh/<what>")
@page(Permission.SCORE_KEY_IN)
def paper_picture(code: str, what: str) -> ResponseReturnValue:
    """The photograph, small or to be read; not for those who judge in the same round."""
    card = _card_or_404(code)
    if not card.photo_sha256 or card.standing(g.actor, g.edition.id).actor_judges:
        raise NotFound
    return picture_of(card.photo_sha256, card.photo_type, what, keep=False)


@routes.post("/<slug>/phieu-cham/<code>/mo-lai")
@page(Permission.SHEET_REOPEN)
def paper_reopened(code: str) -> ResponseReturnValue:
    """Open an entered sheet again, to be keyed in anew."""
    card, form = _card_or_404(code), ReasonForm()
    try:
        actions.reopen_paper(g.actor, g.edition.id, card.code, form.reason.data or "")
        flash("Phiếu đã mở lại; hai người nhập lại từ đầu.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for("scoring.paper", code=card.code), 303)
