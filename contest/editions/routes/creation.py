"""A new edition, from a regulation that came with the house, from the last edition of a series, or from a file."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions import actions, queries
from contest.editions.forms import NewEditionForm
from contest.editions.routes.blueprint import routes
from contest.editions.routes.editor import uploaded_text
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
        card = _created(uploaded_text(), form.preset.data or "", (form.slug.data or "").strip() or None)
    except Refusal as refusal:
        faults = [reason for reason in refusal.reasons if "line" in reason.params]
        form.blame(Refusal(reason for reason in refusal.reasons if reason not in faults))
        if faults:
            form.file.errors = [*form.file.errors, f"Tệp này có {len(faults)} lỗi, ghi ở đầu trang."]
        return render_template("editions/creation.html", form=form, faults=faults), 422
    flash("Đã lập cuộc thi ở dạng bản soạn thảo. Hãy xem lại từng phần thể lệ.", "done")
    return redirect(url_for("editions.regulation_editor", slug=card.slug), 303)


def _created(text: str | None, choice: str, slug: str | None) -> queries.EditionCard:
    """From the file, or what was chosen. Raises Refusal: edition_without_regulation, preset_unknown, slug_taken …"""
    kind, _, name = choice.partition(":")
    if text:
        return actions.create_edition(g.actor, text, slug)
    if kind == "mau":
        return actions.create_edition(g.actor, queries.preset_text(name), slug)
    if kind == "ky":
        return actions.repeat_edition(g.actor, queries.edition_named(name).id, slug)
    raise refuse_with("edition_without_regulation", "preset")
