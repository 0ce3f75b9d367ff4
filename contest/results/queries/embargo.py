"""What is kept back until the ceremony, what has been called out of it, and what the public reads of it meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from contest.editions.queries import edition_by_id
from contest.editions.rules import Regulation
from contest.foundation.database import ask
from contest.people.models import Person
from contest.prizes.queries import HAS_UNIT_NAMES, with_names
from contest.results.models import Embargo, Publication, Reveal, Seal
from contest.results.queries.public import PublicTier, of_entries, of_units, tiers_of
from contest.results.queries.revocations import award_of, revoked_awards
from contest.results.queries.seals import sealed_awards
from contest.results.queries.standing import StandingSeal, standing_seal
from contest.results.rules import Held, reference, why_not_publish


@dataclass(frozen=True, slots=True)
class EmbargoCard:
    """An embargo: who keeps the result back since when, until which moment, whether calling out has begun.

    revealed: how many awards were called out. ended_how: "" while it stands.
    """

    id: int
    held_at: datetime
    held_by: str
    opens_at: datetime | None
    begun_at: datetime | None
    begun_by: str
    ended_at: datetime | None
    ended_by: str
    ended_how: str
    end_reason: str
    revealed: int

    @property
    def held(self) -> Held:
        """What the rules look at."""
        return Held(self.begun_at is not None, self.revealed)


_holder, _beginner, _ender = aliased(Person), aliased(Person), aliased(Person)
_CARDS = (
    select(
        Embargo.id,
        Embargo.held_at,
        func.coalesce(_holder.name, ""),
        Embargo.opens_at,
        Embargo.begun_at,
        func.coalesce(_beginner.name, ""),
        Embargo.ended_at,
        func.coalesce(_ender.name, ""),
        Embargo.ended_how,
        Embargo.end_reason,
        select(func.count(Reveal.id)).where(Reveal.embargo_id == Embargo.id).scalar_subquery(),
    )
    .outerjoin(_holder, _holder.id == Embargo.held_by_id)
    .outerjoin(_beginner, _beginner.id == Embargo.begun_by_id)
    .outerjoin(_ender, _ender.id == Embargo.ended_by_id)
    .where(Embargo.edition_id == bindparam("edition_id"))
    .order_by(Embargo.number.desc())
)


def embargoes(edition_id: int) -> list[EmbargoCard]:
    """Every embargo of the edition, the newest first."""
    return [EmbargoCard(*row) for row in ask(_CARDS, {"edition_id": edition_id})]


def standing_embargo(edition_id: int) -> EmbargoCard | None:
    """The embargo that stands; None when nothing is kept back."""
    return next((card for card in embargoes(edition_id) if card.ended_at is None), None)


_IS_HELD = select(Embargo.id).where(Embargo.edition_id == bindparam("edition_id"), Embargo.ended_at.is_(None))


def is_held(edition_id: int) -> bool:
    """Whether the result is kept back now."""
    return ask(_IS_HELD, {"edition_id": edition_id}).first() is not None


_REVEALED = (
    select(Reveal.reference, Reveal.revealed_at)
    .join(Embargo, Embargo.id == Reveal.embargo_id)
    .where(Embargo.edition_id == bindparam("edition_id"), Embargo.ended_at.is_(None))
)


def revealed(edition_id: int) -> dict[str, datetime]:
    """What was called out while the rest is kept back, by the award's reference: since when anybody may know it."""
    return {row[0]: row[1] for row in ask(_REVEALED, {"edition_id": edition_id})}


def is_out(edition_id: int, *, entry_id: int | None, unit: str, award_key: str, tier_key: str) -> bool:
    """Whether this award, and no other tier of it, was called out while others are kept back."""
    out, seal = revealed(edition_id), standing_seal(edition_id)
    if not out or seal is None:
        return False
    for award in (*seal.awards, *seal.unit_awards):
        whose = award.get("entry") == entry_id and award.get("unit", "") == ("" if entry_id else unit)
        if whose and award["award"] == award_key and (award.get("tier") or "") == tier_key:
            return reference(award) in out
    return False


def why_not_show(edition_id: int) -> tuple[StandingSeal | None, list[Any]]:
    """The newest seal, and what stands against showing any of it."""
    seal = standing_seal(edition_id)
    current = seal is not None and seal.is_current
    return seal, why_not_publish(edition_by_id(edition_id).stage, sealed=seal is not None, current=current)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the public reads while the result is kept back. opens_at: when it is all shown, if that was set."""

    is_begun: bool
    opens_at: datetime | None
    tiers: tuple[PublicTier, ...]
    total: int


class _Standing(NamedTuple):
    embargo_id: int
    begun_at: datetime | None
    opens_at: datetime | None
    last: int | None
    seal_id: int | None
    digest: str | None
    has_names: bool


_newest = select(func.max(Seal.version)).where(Seal.edition_id == bindparam("edition_id")).scalar_subquery()
_STANDING = (
    select(
        Embargo.id,
        Embargo.begun_at,
        Embargo.opens_at,
        select(func.max(Reveal.id)).where(Reveal.embargo_id == Embargo.id).scalar_subquery(),
        Seal.id,
        Seal.digest,
        HAS_UNIT_NAMES,
    )
    .outerjoin(Seal, (Seal.edition_id == Embargo.edition_id) & (Seal.version == _newest))
    .where(Embargo.edition_id == bindparam("edition_id"), Embargo.ended_at.is_(None))
)


def kept_mark(edition_id: int) -> str:
    """What changes whenever the public reads something else of it, in one query; "" when nothing is kept back."""
    row = ask(_STANDING, {"edition_id": edition_id}).first()
    if row is None:
        return ""
    standing = _Standing(*row)
    return (
        f"{standing.embargo_id}-{standing.begun_at is not None}-{standing.opens_at}-{standing.last}-{standing.seal_id}"
    )


def kept_results(edition_id: int, regulation: Regulation) -> Kept | None:
    """What was called out so far, as the public may read it; None when nothing is kept back, or before a decision."""
    row = ask(_STANDING, {"edition_id": edition_id}).first()
    if row is None or edition_by_id(edition_id).stage not in ("decided", "published", "archived"):
        return None
    standing = _Standing(*row)
    if standing.last is None or standing.seal_id is None:
        return Kept(standing.begun_at is not None, standing.opens_at, (), 0)
    sealed, out = sealed_awards(standing.seal_id, standing.digest or ""), revealed(edition_id)
    gone = revoked_awards(edition_id)
    entries = [each for each in sealed.entries if reference(each) in out and award_of(each) not in gone]
    units = with_names(edition_id, _out(sealed.units, out), has_names=standing.has_names)
    rows = [*of_entries(entries, regulation), *of_units(units, regulation)]
    return Kept(standing.begun_at is not None, standing.opens_at, tiers_of(rows, regulation), len(rows))


def _out(awards: Sequence[Mapping[str, Any]], out: Mapping[str, datetime]) -> list[Mapping[str, Any]]:
    return [award for award in awards if reference(award) in out]


class KeptAward(NamedTuple):
    """An award as who opens it sees it: code and title or unit, and since when it is out."""

    reference: str
    entry_id: int | None
    code: str
    title: str
    revealed_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptTier:
    """The awards of one name, in calling order."""

    name: str
    awards: tuple[KeptAward, ...]

    @property
    def out(self) -> int:
        """How many are out."""
        return sum(award.revealed_at is not None for award in self.awards)


def kept_tiers(edition_id: int, seal: StandingSeal) -> list[KeptTier]:
    """All awards of the seal for who opens them, in calling order."""
    out, found = revealed(edition_id), dict[str, list[KeptAward]]()
    for award in (*seal.awards, *seal.unit_awards):
        known = reference(award)
        title = award["title"] if "title" in award else award["named"]
        kept = KeptAward(known, award.get("entry"), award.get("code", ""), title, out.get(known))
        found.setdefault(award["name"], []).append(kept)
    return [KeptTier(name, tuple(own)) for name, own in found.items()]


def is_public(edition_id: int) -> bool:
    """Whether a whole result is shown to the public now."""
    standing = select(Publication.id).where(Publication.edition_id == edition_id, Publication.retracted_at.is_(None))
    return ask(standing.limit(1)).first() is not None


def held_and_public(edition_id: int) -> tuple[bool, bool]:
    """Whether the result is kept back now, and whether a whole result is shown, in one query."""
    public = select(Publication.id).where(Publication.edition_id == edition_id, Publication.retracted_at.is_(None))
    held, shown = ask(select(_IS_HELD.exists(), public.exists()), {"edition_id": edition_id}).one()
    return bool(held), bool(shown)
