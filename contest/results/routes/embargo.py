"""Keeping the result back until the ceremony: the committee's page, and what the public's page asks again and again."""

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.forms import HouseForm
from contest.foundation.pages import PUBLIC, flash_refusal, page
from contest.foundation.refusal import Refusal, refuse_with
from contest.juries.queries import barred_entries
from contest.results import actions, queries
from contest.results.forms.embargo import HoldForm, LiftForm
from contest.results.routes.blueprint import routes
from contest.results.rules import why_not_begin

_AT = "/<slug>/cong-bo/giu-ket-qua"
# Files of winners that observers may take otherwise.
_FILES = frozenset({"prizes.sure_file", "results.account_file"})


@routes.before_app_request
def keep_files_back() -> None:
    """While the result is kept back no file of winners leaves with somebody outside the office. Raises Refusal."""
    if request.endpoint not in _FILES or g.edition is None or g.actor.may(Permission.EXPORT_MAKE, g.edition.id):
        return
    if queries.is_held(g.edition.id):
        raise refuse_with("embargo_files")


@routes.get(_AT)
@page(Permission.RESULT_PUBLISH)
def embargo() -> ResponseReturnValue:
    """Whether the result is kept back, and what of it is out."""
    return _page()


@routes.post(_AT)
@page(Permission.RESULT_PUBLISH)
def embargo_held() -> ResponseReturnValue:
    """Keep it back."""
    form = HoldForm()
    if form.validate_on_submit() and form.is_whole():
        try:
            actions.hold_results(g.actor, g.edition.id, form.moment())
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Kết quả được giữ đến lễ trao giải.", "done")
            return redirect(url_for("results.embargo"), 303)
    return _page(form), 422


@routes.post(f"{_AT}/bat-dau")
@page(Permission.RESULT_PUBLISH)
def embargo_begun() -> ResponseReturnValue:
    """Awards may be called out from now on."""
    try:
        actions.begin_reveals(g.actor, g.edition.id)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã bắt đầu công bố. Mỗi giải hiện trên trang công khai khi được mở.", "done")
    return redirect(url_for("results.embargo"), 303)


@routes.post(f"{_AT}/mo")
@page(Permission.RESULT_PUBLISH)
def embargo_opened() -> ResponseReturnValue:
    """Call the awards of this form out."""
    try:
        count = actions.reveal_awards(g.actor, g.edition.id, request.form.getlist("giai"))
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash(f"Đã mở {count} giải." if count else "Những giải này đã được mở từ trước.", "done")
    return redirect(url_for("results.embargo"), 303)


@routes.post(f"{_AT}/thoi")
@page(Permission.RESULT_PUBLISH)
def embargo_lifted() -> ResponseReturnValue:
    """Keep nothing back any more."""
    form = LiftForm()
    if form.validate_on_submit():
        try:
            shown = actions.lift_embargo(g.actor, g.edition.id, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã công bố toàn bộ kết quả." if shown else "Đã thôi giữ kết quả. Chưa có gì được công bố.", "done")
            return redirect(url_for("results.embargo"), 303)
    return _page(form), 422


@routes.get("/<slug>/ket-qua/dang-mo")
@page(PUBLIC)
def kept_now() -> ResponseReturnValue:
    """What was called out so far, for pages that ask again and again: one question while nothing has changed."""
    mark = queries.kept_mark(g.edition.id) or "over"
    if request.if_none_match.contains(mark):
        answer = Response(status=304)
    else:
        kept = queries.kept_results(g.edition.id, regulation_of(g.edition.id))
        is_over = kept is None and queries.is_public(g.edition.id)
        answer = Response(render_template("results/_kept.html", kept=kept, is_over=is_over))
    answer.set_etag(mark)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _page(wrong: HouseForm | None = None) -> str:
    """The committee's page; wrong: the form that could not be taken, as it was typed."""
    cards = queries.embargoes(g.edition.id)
    standing = next((card for card in cards if card.ended_at is None), None)
    seal, publishing = queries.why_not_show(g.edition.id) if standing else (None, [])
    return render_template(
        "results/embargo.html",
        cards=cards,
        standing=standing,
        is_public=queries.is_public(g.edition.id),
        tiers=queries.kept_tiers(g.edition.id, seal) if standing and seal else (),
        barred=barred_entries(g.edition.id, g.actor.id),
        why_not_begin=why_not_begin(standing.held, publishing) if standing else [],
        publishing=publishing,
        hold_form=wrong if isinstance(wrong, HoldForm) else HoldForm(formdata=None),
        lift_form=wrong if isinstance(wrong, LiftForm) else LiftForm(formdata=None),
        wrong=wrong,
    )
