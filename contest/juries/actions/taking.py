"""Assignments are taken away, never deleted: when and why stays with the row."""

from sqlalchemy import select

from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.jobs import later
from contest.juries.models import Assignment, JudgingRound


def take_away(edition_id: int, judge_id: int, reason: str, entry_id: int | None = None) -> int:
    """Take one entry (or all) from a judge in every round that is not closed; returns how many assignments ended."""
    standing = select(Assignment).join(JudgingRound, JudgingRound.id == Assignment.round_id)
    standing = standing.where(
        JudgingRound.edition_id == edition_id,
        JudgingRound.state != "closed",
        Assignment.judge_id == judge_id,
        Assignment.removed_at.is_(None),
    )
    if entry_id is not None:
        standing = standing.where(Assignment.entry_id == entry_id)
    rows = list(db.session.scalars(standing.execution_options(populate_existing=True)))
    for row in rows:
        row.removed_at, row.removed_reason = now(), reason
    db.session.flush()
    _see_what_follows(edition_id, {row.round_id for row in rows})
    return len(rows)


def _see_what_follows(edition_id: int, round_ids: set[int]) -> None:
    """What has all its sheets now may disagree: scoring looks at it (by the name of its job, a later room)."""
    keys = select(JudgingRound.key).where(JudgingRound.id.in_(round_ids), JudgingRound.state == "open")
    for key in db.session.scalars(keys) if round_ids else ():
        later("scoring.cases", edition_id=edition_id, round_key=key)
