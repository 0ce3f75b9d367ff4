"""More time for everybody: what was given so far, and one more decision."""

from datetime import date, datetime

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions import actions, queries
from contest.editions.forms.extensions import ExtensionForm
from contest.editions.routes.blueprint import routes
from contest.editions.rules.extension import moment_typed
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import moment, parse_date


@routes.route("/<slug>/quan-ly/gia-han", methods=["GET", "POST"])
@page(Permission.EDITION_EDIT)
def extension() -> ResponseReturnValue:
    """Give everybody more time, with the number of the decision and the reason."""
    form = ExtensionForm()
    if form.validate_on_submit():
        try:
            until, decided_on = _typed(form)
            actions.extend_deadline(
                g.actor, g.edition.id, until, form.number.data or "", decided_on, form.reason.data or ""
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            assert until is not None
            flash(f"Hạn nộp hồ sơ nay là {moment(until)}. Trang hội thi đã công bố hạn mới.", "done")
            return redirect(url_for(".extension"), 303)
    for name in ("until", "number", "decided_on", "reason"):
        form[name].flags.required = True
    shown = render_template(
        "editions/extension.html",
        form=form,
        window=queries.regulation_of(g.edition.id).timeline.submission,
        extensions=queries.extensions(g.edition.id),
    )
    return shown, 422 if request.method == "POST" else 200


def _typed(form: ExtensionForm) -> tuple[datetime | None, date | None]:
    """The moment and the day as typed. Raises Refusal at their fields."""
    until = moment_typed(form.until.data or "", form.clock.data or "")
    if not form.decided_on.data:
        return until, None
    try:
        return until, parse_date(form.decided_on.data)
    except Refusal as refusal:
        raise Refusal(Reason(each.code, each.params, "decided_on") for each in refusal.reasons) from None
