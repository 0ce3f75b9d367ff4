"""Pages of scoring: the judge's tasks and score card, the council's progress, disagreements, closing, paper."""

from contest.scoring.routes import (
    cases,
    closing,
    evidence,
    grid,
    keying,
    looking,
    notes,
    offline,
    paper,
    papers,
    progress,
    replacing,
    sheet,
    tasks,
    ways,
)
from contest.scoring.routes.blueprint import routes

__all__ = [
    "cases",
    "closing",
    "evidence",
    "grid",
    "keying",
    "looking",
    "notes",
    "offline",
    "paper",
    "papers",
    "progress",
    "replacing",
    "routes",
    "sheet",
    "tasks",
    "ways",
]
