"""A judge's own notes and photographs of an entry; those of all judges once the round is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from contest.foundation.database import db
from contest.people.models import Person
from contest.scoring.models import JudgeFile, JudgeNote
from contest.scoring.queries.rounds import ScoredRound


class Attached(NamedTuple):
    """One photograph of a judge."""

    id: int
    sha256: str
    media_type: str
    caption: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """What one judge keeps of an entry; version 0 where nothing was written yet."""

    text: str = ""
    spoken: int | None = None
    version: int = 0
    updated_at: datetime | None = None
    files: Sequence[Attached] = ()


def noted(round_id: int, entry_id: int, judge_id: int) -> Noted:
    """A judge's own notes. Two queries."""
    note = note_row(round_id, entry_id, judge_id)
    files = attached(round_id, entry_id, judge_id)
    return Noted(note.text, note.spoken, note.version, note.updated_at, files) if note else Noted(files=files)


def note_row(round_id: int, entry_id: int, judge_id: int) -> JudgeNote | None:
    """The row of a judge's note, for a deed."""
    return db.session.scalar(
        select(JudgeNote).where(
            JudgeNote.round_id == round_id, JudgeNote.entry_id == entry_id, JudgeNote.judge_id == judge_id
        )
    )


_COLUMNS = (JudgeFile.id, JudgeFile.sha256, JudgeFile.media_type, JudgeFile.caption, JudgeFile.added_at)


def attached(round_id: int, entry_id: int, judge_id: int) -> list[Attached]:
    """The photographs of a judge that were not taken away, the first one first. One query."""
    rows = db.session.execute(
        select(*_COLUMNS)
        .where(
            JudgeFile.round_id == round_id,
            JudgeFile.entry_id == entry_id,
            JudgeFile.judge_id == judge_id,
            JudgeFile.removed_at.is_(None),
        )
        .order_by(JudgeFile.id)
    )
    return [Attached(*row) for row in rows]


def noted_by_all(round_: ScoredRound, entry_id: int) -> dict[int, Noted]:
    """What each judge kept of an entry, by judge: nothing while the round is open. Two queries."""
    if round_.state != "closed":
        return {}
    files: dict[int, list[Attached]] = {}
    rows = db.session.execute(
        select(JudgeFile.judge_id, *_COLUMNS)
        .where(JudgeFile.round_id == round_.id, JudgeFile.entry_id == entry_id, JudgeFile.removed_at.is_(None))
        .order_by(JudgeFile.id)
    )
    for judge_id, *row in rows:
        files.setdefault(judge_id, []).append(Attached._make(row))
    notes = db.session.execute(
        select(JudgeNote.judge_id, JudgeNote.text, JudgeNote.spoken, JudgeNote.version, JudgeNote.updated_at)
        .join(Person, Person.id == JudgeNote.judge_id)
        .where(JudgeNote.round_id == round_.id, JudgeNote.entry_id == entry_id)
        .order_by(Person.sort_key, Person.id)
    )
    found = {row[0]: Noted(row[1], row[2], row[3], row[4], files.pop(row[0], [])) for row in notes}
    return found | {judge_id: Noted(files=own) for judge_id, own in files.items()}


def attachment(round_id: int, entry_id: int, file_id: int) -> JudgeFile | None:
    """One photograph that was not taken away."""
    return db.session.scalar(
        select(JudgeFile).where(
            JudgeFile.id == file_id,
            JudgeFile.round_id == round_id,
            JudgeFile.entry_id == entry_id,
            JudgeFile.removed_at.is_(None),
        )
    )
