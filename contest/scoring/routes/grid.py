"""The judge's grid: many sheets on a wide screen, each saved through the address of its own card."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.pages import Paging, page, page_number
from contest.foundation.vietnamese import number
from contest.scoring import queries
from contest.scoring.queries import GridLine, ScoredRound
from contest.scoring.routes.blueprint import round_or_404, routes
from contest.scoring.rules import SHEET_STATE_WORDS, Cell, grade_word


@dataclass(frozen=True, slots=True)
class GridPage:
    """Everything the grid shows."""

    round: ScoredRound
    paging: Paging[GridLine]
    state_words: Mapping[str, str]
    weights: Mapping[str, str]

    def shown(self, line: GridLine, cell: Cell) -> str:
        """A figure as it is typed; in a round of grades the figure its choice sends."""
        points = line.points.get(cell.key)
        if points is None:
            return ""
        return f"{points:.0f}" if self.round.grades else number(points).replace(".", "")

    def grade(self, line: GridLine, cell: Cell) -> str:
        """The grade in words."""
        return grade_word(self.round.grades, line.points.get(cell.key))


@routes.get("/<slug>/cham-diem/<round_key>/bang")
@page(Permission.SCORE_GIVE)
def grid(round_key: str) -> ResponseReturnValue:
    """The judge's entries as lines, the cells of their sheets as columns; a list of the cards on a phone."""
    round_ = round_or_404(round_key)
    if round_.state == "preparing":
        raise NotFound
    view = GridPage(
        round_,
        queries.grid_lines(g.actor, round_, page_number()),
        SHEET_STATE_WORDS,
        {criterion.key: f"{criterion.weight:f}" for criterion in round_.criteria},
    )
    return render_template("scoring/grid.html", view=view)
