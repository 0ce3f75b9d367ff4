"""The committee's pages of prizes taken back."""

from collections.abc import Sequence

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.queries import briefs, id_of_code
from contest.foundation.access import Permission
from contest.foundation.clock import today
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal, refuse_with
from contest.prizes.queries import AwardLine, award_lines, award_name, units_behind
from contest.prizes.rules import MovedUp
from contest.results import actions, queries
from contest.results.forms import FindAwardForm, RevokeForm, UndoForm
from contest.results.routes.blueprint import routes


@routes.get("/<slug>/thu-hoi")
@page(Permission.PRIZE_READ)
def revocations() -> ResponseReturnValue:
    """Prizes that were taken back, and the way to take one back."""
    return _list(FindAwardForm(formdata=None))


@routes.post("/<slug>/thu-hoi")
@page(Permission.PRIZE_DECIDE)
def revocation_search() -> ResponseReturnValue:
    """From an entry's code to its prize."""
    form = FindAwardForm()
    if form.validate_on_submit():
        entry_id = id_of_code(g.edition.id, form.code.data or "")
        found = [one for one in _awards() if one.entry_id == entry_id] if entry_id else []
        if len(found) == 1:
            return redirect(url_for("results.revocation", entry_id=entry_id, award_id=found[0].id), 303)
        if found:
            return _list(form, choices=found)
        form.blame(refuse_with("revocation_code_unknown", "code"))
    return _list(form), 422


@routes.get("/<slug>/thu-hoi/<int:entry_id>/<int:award_id>")
@page(Permission.PRIZE_DECIDE)
def revocation(entry_id: int, award_id: int) -> ResponseReturnValue:
    """One prize: what taking it back would change."""
    return _one(entry_id, award_id, RevokeForm(formdata=None, decided_on=today()))


@routes.post("/<slug>/thu-hoi/<int:entry_id>/<int:award_id>")
@page(Permission.PRIZE_DECIDE)
def revoking(entry_id: int, award_id: int) -> ResponseReturnValue:
    """Take the prize back."""
    form = RevokeForm()
    if form.validate_on_submit():
        try:
            actions.revoke_prize(
                g.actor,
                g.edition.id,
                _award(entry_id, award_id).id,
                form.decision.data or "",
                form.decided_on.data,
                form.reason.data or "",
                _told(form.moving.data or ""),
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã thu hồi giải. Trang kết quả không còn ghi giải này.", "done")
            return redirect(url_for("results.revocations"), 303)
    return _one(entry_id, award_id, form), 422


@routes.post("/<slug>/thu-hoi/<int:revocation_id>/huy-bo")
@page(Permission.PRIZE_DECIDE)
def revocation_undo(revocation_id: int) -> ResponseReturnValue:
    """Give the prize back."""
    form = UndoForm(prefix=f"huy{revocation_id}")
    if form.validate_on_submit():
        try:
            actions.undo_revocation(
                g.actor, g.edition.id, revocation_id, form.decision.data or "", form.reason.data or ""
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã trả lại giải.", "done")
            return redirect(url_for("results.revocations"), 303)
    return _list(FindAwardForm(formdata=None), revocation_id, form), 422


def _awards() -> list[AwardLine]:
    """The confirmed awards of entries."""
    lines = award_lines(g.edition.id, regulation_of(g.edition.id))
    return [line for line in lines if line.entry_id is not None and line.state == "confirmed"]


def _award(entry_id: int, award_id: int) -> AwardLine:
    """A confirmed award of this entry, whose key in the address keeps away who has a conflict. Raises NotFound.

    From a page that was open while the prize was taken back (or of a button pressed twice), the way leads to the list.
    """
    award = next((one for one in _awards() if (one.entry_id, one.id) == (entry_id, award_id)), None)
    if award is None and queries.is_taken_back(g.edition.id, entry_id, award_id):
        flash("Giải này đã được thu hồi; quyết định có trong danh sách dưới đây.", "attention")
        abort(redirect(url_for("results.revocations"), 303))
    if award is None:
        abort(404)
    return award


def _list(form: FindAwardForm, sent: int = 0, undo: UndoForm | None = None, choices: Sequence[AwardLine] = ()) -> str:
    rules = regulation_of(g.edition.id)
    rows = queries.revocations(g.edition.id, rules)
    undoing = {one.id: UndoForm(prefix=f"huy{one.id}", formdata=None) for one in rows if one.undone_at is None}
    if undo is not None and sent in undoing:
        undoing[sent] = undo
    return render_template(
        "results/revocations.html",
        rows=rows,
        form=form,
        undoing=undoing,
        sent=sent,
        moves_up=rules.prizes.after_revocation == "move_up",
        may_decide=g.actor.may(Permission.PRIZE_DECIDE, g.edition.id),
        behind=units_behind(g.edition.id, rules),
        choices=[(one, award_name(rules, one)) for one in choices],
    )


def _one(entry_id: int, award_id: int, form: RevokeForm) -> str:
    rules = regulation_of(g.edition.id)
    award = _award(entry_id, award_id)
    moves = queries.moves_for(g.edition.id, rules, entry_id, award.award_key)
    form.moving.data = ",".join(f"{move.entry_id}:{move.to_tier}" for move in moves)
    return render_template(
        "results/revocation.html",
        award=award,
        name=award_name(rules, award),
        form=form,
        moves=_shown(rules, moves),
        moves_up=rules.prizes.after_revocation == "move_up",
        has_units=any(one.of == "units" for one in rules.extra_awards),
    )


def _shown(rules: Regulation, moves: list[MovedUp]) -> list[tuple[MovedUp, str, str, str]]:
    """Each move with the entry's title and the names of both tiers."""
    titles = briefs(g.edition.id, [move.entry_id for move in moves])
    names = {"": "Không có giải"} | {tier.key: tier.name for tier in rules.prizes.tiers}
    return [(move, titles[move.entry_id].title, names[move.from_tier], names[move.to_tier]) for move in moves]


def _told(text: str) -> list[tuple[int, str]]:
    """What the page had shown of those who move up; anything strange is nobody."""
    pairs = [part.partition(":") for part in text.split(",") if part]
    return [(int(key), tier) for key, _, tier in pairs if key.isascii() and key.isdigit()]
