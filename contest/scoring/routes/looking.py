"""The third look: two readings of a sheet side by side with its photograph, and what somebody decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.forms import HouseForm
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import number
from contest.scoring import actions, queries
from contest.scoring.forms import paper_cells, paper_form, shown_cell
from contest.scoring.queries import PaperCard, ScoredRound
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import ON_PAPER, Reading, paper_differences, readable_paper_code, tidy_paper_code


@dataclass(frozen=True, slots=True)
class LookPage:
    """Everything the page of a third look shows; `read` has by cell what each reading says."""

    card: PaperCard
    round: ScoredRound
    form: HouseForm
    read: Mapping[str, Sequence[str]]
    totals: Sequence[str]
    draft: Mapping[str, str]
    differs: frozenset[str]

    @property
    def readable(self) -> str:
        """The code as it stands on the paper."""
        return readable_paper_code(self.card.code)


@routes.get("/<slug>/phieu-cham/<code>/doi-chieu")
@page(Permission.SCORE_KEY_IN)
def paper_look(code: str) -> ResponseReturnValue:
    """Both readings and the photograph, for somebody who keyed neither in."""
    card, round_, readings = _found(code)
    form = paper_form(round_, is_spare=False, settles=True)(formdata=None)
    first, second = readings
    for cell in round_.cells:
        own = first.cells[cell.key]
        if own == second.cells.get(cell.key):
            form[cell.key].data = shown_cell(own.state, own.points, round_.grades)
    if "tier_key" in form and first.tier_key == second.tier_key:
        form["tier_key"].data = first.tier_key
    form["seen"].data = card.photo_sha256
    return _show(card, round_, readings, form)


@routes.post("/<slug>/phieu-cham/<code>/doi-chieu")
@page(Permission.SCORE_KEY_IN)
def paper_settled(code: str) -> ResponseReturnValue:
    """Enter what the third person read on the photograph."""
    card, round_, readings = _found(code)
    form = paper_form(round_, is_spare=False, settles=True)()
    try:
        cells = paper_cells(round_, form)
        told = form.data
        actions.settle_paper(
            g.actor,
            g.edition.id,
            card.code,
            cells,
            told.get("reason") or "",
            told.get("seen") or "",
            tier_key=told.get("tier_key") or "",
        )
    except Refusal as refusal:
        form.blame(refusal)
        form["seen"].data = card.photo_sha256
        return _show(card, round_, readings, form), 422
    flash(f"Phiếu {readable_paper_code(card.code)}: đã đối chiếu và vào điểm.", "done")
    return redirect(url_for("scoring.papers", round_key=round_.key), 303)


def _found(code: str) -> tuple[PaperCard, ScoredRound, tuple[Reading, Reading]]:
    """The sheet with its two readings, only for who may decide between them. Raises NotFound for anybody else."""
    card = queries.paper_card(g.edition.id, tidy_paper_code(code))
    if card is None or not card.is_within(queries.reach_at(g.actor, g.edition.id, card.entry_id)):
        raise NotFound
    standing = card.standing(g.actor, g.edition.id)
    kept = queries.keyings_of(card.id)
    if len(kept) < 2 or standing.actor_judges or g.actor.id in (*standing.keyed_by, *(one.judge_id for one in kept)):
        raise NotFound
    round_ = round_or_404(card.round_key)
    return card, round_, (queries.reading_of(kept[0]), queries.reading_of(kept[1]))


def _show(card: PaperCard, round_: ScoredRound, readings: tuple[Reading, Reading], form: HouseForm) -> str:
    first, second = readings
    own = queries.sheet_with_scores(round_.id, second.entry_id, second.judge_id)
    standing, scores = own
    is_draft = standing is not None and standing.state == "draft" and standing.source not in ON_PAPER
    draft = {key: score.points for key, score in scores.items()} if is_draft else {}
    read = {
        cell.key: [
            shown_cell(one.cells[cell.key].state, one.cells[cell.key].points, round_.grades) or "trống"
            for one in readings
        ]
        for cell in round_.cells
    }
    view = LookPage(
        card=card,
        round=round_,
        form=form,
        read=read,
        totals=["" if one.control is None else number(one.control) for one in readings],
        draft={key: number(points) for key, points in draft.items() if points is not None},
        differs=frozenset(paper_differences(round_.criteria, first, second, draft)),
    )
    return render_template("scoring/paper_look.html", view=view)
