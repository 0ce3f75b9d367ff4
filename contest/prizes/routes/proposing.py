"""Pages on which a change is proposed: a sheet's figures, an entry, a judge, a round, a weight, the whole text."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of, regulation_text
from contest.entries.queries import ids_of_codes
from contest.foundation.access import Permission
from contest.foundation.forms import HouseForm
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import nfc, number, parse_points
from contest.juries.queries import rounds
from contest.prizes import actions
from contest.prizes.forms import (
    EntryChangeForm,
    TextChangeForm,
    judge_change_form,
    round_change_form,
    score_change_form,
    weight_change_form,
)
from contest.prizes.queries.changing import ranked_rounds
from contest.prizes.queries.choosing import EntryChoice, SheetChoice, entry_choice, judge_choices
from contest.prizes.routes.blueprint import routes
from contest.prizes.rules.changes.plain import PLAIN_WORDS
from contest.prizes.rules.changes.weights import weights_of, with_weight
from contest.scoring.rules import Cell, read_cell


@routes.route("/<slug>/giai-thuong/thay-doi/ho-so", methods=["GET", "POST"])
@page(Permission.CHANGE_PROPOSE)
def change_entry() -> ResponseReturnValue:
    """An entry may not take part any more."""
    form = EntryChangeForm(code=nfc(request.args.get("ma", "")))

    def terms() -> dict[str, Any]:
        return {"entry": ids_of_codes(g.edition.id).get((form.code.data or "").upper(), 0)}

    return _propose(form, "entry", terms)


@routes.route("/<slug>/giai-thuong/thay-doi/giam-khao", methods=["GET", "POST"])
@page(Permission.CHANGE_PROPOSE)
def change_judge() -> ResponseReturnValue:
    """None of a judge's sheets in a round counts any more."""
    choices = [
        (f"{each.round_key}:{each.judge_id}", f"Vòng {each.round_name}: {each.name} ({each.sheets} phiếu)")
        for each in judge_choices(g.edition.id, ranked_rounds(g.edition.id))
    ]
    form = judge_change_form(choices)

    def terms() -> dict[str, Any]:
        key, _, judge = form.judge.data.rpartition(":")
        return {"round": key, "judge": int(judge)}

    return _propose(form, "judge", terms)


@routes.route("/<slug>/giai-thuong/thay-doi/vong", methods=["GET", "POST"])
@page(Permission.CHANGE_PROPOSE)
def change_round() -> ResponseReturnValue:
    """A closed round is opened again, so that judges put something right."""
    closed = {each.key for each in rounds(g.edition.id) if each.state == "closed"}
    choices = [(each.key, each.name) for each in regulation_of(g.edition.id).rounds if each.key in closed]
    form = round_change_form(choices, round=request.args.get("vong", ""))
    return _propose(form, "round", lambda: {"round": form.round.data})


@routes.route("/<slug>/giai-thuong/thay-doi/trong-so", methods=["GET", "POST"])
@page(Permission.CHANGE_PROPOSE)
def change_weight() -> ResponseReturnValue:
    """Another weight of a criterion, or of a round in the final figure: an amendment of the regulation."""
    regulation = regulation_of(g.edition.id)
    form = weight_change_form([(each.key, each.words) for each in weights_of(regulation)])

    def text() -> str:
        return with_weight(regulation, form.weight.data, _figure(form.value.data or "", "value"))

    return _propose(form, "regulation", dict, text)


@routes.post("/<slug>/giai-thuong/thay-doi/the-le")
@page(Permission.CHANGE_PROPOSE)
def change_regulation() -> ResponseReturnValue:
    """The regulation's whole new text, from the page that shows what it changes."""
    form = TextChangeForm()
    current = regulation_text(g.edition.id)

    def text() -> str:
        plain = (form.text.data or "").replace("\r\n", "\n")
        return plain.replace("\n", "\r\n") if "\r\n" in current else plain

    kind = "regulation" if ranked_rounds(g.edition.id).runs else "amendment"
    return _propose(form, kind, dict, text)


@routes.route("/<slug>/giai-thuong/thay-doi/phieu", methods=["GET", "POST"])
@page(Permission.CHANGE_PROPOSE)
def change_score() -> ResponseReturnValue:
    """Figures of one sheet: first the entry, then the judge, then the cells as they should be."""
    ranked = ranked_rounds(g.edition.id)
    names = {each.key: each.name for each in ranked.regulation.rounds}
    rounds = [(run.round_key, names[run.round_key]) for run in ranked.runs]
    # Who comes with an entry only looks at the last round that is ranked.
    last = rounds[-1][0] if rounds else ""
    round_key, code = request.args.get("vong") or last, nfc(request.args.get("ma", ""))
    chosen = entry_choice(g.edition.id, ranked, round_key, code) if code else None
    sheet = chosen.of(request.args.get("giam-khao", type=int)) if chosen else None
    form = _score_form(chosen, sheet) if chosen and sheet else None
    more: dict[str, Any] = {"rounds": rounds, "round_key": round_key, "code": code, "chosen": chosen, "sheet": sheet}
    more["complaint"] = request.args.get("don", type=int)
    if form is None or chosen is None or sheet is None:
        return render_template("prizes/change_score.html", form=None, **more)

    def terms() -> dict[str, Any]:
        points = {cell.key: _cell(form, cell) for cell in chosen.round.cells}
        new = {key: format(value, "f") for key, value in points.items() if value != sheet.points.get(key)}
        return {"round": round_key, "entry": chosen.entry_id, "judge": sheet.judge_id, "points": new}

    return _propose(form, "score", terms, template="prizes/change_score.html", **more)


def _score_form(chosen: EntryChoice, sheet: SheetChoice) -> Any:
    figures = [(cell, sheet.points.get(cell.key)) for cell in chosen.round.cells]
    complaint = request.args.get("don", type=int)
    return score_change_form(
        [(cell.key, cell.full_name, "" if value is None else number(value)) for cell, value in figures],
        reason=f"Theo kết luận đơn khiếu nại số {complaint}" if complaint else "",
    )


def _cell(form: Any, cell: Cell) -> Decimal:
    where = f"c_{cell.key}"
    try:
        read = read_cell(form[where].data)
    except Refusal as refusal:
        raise Refusal([Reason(each.code, each.params, where) for each in refusal.reasons]) from refusal
    if read.points is None:
        raise Refusal([Reason("change_figure", where=where)])
    return read.points


def _figure(typed: str, where: str) -> Decimal:
    try:
        return parse_points(typed)
    except Refusal as refusal:
        raise Refusal([Reason("change_figure", where=where)]) from refusal


def _propose(
    form: HouseForm,
    kind: str,
    terms: Callable[[], dict[str, Any]],
    text: Callable[[], str] = str,
    template: str = "prizes/change_form.html",
    **more: Any,
) -> ResponseReturnValue:
    """Show the form; once it is sent, propose and go to what it would alter."""
    if form.validate_on_submit():
        try:
            reason = form["reason"].data or ""
            made = _asked(kind, terms(), reason, text())
        except Refusal as refusal:
            form.blame(Refusal([_at_cell(form, each) for each in refusal.reasons]))
        else:
            return redirect(url_for("prizes.proposed", change_id=made), 303)
    page_ = render_template(template, form=form, kind=kind, endpoint=request.endpoint, **more)
    return (page_, 422) if form.is_submitted() else page_


def _asked(kind: str, terms: dict[str, Any], reason: str, text: str) -> int:
    """The proposal. What alters figures is looked at first; of the rest, who asks for it has said so."""
    if kind in PLAIN_WORDS:
        change_id, _ = actions.ask_for(g.actor, g.edition.id, kind, terms, reason, text)
        return change_id
    return actions.propose_change(g.actor, g.edition.id, kind, terms, reason, text)


def _at_cell(form: HouseForm, reason: Reason) -> Reason:
    """A reason about a cell is shown at the cell's field."""
    where = f"c_{reason.where}"
    return Reason(reason.code, reason.params, where) if where in form else reason
