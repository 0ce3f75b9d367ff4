"""Councils of the last edition: who is asked again is ticked, nobody comes along by themselves."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import edition_before
from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.juries import actions
from contest.juries.queries.again import PastSeat, past_seats
from contest.juries.routes.blueprint import routes
from contest.juries.rules.seating import SEAT_WORDS


@routes.route("/<slug>/hoi-dong/lan-truoc", methods=["GET", "POST"])
@page(Permission.JURY_MANAGE)
def past_councils() -> ResponseReturnValue:
    """Tick whom to seat again."""
    ticked = {int(key) for key in request.form.getlist("ghe") if key.isdecimal()}
    invites = bool(request.form.get("moi"))
    if request.method == "POST":
        try:
            count = actions.seat_again(g.actor, g.edition.id, ticked, invites=invites)
        except Refusal as refusal:
            flash_refusal(refusal)
        else:
            told = " Thư mời đã được gửi cho người có thư điện tử." if invites else ""
            flash(f"{count} người đã vào hội đồng.{told}", "done")
            return redirect(url_for("juries.councils"), 303)
    groups: dict[str, list[PastSeat]] = {}
    for seat in past_seats(g.edition.id):
        groups.setdefault(seat.council, []).append(seat)
    shown = render_template(
        "juries/past_councils.html",
        earlier=edition_before(g.edition.id),
        groups=groups,
        ticked=ticked,
        invites=invites,
        words=SEAT_WORDS,
    )
    return shown, 422 if request.method == "POST" else 200
