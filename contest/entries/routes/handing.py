"""Another representative of an entry; a colleague in place of somebody who looked after entries."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries import actions, queries
from contest.entries.forms import HandingForm, representative_form
from contest.entries.routes.blueprint import card_or_404, routes
from contest.entries.rules import STATUS_KINDS, STATUS_WORDS
from contest.foundation.access import Permission, Role
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import fold
from contest.people.queries import people_cards, roles_in


@routes.route("/<slug>/danh-muc/<int:entry_id>/dai-dien", methods=["GET", "POST"])
@page(Permission.ENTRY_MANAGE)
def representative(entry_id: int) -> ResponseReturnValue:
    """Another author speaks for the group."""
    card = card_or_404(entry_id)
    form = representative_form(queries.authors_left(entry_id))
    if form.validate_on_submit():
        try:
            chosen = int(form["author"].data)
            actions.change_representative(g.actor, g.edition.id, entry_id, chosen, form["reason"].data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã đổi tác giả đại diện.", "done")
            return redirect(url_for(".record", entry_id=entry_id), 303)
    now_is = next((author.name for author in card.facts.authors if author.is_representative), "")
    shown = render_template("entries/representative.html", card=card, form=form, now_is=now_is)
    return shown, 422 if form.is_submitted() else 200


@routes.get("/<slug>/nguoi-phu-trach")
@page(Permission.ENTRY_MANAGE)
def keepers() -> ResponseReturnValue:
    """Who looks after how many entries."""
    words = request.args.get("tim", "")[:100].strip()
    return render_template("entries/keepers.html", keepers=queries.keepers(g.edition.id, fold(words)), words=words)


@routes.route("/<slug>/nguoi-phu-trach/<int:person_id>", methods=["GET", "POST"])
@page(Permission.ENTRY_MANAGE)
def handing(person_id: int) -> ResponseReturnValue:
    """Everything somebody looks after, and to whom it goes."""
    card = people_cards([person_id]).get(person_id)
    rows = queries.kept_by(g.edition.id, person_id)
    if card is None or not rows:
        raise NotFound
    form = HandingForm()
    chosen = request.form.getlist("entry", type=int) if form.is_submitted() else [row.id for row in rows]
    if form.validate_on_submit():
        try:
            words = form.email.data or "", form.reason.data or ""
            count = actions.hand_over(g.actor, g.edition.id, person_id, chosen, *words, bool(form.role.data))
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã chuyển {count} hồ sơ. Cả hai người đều được báo.", "done")
            return redirect(url_for(".keepers"), 303)
    shown = render_template(
        "entries/handing.html",
        who=card,
        rows=rows,
        chosen=set(chosen),
        form=form,
        holds_unit=Role.UNIT in roles_in(person_id, g.edition.id),
        status_words=STATUS_WORDS,
        status_kinds=STATUS_KINDS,
    )
    return shown, 422 if form.is_submitted() else 200
