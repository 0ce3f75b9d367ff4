"""Pages of scoring: the judge's tasks and score card, the council's progress, closing, paper keyed in."""

from contest.scoring.routes import (
    closing,
    evidence,
    grid,
    keying,
    looking,
    offline,
    paper,
    papers,
    progress,
    sheet,
    tasks,
)
from contest.scoring.routes.blueprint import routes

__all__ = [
    "closing",
    "evidence",
    "grid",
    "keying",
    "looking",
    "offline",
    "paper",
    "papers",
    "progress",
    "routes",
    "sheet",
    "tasks",
]
