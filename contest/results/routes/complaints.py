"""The office's pages of complaints: what waits, one complaint, a paper to be recorded."""

from flask import abort, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.clock import today
from contest.foundation.files import StoredFile, keep, path_of
from contest.foundation.handing import handed
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal
from contest.juries.queries import barred_entries, in_conflict
from contest.results import actions, queries
from contest.results.forms import (
    AnswerForm,
    AskForm,
    AssignForm,
    ComplaintForm,
    PaperComplaintForm,
    RedressForm,
    ask_form,
    assign_form,
    redress_form,
)
from contest.results.queries import ComplaintCard
from contest.results.routes.blueprint import routes
from contest.results.rules.complaints import ABOUT, FORMATS, LARGEST_MB, MOST_FILES, OUTCOMES, STATE_KINDS, STATES

_WITH_FILES = ("results.complaint_filing", "results.complaint_recording")
WORDS = {"about_words": ABOUT, "state_words": STATES, "state_kinds": STATE_KINDS, "outcome_words": OUTCOMES}


@routes.url_value_preprocessor
def _bound_bodies(endpoint: str | None, values: object) -> None:
    """What is attached may be as large as it says, from people who have signed in."""
    if endpoint in _WITH_FILES and "_user_id" in session:
        request.max_content_length = (MOST_FILES * LARGEST_MB + 1) << 20


def kept_files(form: ComplaintForm) -> list[StoredFile]:
    """What was attached, in the store. Raises Refusal at the field."""
    given = [one for one in form.files.data or () if one is not None and one.filename]
    try:
        return [keep(one.stream, one.filename, formats=FORMATS, max_mb=LARGEST_MB) for one in given[: MOST_FILES + 1]]
    except Refusal as refusal:
        raise Refusal([Reason(reason.code, reason.params, "files") for reason in refusal.reasons]) from refusal


@routes.get("/<slug>/khieu-nai")
@page(Permission.COMPLAINT_HANDLE)
def complaints() -> ResponseReturnValue:
    """Every complaint, those that wait first; nobody reads of an entry in which they have a conflict."""
    barred = barred_entries(g.edition.id, g.actor.id)
    rows = [one for one in queries.complaints(g.edition.id) if one.entry_id not in barred]
    taking = queries.taking(g.edition.id, 0)
    return render_template("results/complaints.html", rows=rows, taking=taking, today=today(), **WORDS)


@routes.get("/<slug>/khieu-nai/don-giay")
@page(Permission.COMPLAINT_HANDLE)
def paper_complaint() -> ResponseReturnValue:
    """The form for a complaint on paper."""
    return _paper(PaperComplaintForm(formdata=None, received_on=today()))


@routes.post("/<slug>/khieu-nai/don-giay")
@page(Permission.COMPLAINT_HANDLE)
def complaint_recording() -> ResponseReturnValue:
    """Record a complaint that came on paper."""
    form = PaperComplaintForm()
    if form.validate_on_submit():
        paper = actions.Paper(
            form.code.data or "", form.from_name.data or "", form.received_on.data, form.late_reason.data or ""
        )
        try:
            number = actions.record_complaint(
                g.actor, g.edition.id, paper, form.about.data, form.text.data or "", kept_files(form)
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã ghi nhận đơn số {number}.", "done")
            return redirect(url_for("results.complaint", number=number), 303)
    return _paper(form), 422


def _paper(form: PaperComplaintForm) -> str:
    return render_template(
        "results/paper_complaint.html", form=form, taking=queries.taking(g.edition.id, 0), formats=FORMATS,
        most=MOST_FILES, largest=LARGEST_MB,
    )  # fmt: skip


@routes.get("/<slug>/khieu-nai/<int:number>")
@page(Permission.COMPLAINT_HANDLE)
def complaint(number: int) -> ResponseReturnValue:
    """One complaint, with what may be done about it."""
    return one_complaint(card_or_refused(number))


@routes.post("/<slug>/khieu-nai/<int:number>/phan-cong")
@page(Permission.COMPLAINT_ASSIGN)
def complaint_assignment(number: int) -> ResponseReturnValue:
    """Give it to somebody."""
    card = card_or_refused(number)
    form = assign_form(_free(card))
    if form.validate_on_submit():
        try:
            actions.assign_complaint(g.actor, g.edition.id, number, int(form.handler.data))
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã phân công.", "done")
            return redirect(url_for("results.complaint", number=number), 303)
    return one_complaint(card, assigning=form), 422


@routes.post("/<slug>/khieu-nai/<int:number>/tra-loi")
@page(Permission.COMPLAINT_HANDLE)
def complaint_answer(number: int) -> ResponseReturnValue:
    """Answer it."""
    card, form = card_or_refused(number), AnswerForm()
    if form.validate_on_submit():
        try:
            actions.answer_complaint(g.actor, g.edition.id, number, form.outcome.data, form.answer.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã trả lời đơn.", "done")
            return redirect(url_for("results.complaint", number=number), 303)
    return one_complaint(card, answering=form), 422


@routes.get("/<slug>/khieu-nai/<int:number>/tep/<int:file_id>")
@page(Permission.ENTRY_OWN)
def complaint_file(number: int, file_id: int) -> ResponseReturnValue:
    """Something attached: for the office, and for whose entry it is."""
    card = queries.complaint_card(g.edition.id, number)
    if card is None or not _may_read(card):
        raise NotFound
    file = next((one for one in card.files if one.id == file_id), None)
    if file is None:
        raise NotFound
    try:
        path = path_of(file.sha256)
    except FileNotFoundError:
        raise NotFound from None
    let_go()
    return handed(path, file.name, file.media_type, file.sha256[:32])


def _may_read(card: ComplaintCard) -> bool:
    if g.actor.may(Permission.COMPLAINT_HANDLE, g.edition.id):
        return not in_conflict(g.actor.id or 0, card.entry_id)
    return queries.owns(g.actor, g.edition.id, card.entry_id)


def card_or_refused(number: int) -> ComplaintCard:
    """The complaint, for somebody of the office who has no conflict with the entry. Raises NotFound, Forbidden."""
    card = queries.complaint_card(g.edition.id, number)
    if card is None:
        raise NotFound
    if not _may_read(card):
        abort(403)
    return card


def _free(card: ComplaintCard) -> list[tuple[int, str]]:
    return queries.free_handlers(g.edition.id, card.entry_id, card.made_by_id if card.way == "site" else None)


def one_complaint(
    card: ComplaintCard,
    assigning: AssignForm | None = None,
    answering: AnswerForm | None = None,
    asking: AskForm | None = None,
    redressing: RedressForm | None = None,
) -> str:
    """The page of a complaint, with what was typed."""
    edition_id, is_open = g.edition.id, card.state in ("received", "assigned")
    may_assign = g.actor.may(Permission.COMPLAINT_ASSIGN, edition_id) and is_open
    if may_assign and assigning is None:
        assigning = assign_form(_free(card), formdata=None)
    if is_open and asking is None:
        asking = ask_form(queries.free_judges(edition_id, card.entry_id, card.id), formdata=None)
    is_right = card.outcome in ("upheld", "partly") and g.actor.may(Permission.PRIZE_DECIDE, edition_id)
    if is_right and redressing is None:
        redressing = redress_form(regulation_of(edition_id), formdata=None, decided_on=today())
    is_mine = card.handler_id is not None and card.handler_id == g.actor.id
    looks = queries.looks_of(card.id)
    return render_template(
        "results/complaint.html",
        card=card,
        assigning=assigning if may_assign else None,
        answering=answering or AnswerForm(formdata=None),
        asking=asking if is_open else None,
        redressing=redressing if is_right else None,
        looks=looks,
        outcome=queries.outcome_of(edition_id, card.entry_id, looks) if looks else None,
        is_mine=is_mine,
        why_not_redress=[Reason("redress_same_person")] if is_mine else [],
        may_read_account=g.actor.may(Permission.PRIZE_READ, edition_id),
        today=today(),
        **WORDS,
    )
