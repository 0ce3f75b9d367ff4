"""The newest sealed version as papers are made from it, and whether it still says what stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select

from contest.editions.queries import edition_by_id, regulation_text
from contest.foundation.audit import CHANGE, change_seen, settled, until_a_change
from contest.foundation.database import ask, asked_once
from contest.foundation.ledger import LedgerEvent
from contest.prizes.queries import HAS_UNIT_NAMES, latest_proposal, with_names
from contest.results.models import Seal
from contest.results.queries.content import brief_of
from contest.results.queries.seals import sealed_awards
from contest.results.rules import mark


@dataclass(frozen=True, slots=True)
class StandingSeal:
    """A sealed version with its awards; `is_current` says whether the result is still the sealed one.

    unit_awards: each with `named` beside it, how the unit is printed today.
    """

    id: int
    version: int
    digest: str
    faults: Sequence[str]
    is_current: bool
    awards: Sequence[Mapping[str, Any]]
    unit_awards: Sequence[Mapping[str, Any]]


# With the numbers by which it is known whether anything happened since it was last looked up.
_NEWEST = (
    select(
        Seal.id,
        Seal.version,
        Seal.digest,
        Seal.mark,
        Seal.faults,
        select(func.max(LedgerEvent.id)).scalar_subquery(),
        HAS_UNIT_NAMES,
        *CHANGE,
    )
    .where(Seal.edition_id == bindparam("edition_id"))
    .order_by(Seal.version.desc())
    .limit(1)
)


def standing_seal(edition_id: int) -> StandingSeal | None:
    """The newest sealed version; None while there is none. Asked once for all lists that one page is made of."""
    return asked_once(("standing seal", edition_id), lambda: _standing(edition_id))


def _standing(edition_id: int) -> StandingSeal | None:
    row = ask(_NEWEST, {"edition_id": edition_id} | settled()).one_or_none()
    if row is None:
        return None
    key, version, digest, sealed_mark, faults, event, has_names, number, is_settled = row
    change_seen(number, is_settled)
    # What stands lies in audited tables but for rankings and proposals, which leave an event in the ledger.
    standing = until_a_change(("what stands", edition_id), lambda: _mark(edition_id), beside=event)
    awards = sealed_awards(key, digest)
    units = with_names(edition_id, awards.units, has_names=has_names)
    return StandingSeal(key, version, digest, faults, sealed_mark == standing, awards.entries, units)


def _mark(edition_id: int) -> str:
    return mark(brief_of(edition_by_id(edition_id), regulation_text(edition_id), latest_proposal(edition_id)))
