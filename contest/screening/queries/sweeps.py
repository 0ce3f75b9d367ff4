"""Sweeps of the radar, and the lists of old titles it looks through."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from contest.editions.models import Edition
from contest.entries.models import Entry, EntryFile
from contest.foundation.database import db
from contest.foundation.jobs import JobState, state_of
from contest.screening.models import RadarOldTitle, RadarRun

# Stages in which entries come in or are looked at.
_WATCHED = ("open", "closed", "screening")


@dataclass(frozen=True, slots=True)
class RunCard:
    """The last sweep: when it was asked for and done, how much it compared; `state` of its job while it is not done."""

    asked_at: datetime
    done_at: datetime | None
    works: int
    pairs: int
    seconds: int
    state: JobState | None


def last_run(edition_id: int) -> RunCard | None:
    """The latest sweep of an edition; None when there was none."""
    run = db.session.scalar(
        select(RadarRun).where(RadarRun.edition_id == edition_id).order_by(RadarRun.id.desc()).limit(1)
    )
    if run is None:
        return None
    state = None if run.done_at else state_of(run_key(run.id))
    return RunCard(run.asked_at, run.done_at, run.works, run.pairs, run.seconds, state)


def run_key(run_id: int) -> str:
    """The unique key of the job of a sweep."""
    return f"screening.radar@{run_id}"


def old_title_years() -> list[tuple[str, int]]:
    """The years of the lists of old titles, with how many titles each has."""
    rows = db.session.execute(
        select(RadarOldTitle.year, func.count()).group_by(RadarOldTitle.year).order_by(RadarOldTitle.year.desc())
    )
    return [(year, count) for year, count in rows]


@dataclass(frozen=True, slots=True)
class OldList:
    """A list of old titles this edition's office brought: its random name, when, how many titles, of which years."""

    batch: str
    brought_at: datetime | None
    titles: int
    first_year: str
    last_year: str


def old_lists(edition_id: int) -> list[OldList]:
    """The lists this edition brought, the latest first."""
    of = RadarOldTitle
    rows = db.session.execute(
        select(of.batch, func.max(of.brought_at), func.count(), func.min(of.year), func.max(of.year))
        .where(of.edition_id == edition_id, of.batch != "")
        .group_by(of.batch)
        .order_by(func.max(of.brought_at).desc(), of.batch)
    )
    return [OldList(*row) for row in rows]


def editions_to_sweep() -> list[int]:
    """Editions whose entries changed since the last sweep was asked for, while they come in and are looked at."""
    swept = select(func.max(RadarRun.asked_at)).where(RadarRun.edition_id == Edition.id).scalar_subquery()
    touched = select(func.max(Entry.updated_at)).where(Entry.edition_id == Edition.id, Entry.status != "draft")
    filed = select(func.max(EntryFile.uploaded_at)).join(Entry).where(Entry.edition_id == Edition.id)
    changed = (touched.scalar_subquery() > swept) | (filed.scalar_subquery() > swept)
    never = swept.is_(None) & touched.scalar_subquery().is_not(None)
    return list(db.session.scalars(select(Edition.id).where(Edition.stage.in_(_WATCHED), changed | never)))
