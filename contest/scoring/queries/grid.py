"""A judge's own sheets as lines of a table, for a wide screen: what stands on each, and which version that is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, select

from contest.entries.models import Entry
from contest.foundation.access import Actor
from contest.foundation.database import ask
from contest.foundation.pages import Paging, page_there_is
from contest.juries.models import RoundEntry
from contest.scoring.models import Score, ScoreSheet
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.queries.tasks import ORDER, OWN_TASKS, WHOLE, tasks_of

GRID_SIZE = 100
_OPEN = ("", "draft", "absent", "abstained")


class GridLine(NamedTuple):
    """One of the judge's entries with the own sheet; `state` is "" when it has not been begun."""

    number: str
    title: str
    state: str
    version: int
    total: Decimal | None
    comment: str
    tier_key: str
    points: Mapping[str, Decimal | None]

    @property
    def is_open(self) -> bool:
        """Whether the judge may still write on it (the round being open)."""
        return self.state in _OPEN


_LINES = (
    OWN_TASKS.with_only_columns(
        ScoreSheet.id,
        RoundEntry.number,
        Entry.title,
        ScoreSheet.state,
        ScoreSheet.version,
        ScoreSheet.total,
        ScoreSheet.comment,
        ScoreSheet.tier_key,
    )
    .order_by(*ORDER)
    .limit(GRID_SIZE)
    .offset(bindparam("before", type_=Integer))
)
_FIGURES = select(Score.sheet_id, Score.criterion_key, Score.points).where(
    Score.sheet_id.in_(bindparam("sheets", expanding=True))
)


def grid_lines(actor: Actor, round_: ScoredRound, page: int) -> Paging[GridLine]:
    """A page of the judge's entries in the judge's order, each with its figures. Three queries."""
    own = tasks_of(actor, round_)
    whole = ask(WHOLE, own).scalar_one()
    page = page_there_is(page, GRID_SIZE, whole)
    rows = ask(_LINES, own | {"before": (page - 1) * GRID_SIZE}).all()
    points: dict[int, dict[str, Decimal | None]] = {}
    for sheet_id, key, figure in ask(_FIGURES, {"sheets": [row[0] for row in rows if row[0] is not None]}):
        points.setdefault(sheet_id, {})[key] = figure
    lines = [
        GridLine(number, title, state or "", version or 0, total, comment or "", tier or "", points.get(key or 0, {}))
        for key, number, title, state, version, total, comment, tier in rows
    ]
    return Paging(lines, page, GRID_SIZE, whole)
