"""A unit registers its entries from one workbook: all of them or none, within its quota, never twice."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import ColumnElement, func, or_, select

from contest.editions.queries import regulation_of
from contest.entries.actions.importing import Terms, take_rows
from contest.entries.actions.outcomes import ImportOutcome
from contest.entries.actions.writing import entry_of, lock_edition
from contest.entries.models import Entry, EntryAuthor
from contest.entries.queries.deadlines import unit_allowed_until
from contest.entries.queries.held import held
from contest.entries.rules import ACTIVE, Standing, why_not_take
from contest.entries.rules.matching import Doubtful, OnRecord, people_of
from contest.entries.rules.register import Row
from contest.entries.rules.registering import OwnUnit, own_records
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse_with
from contest.foundation.vietnamese import fold
from contest.people.actions import enter_as, make_claim_code
from contest.people.queries import Handout, UnitCard, unit_of

_NO_CHOICES: Mapping[int, Doubtful] = MappingProxyType({})


@action(Permission.ENTRY_REGISTER)
def register_entries(
    actor: Actor,
    edition_id: int,
    rows: Iterable[Row],
    dry_run: bool = False,
    doubtful: Doubtful = "skip",
    choices: Mapping[int, Doubtful] = _NO_CHOICES,
    faults: Sequence[Reason] = (),
) -> ImportOutcome:
    """Take in the register of the actor's unit, all or nothing, until the deadline.

    Rows that are the unit's already are brought up to date where the row differs. Raises Refusal with every fault
    of every row at its cell, what the sheet's reader found (`faults`) and rows beyond the quota included.
    """
    edition = lock_edition(edition_id)
    card = unit_of(actor.id, edition_id)
    if card is None:
        raise refuse_with("unit_not_given")
    regulation = regulation_of(edition_id)
    terms = Terms(
        records=_own_records(edition_id, card.id),
        status="submitted",
        source="unit",
        step="submitted",
        owner_id=actor.id,
        unit=own_unit(card),
        quota=regulation.entrants.quota.per_unit,
        count=entries_of_unit(edition_id, card.id, fold(card.label)[:300]),
    )
    own_time = Standing("draft", allowed_until=unit_allowed_until(edition_id, card.id, fold(card.label)[:300]))
    reasons = [*why_not_take(regulation, own_time, edition.stage, now()), *faults]
    return take_rows(actor, edition_id, rows, terms, reasons, dry_run, doubtful, choices)


def own_unit(card: UnitCard) -> OwnUnit:
    """The unit as the rules see it."""
    return OwnUnit(card.id, card.name, card.label, card.place, card.phone, card.kind == "school")


def of_unit(unit_id: int | None, unit_key: str) -> ColumnElement[bool]:
    """Entries of a unit: by the directory where it is known, else (and for older ones) by the folded name."""
    if unit_id is None:
        return Entry.unit_key == unit_key
    return or_(Entry.unit_id == unit_id, (Entry.unit_id.is_(None)) & (Entry.unit_key == unit_key))


def entries_of_unit(edition_id: int, unit_id: int | None, unit_key: str, but: int | None = None) -> int:
    """How many entries count towards the unit's quota, one left out if it is named."""
    counted = select(func.count()).where(
        Entry.edition_id == edition_id, Entry.status.in_(ACTIVE), of_unit(unit_id, unit_key)
    )
    return db.session.scalar(counted.where(Entry.id != but) if but is not None else counted) or 0


def _own_records(edition_id: int, unit_id: int) -> list[OnRecord]:
    """The unit's entries that ever got a code; others' are none of its business."""
    ids = db.session.scalars(
        select(Entry.id).where(Entry.edition_id == edition_id, Entry.unit_id == unit_id, Entry.code.is_not(None))
    ).all()
    records = [
        (
            OnRecord(one.id, one.code, one.standing.status, one.facts.title, one.facts.unit, "", people_of(one.facts)),
            one.facts,
        )
        for one in held(edition_id, ids).values()
    ]
    return own_records(records)


@action(Permission.CODE_HAND_OUT)
def hand_out_to_author(actor: Actor, edition_id: int, entry_id: int, position: int, phone: str) -> Handout:
    """A code on paper with which an author takes over an account that is linked to the entry.

    Raises Refusal: entry_not_visible, author_unknown, author_has_account, and what codes and roles say.
    """
    entry = entry_of(actor, edition_id, entry_id)
    author = db.session.scalar(
        select(EntryAuthor).where(EntryAuthor.entry_id == entry.id, EntryAuthor.position == position)
    )
    if author is None:
        raise refuse_with("author_unknown", "author")
    if author.person_id is not None:
        raise refuse_with("author_has_account", "author", name=author.name)
    paper = make_claim_code(actor, edition_id, author.name, phone, author.unit)
    author.person_id = paper.person_id
    enter_as(actor, edition_id, paper.person_id)
    return paper
