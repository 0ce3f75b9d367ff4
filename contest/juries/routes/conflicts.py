"""The conflicts of an edition: declared, found, recorded; confirmed or dismissed by a person."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.entries.queries import id_of_code
from contest.foundation.access import Permission
from contest.foundation.pages import Paging, flash_refusal, page, page_number
from contest.foundation.refusal import Reason, Refusal
from contest.juries import actions, queries
from contest.juries.forms import RecordForm, SettleForm
from contest.juries.queries import STATES, ConflictRow, Leaderless, Unserved
from contest.juries.routes.blueprint import routes


@dataclass(frozen=True, slots=True)
class ConflictsPage:
    """Everything the page of conflicts shows."""

    paging: Paging[ConflictRow]
    state: str
    states: dict[str, str]
    counts: dict[str, int]
    may_manage: bool
    people: tuple[tuple[int, str], ...]
    leaderless: list[Leaderless]
    unserved: list[Unserved]


@routes.get("/<slug>/hoi-dong/xung-dot")
@page(Permission.JURY_READ)
def conflicts() -> ResponseReturnValue:
    """The list, what waits for a decision first."""
    return _shown(people_to_choose())


@routes.post("/<slug>/hoi-dong/xung-dot")
@page(Permission.JURY_MANAGE)
def conflict_record() -> ResponseReturnValue:
    """Record a conflict the secretariat knows of."""
    people = people_to_choose()
    form = RecordForm.offering(people)
    if form.validate_on_submit():
        entry_id = id_of_code(g.edition.id, form.code.data or "")
        try:
            if entry_id is None:
                raise Refusal([Reason("conflict_code_unknown", {"entry": form.code.data}, "code")])
            actions.record_conflict(g.actor, g.edition.id, form.person_id.data, entry_id, form.reason.data)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã ghi nhận xung đột; người này sẽ không được phân công chấm hồ sơ đó.", "done")
            return redirect(url_for(".conflicts"), 303)
    return _shown(people, form), 422


@routes.post("/<slug>/hoi-dong/xung-dot/tim")
@page(Permission.JURY_MANAGE)
def conflict_search() -> ResponseReturnValue:
    """Compare the papers of entries and judges."""
    found = actions.look_for_conflicts(g.actor, g.edition.id)
    words = f"Tìm thấy {found} khả năng xung đột mới." if found else "Không tìm thấy khả năng xung đột nào mới."
    flash(words, "done")
    return redirect(url_for(".conflicts"), 303)


@routes.post("/<slug>/hoi-dong/xung-dot/<int:conflict_id>/<any(confirmed, dismissed):verdict>")
@page(Permission.JURY_MANAGE)
def conflict_settlement(conflict_id: int, verdict: str) -> ResponseReturnValue:
    """Confirm a conflict, or dismiss it with a reason."""
    form = SettleForm()
    try:
        actions.settle_conflict(g.actor, g.edition.id, conflict_id, verdict, form.reason.data or "")
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã xác nhận xung đột." if verdict == "confirmed" else "Đã bỏ qua, có ghi lý do.", "done")
    state = request.args.get("loc", "")
    return redirect(url_for(".conflicts", loc=state if state in STATES else None), 303)


def people_to_choose(*, with_office: bool = True) -> tuple[tuple[int, str], ...]:
    """Who sits on a council, or works in the office, by key, to be chosen from; nobody for those who only read."""
    if not g.actor.may(Permission.JURY_MANAGE, g.edition.id):
        return ()
    people = queries.people_at_work(g.edition.id, with_office=with_office)
    return tuple((person_id, f"{name} – {unit}" if unit else name) for person_id, name, unit in people)


def _shown(people: tuple[tuple[int, str], ...], form: RecordForm | None = None) -> str:
    """The page; `form` as it was typed when something in it is wrong."""
    state = request.args.get("loc", "")
    state = state if state in STATES else ""
    counts = queries.conflict_counts(g.edition.id)
    view = ConflictsPage(
        queries.conflict_list(g.edition.id, state, page_number(), counts[state] if state else sum(counts.values())),
        state,
        STATES,
        counts,
        g.actor.may(Permission.JURY_MANAGE, g.edition.id),
        people,
        queries.leaderless(g.edition.id),
        queries.unserved(g.edition.id),
    )
    return render_template("juries/conflicts.html", view=view, form=form, new_form=RecordForm.offering)
