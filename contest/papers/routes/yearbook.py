"""The yearbook: its cover and foreword, its prints ordered, watched and fetched."""

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.handing import attached
from contest.foundation.jobs import JobState
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.vietnamese import file_name, nfc
from contest.juries.queries import barred_entries
from contest.papers.actions import yearbook as actions
from contest.papers.forms import CoverForm
from contest.papers.queries import yearbook as queries
from contest.papers.routes.blueprint import routes
from contest.papers.rules.yearbook import BOOK_KINDS, KEPT_FOR, Cover

_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@routes.route("/<slug>/van-ban/ky-yeu", methods=["GET", "POST"])
@page(Permission.EXPORT_MAKE)
def yearbook() -> ResponseReturnValue:
    """What stands on the cover and in the foreword; the prints."""
    if g.edition.stage not in ("published", "archived") and barred_entries(g.edition.id, g.actor.id):
        raise refuse_with("result_in_conflict")
    cover, version = queries.cover_of(g.edition.id)
    form = CoverForm(data={**cover._asdict(), "version": str(version)})
    if form.validate_on_submit():
        given = {name: _tidy(getattr(form, name).data) for name in Cover._fields}
        seen = form.version.data or ""
        try:
            actions.write_cover(g.actor, g.edition.id, Cover(**given), int(seen) if seen.isdecimal() else 0)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã lưu bìa và lời nói đầu.", "done")
            return redirect(url_for("papers.yearbook"), 303)
    return _page(form), 422 if form.is_submitted() else 200


def _tidy(text: str | None) -> str:
    return nfc(text or "").replace("\r\n", "\n").strip()


def _page(form: CoverForm) -> str:
    book, cards = queries.book_of(g.edition.id), queries.prints(g.edition.id)
    digest = book.digest() if book else ""
    return render_template(
        "papers/yearbook.html",
        form=form,
        solutions=len(book.solutions) if book else 0,
        pictured=sum(bool(each.pictures) for each in book.solutions) if book else 0,
        worded=sum(bool(each.summary) for each in book.solutions) if book else 0,
        left_out=len(book.exhibits) - len(book.solutions) if book else 0,
        is_sealed=book is not None,
        cards=cards,
        overtaken={card.id for card in cards if card.is_there and card.digest != digest},
        progress=queries.print_progress(cards),
        kinds=BOOK_KINDS,
        days=KEPT_FOR.days,
    )


@routes.post("/<slug>/van-ban/ky-yeu/ban-in")
@page(Permission.EXPORT_MAKE)
def yearbook_order() -> ResponseReturnValue:
    """Order a print; the page then shows how far it is."""
    try:
        actions.order_yearbook(g.actor, g.edition.id, request.form.get("kind", "")[:10])
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã bắt đầu lập kỷ yếu. Có thể rời trang này; kỷ yếu vẫn được lập tiếp.", "done")
    return redirect(url_for("papers.yearbook"), 303)


@routes.get("/<slug>/van-ban/ky-yeu/ban-in/<int:print_id>/tien-do")
@page(Permission.EXPORT_MAKE)
def yearbook_progress(print_id: int) -> ResponseReturnValue:
    """How far a print is, as data for the page that watches it."""
    card = queries.print_card(print_id, g.edition.id)
    if card is None:
        raise NotFound
    state = queries.print_progress([card]).get(card.id, JobState("done", 1, 1, ""))
    return jsonify(state="done" if card.is_there else state.state, done=state.done, total=state.total or 1)


@routes.post("/<slug>/van-ban/ky-yeu/ban-in/<int:print_id>/tai")
@page(Permission.EXPORT_MAKE)
def yearbook_file(print_id: int) -> ResponseReturnValue:
    """The file; the copy is on record before it leaves."""
    card = actions.take_yearbook(g.actor, g.edition.id, print_id)
    name = file_name(g.edition.slug, f"kỷ yếu bản {card.number}", card.kind)
    path = queries.print_path(card)
    let_go()
    return attached(path, name, _MEDIA[card.kind])


@routes.post("/<slug>/van-ban/ky-yeu/ban-in/<int:print_id>/bo")
@page(Permission.EXPORT_MAKE)
def yearbook_removal(print_id: int) -> ResponseReturnValue:
    """Give a print up, or take its file away."""
    actions.remove_yearbook(g.actor, g.edition.id, print_id)
    flash("Đã bỏ bản kỷ yếu.", "done")
    return redirect(url_for("papers.yearbook"), 303)
