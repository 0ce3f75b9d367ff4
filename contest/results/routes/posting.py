"""The posted list and what is said to it: the public's page, and the office's."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.clock import today
from contest.foundation.forms import HouseForm
from contest.foundation.pages import PUBLIC, page, whence
from contest.foundation.refusal import Refusal
from contest.juries.queries import barred_entries
from contest.people.actions import note_try
from contest.prizes.queries import award_lines, latest_proposal
from contest.results import actions, queries
from contest.results.forms import ConclusionForm, PostForm, RemarkForm, UnpostForm
from contest.results.routes.blueprint import routes
from contest.results.rules import why_not_post


@routes.get("/<slug>/niem-yet")
@page(PUBLIC)
def posted() -> ResponseReturnValue:
    """The proposed result, posted before the decision."""
    return _posted(None)


@routes.post("/<slug>/niem-yet")
@page(PUBLIC)
def remark() -> ResponseReturnValue:
    """Say something about it."""
    results = queries.posted_results(g.edition.id)
    form = RemarkForm(list(results.choices) if results else [])
    if results is not None and form.validate_on_submit():
        try:
            note_try(g.actor, "remark", str(g.edition.id), whence())
            actions.send_remark(
                g.actor,
                g.edition.id,
                form.text.data or "",
                form.entry.data or None,
                form.sender.data or "",
                form.contact.data or "",
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã nhận ý kiến. Chỉ Ban Tổ chức và Ban Thư ký đọc được.", "done")
            return redirect(url_for("results.posted"), 303)
    return _posted(form), 422


def _posted(form: RemarkForm | None) -> str:
    if g.edition.stage == "draft":
        abort(404)
    results = queries.posted_results(g.edition.id)
    return render_template(
        "results/posted.html",
        regulation=regulation_of(g.edition.id),
        results=results,
        is_over=results is not None and today() > results.ends_on,
        form=form or RemarkForm(list(results.choices) if results else [], formdata=None),
    )


@routes.get("/<slug>/quan-ly/niem-yet")
@page(Permission.ENTRY_MANAGE)
def posting() -> ResponseReturnValue:
    """What was posted, and what was said to it."""
    return _desk()


@routes.post("/<slug>/quan-ly/niem-yet")
@page(Permission.RESULT_PUBLISH)
def post() -> ResponseReturnValue:
    """Post what is proposed."""
    form = PostForm()
    if form.validate_on_submit():
        try:
            done = actions.post_results(g.actor, g.edition.id, form.days.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã niêm yết đến hết ngày {done.ends_on:%d/%m/%Y}.", "done")
            return redirect(url_for("results.posting"), 303)
    return _desk(form), 422


@routes.post("/<slug>/quan-ly/niem-yet/go")
@page(Permission.RESULT_PUBLISH)
def unpost() -> ResponseReturnValue:
    """Take the list down."""
    form = UnpostForm()
    if form.validate_on_submit():
        try:
            actions.unpost_results(g.actor, g.edition.id, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã gỡ danh sách niêm yết.", "done")
            return redirect(url_for("results.posting"), 303)
    return _desk(form), 422


@routes.post("/<slug>/quan-ly/niem-yet/y-kien/<int:remark_id>")
@page(Permission.ENTRY_MANAGE)
def conclusion(remark_id: int) -> ResponseReturnValue:
    """Conclude on a remark."""
    form = ConclusionForm(prefix=f"r{remark_id}")
    if form.validate_on_submit():
        try:
            actions.settle_remark(g.actor, g.edition.id, remark_id, form.conclusion.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi kết luận.", "done")
            return redirect(url_for("results.posting"), 303)
    return _desk(form, remark_id), 422


def _desk(wrong: HouseForm | None = None, remark_id: int = 0) -> str:
    """The office's page; `wrong`: the form that could not be saved, as it was typed."""
    regulation, proposal = regulation_of(g.edition.id), latest_proposal(g.edition.id)
    asked, lines = regulation.timeline.publication_days, award_lines(g.edition.id, regulation)
    confirmed = proposal is not None and proposal.confirmed_at is not None
    cards, stage = queries.postings(g.edition.id), g.edition.stage
    standing = next((card for card in cards if card.removed_at is None), None)
    barred = barred_entries(g.edition.id, g.actor.id)
    rows = [row for row in queries.remarks(g.edition.id) if row.entry_id not in barred]
    return render_template(
        "results/posting.html",
        asked_days=asked,
        cards=cards,
        standing=standing,
        is_current=standing is not None and standing.mark == queries.mark_of(lines),
        is_over=standing is not None and today() > standing.ends_on,
        why_not=why_not_post(stage, confirmed=confirmed, awards=len(lines), days=max(asked, 1), asked_days=asked),
        form=wrong if isinstance(wrong, PostForm) else PostForm(formdata=None, days=asked or None),
        unpost_form=wrong if isinstance(wrong, UnpostForm) else UnpostForm(formdata=None),
        wrong=wrong,
        remarks=rows,
        conclusions={row.id: _conclusion(row, wrong if row.id == remark_id else None) for row in rows},
        may_post=g.actor.may(Permission.RESULT_PUBLISH, g.edition.id),
    )


def _conclusion(row: queries.RemarkRow, wrong: HouseForm | None) -> HouseForm:
    return wrong or ConclusionForm(formdata=None, prefix=f"r{row.id}", conclusion=row.conclusion)
