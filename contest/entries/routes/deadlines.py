"""Deadlines: time for one entry or unit, codes the office hands to late ones, and the entrant who has such a code."""

from datetime import datetime

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.rules.extension import moment_typed
from contest.entries import actions, queries
from contest.entries.forms import CodeForm, LateForm, TimeForm, UnitTimeForm
from contest.entries.routes.blueprint import card_or_404, regulation, routes
from contest.foundation.access import Permission
from contest.foundation.pages import page, whence
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import moment
from contest.people.actions import forget_tries, note_try


@routes.get("/<slug>/danh-muc/han-nop")
@page(Permission.ENTRY_MANAGE)
def deadlines() -> ResponseReturnValue:
    """The announced and the enforced deadline, time given to some, codes handed out."""
    return _page(UnitTimeForm(formdata=None, prefix="unit"), CodeForm(formdata=None, prefix="code"))


def _page(unit_form: UnitTimeForm, code_form: CodeForm, handout: actions.LateHandout | None = None) -> str:
    for form in (unit_form, code_form):
        for name in ("unit", "given_to", "until", "reason"):
            if name in form:
                form[name].flags.required = True
    return render_template(
        "entries/deadlines.html",
        window=regulation().timeline.submission,
        unit_form=unit_form,
        code_form=code_form,
        handout=handout,
        extensions=queries.extensions(g.edition.id),
        codes=queries.late_codes(g.edition.id),
        units=queries.unit_names(g.edition.id),
        may_extend_all=g.actor.may(Permission.EDITION_EDIT, g.edition.id),
    )


def _until(form: TimeForm) -> datetime | None:
    """The moment as typed. Raises Refusal at its fields."""
    return moment_typed(form.until.data or "", form.clock.data or "")


@routes.post("/<slug>/danh-muc/han-nop/don-vi")
@page(Permission.ENTRY_MANAGE)
def unit_extension() -> ResponseReturnValue:
    """Give all entries of a unit more time."""
    form = UnitTimeForm(prefix="unit")
    if form.validate():
        try:
            unit, reason = form.unit.data or "", form.reason.data or ""
            actions.extend_unit(g.actor, g.edition.id, unit, _until(form), reason)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã gia hạn cho {unit}.", "done")
            return redirect(url_for(".deadlines"), 303)
    return _page(form, CodeForm(formdata=None, prefix="code")), 422


@routes.post("/<slug>/danh-muc/han-nop/ma")
@page(Permission.ENTRY_MANAGE)
def late_code() -> ResponseReturnValue:
    """Make a code for somebody who is late; it is shown once, on this answer."""
    form = CodeForm(prefix="code")
    if form.validate():
        try:
            given_to, reason = form.given_to.data or "", form.reason.data or ""
            handout = actions.give_late_code(g.actor, g.edition.id, given_to, _until(form), reason)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return _page(UnitTimeForm(formdata=None, prefix="unit"), CodeForm(formdata=None, prefix="code"), handout)
    return _page(UnitTimeForm(formdata=None, prefix="unit"), form), 422


@routes.post("/<slug>/danh-muc/han-nop/<int:extension_id>/thoi")
@page(Permission.ENTRY_MANAGE)
def extension_end(extension_id: int) -> ResponseReturnValue:
    """Take time back that was given by mistake."""
    actions.end_extension(g.actor, g.edition.id, extension_id)
    flash("Đã thôi gia hạn. Hồ sơ đã nộp trong thời gian đó vẫn giữ nguyên.", "done")
    return redirect(url_for(".deadlines"), 303)


@routes.post("/<slug>/danh-muc/han-nop/ma/<int:code_id>/huy")
@page(Permission.ENTRY_MANAGE)
def late_code_end(code_id: int) -> ResponseReturnValue:
    """A code that was not used opens nothing any more."""
    actions.end_late_code(g.actor, g.edition.id, code_id)
    flash("Đã hủy mã.", "done")
    return redirect(url_for(".deadlines"), 303)


@routes.route("/<slug>/danh-muc/<int:entry_id>/gia-han", methods=["GET", "POST"])
@page(Permission.ENTRY_MANAGE)
def entry_extension(entry_id: int) -> ResponseReturnValue:
    """Give this entry more time."""
    card, form = card_or_404(entry_id), TimeForm()
    if form.validate_on_submit():
        try:
            until = _until(form)
            actions.extend_entry(g.actor, g.edition.id, entry_id, until, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            assert until is not None
            flash(f"Hồ sơ này được nộp đến {moment(until)}.", "done")
            return redirect(url_for(".record", entry_id=entry_id), 303)
    form.until.flags.required = form.reason.flags.required = True
    window = regulation().timeline.submission
    status = 422 if request.method == "POST" else 200
    return render_template("entries/entry_extension.html", card=card, form=form, window=window), status


@routes.route("/<slug>/ho-so/nop-muon", methods=["GET", "POST"])
@page(Permission.ENTRY_START)
def late() -> ResponseReturnValue:
    """Somebody who is late and was given a code: for which draft it is, or for a new one."""
    form = LateForm()
    drafts = [one for one in queries.my_entries(g.actor, g.edition.id) if one.status in ("draft", "submitted")]
    named = {str(one.id): one for one in drafts}
    chosen = request.values.get("entry", "")
    if form.validate_on_submit():
        try:
            if chosen not in named and chosen != "new":
                raise Refusal([Reason("late_entry_missing")])
            entry_id = named[chosen].id if chosen in named else None
            # Counted before it is compared: codes are short, and each opens a door.
            note_try(g.actor, "late_code", f"#{g.actor.id}", whence())
            entry_id = actions.use_late_code(g.actor, g.edition.id, form.code.data or "", entry_id)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            forget_tries(g.actor, "late_code", f"#{g.actor.id}", whence())
            flash("Mã hợp lệ. Hãy hoàn thành và nộp hồ sơ trước hạn ghi bên dưới.", "done")
            is_new = chosen == "new" or not named[chosen].title
            return redirect(url_for(".solution" if is_new else ".review", entry_id=entry_id), 303)
    form.code.flags.required = True
    status = 422 if request.method == "POST" else 200
    shown = render_template("entries/late.html", form=form, drafts=drafts, chosen=chosen, contact=regulation().contact)
    return shown, status
