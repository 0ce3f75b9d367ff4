"""An author is forgotten on request: what goes, what stays, which files the office destroys besides."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries import actions, queries
from contest.entries.forms import ForgettingForm
from contest.entries.routes.blueprint import card_or_404, regulation, routes
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal


@routes.route("/<slug>/danh-muc/<int:entry_id>/xoa/<int:author_id>", methods=["GET", "POST"])
@page(Permission.PERSON_FORGET)
def forgetting(entry_id: int, author_id: int) -> ResponseReturnValue:
    """Delete what is known of one author, on request; what stays and what cannot be undone is said before."""
    card, form = card_or_404(entry_id), ForgettingForm()
    authors = queries.consents_of(entry_id, regulation())
    author = next((each for each in authors if each.author_id == author_id), None)
    if author is None:
        raise NotFound
    ticked = request.form.getlist("files", type=int)
    if form.validate_on_submit():
        try:
            actions.forget_author(g.actor, g.edition.id, entry_id, author_id, bool(form.sure.data), ticked)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã xóa dữ liệu cá nhân của tác giả.", "done")
            return redirect(url_for(".record", entry_id=entry_id), 303)
    sensitive = {part.key for part in regulation().dossier if part.sensitive}
    shown = render_template(
        "entries/forgetting.html",
        card=card,
        author=author,
        form=form,
        files=[file for file in card.facts.files if file.part_key not in sensitive],
        parts={part.key: part.name for part in regulation().dossier},
        ticked=ticked,
        others=queries.same_named(author_id),
    )
    return shown, 422 if form.is_submitted() else 200
