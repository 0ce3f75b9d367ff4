"""New looks: asked for by the office on the page of a complaint, given by judges on a page of their own."""

from decimal import Decimal

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.entries.queries import dossier, file_for
from contest.foundation import derived
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.files import path_of
from contest.foundation.handing import handed
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.workshop import WorkFailed
from contest.results import actions, queries
from contest.results.forms import DeclineForm, LookForm, ask_form, look_form, redress_form
from contest.results.queries import LookCard
from contest.results.routes.blueprint import routes
from contest.results.routes.complaints import card_or_refused, one_complaint
from contest.scoring.rules import Cell, cells
from contest.scoring.rules.reading import read_cells


@routes.post("/<slug>/khieu-nai/<int:number>/phuc-tra")
@page(Permission.COMPLAINT_HANDLE)
def looks_asked(number: int) -> ResponseReturnValue:
    """Ask judges to look at the entry anew."""
    card = card_or_refused(number)
    form = ask_form(queries.free_judges(g.edition.id, card.entry_id, card.id))
    if form.validate_on_submit():
        try:
            actions.ask_looks(g.actor, g.edition.id, number, [int(key) for key in form.judges.data])
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã mời phúc tra.", "done")
            return redirect(url_for("results.complaint", number=number), 303)
    return one_complaint(card, asking=form), 422


@routes.post("/<slug>/khieu-nai/<int:number>/phuc-tra/<int:look_id>/bo")
@page(Permission.COMPLAINT_HANDLE)
def look_dropped(number: int, look_id: int) -> ResponseReturnValue:
    """Wait for a look no longer."""
    card_or_refused(number)
    actions.drop_look(g.actor, g.edition.id, number, look_id, request.form.get("reason", ""))
    flash("Không chờ phiếu phúc tra này nữa.", "done")
    return redirect(url_for("results.complaint", number=number), 303)


@routes.post("/<slug>/khieu-nai/<int:number>/giai")
@page(Permission.PRIZE_DECIDE)
def complaint_redress(number: int) -> ResponseReturnValue:
    """Give the entry another prize because its complaint was right."""
    card = card_or_refused(number)
    form = redress_form(regulation_of(g.edition.id))
    if form.validate_on_submit():
        try:
            actions.redress(
                g.actor,
                g.edition.id,
                number,
                form.tier.data,
                form.decision.data or "",
                form.decided_on.data,
                form.reason.data or "",
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi quyết định về giải; kết quả được niêm phong phiên bản mới, chờ công bố.", "done")
            return redirect(url_for("results.complaint", number=number), 303)
    return one_complaint(card, redressing=form), 422


@routes.get("/<slug>/phuc-tra")
@page(Permission.SCORE_GIVE)
def looks() -> ResponseReturnValue:
    """What this judge was asked to look at anew."""
    return render_template("results/looks.html", rows=queries.my_looks(g.edition.id, g.actor.id or 0))


@routes.get("/<slug>/phuc-tra/<int:look_id>")
@page(Permission.SCORE_GIVE)
def look(look_id: int) -> ResponseReturnValue:
    """One of them: the dossier, and the sheet while it waits."""
    card = _mine(look_id)
    return _shown(card, look_form(_cells(card), formdata=None), DeclineForm(formdata=None))


@routes.post("/<slug>/phuc-tra/<int:look_id>")
@page(Permission.SCORE_GIVE)
def look_given(look_id: int) -> ResponseReturnValue:
    """Hand the new look in."""
    card = _mine(look_id)
    form = look_form(_cells(card))
    if form.validate_on_submit():
        points, unread = _points(card, form)
        try:
            actions.give_look(g.actor, g.edition.id, look_id, points, form.comment.data or "")
        except Refusal as refusal:
            # What could not be read is missing for the deed: it is told once, as what it is.
            places = {reason.where for reason in unread}
            form.blame(Refusal([*unread, *(one for one in refusal.reasons if one.where not in places)]))
        else:
            flash("Đã nộp phiếu phúc tra.", "done")
            return redirect(url_for("results.looks"), 303)
    return _shown(card, form, DeclineForm(formdata=None)), 422


@routes.post("/<slug>/phuc-tra/<int:look_id>/tu-choi")
@page(Permission.SCORE_GIVE)
def look_declined(look_id: int) -> ResponseReturnValue:
    """Not look."""
    card, form = _mine(look_id), DeclineForm()
    if form.validate_on_submit():
        try:
            actions.decline_look(g.actor, g.edition.id, look_id, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi rằng ông/bà không phúc tra.", "done")
            return redirect(url_for("results.looks"), 303)
    return _shown(card, look_form(_cells(card), formdata=None), form), 422


@routes.get("/<slug>/phuc-tra/<int:look_id>/tep/<int:file_id>")
@page(Permission.SCORE_GIVE)
def look_file(look_id: int, file_id: int) -> ResponseReturnValue:
    """A file of the dossier; in a blind round a copy that does not say who wrote it."""
    card = _mine(look_id)
    blind = _is_blind(card)
    file = file_for(g.edition.id, card.entry_id, file_id, blind=blind) if card.state == "asked" else None
    if file is None:
        raise NotFound
    let_go()
    try:
        path = derived.anonymous(file.sha256, file.media_type) if blind else path_of(file.sha256)
    except FileNotFoundError:
        raise NotFound from None
    except WorkFailed as error:
        busy = error.why in ("busy", "time", "full")
        raise refuse_with("file_not_ready" if busy else "file_names_its_author") from error
    mark = f"{file.sha256[:32]}-{'k' if blind else 'n'}"
    return handed(path, f"phuc-tra-{file.name}", "application/octet-stream", mark)


def _mine(look_id: int) -> LookCard:
    """A look this judge was asked for. Raises NotFound for another's."""
    found = queries.my_looks(g.edition.id, g.actor.id or 0, look_id)
    if not found:
        raise NotFound
    return found[0]


def _cells(card: LookCard) -> list[Cell]:
    return cells(regulation_of(g.edition.id).criteria_of(card.round_key))


def _is_blind(card: LookCard) -> bool:
    round_ = regulation_of(g.edition.id).round_of(card.round_key)
    return round_ is not None and round_.blind


def _points(card: LookCard, form: LookForm) -> tuple[dict[str, Decimal | None], list[Reason]]:
    """The figures that were typed, None for what is missing; and the cells that cannot be read."""
    keys = [cell.key for cell in _cells(card)]
    read, reasons = read_cells(keys, {key: form[key].data for key in keys})
    wrong = [Reason("anew_word", {}, key) for key, one in read.items() if one.state not in ("scored", "missing")]
    unread = [*reasons, *wrong]
    places = {reason.where for reason in unread}
    return {key: None if key in places or key not in read else read[key].points for key in keys}, unread


def _shown(card: LookCard, form: LookForm, declining: DeclineForm) -> str:
    round_ = regulation_of(g.edition.id).round_of(card.round_key)
    seen = dossier(g.edition.id, card.entry_id, blind=_is_blind(card)) if card.state == "asked" else None
    return render_template(
        "results/look.html", card=card, round=round_, dossier=seen, form=form, declining=declining, cells=_cells(card)
    )
