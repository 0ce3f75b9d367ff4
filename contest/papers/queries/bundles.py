"""What the download desk shows: who last took which paper, and the bundles of dossiers that were ordered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.jobs import JobState, state_of
from contest.foundation.ledger import LedgerEvent
from contest.foundation.settings import settings
from contest.juries.models import JudgingRound, RoundEntry
from contest.papers.models import Bundle
from contest.papers.rules import SHOWN_FOR

JOB = "papers.bundle"


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


@dataclass(frozen=True, slots=True)
class BundleCard:
    """An order as it stands; `ending` is empty until the file is there."""

    id: int
    edition_id: int
    round_key: str
    council_id: int | None
    kind: str
    with_films: bool
    key: str
    asked_by: str
    asked_at: datetime
    entries: int
    ready_at: datetime | None
    ending: str
    size: int
    sha256: str
    left_out: tuple[str, ...]
    removed_at: datetime | None

    @property
    def is_there(self) -> bool:
        """Whether the file can be fetched."""
        return self.ready_at is not None and self.removed_at is None


_CARD = (
    Bundle.id,
    Bundle.edition_id,
    Bundle.round_key,
    Bundle.council_id,
    Bundle.kind,
    Bundle.with_films,
    Bundle.key,
    Bundle.asked_by,
    Bundle.asked_at,
    Bundle.entries,
    Bundle.ready_at,
    Bundle.ending,
    Bundle.size,
    Bundle.sha256,
    Bundle.left_out,
    Bundle.removed_at,
)


def _card(row: Any) -> BundleCard:
    values = dict(zip((column.key for column in _CARD), row, strict=True))
    return BundleCard(**values | {"left_out": tuple(values["left_out"])})


def bundles(edition_id: int, most: int = 20) -> list[BundleCard]:
    """The newest orders of an edition whose files are there or coming, the newest first."""
    rows = db.session.execute(
        select(*_CARD)
        .where(Bundle.edition_id == edition_id, Bundle.removed_at.is_(None))
        .order_by(Bundle.id.desc())
        .limit(most)
    )
    return [_card(row) for row in rows]


def bundle_card(bundle_id: int, edition_id: int | None = None) -> BundleCard | None:
    """One order."""
    which = [Bundle.id == bundle_id] + ([] if edition_id is None else [Bundle.edition_id == edition_id])
    row = db.session.execute(select(*_CARD).where(*which)).one_or_none()
    return _card(row) if row else None


def progress_of(cards: Collection[BundleCard]) -> dict[int, JobState]:
    """How far those are whose files are not there yet."""
    found = {card.id: state_of(job_key(card.key)) for card in cards if card.ready_at is None}
    return {bundle_id: state for bundle_id, state in found.items() if state is not None}


def overtaken(edition_id: int, cards: Collection[BundleCard]) -> set[int]:
    """The orders that hold a dossier nobody is to judge any more, since it was withdrawn, rejected or halted later."""
    if not cards:
        return set()
    rows = db.session.execute(
        select(JudgingRound.key, RoundEntry.council_id, Entry.updated_at)
        .join(RoundEntry, RoundEntry.round_id == JudgingRound.id)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(
            JudgingRound.edition_id == edition_id,
            Entry.status.in_(OUT),
            Entry.updated_at >= min(card.asked_at for card in cards),
        )
    ).all()
    return {
        card.id
        for card in cards
        for round_key, council_id, changed_at in rows
        if (round_key, changed_at >= card.asked_at) == (card.round_key, True) and card.council_id in (None, council_id)
    }


def bundled(edition_id: int, card: BundleCard) -> set[int]:
    """The entries a bundle is of, as its round stands now."""
    rows = db.session.execute(
        select(RoundEntry.entry_id, RoundEntry.council_id)
        .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
        .where(JudgingRound.edition_id == edition_id, JudgingRound.key == card.round_key)
    )
    return {entry_id for entry_id, council_id in rows if card.council_id in (None, council_id)}


def overdue() -> list[BundleCard]:
    """Orders whose files are to be removed now."""
    rows = db.session.execute(
        select(*_CARD).where(Bundle.removed_at.is_(None), Bundle.asked_at < now() - SHOWN_FOR).order_by(Bundle.id)
    )
    return [_card(row) for row in rows]


def job_key(key: str) -> str:
    """The unique key of an order's job."""
    return f"{JOB}:{key}"


def bundle_folder() -> Path:
    """Where the files lie: outside the store, so that no backup carries a second copy of every dossier."""
    folder = settings().instance / "bundles"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def bundle_path(card: BundleCard) -> Path:
    """The file of an order."""
    return bundle_folder() / f"{card.key}.{card.ending}"
