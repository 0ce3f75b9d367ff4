"""Dossiers on paper, in seconds: one short form, kept open for the next envelope."""

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.entries import actions, queries
from contest.entries.actions import PaperFacts
from contest.entries.forms import QuickPaperForm
from contest.entries.routes.blueprint import card_or_404, regulation, routes
from contest.entries.rules.paper import author_rows
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import parse_date

# What the next envelope of the same bundle has in common with this one.
_STAYS = ("unit", "field_key", "division_key", "sent_on", "received_on")


@routes.route("/<slug>/danh-muc/nhan-nhanh", methods=["GET", "POST"])
@page(Permission.ENTRY_MANAGE)
def quick_paper() -> ResponseReturnValue:
    """Take in one dossier and go on to the next; what the bundle has in common stays typed."""
    form, rules = QuickPaperForm(), regulation()
    form.offer(rules)
    if form.validate_on_submit():
        try:
            entry_id = actions.receive_entry(g.actor, g.edition.id, _content(form), _paper(form))
        except Refusal as refusal:
            form.blame(Refusal(_at_own_field(each) for each in refusal.reasons))
        else:
            kept = {name: form[name].data for name in _STAYS if name in form and form[name].data}
            return redirect(url_for(".quick_paper", vua_nhan=entry_id, **kept), 303)
    if request.method == "GET":
        for name in _STAYS:
            if name in form:
                form[name].data = request.args.get(name, "")[:300]
    taken = request.args.get("vua_nhan", 0, type=int)
    shown = render_template(
        "entries/quick_paper.html",
        form=form,
        rules=rules,
        taken=card_or_404(taken) if taken else None,
        things=queries.things_of(taken) if taken else [],
    )
    return shown, 422 if request.method == "POST" else 200


def _content(form: QuickPaperForm) -> dict[str, Any]:
    given = {name: form[name].data or "" for name in ("title", "unit", "field_key", "phone")}
    if "division_key" in form:
        given["division_key"] = form.division_key.data or ""
    return {"solution": given, "authors": author_rows(form.authors.data or "")}


def _paper(form: QuickPaperForm) -> PaperFacts:
    """What is noted of the envelope. Raises Refusal at the days that cannot be read."""
    days: dict[str, Any] = {"sent_on": None, "received_on": None}
    reasons: list[Reason] = []
    for name in days:
        text = form[name].data if name in form else ""
        try:
            days[name] = parse_date(text) if text else None
        except Refusal as refusal:
            reasons += [Reason(each.code, each.params, name) for each in refusal.reasons]
    if reasons:
        raise Refusal(reasons)
    parts = tuple(form.parts.data or ()) if "parts" in form else ()
    return PaperFacts(
        code=form.code.data or "",
        late_reason=form.late_reason.data or "",
        parts=parts,
        models=form.models.data or 0,
        **days,
    )


def _at_own_field(reason: Reason) -> Reason:
    """Faults of authors stand at the one line they are typed in."""
    at_authors = reason.where.startswith("rows-") or reason.where == "representative"
    return Reason(reason.code, reason.params, "authors") if at_authors else reason
