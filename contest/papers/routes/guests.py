"""The list of guests: everybody with what was answered, the table that somebody filled in, one guest."""

from collections.abc import Sequence

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import Paging, page, page_number, page_there_is
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import fold, nfc
from contest.papers.actions import guests as actions
from contest.papers.forms import GuestForm, GuestsForm
from contest.papers.queries.guests import guest_list
from contest.papers.queries.winners import winners
from contest.papers.routes.blueprint import routes
from contest.papers.rules.guests import GROUPS, GuestFacts

_SIZE = 50
_ANSWERS = {"du": "Sẽ dự", "khong": "Không dự", "chua": "Chưa trả lời", "khongmoi": "Không mời"}


@routes.get("/<slug>/van-ban/khach-moi")
@page(Permission.EXPORT_MAKE)
def guests() -> ResponseReturnValue:
    """Everybody, narrowed by group, answer and words."""
    return _list(GuestsForm(formdata=None))


@routes.post("/<slug>/van-ban/khach-moi")
@page(Permission.EXPORT_MAKE)
def guests_taking() -> ResponseReturnValue:
    """A filled table, all or nothing."""
    form = GuestsForm()
    faults: Sequence[Reason] = ()
    if form.validate_on_submit():
        try:
            made, changed = actions.take_guests(g.actor, g.edition.id, actions.filled_guests(form.file.data.stream))
        except Refusal as refusal:
            faults = refusal.reasons
        else:
            flash(f"Đã nhận danh sách: {made} khách mới, {changed} khách thay đổi.", "done")
            return redirect(url_for("papers.guests"), 303)
    return _list(form, faults), 422


def _list(form: GuestsForm, faults: Sequence[Reason] = ()) -> str:
    everybody = guest_list(winners(g.edition.id))
    group, answer = request.args.get("nhom", ""), request.args.get("tra_loi", "")
    words = nfc(request.args.get("tim", ""))[:200]
    chosen = [
        guest
        for guest in everybody
        if (not group or guest.group == group)
        and (not answer or _answer(guest) == answer)
        and fold(words) in fold(" ".join((guest.code, guest.name, guest.unit, guest.noted.note)))
    ]
    number = page_there_is(page_number(), _SIZE, len(chosen))
    invited = [guest for guest in everybody if guest.noted.is_invited]
    return render_template(
        "papers/guests.html",
        form=form,
        faults=faults,
        paging=Paging(chosen[(number - 1) * _SIZE : number * _SIZE], number, _SIZE, len(chosen)),
        groups=GROUPS,
        group=group,
        answers=_ANSWERS,
        answer=answer,
        words=words,
        total=len(everybody),
        invited=len(invited),
        people=sum(guest.people for guest in invited),
        coming=sum(guest.noted.coming or 0 for guest in invited),
        silent=sum(guest.noted.coming is None for guest in invited),
        state_of=_answer,
    )


def _answer(guest: GuestFacts) -> str:
    if not guest.noted.is_invited:
        return "khongmoi"
    if guest.noted.coming is None:
        return "chua"
    return "du" if guest.noted.coming else "khong"


@routes.route("/<slug>/van-ban/khach-moi/moi", methods=["GET", "POST"])
@page(Permission.EXPORT_MAKE)
def guest_new() -> ResponseReturnValue:
    """Write down somebody whom neither the result nor a council brings."""
    form = GuestForm(invited=True, people="1")
    return _one(None, form)


@routes.route("/<slug>/van-ban/khach-moi/<code>", methods=["GET", "POST"])
@page(Permission.EXPORT_MAKE)
def guest(code: str) -> ResponseReturnValue:
    """One guest: what is noted, and of whom the office wrote down itself name and unit, too."""
    found = next((one for one in guest_list(winners(g.edition.id)) if one.code == code), None) or abort(404)
    known = {
        "group": GROUPS[found.group],
        "name": found.name,
        "unit": found.unit,
        "people": str(found.people),
        "invited": found.noted.is_invited,
        "sent": found.noted.sent,
        "coming": found.reply,
        "seat": found.noted.seat,
        "booth": found.noted.booth,
        "note": found.noted.note,
    }
    return _one(found, GuestForm(data=known))


def _one(found: GuestFacts | None, form: GuestForm) -> ResponseReturnValue:
    is_own = found is None or found.is_own
    if is_own:
        form.name.flags.required = True
    else:
        for name in ("group", "name", "unit"):
            del form[name]
    if form.validate_on_submit():
        cells = {field.name: str(field.data or "") for field in form if field.name not in ("csrf_token", "invited")}
        cells["invited"] = "Có" if form.invited.data else "Không"
        try:
            actions.change_guest(g.actor, g.edition.id, found.code if found else "", cells)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã lưu.", "done")
            return redirect(url_for("papers.guests"), 303)
    made = render_template("papers/guest.html", guest=found, form=form, is_own=is_own, groups=GROUPS)
    return made, 422 if form.is_submitted() else 200


@routes.post("/<slug>/van-ban/khach-moi/<code>/bo")
@page(Permission.EXPORT_MAKE)
def guest_dropping(code: str) -> ResponseReturnValue:
    """Take somebody the office wrote down off the list."""
    actions.drop_guest(g.actor, g.edition.id, code)
    flash("Đã bỏ khách này khỏi danh sách.", "done")
    return redirect(url_for("papers.guests"), 303)
