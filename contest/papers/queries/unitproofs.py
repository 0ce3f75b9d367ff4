"""Proofs of the certificates of units: what a unit reads, what it said, whom to write to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, bindparam, or_, select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.foundation.clock import today
from contest.foundation.database import ask
from contest.foundation.mail import Recipient, link
from contest.foundation.refusal import Refusal
from contest.foundation.tokens import opened_token, signed
from contest.papers.models import UnitProof
from contest.papers.queries.certificates import Design, design_of
from contest.papers.queries.winners import winners
from contest.papers.rules.certificates import kind_named, texts
from contest.papers.rules.proofs import Answer, Shown, State, digest, state_of, told
from contest.people.models import RoleGrant, Unit
from contest.people.queries import meant_units, unit_accounts, unit_of
from contest.people.rules.units import keys_of
from contest.prizes.queries import unit_names

_LINK = "papers.unit_proof"
_LINK_LIVES = timedelta(days=180)


class Proof(NamedTuple):
    """What a unit was asked and said."""

    id: int
    edition_id: int
    unit: str
    kinds: Sequence[str]
    asked_at: datetime
    times: int
    due_on: date
    answered_at: datetime | None
    answered_as: str
    answered_by: str
    is_right: bool | None
    seen: str
    wanted: str
    why: str
    answer: str
    settled_at: datetime | None
    printed_as: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a name was asked for that the office has not answered."""
        return bool(self.wanted) and self.settled_at is None

    @property
    def name(self) -> str:
        """The name as it would be printed."""
        return self.printed_as or self.unit


_COLUMNS = [getattr(UnitProof, name) for name in Proof._fields if name != "printed_as"]


def unit_proofs(edition_id: int) -> list[Proof]:
    """Every unit that was asked, by name."""
    rows = ask(select(*_COLUMNS).where(UnitProof.edition_id == edition_id).order_by(UnitProof.unit))
    names = unit_names(edition_id)
    return [Proof(*row)._replace(printed_as=names.get(row.unit, "")) for row in rows]


def unit_proof(edition_id: int, proof_id: int) -> Proof | None:
    """One of them; None where there is none."""
    return next((each for each in unit_proofs(edition_id) if each.id == proof_id), None)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's proof as it stands today: what would be printed, its digest, where it stands."""

    proof: Proof
    shown: Sequence[Shown]
    seen: str
    state: State


def unit_line(proof: Proof, regulation: Regulation, title: str) -> UnitLine:
    """What would be printed today for a unit, and whether that is what it confirmed.

    The award is no part of it: it may still be a secret.
    """
    kinds = [kind for key in proof.kinds if (kind := kind_named(regulation, key)) is not None]
    shown = [
        Shown(kind.key, kind.name, None, texts(regulation, title, "", "", (), proof.name, kind_key=kind.key))
        for kind in kinds
    ]
    seen = digest(told(shown))
    answer = Answer(proof.due_on, proof.answered_at, proof.is_right, proof.seen)
    return UnitLine(proof, shown, seen, state_of(answer, seen, int(proof.is_open), today()))


def unit_lines(edition_id: int) -> list[UnitLine]:
    """Every unit that was asked, with where it stands."""
    asked = unit_proofs(edition_id)
    if not asked:
        return []
    regulation, title = regulation_of(edition_id), edition_by_id(edition_id).title
    return [unit_line(proof, regulation, title) for proof in asked]


def designs_of(proof: Proof) -> dict[str, Design]:
    """How its kinds look."""
    regulation = regulation_of(proof.edition_id)
    return {key: design_of(proof.edition_id, regulation, key) for key in proof.kinds}


def unit_token(proof: Proof) -> str:
    """The secret of the link to a unit's proof; asked anew, the old link is dead."""
    return signed(_LINK, [proof.id, proof.times], _LINK_LIVES)


def linked_unit(token: str) -> Proof | None:
    """The proof a link leads to; None for one that is forged or dead."""
    content = opened_token(_LINK, token)
    row = ask(select(*_COLUMNS).where(UnitProof.id == content[0])).one_or_none() if content else None
    if row is None or content is None or row.times != content[1]:
        return None
    return Proof(*row)._replace(printed_as=unit_names(row.edition_id).get(row.unit, ""))


def unit_link(proof: Proof) -> str:
    """The link to a unit's proof; empty where links lead nowhere."""
    try:
        return link("papers.unit_proof_answer", token=unit_token(proof))
    except Refusal:
        return ""


def recipients_of_unit(edition_id: int, name: str) -> list[Recipient]:
    """Whom to write to about an award of a unit: its accounts in this edition, else its address in the directory.

    Nobody where two units of the directory have the name.
    """
    meant = meant_units(name)
    if len(meant) != 1:
        return []
    accounts = unit_accounts(edition_id, meant[0].id)
    found = [Recipient(one.name, one.email or "", one.phone or "", one.person_id) for one in accounts]
    found = [each for each in found if each.email or each.phone]
    own = Recipient(meant[0].contact or meant[0].name, meant[0].email, meant[0].phone)
    return found or ([own] if own.email or own.phone else [])


class Written(NamedTuple):
    """Where a winner's dossier spells a unit as its award does: of the entry (author_id None) or of an author."""

    entry_id: int
    author_id: int | None


def written_as(edition_id: int, names: Collection[str]) -> list[Written]:
    """Every place in the dossiers of winners where the unit stands by exactly one of these names."""
    given = winners(edition_id)
    entries = {each.entry.id: each.entry for each in given.entries}
    found = [Written(key, None) for key, entry in entries.items() if entry.unit in names]
    for key in entries:
        own = given.authors.get(key, {})
        found += [Written(key, author) for author, facts in own.items() if facts.unit in names]
    return found


def own_unit_proof(edition_id: int, person_id: int | None) -> Proof | None:
    """The proof of the unit somebody registers entries for; None without one, and where two units have the name."""
    own = unit_of(person_id, edition_id)
    if own is None:
        return None
    found = [each for each in unit_proofs(edition_id) if own.id in {one.id for one in meant_units(each.unit)}]
    return found[0] if len(found) == 1 and len(meant_units(found[0].unit)) == 1 else None


_WAITS = (
    select(UnitProof.unit, Unit.match_key)
    .join(RoleGrant, RoleGrant.edition_id == UnitProof.edition_id)
    .join(Unit, Unit.id == RoleGrant.unit_id)
    .where(
        UnitProof.edition_id == bindparam("edition_id"),
        RoleGrant.person_id == bindparam("person_id"),
        or_(UnitProof.answered_at.is_(None), and_(UnitProof.is_right.is_(False), UnitProof.settled_at.is_not(None))),
    )
)


def unit_proof_waits(edition_id: int, person_id: int | None) -> bool:
    """Whether the unit somebody registers entries for has not confirmed its name, or not since it was settled."""
    rows = ask(_WAITS, {"edition_id": edition_id, "person_id": person_id})
    return any(row.match_key in keys_of(row.unit) for row in rows)
