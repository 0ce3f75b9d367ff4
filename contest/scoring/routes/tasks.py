"""The judge's list of entries to score."""

from dataclasses import dataclass

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import Paging, page, page_number
from contest.scoring import queries
from contest.scoring.queries import FILTERS, MyRequest, ScoredRound, Task, Work
from contest.scoring.routes.blueprint import current_round, routes
from contest.scoring.rules import SHEET_STATE_WORDS

_NOTHING: Paging[Task] = Paging((), 1, 50, 0)


@dataclass(frozen=True, slots=True)
class TasksPage:
    """Everything the page of tasks shows."""

    rounds: list[ScoredRound]
    work: Work | None
    asked: list[MyRequest]
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
    work = queries.work_of(g.actor, round_) if round_ else None
    kind = request.args.get("loc", "")
    kind = kind if kind in FILTERS else ""
    words = request.args.get("tim", "").strip()[:100]
    paging = _NOTHING
    if work and work.whole:
        paging = queries.page_of_tasks(g.actor, work.round, kind, words, page_number(), work.counts)
    asked = queries.my_requests(g.actor, work.round) if work else []
    view = TasksPage(rounds, work, asked, paging, kind, words, FILTERS, SHEET_STATE_WORDS)
    return render_template("scoring/tasks.html", view=view)
