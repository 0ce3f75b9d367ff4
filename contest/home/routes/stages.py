"""The line of stages: where the edition is, what the next one still needs, and going there."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.home import actions, queries
from contest.home.forms import StageForm
from contest.home.routes.blueprint import routes
from contest.home.rules import STAGES, next_stage, stage_word, why_not_advance


@routes.get("/<slug>/quan-ly/giai-doan")
@page(Permission.EDITION_READ)
def stages() -> ResponseReturnValue:
    """Where the edition is on its way, and everything that the next stage still needs."""
    return _shown(StageForm())


@routes.post("/<slug>/quan-ly/giai-doan")
@page(Permission.EDITION_ADVANCE)
def stage_change() -> ResponseReturnValue:
    """Take the edition to another stage."""
    form = StageForm()
    try:
        card = actions.advance(g.actor, g.edition.id, form.stage.data or "", form.reason.data or "")
    except Refusal as refusal:
        form.blame(refusal)
        return _shown(form), 422
    flash(f"Hội thi đã chuyển sang giai đoạn: {stage_word(card.stage)}.", "done")
    return redirect(url_for("home.stages"), 303)


def _shown(form: StageForm) -> str:
    """The page; a step back that was refused says so at its own field, not at that of the step on."""
    after = next_stage(g.edition.stage)
    missing = why_not_advance(queries.standing_of(g.edition.id, after), after) if after else []
    place = STAGES.index(g.edition.stage)
    before = STAGES[place - 1] if place > 1 else None
    goes_back = form.is_submitted() and form.stage.data == before
    form, backing = (StageForm(formdata=None), form) if goes_back else (form, StageForm(formdata=None))
    backing.reason.id = "back-reason"
    backing.reason.flags.required = True
    asks_reason = [reason for reason in missing if reason.where == "reason"]
    if asks_reason:
        form.reason.flags.required = True
    return render_template(
        "home/stages.html",
        form=form,
        stages=STAGES,
        place=place,
        after=after,
        # A reason can be given on the page; everything else must be done elsewhere first.
        missing=[reason for reason in missing if reason.where != "reason"],
        asks_reason=asks_reason,
        before=before,
        backing=backing,
        steps={step.stage: step for step in queries.stage_steps(g.edition.id)},
        may_advance=g.actor.may(Permission.EDITION_ADVANCE, g.edition.id),
    )
