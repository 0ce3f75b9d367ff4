"""One entry of a round on the council's side: everybody who judges it and what their sheets say."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Row, and_, or_, select

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.juries.models import Assignment, RoundEntry
from contest.people.models import Person
from contest.scoring.models import PaperSheet, ScoreSheet
from contest.scoring.queries.sums import Reach, within


class JudgeSheet(NamedTuple):
    """How one judge stands to an entry; somebody no longer assigned is there when a sheet is."""

    judge_id: int
    name: str
    is_assigned: bool
    state: str
    total: Decimal | None
    reason: str
    use: str
    updated_at: datetime | None
    # The way it came (a key of SOURCE_WORDS), and the code of the printed sheet, if it was one.
    source: str = ""
    paper: str = ""


class EntrySheets(NamedTuple):
    """An entry of the round with everybody who judges it."""

    entry_id: int
    number: str
    title: str
    judges: Sequence[JudgeSheet]


def entry_sheets(round_id: int, entry_id: int, reach: Reach = None) -> EntrySheets | None:
    """One entry's sheets by judge; None when it is not in the round or out of reach. Two queries."""
    head = db.session.execute(
        select(RoundEntry.number, Entry.title)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(
            RoundEntry.round_id == round_id, RoundEntry.entry_id == entry_id, Entry.status.not_in(OUT), within(reach)
        )
    ).one_or_none()
    if head is None:
        return None
    asked = and_(
        Assignment.round_id == round_id,
        Assignment.entry_id == entry_id,
        Assignment.judge_id == Person.id,
        Assignment.removed_at.is_(None),
    )
    given = and_(ScoreSheet.round_id == round_id, ScoreSheet.entry_id == entry_id, ScoreSheet.judge_id == Person.id)
    printed = and_(
        PaperSheet.round_id == round_id,
        PaperSheet.entry_id == entry_id,
        PaperSheet.judge_id == Person.id,
        PaperSheet.state == "entered",
    )
    rows = db.session.execute(
        select(
            Person.id,
            Person.name,
            Assignment.id.is_not(None),
            ScoreSheet.state,
            ScoreSheet.total,
            ScoreSheet.reason,
            ScoreSheet.use,
            ScoreSheet.updated_at,
            ScoreSheet.source,
            PaperSheet.code,
        )
        .outerjoin(Assignment, asked)
        .outerjoin(ScoreSheet, given)
        .outerjoin(PaperSheet, printed)
        .where(or_(Assignment.id.is_not(None), ScoreSheet.id.is_not(None)))
        .order_by(Person.sort_key, Person.id)
    )
    return EntrySheets(entry_id, head.number, head.title, [_judge(row) for row in rows])


def _judge(row: Row[*tuple[Any, ...]]) -> JudgeSheet:
    id_, name, is_assigned, state, total, reason, use, updated_at, source, paper = row
    return JudgeSheet(
        id_,
        name,
        bool(is_assigned),
        state or "",
        total,
        reason or "",
        use or "counts",
        updated_at,
        source or "",
        paper or "",
    )
