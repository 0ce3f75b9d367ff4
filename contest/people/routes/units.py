"""The directory of units: found, written, put right; who registers entries for a unit."""

from typing import Any

from flask import abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission, Role
from contest.foundation.pages import SIGNED_IN, page, page_number
from contest.foundation.refusal import Refusal, refuse
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import parse_phone
from contest.people import actions, queries
from contest.people.forms import UnitAccountForm, UnitForm
from contest.people.queries import UnitCard, UnitFilter
from contest.people.routes.blueprint import routes
from contest.people.rules.directory import read_unit
from contest.people.rules.provinces import PROVINCE_BY_KEY, PROVINCES, province_name
from contest.people.rules.units import UNIT_KINDS, UNIT_LEVELS


@routes.get("/<slug>/don-vi")
@page(Permission.UNIT_READ)
def units() -> ResponseReturnValue:
    """The directory, searched and narrowed."""
    asked = request.args
    filters = UnitFilter(
        text=asked.get("tim", "")[:200],
        kind=asked.get("loai", "") if asked.get("loai") in UNIT_KINDS else "",
        province=asked.get("tinh", "") if asked.get("tinh") in PROVINCE_BY_KEY else "",
    )
    paging = queries.units(filters, page_number())
    kept = {"tim": filters.text, "loai": filters.kind, "tinh": filters.province}
    return render_template(
        "people/units.html",
        paging=paging,
        filters=filters,
        kept={key: value for key, value in kept.items() if value},
        kinds=UNIT_KINDS,
        levels=UNIT_LEVELS,
        provinces=PROVINCES,
        may_manage=g.actor.may(Permission.UNIT_MANAGE, g.edition.id),
        communes=queries.commune_count(),
    )


@routes.get("/<slug>/don-vi/goi-y")
@page(SIGNED_IN)
def unit_suggestions() -> ResponseReturnValue:
    """Units that fit what is being typed, for the entry form; names and places only, no contacts."""
    found = queries.suggestions(request.args.get("tim", "")[:200])
    return jsonify(units=[{"label": each.label, "place": each.place} for each in found])


@routes.route("/<slug>/don-vi/moi", methods=["GET", "POST"])
@page(Permission.UNIT_MANAGE)
def unit_new() -> ResponseReturnValue:
    """A new line of the directory."""
    form = UnitForm(name=request.args.get("ten", "")[:300])
    if form.validate_on_submit():
        try:
            unit_id = actions.add_unit(g.actor, g.edition.id, _facts(form))
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã thêm {form.name.data} vào danh bạ.", "done")
            return redirect(url_for(".unit", unit_id=unit_id), 303)
    return render_template("people/unit_new.html", form=form), 422 if form.is_submitted() else 200


def _facts(form: UnitForm) -> Any:
    """What was typed, read. Raises Refusal with each fault at its field."""
    facts, faults = read_unit({name: str(value or "") for name, value in form.data.items()})
    refuse(faults)
    return facts


@routes.route("/<slug>/don-vi/<int:unit_id>", methods=["GET", "POST"])
@page(Permission.UNIT_MANAGE)
def unit(unit_id: int) -> ResponseReturnValue:
    """A line of the directory: put right, and who registers entries for the unit."""
    card = _card_or_404(unit_id)
    form = UnitForm(**_shown(card))
    if form.validate_on_submit():
        try:
            actions.change_unit(g.actor, g.edition.id, unit_id, _facts(form))
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã lưu.", "done")
            return redirect(url_for(".unit", unit_id=unit_id), 303)
    return _unit_page(card, form, UnitAccountForm(formdata=None)), 422 if form.is_submitted() else 200


def _unit_page(card: UnitCard, form: UnitForm, account: UnitAccountForm) -> str:
    accounts = queries.unit_accounts(g.edition.id, card.id)
    return render_template("people/unit.html", card=card, form=form, account=account, accounts=accounts)


@routes.post("/<slug>/don-vi/<int:unit_id>/tai-khoan")
@page(Permission.PERSON_INVITE)
def unit_account(unit_id: int) -> ResponseReturnValue:
    """Give somebody the account of the unit: by letter, or with a code on paper."""
    card = _card_or_404(unit_id)
    form = UnitAccountForm()
    if form.validate_on_submit():
        reach = str(form.reach.data)
        try:
            if "@" in reach:
                actions.invite(g.actor, g.edition.id, Role.UNIT, form.person.data, reach, unit_id)
                flash(f"Đã gửi lời mời tới {reach}.", "done")
                return redirect(url_for(".unit", unit_id=unit_id), 303)
            phone = parse_phone(reach)
            paper = actions.hand_out_for_unit(g.actor, g.edition.id, unit_id, form.person.data, phone)
        except Refusal as refusal:
            form.blame(_at_reach(refusal))
        else:
            return render_template("people/handout.html", paper=paper)
    return _unit_page(card, UnitForm(formdata=None, **_shown(card)), form), 422


def _at_reach(refusal: Refusal) -> Refusal:
    """What is wrong with the address or the telephone belongs to the one field for both."""
    names = {"name": "person", "email": "reach", "phone": "reach", "role": "reach"}
    return Refusal([type(each)(each.code, each.params, names.get(each.where, "reach")) for each in refusal.reasons])


def _card_or_404(unit_id: int) -> UnitCard:
    card = queries.unit_card(unit_id)
    if card is None:
        raise NotFound
    if card.merged_into_id is not None:
        abort(redirect(url_for(".unit", unit_id=card.merged_into_id), 303))
    return card


def _shown(card: UnitCard) -> dict[str, str]:
    """The card as it would have been typed."""
    names = ("name", "kind", "level", "commune", "address", "former_place", "contact", "phone", "email")
    shown = {name: str(getattr(card, name)) for name in names}
    days = {"since_on": card.since_on, "ended_on": card.ended_on}
    shown |= {name: day(value) if value else "" for name, value in days.items()}
    return shown | {"province": province_name(card.province_key)}
