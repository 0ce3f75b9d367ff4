"""The form of a timetable's frame."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.editions.rules.words.choices import choice_word
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.juries import queries
from contest.juries.actions import presenting as actions
from contest.juries.forms import FrameForm
from contest.juries.queries.presenting import usual_frame
from contest.juries.routes.blueprint import routes
from contest.juries.routes.presenting.views import standing_or_404

_ORDERS = ("lot", "counterbalanced", "code")


@routes.route("/<slug>/thuyet-trinh/<round_key>/khung", methods=["GET", "POST"])
@page(Permission.JURY_ASSIGN)
def presentation_frame(round_key: str) -> ResponseReturnValue:
    """Days, rooms, minutes, the order of the call; begun from the regulation and the councils."""
    standing = standing_or_404(round_key)
    card = standing.frame or usual_frame(g.edition.id, standing.rules)
    orders = [(way, choice_word("Presentation", "call_order", way).capitalize()) for way in _ORDERS]
    form = FrameForm.of(card, queries.councils(g.edition.id), orders)
    if form.validate_on_submit():
        try:
            actions.set_frame(g.actor, g.edition.id, round_key, form.card())
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã lưu khung giờ. Hãy lập lịch để xem các lượt.", "done")
            return redirect(url_for(".presentations", round_key=round_key), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("juries/presentation_frame.html", form=form, round=standing.rules), status
