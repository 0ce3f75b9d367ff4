"""The judge's list of entries to score."""

from dataclasses import dataclass
from typing import NamedTuple

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import Paging, page, page_number
from contest.foundation.vietnamese import number
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
    lines: list["TaskLine"]
    words: str
    filters: dict[str, str]


class TaskLine(NamedTuple):
    """All that a line of the list shows, in words; `points` is empty where there are none to show."""

    number: str
    title: str
    state_word: str
    state_kind: str
    points: str


def _line(task: Task, *, with_points: bool) -> TaskLine:
    points = number(task.total) if with_points and task.total is not None else ""
    if task.kind == "xong":
        word, kind = SHEET_STATE_WORDS[task.state], "done" if task.state == "submitted" else "neutral"
    else:
        word, kind = ("Đang chấm", "attention") if task.kind == "nhap" else ("Chưa chấm", "waiting")
    return TaskLine(task.number, task.title, word, kind, points)


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
    lines = [_line(task, with_points=not work.round.grades) for task in paging.rows] if work else []
    view = TasksPage(rounds, work, asked, paging, kind, lines, words, FILTERS)
    return render_template("scoring/tasks.html", view=view)
