"""Councils: who sits where, what is missing, seats given, changed and given up."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.foundation.access import Permission
from contest.foundation.pages import flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.juries import actions, queries
from contest.juries.forms import NewSeatForm, ReasonForm, SeatForm
from contest.juries.queries import CouncilPart, CouncilRow, SeatCard
from contest.juries.routes.blueprint import routes
from contest.juries.rules.seating import SEAT_WORDS


@dataclass(frozen=True, slots=True)
class CouncilsPage:
    """Everything the page of councils shows."""

    parts: list[CouncilPart]
    people: int
    conflicts_waiting: int
    may_manage: bool
    may_assign: bool


@routes.get("/<slug>/hoi-dong")
@page(Permission.JURY_READ)
def councils() -> ResponseReturnValue:
    """Every council with its people, and what each still lacks."""
    edition_id = g.edition.id
    parts = queries.council_parts(edition_id)
    view = CouncilsPage(
        parts,
        len({one.person_id for part in parts for one in part.sitters}),
        queries.conflict_counts(edition_id)["found"],
        g.actor.may(Permission.JURY_MANAGE, edition_id),
        g.actor.may(Permission.JURY_ASSIGN, edition_id),
    )
    return render_template("juries/councils.html", view=view)


@routes.post("/<slug>/hoi-dong/lap")
@page(Permission.JURY_MANAGE)
def councils_from_regulation() -> ResponseReturnValue:
    """Make the councils the regulation names."""
    made = actions.ensure_councils(g.actor, g.edition.id)
    flash(f"Đã lập {len(made)} hội đồng theo thể lệ.", "done")
    return redirect(url_for(".councils"), 303)


@routes.route("/<slug>/hoi-dong/<int:council_id>/them", methods=["GET", "POST"])
@page(Permission.JURY_MANAGE)
def new_seat(council_id: int) -> ResponseReturnValue:
    """Give somebody a seat on a council."""
    council = _council(council_id)
    regulation = regulation_of(g.edition.id)
    form = NewSeatForm()
    form.offer(regulation, council)
    if form.validate_on_submit():
        try:
            actions.seat_judge(
                g.actor,
                g.edition.id,
                council_id,
                form.name.data,
                form.email.data,
                unit=form.unit.data or "",
                role=form.role.data,
                expertise=form.expertise(regulation),
                most_entries=form.most_entries.data,
                team=form.data.get("team") or "",
                invites=form.invites.data,
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"{form.name.data} đã vào {council.name} ({SEAT_WORDS[form.role.data]}).", "done")
            return redirect(url_for(".councils", _anchor=f"hoi-dong-{council_id}"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("juries/new_seat.html", form=form, council=council), status


@routes.route("/<slug>/hoi-dong/ghe/<int:seat_id>", methods=["GET", "POST"])
@page(Permission.JURY_MANAGE)
def seat(seat_id: int) -> ResponseReturnValue:
    """Change somebody's role, expertise or ceiling; from here one also leaves."""
    card = _seat(seat_id)
    regulation = regulation_of(g.edition.id)
    council = next(row for row in queries.councils(g.edition.id) if row.id == card.council_id)
    keys = council.field_keys
    form = SeatForm(
        role=card.role,
        fields=[word for word in card.expertise if word in keys],
        words="; ".join(regulation.field_name(word) for word in card.expertise if word not in keys),
        most_entries=card.most_entries,
        team=card.team,
        away=card.is_away,
    )
    form.offer(regulation, council)
    if form.validate_on_submit():
        try:
            actions.change_seat(
                g.actor,
                g.edition.id,
                seat_id,
                role=form.role.data,
                expertise=form.expertise(regulation),
                most_entries=form.most_entries.data,
                team=form.data.get("team") or "",
                away=form.away.data,
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã lưu thay đổi của {card.name}.", "done")
            return redirect(url_for(".councils", _anchor=f"hoi-dong-{card.council_id}"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("juries/seat.html", form=form, card=card), status


@routes.post("/<slug>/hoi-dong/ghe/<int:seat_id>/moi")
@page(Permission.JURY_MANAGE)
def seat_invitation(seat_id: int) -> ResponseReturnValue:
    """Write the invitation to somebody who sits, for the first time or again."""
    card = _seat(seat_id)
    try:
        address = actions.invite_again(g.actor, g.edition.id, seat_id)
        flash(f"Đã gửi lời mời {card.name} đến {address}.", "done")
    except Refusal as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".councils", _anchor=f"hoi-dong-{card.council_id}"), 303)


@routes.route("/<slug>/hoi-dong/ghe/<int:seat_id>/roi", methods=["GET", "POST"])
@page(Permission.JURY_MANAGE)
def seat_end(seat_id: int) -> ResponseReturnValue:
    """Somebody leaves a council, with the reason."""
    card = _seat(seat_id)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            lost = actions.unseat(g.actor, g.edition.id, seat_id, form.reason.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            more = f" {lost} hồ sơ cần giám khảo thay." if lost else ""
            flash(f"{card.name} đã rời {card.council}.{more}", "done")
            return redirect(url_for(".councils", _anchor=f"hoi-dong-{card.council_id}"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("juries/seat_end.html", form=form, card=card), status


def _council(council_id: int) -> CouncilRow:
    found = next((row for row in queries.councils(g.edition.id) if row.id == council_id), None)
    if found is None:
        raise NotFound
    return found


def _seat(seat_id: int) -> SeatCard:
    card = queries.seat_card(g.edition.id, seat_id)
    if card is None:
        raise NotFound
    return card
