"""The history of one entry, from the audit's lines."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from contest.entries.rules.history import Change, deed_words, readable
from contest.foundation.audit import AuditLine
from contest.foundation.database import db


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One deed: when, who, what, and the values that changed."""

    at: datetime
    who: str
    deed: str
    changes: tuple[Change, ...]


def history(edition_id: int, entry_id: int, most: int = 100) -> list[HistoryLine]:
    """What was done with the entry, the latest first."""
    rows = db.session.execute(
        select(AuditLine.at, AuditLine.actor_name, AuditLine.deed, AuditLine.changes)
        .where(AuditLine.subject == f"entry:{entry_id}", AuditLine.edition_id == edition_id)
        .order_by(AuditLine.id.desc())
        .limit(most)
    )
    return [HistoryLine(at, who, deed_words(deed), readable(changes)) for at, who, deed, changes in rows]
