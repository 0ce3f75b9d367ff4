"""Seats and booths taken back from the spreadsheet; what judges are paid for a sheet."""

from collections.abc import Sequence

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import number, parse_money
from contest.papers.actions import places as actions
from contest.papers.forms import PlacesForm
from contest.papers.queries.places import fees_of, places_of, work_of
from contest.papers.routes.blueprint import routes

_FEE = "fee-"


@routes.route("/<slug>/van-ban/cho-ngoi-gian-hang", methods=["GET", "POST"])
@page(Permission.EXPORT_MAKE)
def places() -> ResponseReturnValue:
    """How many have a place, and the table that somebody filled in."""
    form = PlacesForm()
    faults: Sequence[Reason] = ()
    if form.validate_on_submit():
        try:
            changed = actions.place_entries(g.actor, g.edition.id, actions.filled_places(form.file.data.stream))
        except Refusal as refusal:
            faults = refusal.reasons
        else:
            flash(f"Đã nhận bảng: {changed} hồ sơ có chỗ mới.", "done")
            return redirect(url_for("papers.places"), 303)
    placed = places_of(g.edition.id).values()
    seats, booths = sum(bool(each.seat) for each in placed), sum(bool(each.booth) for each in placed)
    page_ = render_template("papers/places.html", form=form, faults=faults, seats=seats, booths=booths)
    return page_, 422 if form.is_submitted() else 200


@routes.route("/<slug>/van-ban/thu-lao", methods=["GET", "POST"])
@page(Permission.FEE_KEEP)
def fees() -> ResponseReturnValue:
    """What a sheet of each round is paid with."""
    typed = {key: str(amount) for key, amount in fees_of(g.edition.id).items()}
    rounds = regulation_of(g.edition.id).rounds
    faults: list[Reason] = []
    if request.method == "POST":
        typed = {round_.key: request.form.get(_FEE + round_.key, "").strip()[:30] for round_ in rounds}
        try:
            actions.set_fees(g.actor, g.edition.id, _read(typed))
        except Refusal as refusal:
            faults = list(refusal.reasons)
        else:
            flash("Đã lưu mức chi. Tải bảng kê ở trang Văn bản.", "done")
            return redirect(url_for("papers.fees"), 303)
    else:
        typed = {key: number(int(amount)) for key, amount in typed.items()}
    work = work_of(g.edition.id)
    sheets = {round_.key: sum(line.sheets for line in work if line.round_key == round_.key) for round_ in rounds}
    page_ = render_template("papers/fees.html", rounds=rounds, typed=typed, faults=faults, sheets=sheets, prefix=_FEE)
    return page_, 422 if faults else 200


def _read(typed: dict[str, str]) -> dict[str, int | None]:
    """The amounts typed, by round. Raises Refusal with every one that is no amount, at its round."""
    found: dict[str, int | None] = {}
    reasons: list[Reason] = []
    for key, words in typed.items():
        try:
            found[key] = parse_money(words) if words else None
        except Refusal as refusal:
            reasons += [Reason(reason.code, reason.params, key) for reason in refusal.reasons]
    if reasons:
        raise Refusal(reasons)
    return found
