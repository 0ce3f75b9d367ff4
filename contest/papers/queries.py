"""What the download desk shows: who last took which paper."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from contest.foundation.database import db
from contest.foundation.ledger import LedgerEvent


@dataclass(frozen=True, slots=True)
class LastCopy:
    """The last copy that was made of a kind of paper."""

    at: datetime
    by: str


def last_copies(edition_id: int) -> dict[str, LastCopy]:
    """The last copy of each kind, by its key."""
    made = (LedgerEvent.edition_id == edition_id) & (LedgerEvent.kind == "export.made")
    latest = select(func.max(LedgerEvent.id)).where(made).group_by(LedgerEvent.subject)
    rows = db.session.execute(
        select(LedgerEvent.subject, LedgerEvent.at, LedgerEvent.actor_name).where(LedgerEvent.id.in_(latest))
    )
    return {subject: LastCopy(at, by) for subject, at, by in rows}
