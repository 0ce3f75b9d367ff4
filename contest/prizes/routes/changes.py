"""Pages of how sure a result is, and of proposed changes: the list, what one would alter, its approvals."""

import io

from flask import abort, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.editions.rules.words.differences import differences
from contest.entries.queries import briefs
from contest.foundation.access import Permission
from contest.foundation.clock import now
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.foundation.writers import xlsx
from contest.juries.queries import barred_entries
from contest.juries.queries import rounds as judged_rounds
from contest.people.queries import people_cards
from contest.prizes import actions
from contest.prizes.forms import ApprovalForm, ReasonForm
from contest.prizes.queries.changing import ChangeCard, amended_by, change_card, change_list, ranked_rounds
from contest.prizes.queries.sureness import sure_rounds, sureness
from contest.prizes.reports import sureness_report
from contest.prizes.routes.blueprint import routes
from contest.prizes.rules.changes import APPROVERS, KIND_WORDS, STATE_WORDS, Difference, why_not_propose_change
from contest.ranking.rules import STATUS_WORDS
from contest.scoring.queries import scored_round

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Lines of a table shown before the rest is only counted.
_SHOWN = 40


@routes.get("/<slug>/giai-thuong/thay-doi")
@page(Permission.PRIZE_READ)
def changes() -> ResponseReturnValue:
    """Every proposed change, and where to propose one."""
    ranked = ranked_rounds(g.edition.id)
    return render_template(
        "prizes/changes.html",
        rows=change_list(g.edition.id),
        rounds={each.key: each.name for each in ranked.regulation.rounds},
        kinds=KIND_WORDS,
        states=STATE_WORDS,
        approvers=APPROVERS,
        at=now(),
        may_propose=g.actor.may(Permission.CHANGE_PROPOSE, g.edition.id),
        has_closed=any(each.state == "closed" for each in judged_rounds(g.edition.id)),
        why_not=why_not_propose_change(g.edition.stage, "-", ranked=bool(ranked.runs), outdated=ranked.outdated),
    )


@routes.get("/<slug>/giai-thuong/thay-doi/<int:change_id>")
@page(Permission.PRIZE_READ)
def proposed(change_id: int) -> ResponseReturnValue:
    """One proposed change: what, why, what it would alter, who has approved it."""
    return _shown(change_id, ApprovalForm(formdata=None), ReasonForm(formdata=None))


@routes.post("/<slug>/giai-thuong/thay-doi/<int:change_id>/duyet")
@page(Permission.CHANGE_APPROVE)
def approval(change_id: int) -> ResponseReturnValue:
    """Approve what was seen; the second approval makes the change."""
    form = ApprovalForm()
    if form.validate_on_submit():
        try:
            is_made = actions.approve_change(g.actor, g.edition.id, change_id, form.seen.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã duyệt và thực hiện thay đổi." if is_made else "Đã duyệt. Cần thêm một người nữa duyệt.", "done")
            return redirect(url_for("prizes.proposed", change_id=change_id), 303)
    return _shown(change_id, form, ReasonForm(formdata=None)), 422


@routes.post("/<slug>/giai-thuong/thay-doi/<int:change_id>/xem-lai")
@page(Permission.CHANGE_PROPOSE)
def second_look(change_id: int) -> ResponseReturnValue:
    """Work out anew what it would alter."""
    actions.look_again(g.actor, g.edition.id, change_id)
    flash("Đã xem trước lại. Các lần duyệt trước không tính cho bản này.", "done")
    return redirect(url_for("prizes.proposed", change_id=change_id), 303)


@routes.post("/<slug>/giai-thuong/thay-doi/<int:change_id>/rut")
@page(Permission.CHANGE_PROPOSE)
def change_withdrawal(change_id: int) -> ResponseReturnValue:
    """Take the proposal back."""
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            actions.withdraw_change(g.actor, g.edition.id, change_id, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã rút đề nghị.", "done")
            return redirect(url_for("prizes.changes"), 303)
    return _shown(change_id, ApprovalForm(formdata=None), form), 422


def _shown(change_id: int, form: ApprovalForm, reason_form: ReasonForm) -> str:
    card = change_card(g.edition.id, change_id)
    if card is None:
        abort(404)
    regulation = regulation_of(g.edition.id)
    barred = barred_entries(g.edition.id, g.actor.id)
    if card.entry_id in barred:
        abort(404)
    found = _without(card.difference, barred)
    rounds = {each.key: each for each in regulation.rounds}
    is_open = card.state == "waiting" and now() < card.expires_at
    approved = {each.person_id for each in card.approvals if each.number == card.number}
    titles = briefs(g.edition.id, [line.entry_id for line in found.prizes] + [card.entry_id or 0])
    amended = amended_by(g.edition.id, card) if is_open else None
    form.seen.data = card.fingerprint
    return render_template(
        "prizes/proposed.html",
        card=card,
        kind=KIND_WORDS[card.kind],
        state="expired" if card.state == "waiting" and not is_open else card.state,
        states=STATE_WORDS,
        statuses=STATUS_WORDS,
        what=_what(card),
        found=found,
        is_last={key: key == regulation.last_round.key for key in rounds},
        places={key: each.combine.rounding.places for key, each in rounds.items()},
        titles={key: brief.title for key, brief in titles.items()},
        tiers={tier.key: tier.name for tier in regulation.prizes.tiers},
        amendment=differences(regulation, amended) if amended else [],
        shown=_SHOWN,
        approvers=APPROVERS,
        form=form,
        reason_form=reason_form,
        has_approved=g.actor.id in approved,
        may_approve=is_open and g.actor.may(Permission.CHANGE_APPROVE, g.edition.id),
        may_propose=is_open and g.actor.may(Permission.CHANGE_PROPOSE, g.edition.id),
    )


def _without(found: Difference, barred: frozenset[int]) -> Difference:
    """What somebody with conflicts of interest may see of it."""
    if not barred:
        return found
    return Difference(
        tuple(
            each._replace(lines=tuple(line for line in each.lines if line.entry_id not in barred))
            for each in found.rounds
        ),
        tuple(line for line in found.prizes if line.entry_id not in barred),
    )


def _what(card: ChangeCard) -> list[tuple[str, str]]:
    """The change as pairs of a term and what it is."""
    terms = card.terms
    if card.kind in ("regulation", "amendment", "confirm", "reopen"):
        return []
    if card.kind == "entry":
        return [("Hồ sơ", card.code)]
    round_ = scored_round(g.edition.id, terms["round"])
    if card.kind == "round":
        return [("Vòng", round_.name)]
    judge = people_cards([terms["judge"]]).get(terms["judge"])
    pairs = [("Vòng", round_.name), ("Giám khảo", judge.name if judge else "")]
    if card.kind == "judge":
        return pairs
    names = {cell.key: cell.full_name for cell in round_.cells}
    moved = [
        (names.get(key, key), f"{_comma(terms.get('was', {}).get(key))} → {_comma(value)}")
        for key, value in terms["points"].items()
    ]
    return [("Hồ sơ", card.code), *pairs, *moved]


def _comma(figure: str | None) -> str:
    return "–" if figure is None else figure.replace(".", ",")


@routes.get("/<slug>/giai-thuong/do-chac-chan")
@page(Permission.PRIZE_READ)
def sure() -> ResponseReturnValue:
    """What would turn if one judge, one step, the way of combining were another."""
    rounds = sure_rounds(ranked_rounds(g.edition.id))
    keys = [key for key, _ in rounds]
    asked = request.args.get("vong", "")
    key = asked if asked in keys else keys[0] if keys else ""
    view, reasons = None, []
    if key:
        try:
            view = sureness(g.edition.id, key, barred_entries(g.edition.id, g.actor.id))
        except Refusal as refusal:
            reasons = list(refusal.reasons)
    return render_template("prizes/sure.html", rounds=rounds, round_key=key, view=view, reasons=reasons)


@routes.get("/<slug>/giai-thuong/do-chac-chan/<round_key>/bang-tinh")
@page(Permission.PRIZE_READ)
def sure_file(round_key: str) -> ResponseReturnValue:
    """The same as a workbook."""
    barred = barred_entries(g.edition.id, g.actor.id)
    content = xlsx.write(sureness_report(g.edition.id, round_key, barred))
    name = f"{g.edition.slug}_do-chac-chan_{round_key}.xlsx"
    return send_file(io.BytesIO(content), mimetype=_XLSX, as_attachment=True, download_name=name)
