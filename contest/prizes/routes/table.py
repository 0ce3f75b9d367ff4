"""Pages of the prizes: the table, one entry's prize, the confirmation."""

from collections.abc import Iterable
from typing import Any, TypeVar

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.queries import briefs
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import nfc
from contest.foundation.words import sentence
from contest.prizes import actions, queries
from contest.prizes.forms import (
    NO_PRIZE,
    ConfirmForm,
    ExtraForm,
    MoveForm,
    ReasonForm,
    UnitForm,
    extra_form,
    move_form,
    unit_form,
)
from contest.prizes.queries import AwardLine, ChangeRow
from contest.prizes.routes.blueprint import routes
from contest.prizes.rules import awards_of_units, why_not_propose
from contest.ranking.queries import latest_run

Row = TypeVar("Row", AwardLine, ChangeRow)


@routes.get("/<slug>/giai-thuong")
@page(Permission.PRIZE_READ)
def prizes() -> ResponseReturnValue:
    """The prize table."""
    return _table(ConfirmForm(formdata=None), ReasonForm(formdata=None))


@routes.post("/<slug>/giai-thuong/de-xuat")
@page(Permission.PRIZE_PROPOSE)
def proposal() -> ResponseReturnValue:
    """Propose the prizes by rule."""
    made = actions.propose_awards(g.actor, g.edition.id)
    count, units = len(made.preview.allocation.awards), sum(not line.waits for line in made.preview.units)
    said = f"{count} giải và {units} giải cho đơn vị" if units else f"{count} giải"
    flash(f"Đã đề xuất {said} (lần {made.number})." if made.is_new else "Đề xuất giải không có gì thay đổi.", "done")
    return redirect(url_for("prizes.prizes"), 303)


@routes.post("/<slug>/giai-thuong/xac-nhan")
@page(Permission.PRIZE_DECIDE)
def confirmation() -> ResponseReturnValue:
    """Prizes are confirmed: at once where the committee has voted for this list, else by two of the committee."""
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            if queries.is_voted(g.edition.id, regulation_of(g.edition.id)):
                flash(f"Đã xác nhận {actions.confirm_awards(g.actor, g.edition.id)} giải.", "done")
                return redirect(url_for("prizes.prizes"), 303)
            change_id, done = actions.ask_for(g.actor, g.edition.id, "confirm", {}, "Xác nhận danh sách giải đề nghị")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return _asked(change_id, "Đã xác nhận các giải." if done else "")
    return _table(form, ReasonForm(formdata=None)), 422


@routes.post("/<slug>/giai-thuong/mo-lai")
@page(Permission.PRIZE_DECIDE)
def reopening() -> ResponseReturnValue:
    """Ask to take the confirmation back; it takes two."""
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            change_id, done = actions.ask_for(g.actor, g.edition.id, "reopen", {}, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            return _asked(change_id, "Đã mở lại để thay đổi giải." if done else "")
    return _table(ConfirmForm(formdata=None), form), 422


def _asked(change_id: int, done: str) -> ResponseReturnValue:
    """Where to go once a deed that takes two was asked for."""
    if done:
        flash(done, "done")
        return redirect(url_for("prizes.prizes"), 303)
    flash("Đã ghi đề nghị của ông/bà. Cần thêm một người của Ban Tổ chức duyệt.", "attention")
    return redirect(url_for("prizes.proposed", change_id=change_id), 303)


@routes.get("/<slug>/giai-thuong/giai-them")
@page(Permission.PRIZE_READ)
def extra_awards() -> ResponseReturnValue:
    """The extra awards of the regulation: what stands, and whom the figures speak for."""
    return _extras()


@routes.post("/<slug>/giai-thuong/don-vi/<award_key>")
@page(Permission.PRIZE_DECIDE)
def unit_award(award_key: str) -> ResponseReturnValue:
    """Give a unit an award, or decide that it does not get it."""
    regulation = regulation_of(g.edition.id)
    if award_key not in {award.key for award in awards_of_units(regulation)}:
        abort(404)
    form = unit_form(queries.units_of(g.edition.id), award_key)
    if form.validate_on_submit():
        given = form.decision.data == "give"
        try:
            warnings = actions.decide_unit(
                g.actor, g.edition.id, award_key, form.unit.data, form.reason.data or "", given=given
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi quyết định.", "done")
            for warning in warnings:
                flash(sentence(warning), "attention")
            return redirect(url_for("prizes.extra_awards", _anchor=award_key), 303)
    return _extras(award_key, form), 422


@routes.get("/<slug>/giai-thuong/<int:entry_id>")
@page(Permission.PRIZE_READ)
def award(entry_id: int) -> ResponseReturnValue:
    """One entry's prize, with everything that speaks for and against it."""
    regulation = regulation_of(g.edition.id)
    return _card(
        regulation, entry_id, move_form(regulation, formdata=None), _extra_form(regulation, entry_id, formdata=None)
    )


@routes.post("/<slug>/giai-thuong/<int:entry_id>")
@page(Permission.PRIZE_DECIDE)
def change(entry_id: int) -> ResponseReturnValue:
    """Give the entry another prize, or none."""
    regulation = regulation_of(g.edition.id)
    form = move_form(regulation)
    if form.validate_on_submit():
        tier = "" if form.tier.data == NO_PRIZE else form.tier.data
        try:
            warnings = actions.move_award(g.actor, g.edition.id, entry_id, tier, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi quyết định.", "done")
            for warning in warnings:
                flash(sentence(warning), "attention")
            return redirect(url_for("prizes.prizes", _anchor=f"bai-{entry_id}"), 303)
    return _card(regulation, entry_id, form, _extra_form(regulation, entry_id, formdata=None)), 422


@routes.post("/<slug>/giai-thuong/<int:entry_id>/giai-them")
@page(Permission.PRIZE_DECIDE)
def extra(entry_id: int) -> ResponseReturnValue:
    """Give the entry an extra award."""
    regulation = regulation_of(g.edition.id)
    form = _extra_form(regulation, entry_id)
    if form.validate_on_submit():
        try:
            actions.give_extra(
                g.actor, g.edition.id, entry_id, form.award.data, form.reason.data or "", form.author.data or 0
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã trao thêm giải.", "done")
            return redirect(url_for("prizes.award", entry_id=entry_id), 303)
    return _card(regulation, entry_id, move_form(regulation, formdata=None), form), 422


@routes.post("/<slug>/giai-thuong/<int:entry_id>/giai-them/<award_key>/bo")
@page(Permission.PRIZE_DECIDE)
def extra_removal(entry_id: int, award_key: str) -> ResponseReturnValue:
    """Take an extra award away."""
    author = request.form.get("author", 0, type=int)
    actions.take_extra(g.actor, g.edition.id, entry_id, award_key, request.form.get("reason", ""), author)
    flash("Đã bỏ giải trao thêm.", "done")
    return redirect(url_for("prizes.award", entry_id=entry_id), 303)


def _extra_form(regulation: Regulation, entry_id: int, **values: Any) -> ExtraForm:
    brief = briefs(g.edition.id, [entry_id]).get(entry_id)
    return extra_form(regulation, brief.authors if brief else (), **values)


def _extras(sent_key: str = "", sent: UnitForm | None = None) -> str:
    regulation = regulation_of(g.edition.id)
    run = latest_run(g.edition.id, regulation.last_round.key)
    proposal, barred = queries.proposal_for(g.actor, g.edition.id)
    found = queries.suggestions_of_today(g.edition.id, regulation, run) if run else []
    # Whom the figures speak for depends on all: nobody learns it who must not know of one.
    found = [each for each in found if not barred & {one.entry_id for one in each.found}]
    may = g.actor.may(Permission.PRIZE_DECIDE, g.edition.id) and not (proposal and proposal.confirmed_at)
    of_units = awards_of_units(regulation) if may and run else []
    units = queries.units_of(g.edition.id) if of_units else []
    forms = {award.key: unit_form(units, award.key, formdata=None) for award in of_units}
    if sent is not None and sent_key in forms:
        forms[sent_key] = sent
    return render_template(
        "prizes/extra_awards.html",
        awards=(*regulation.extra_awards, *regulation.topic_awards),
        given=_free(queries.extras(g.edition.id, regulation), barred),
        suggested={each.award.key: each for each in found},
        forms=forms,
        sent=sent,
        proposal=proposal,
        behind=queries.units_behind(g.edition.id, regulation) if proposal and proposal.confirmed_at else [],
    )


def _table(form: ConfirmForm, reopen_form: ReasonForm) -> str:
    regulation = regulation_of(g.edition.id)
    run = latest_run(g.edition.id, regulation.last_round.key)
    proposal, barred = queries.proposal_for(g.actor, g.edition.id)
    words = nfc(request.args.get("tim", ""))[:200]
    table = queries.PrizeTable()
    if run:
        table = queries.prize_table(g.edition.id, regulation, run, proposal, words, barred=barred)
    has_extras = bool(regulation.extra_awards or regulation.topic_awards)
    fresh = run is not None and not run.is_outdated
    may_decide = g.actor.may(Permission.PRIZE_DECIDE, g.edition.id)
    return render_template(
        "prizes/prizes.html",
        regulation=regulation,
        run=run,
        proposal=proposal,
        is_behind=bool(proposal and run and proposal.run_id != run.id),
        table=table,
        words=words,
        form=form,
        reopen_form=reopen_form,
        extras=_free(queries.extras(g.edition.id, regulation), barred) if has_extras else [],
        extra_names={each.key: each.name for each in (*regulation.extra_awards, *regulation.topic_awards)},
        changes=_free(queries.changes(g.edition.id), barred) if proposal else [],
        looks=queries.tier_looks(regulation),
        may_propose=g.actor.may(Permission.PRIZE_PROPOSE, g.edition.id),
        may_decide=may_decide,
        why_not=why_not_propose(
            g.edition.stage, ranked=run is not None, fresh=fresh, round_name=regulation.last_round.name
        ),
    )


def _free(rows: Iterable[Row], barred: frozenset[int]) -> list[Row]:
    """The rows without those of entries the reader has a conflict of interest with."""
    return [row for row in rows if row.entry_id not in barred]


def _card(regulation: Regulation, entry_id: int, form: MoveForm, extra_: ExtraForm) -> str:
    run = latest_run(g.edition.id, regulation.last_round.key)
    proposal = queries.latest_proposal(g.edition.id)
    card = queries.award_card(g.edition.id, regulation, run, proposal, entry_id) if run else None
    if card is None:
        abort(404)
    may = g.actor.may(Permission.PRIZE_DECIDE, g.edition.id) and not (proposal and proposal.confirmed_at)
    return render_template(
        "prizes/award.html",
        regulation=regulation,
        card=card,
        form=form,
        extra_form=extra_,
        authors=extra_.named,
        tiers={tier.key: tier.name for tier in regulation.prizes.tiers},
        extra_names={each.key: each.name for each in (*regulation.extra_awards, *regulation.topic_awards)},
        may_change=may,
        is_confirmed=bool(proposal and proposal.confirmed_at),
        has_extras=len(extra_.award.choices) > 1,
    )
