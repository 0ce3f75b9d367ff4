"""The entrant's page of complaints about one's own entry."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries.queries import EntryCard, entry_card
from contest.foundation.access import Permission
from contest.foundation.clock import today
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.results import actions, queries
from contest.results.forms import ComplaintForm
from contest.results.routes.blueprint import routes
from contest.results.routes.complaints import WORDS, kept_files
from contest.results.rules.complaints import FORMATS, LARGEST_MB, MOST_FILES, why_not_file


@routes.get("/<slug>/ho-so/<int:entry_id>/khieu-nai")
@page(Permission.ENTRY_OWN)
def own_complaints(entry_id: int) -> ResponseReturnValue:
    """Complaints about one's own entry, and the form while they are taken."""
    return _shown(_own(entry_id), ComplaintForm(formdata=None))


@routes.post("/<slug>/ho-so/<int:entry_id>/khieu-nai")
@page(Permission.ENTRY_OWN)
def complaint_filing(entry_id: int) -> ResponseReturnValue:
    """Complain."""
    card, form = _own(entry_id), ComplaintForm()
    if form.validate_on_submit():
        try:
            number = actions.file_complaint(
                g.actor, g.edition.id, entry_id, form.about.data, form.text.data or "", kept_files(form)
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã gửi đơn khiếu nại số {number}. Biên nhận được gửi đến địa chỉ của hồ sơ.", "done")
            return redirect(url_for("results.own_complaints", entry_id=entry_id), 303)
    return _shown(card, form), 422


@routes.post("/<slug>/ho-so/<int:entry_id>/khieu-nai/<int:number>/rut")
@page(Permission.ENTRY_OWN)
def complaint_withdrawal(entry_id: int, number: int) -> ResponseReturnValue:
    """Take a complaint back."""
    _own(entry_id)
    if number not in {one.number for one in queries.complaints_of(g.edition.id, entry_id)}:
        raise NotFound
    actions.withdraw_complaint(g.actor, g.edition.id, number, request.form.get("reason", ""))
    flash("Đã rút đơn.", "done")
    return redirect(url_for("results.own_complaints", entry_id=entry_id), 303)


def _own(entry_id: int) -> EntryCard:
    """One's own entry. Raises NotFound for another's."""
    card = entry_card(g.actor, g.edition.id, entry_id)
    if card is None or not card.code or not queries.owns(g.actor, g.edition.id, entry_id):
        raise NotFound
    return card


def _shown(card: EntryCard, form: ComplaintForm) -> str:
    taking = queries.taking(g.edition.id, card.id)
    return render_template(
        "results/own_complaints.html",
        card=card,
        form=form,
        rows=queries.complaints_of(g.edition.id, card.id),
        taking=taking,
        why_not=why_not_file(taking, today(), "x"),
        formats=FORMATS,
        most=MOST_FILES,
        largest=LARGEST_MB,
        **WORDS,
    )
