"""The newest sealed version as papers are made from it, and whether it still says what stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_text
from contest.foundation.database import ask
from contest.prizes.queries import latest_proposal
from contest.results.models import Seal
from contest.results.queries.content import brief_of
from contest.results.queries.seals import sealed_awards
from contest.results.rules import mark


@dataclass(frozen=True, slots=True)
class StandingSeal:
    """A sealed version with its awards; `is_current` says whether the result is still the sealed one."""

    id: int
    version: int
    digest: str
    faults: Sequence[str]
    is_current: bool
    awards: Sequence[Mapping[str, Any]]
    unit_awards: Sequence[Mapping[str, Any]]


def standing_seal(edition_id: int) -> StandingSeal | None:
    """The newest sealed version; None while there is none."""
    newest = select(Seal.id, Seal.version, Seal.digest, Seal.mark, Seal.faults).where(Seal.edition_id == edition_id)
    row = ask(newest.order_by(Seal.version.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    brief = brief_of(edition_by_id(edition_id), regulation_text(edition_id), latest_proposal(edition_id))
    awards = sealed_awards(row.id, row.digest)
    return StandingSeal(
        row.id, row.version, row.digest, row.faults, row.mark == mark(brief), awards.entries, awards.units
    )
