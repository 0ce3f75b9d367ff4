"""The lines of the key-in grid: one judge's sheets as they stand."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import exists, select

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.juries.models import Assignment, Conflict, RoundEntry
from contest.scoring.models import Score, ScoreSheet
from contest.scoring.queries.sums import IN_ROUND, SHEET, Reach, within


class GridRow(NamedTuple):
    """One line: an entry, and what stands on the judge's sheet."""

    entry_id: int
    number: str
    code: str
    title: str
    state: str
    version: int
    total: Decimal | None
    comment: str
    points: Mapping[str, Decimal | None]
    states: Mapping[str, str]


def grid_rows(round_id: int, judge_id: int, reach: Reach = None, reader_id: int | None = None) -> list[GridRow]:
    """A judge's assigned entries by number, with their sheets; none the reader is in conflict with. Two queries."""
    points, states = _cells(round_id, judge_id)
    rows = db.session.execute(
        select(
            Entry.id,
            RoundEntry.number,
            Entry.code,
            Entry.title,
            ScoreSheet.id.label("sheet_id"),
            ScoreSheet.state,
            ScoreSheet.version,
            ScoreSheet.total,
            ScoreSheet.comment,
        )
        .select_from(Assignment)
        .join(RoundEntry, IN_ROUND)
        .join(Entry, Entry.id == Assignment.entry_id)
        .outerjoin(ScoreSheet, SHEET)
        .where(
            Assignment.round_id == round_id,
            Assignment.judge_id == judge_id,
            Assignment.removed_at.is_(None),
            Entry.status.not_in(OUT),
            within(reach),
            ~exists().where(
                Conflict.person_id == reader_id, Conflict.entry_id == Entry.id, Conflict.state != "dismissed"
            ),
        )
        .order_by(RoundEntry.number, Entry.id)
    ).all()
    return [
        GridRow(
            row.id,
            row.number,
            row.code or "",
            row.title,
            row.state or "",
            row.version or 0,
            row.total,
            row.comment or "",
            points.get(row.sheet_id or 0, {}),
            states.get(row.sheet_id or 0, {}),
        )
        for row in rows
    ]


def _cells(round_id: int, judge_id: int) -> tuple[dict[int, dict[str, Decimal | None]], dict[int, dict[str, str]]]:
    """The figures and the states of the cells of all the judge's sheets."""
    rows = db.session.execute(
        select(Score.sheet_id, Score.criterion_key, Score.state, Score.points)
        .join(ScoreSheet, ScoreSheet.id == Score.sheet_id)
        .where(ScoreSheet.round_id == round_id, ScoreSheet.judge_id == judge_id)
    )
    points: dict[int, dict[str, Decimal | None]] = {}
    states: dict[int, dict[str, str]] = {}
    for sheet_id, key, state, figure in rows:
        points.setdefault(sheet_id, {})[key] = figure
        states.setdefault(sheet_id, {})[key] = state
    return points, states
