"""The judge's list of entries to score."""

from dataclasses import dataclass

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import Paging, page, page_number
from contest.scoring import queries
from contest.scoring.queries import FILTERS, ScoredRound, Task, TaskList
from contest.scoring.routes.blueprint import current_round, routes
from contest.scoring.rules import SHEET_STATE_WORDS

# So many entries on a page of the list.
LIST_SIZE = 50


@dataclass(frozen=True, slots=True)
class TasksPage:
    """Everything the page of tasks shows."""

    rounds: list[ScoredRound]
    work: TaskList | None
    paging: Paging[Task]
    kind: str
    words: str
    filters: dict[str, str]
    state_words: dict[str, str]


@routes.get("/<slug>/cham-diem")
@page(Permission.SCORE_GIVE)
def tasks() -> ResponseReturnValue:
    """A judge's entries, the next one first; other rounds by `vong`, filters by `loc` and `tim`."""
    rounds = [round_ for round_ in queries.scored_rounds(g.edition.id) if round_.state != "preparing"]
    wanted = request.args.get("vong", "")
    round_ = next((one for one in rounds if one.key == wanted), None) or current_round(rounds)
    work = queries.my_tasks(g.actor, round_) if round_ else None
    kind = request.args.get("loc", "")
    kind = kind if kind in FILTERS else ""
    words = request.args.get("tim", "").strip()[:100]
    found = work.matching(kind, words) if work else []
    number = page_number()
    paging = Paging(found[(number - 1) * LIST_SIZE : number * LIST_SIZE], number, LIST_SIZE, len(found))
    view = TasksPage(rounds, work, paging, kind, words, FILTERS, SHEET_STATE_WORDS)
    return render_template("scoring/tasks.html", view=view)
