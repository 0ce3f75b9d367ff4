"""The ways out of a round that cannot close: each is looked at, with what it would change, before it is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.mail import link as address_of
from contest.foundation.pages import page
from contest.scoring import actions, queries
from contest.scoring.queries import Closing, ScoredRound
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import MissingSheet
from contest.scoring.rules.ways import Effect

_WAYS = ("nhac", "vang", "tuc-so")


@dataclass(frozen=True, slots=True)
class WayPage:
    """Everything the page shows on which a way out is looked at before it is taken."""

    round: ScoredRound
    closing: Closing
    way: str
    effect: Effect | None
    judge_id: int
    name: str
    sheets: Sequence[MissingSheet]
    entry_id: int | None
    quorum: int | None
    reason: str
    letter: str
    address: str


@routes.get("/<slug>/tien-do/<round_key>/dong/xem-truoc")
@page(Permission.PROGRESS_READ)
def closing_way(round_key: str) -> ResponseReturnValue:
    """What reminding (`nhac`), marking absent (`vang`) or lowering the quorum (`tuc-so`) would do."""
    round_ = round_or_404(round_key)
    sees_all = g.actor.may(Permission.ROUND_CLOSE, g.edition.id)
    reach = None if sees_all else queries.councils_in_reach(g.actor, g.edition.id)
    state = queries.closing_of(round_, reach)
    way, judge_id = request.args.get("viec", ""), request.args.get("giam_khao", 0, type=int)
    entry_id, quorum = request.args.get("entry_id", type=int) or None, request.args.get("quorum", type=int)
    if way not in _WAYS or (way != "tuc-so" and judge_id not in state.judges) or round_.state != "open":
        raise NotFound
    if way == "tuc-so" and (not quorum or quorum < 1 or (entry_id is not None and entry_id not in state.entries)):
        flash("Xin ghi số phiếu tối thiểu mới, từ 1 trở lên.", "refused")
        return redirect(url_for("scoring.closing", round_key=round_key), 303)
    letter, address = _letter(round_, judge_id, reach) if way == "nhac" else ("", "")
    own = [sheet for sheet in state.report.missing if sheet.judge_id == judge_id]
    reason = request.args.get("reason", "").strip()[:1000]
    name, effect = state.judges.get(judge_id, ""), _effect(state, way, judge_id, entry_id, quorum or 0)
    view = WayPage(round_, state, way, effect, judge_id, name, own, entry_id, quorum, reason, letter, address)
    return render_template("scoring/closing_way.html", view=view)


def _effect(state: Closing, way: str, judge_id: int, entry_id: int | None, quorum: int) -> Effect | None:
    if way == "vang":
        return queries.absence_effect(state, judge_id)
    return queries.quorum_effect(state, entry_id, quorum) if way == "tuc-so" else None


def _letter(round_: ScoredRound, judge_id: int, reach: frozenset[int] | None) -> tuple[str, str]:
    """The words of a reminder to a judge, and where it goes ("" when only by hand)."""
    judge = next(
        (one for one in queries.judges_progress(g.edition.id, round_.id, reach) if one.judge_id == judge_id), None
    )
    if judge is None:
        raise NotFound
    words = actions.reminder(g.edition.id, judge, round_, g.edition.title, address_of("scoring.tasks"))
    return words, judge.email or ""
