"""A new edition, from a regulation that came with the house, from the last edition of a series, or from a file."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions import actions, queries
from contest.editions.forms import NewEditionForm
from contest.editions.routes.blueprint import routes
from contest.editions.routes.editor import uploaded_text
from contest.editions.rules.repeating import next_edition
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal, refuse_with


@routes.route("/tao-moi", methods=["GET", "POST"])
@page(Permission.EDITION_CREATE)
def creation() -> ResponseReturnValue:
    """Choose where the regulation comes from; then edit the draft."""
    form = NewEditionForm()
    known, held = queries.presets(), queries.editions()
    form.preset.choices = [
        ("", "Chọn một thể lệ"),
        *((f"mau:{preset.name}", f"Mẫu: {preset.title}") for preset in known),
        *((f"ky:{edition.slug}", f"Lặp lại: {edition.title}") for edition in held),
    ]
    if request.method == "GET":
        return render_template("editions/creation.html", form=form, faults=[])
    try:
        text = uploaded_text() or _chosen_text(form.preset.data or "")
        card = actions.create_edition(g.actor, text, (form.slug.data or "").strip() or None)
    except Refusal as refusal:
        faults = [reason for reason in refusal.reasons if "line" in reason.params]
        form.blame(Refusal(reason for reason in refusal.reasons if reason not in faults))
        return render_template("editions/creation.html", form=form, faults=faults), 422
    flash("Đã lập cuộc thi ở dạng bản soạn thảo. Hãy xem lại từng phần thể lệ.", "done")
    return redirect(url_for("editions.regulation_editor", slug=card.slug), 303)


def _chosen_text(choice: str) -> str:
    """The text of the chosen regulation. Raises Refusal: edition_without_regulation, preset_unknown."""
    kind, _, name = choice.partition(":")
    if kind == "mau":
        return queries.preset_text(name)
    if kind == "ky":
        return next_edition(queries.regulation_of(queries.edition_named(name).id))
    raise refuse_with("edition_without_regulation", "preset")
