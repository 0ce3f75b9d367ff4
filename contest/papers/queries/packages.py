"""Closing packages that were ordered, how far they are, where their files lie."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from contest.foundation.clock import now
from contest.foundation.database import ask
from contest.foundation.jobs import JobState, state_of
from contest.papers.models import ClosingPackage
from contest.papers.queries.bundles import bundle_folder
from contest.papers.queries.winners import Winners, stated
from contest.papers.rules.packages import PACKAGE_KEPT_FOR
from contest.results.rules import may_name

JOB = "papers.package"


class PackageCard(NamedTuple):
    """A package as it stands."""

    id: int
    edition_id: int
    number: int
    key: str
    asked_by_id: int | None
    asked_by: str
    asked_at: datetime
    ready_at: datetime | None
    files: int
    missing: Sequence[str]
    why_not: Sequence[str]
    digest: str
    size: int
    removed_at: datetime | None

    @property
    def is_there(self) -> bool:
        """Whether the file can be fetched."""
        return self.ready_at is not None and self.removed_at is None and not self.why_not


_CARD = [getattr(ClosingPackage, name) for name in PackageCard._fields]


def packages(edition_id: int, most: int = 10) -> list[PackageCard]:
    """The newest packages that are there, coming, or were stopped."""
    rows = select(*_CARD).where(ClosingPackage.edition_id == edition_id, ClosingPackage.removed_at.is_(None))
    return [PackageCard(*row) for row in ask(rows.order_by(ClosingPackage.id.desc()).limit(most))]


def package_card(package_id: int, edition_id: int | None = None) -> PackageCard | None:
    """One package."""
    which = [ClosingPackage.id == package_id]
    which += [] if edition_id is None else [ClosingPackage.edition_id == edition_id]
    row = ask(select(*_CARD).where(*which)).one_or_none()
    return PackageCard(*row) if row else None


def packages_overdue() -> list[PackageCard]:
    """Packages whose files are to be removed now."""
    long_ago = ClosingPackage.asked_at < now() - PACKAGE_KEPT_FOR
    rows = select(*_CARD).where(ClosingPackage.removed_at.is_(None), long_ago)
    return [PackageCard(*row) for row in ask(rows.order_by(ClosingPackage.id))]


def package_progress(cards: Collection[PackageCard]) -> Mapping[int, JobState]:
    """How far those are that are not finished."""
    found = {card.id: state_of(package_job(card.key)) for card in cards if card.ready_at is None}
    return {key: state for key, state in found.items() if state is not None}


def package_job(key: str) -> str:
    """The unique key of a package's job."""
    return f"{JOB}:{key}"


def package_path(card: PackageCard) -> Path:
    """The file of a package: outside the store, so that no backup carries it."""
    return bundle_folder() / f"{card.key}.zip"


def winners_digest(given: Winners) -> str:
    """Of who won what, as it is printed today, and of who may be named: by it a package that is overtaken is known."""
    lines = [[line.key, line.said] for line in stated(given)]
    people = {person.id: person.facts for each in given.entries for person in each.people}
    named = sorted(key for key, facts in people.items() if may_name(facts, given.regulation))
    version = given.seal.version if given.seal else 0
    return hashlib.sha256(json.dumps([version, lines, named], ensure_ascii=False).encode()).hexdigest()
