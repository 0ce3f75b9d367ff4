"""Pages of a ranking: the list, the council's vote on a tie, who goes on."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation, Round
from contest.foundation.access import Permission
from contest.foundation.pages import page, page_number
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.vietnamese import nfc
from contest.juries.queries import barred_entries, reads_names
from contest.ranking import actions, queries
from contest.ranking.forms import RevocationForm, SettlementForm
from contest.ranking.queries.meeting import decided_tie
from contest.ranking.reports.meeting import votes_in_words
from contest.ranking.routes.blueprint import routes
from contest.ranking.rules import STATUS_WORDS, why_not_rank, why_votes_stand


@routes.get("/<slug>/xep-hang/<round_key>")
@page(Permission.RANKING_READ)
def ranking(round_key: str) -> ResponseReturnValue:
    """The order of a round with its cut and its ties."""
    return _page(round_key)


@routes.post("/<slug>/xep-hang/<round_key>")
@page(Permission.RANKING_RUN)
def run(round_key: str) -> ResponseReturnValue:
    """Rank the round."""
    _rules(regulation_of(g.edition.id), round_key)
    made = actions.run_ranking(g.actor, g.edition.id, round_key)
    flash(f"Đã xếp hạng (lần {made.number}).", "done")
    return redirect(url_for("ranking.ranking", round_key=round_key), 303)


@routes.get("/<slug>/xep-hang/<round_key>/bieu-quyet/<int:entry_id>")
@page(Permission.TIE_SETTLE)
def tie(round_key: str, entry_id: int) -> ResponseReturnValue:
    """A tied group before the council's vote is taken down; `hop` is the meeting that decided it."""
    return _tie(round_key, entry_id, None)


@routes.post("/<slug>/xep-hang/<round_key>/bieu-quyet/<int:entry_id>")
@page(Permission.TIE_SETTLE)
def settlement(round_key: str, entry_id: int) -> ResponseReturnValue:
    """The council's order of a tied group, with its reason."""
    form = SettlementForm()
    if form.validate_on_submit():
        try:
            actions.settle_tie(g.actor, g.edition.id, round_key, _order(), form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi kết quả biểu quyết và xếp hạng lại.", "done")
            return redirect(url_for("ranking.ranking", round_key=round_key), 303)
    return _tie(round_key, entry_id, form), 422


@routes.get("/<slug>/xep-hang/<round_key>/bieu-quyet")
@page(Permission.RANKING_READ)
def settlements(round_key: str) -> ResponseReturnValue:
    """The council's votes on ties as they were taken down: who, when, why; each can be taken back with a reason."""
    return _settlements(round_key)


@routes.post("/<slug>/xep-hang/<round_key>/bieu-quyet/<int:settlement_id>/rut")
@page(Permission.TIE_SETTLE)
def revocation(round_key: str, settlement_id: int) -> ResponseReturnValue:
    """A vote that was taken down wrongly is taken back, and the round ranked anew."""
    form = RevocationForm(prefix=_prefix(settlement_id))
    if form.validate_on_submit():
        try:
            run_ = actions.revoke_settlement(g.actor, g.edition.id, round_key, settlement_id, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã rút biểu quyết và xếp hạng lại (lần {run_.number}).", "done")
            return redirect(url_for("ranking.settlements", round_key=round_key), 303)
    return _settlements(round_key, settlement_id, form), 422


@routes.post("/<slug>/xep-hang/<round_key>/vao-vong-sau")
@page(Permission.RANKING_RUN)
def advancement(round_key: str) -> ResponseReturnValue:
    """Those who go on are put into the next round."""
    _rules(regulation_of(g.edition.id), round_key)
    chosen = request.form.getlist("chosen", type=int)
    done = actions.advance_entries(g.actor, g.edition.id, round_key, chosen)
    flash(f"Đã đưa {done.entries} hồ sơ vào vòng {done.round_name}.", "done")
    return redirect(url_for("ranking.ranking", round_key=round_key), 303)


@routes.get("/<slug>/xep-hang/<round_key>/chat-luong")
@page(Permission.RANKING_READ)
def quality(round_key: str) -> ResponseReturnValue:
    """How well a closed round was judged."""
    rules = _rules(regulation_of(g.edition.id), round_key)
    try:
        barred = barred_entries(g.edition.id, g.actor.id)
        view = queries.quality_page(g.edition.id, round_key, barred)
    except Refusal as refusal:
        return render_template("ranking/quality.html", rules=rules, view=None, why_not=refusal.reasons, kept=0)
    return render_template("ranking/quality.html", rules=rules, view=view, why_not=(), kept=len(barred))


def _rules(regulation: Regulation, round_key: str) -> Round:
    rules = regulation.round_of(round_key)
    return rules if rules is not None else abort(404)


def _tie(round_key: str, entry_id: int, sent: SettlementForm | None) -> str:
    rules = _rules(regulation_of(g.edition.id), round_key)
    run_ = queries.latest_run(g.edition.id, round_key)
    group = queries.waiting_tie(run_, entry_id) if run_ else None
    if group is None:
        abort(404)
    form, given = sent or SettlementForm(formdata=None), dict(request.form)
    meeting_id = request.args.get("hop", type=int)
    found = decided_tie(g.edition.id, meeting_id, frozenset(one[0] for one in group.entries)) if meeting_id else None
    if sent is None and found is not None:
        words = [*(votes_in_words(ballot) for ballot in found.item.ballots), found.item.decision]
        form = SettlementForm(formdata=None, reason="\n".join(words))
        given = {f"place-{one}": str(place) for one, place in found.places.items()}
    return render_template("ranking/tie.html", rules=rules, tie=group, form=form, given=given, entry_id=entry_id)


def _prefix(settlement_id: int) -> str:
    return f"rut-{settlement_id}"


def _settlements(round_key: str, settlement_id: int = 0, sent: RevocationForm | None = None) -> str:
    rules = _rules(regulation_of(g.edition.id), round_key)
    run_ = queries.latest_run(g.edition.id, round_key)
    if run_ is None:
        abort(404)
    may_settle = g.actor.may(Permission.TIE_SETTLE, g.edition.id)
    standing = why_votes_stand(g.edition.stage, queries.votes_standing(g.edition.id, round_key)) if may_settle else []
    found = queries.council_votes(run_)
    forms = {vote.id: RevocationForm(formdata=None, prefix=_prefix(vote.id)) for vote in found if not vote.revoked_at}
    if sent is not None and settlement_id in forms:
        forms[settlement_id] = sent
    return render_template(
        "ranking/settlements.html",
        rules=rules,
        run=run_,
        votes=found,
        forms=forms if may_settle else {},
        sent=sent,
        why_not=standing,
        may_settle=may_settle,
    )


def _page(round_key: str) -> str:
    regulation = regulation_of(g.edition.id)
    rules = _rules(regulation, round_key)
    words = nfc(request.args.get("tim", ""))[:200]
    by_names = not words or reads_names(g.actor, g.edition.id)
    board = queries.board(g.edition.id, regulation, rules, words, page_number(), by_names=by_names)
    board = queries.without(board, barred_entries(g.edition.id, g.actor.id))
    may_run = g.actor.may(Permission.RANKING_RUN, g.edition.id)
    return render_template(
        "ranking/ranking.html",
        regulation=regulation,
        board=board,
        words=words,
        may_run=may_run,
        may_settle=g.actor.may(Permission.TIE_SETTLE, g.edition.id),
        takes_votes=any(part.from_ == "votes" for part in rules.parts),
        why_not_run=why_not_rank(rules, board.state or None, 1) if may_run else [],
        status_words=tuple(STATUS_WORDS.items()),
    )


def _order() -> list[int]:
    """The tied entries as the form orders them: `place-<entry>` holds 1, 2, … Raises Refusal: ranking_tie_order."""
    places = {}
    for name, text in request.form.items():
        if name.startswith("place-") and name.removeprefix("place-").isdigit():
            places[int(name.removeprefix("place-"))] = text.strip()
    if sorted(places.values()) != sorted(str(place) for place in range(1, len(places) + 1)):
        raise refuse_with("ranking_tie_order")
    return sorted(places, key=lambda entry_id: int(places[entry_id]))
