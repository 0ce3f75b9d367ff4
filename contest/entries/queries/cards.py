"""What an entrant or the secretariat sees of one entry, and the list of one's own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, bindparam, exists, or_, select

from contest.entries.models import Entry, EntryAuthor, EntryDraft, EntryStep
from contest.entries.queries.deadlines import allowed_until
from contest.entries.queries.held import Moments, authors_in, files_in
from contest.entries.rules import EntryFacts, Standing
from contest.foundation.access import Actor, Permission, Role
from contest.foundation.database import ask
from contest.people.models import RoleGrant


def owned_by(actor: Actor) -> ColumnElement[bool]:
    """Entries the actor handed in, is linked to as an author, or that were registered for the actor's unit."""
    return _owned(actor.id, is_unit=_holds_a_unit(actor))


def _holds_a_unit(actor: Actor) -> bool:
    return any(role is Role.UNIT for role, _ in actor.roles)


def _owned(actor_id: int | BindParameter[int] | None, *, is_unit: bool) -> ColumnElement[bool]:
    linked = exists().where(EntryAuthor.entry_id == Entry.id, EntryAuthor.person_id == actor_id)
    linked = linked.correlate(Entry)
    if not is_unit:
        return or_(Entry.owner_id == actor_id, linked)
    # Whoever holds the unit's account now, not only who registered them then.
    held = exists().where(
        RoleGrant.person_id == actor_id,
        RoleGrant.role == str(Role.UNIT),
        RoleGrant.edition_id == Entry.edition_id,
        RoleGrant.unit_id == Entry.unit_id,
    )
    return or_(Entry.owner_id == actor_id, linked, (Entry.source == "unit") & held)


_IN_EDITION = (Entry.id == bindparam("entry_id")) & (Entry.edition_id == bindparam("edition_id"))
_ACTOR: BindParameter[int] = bindparam("actor_id", type_=Integer)
# The entry named, for whoever sees all, for its owner, for who may hold its unit's account: built once.
ONE_OF_ALL, ONE_OWN, ONE_OF_UNIT = (
    _IN_EDITION,
    _IN_EDITION & _owned(_ACTOR, is_unit=False),
    _IN_EDITION & _owned(_ACTOR, is_unit=True),
)


def choice_of(actor: Actor, *, sees_all: bool) -> int:
    """Which of these holds for the actor: its place in (ONE_OF_ALL, ONE_OWN, ONE_OF_UNIT)."""
    return 0 if sees_all else 2 if _holds_a_unit(actor) else 1


def visible_to(actor: Actor, edition_id: int) -> ColumnElement[bool]:
    """Entries of the edition the actor may see: all of them from the office, otherwise one's own."""
    here = Entry.edition_id == edition_id
    if actor.may(Permission.ENTRY_READ_ALL, edition_id):
        return here
    return here & owned_by(actor)


@dataclass(frozen=True, slots=True)
class MyEntry:
    """An own entry in a list."""

    id: int
    code: str
    title: str
    status: str
    supplement_by: date | None
    updated_at: datetime
    has_draft: bool
    allowed_until: datetime | None


def my_entries(actor: Actor, edition_id: int) -> list[MyEntry]:
    """The actor's own entries, the newest first."""
    rows = ask(
        select(
            Entry.id,
            Entry.code,
            Entry.title,
            Entry.status,
            Entry.supplement_by,
            Entry.updated_at,
            EntryDraft.entry_id.is_not(None),
            allowed_until(),
        )
        .outerjoin(EntryDraft, EntryDraft.entry_id == Entry.id)
        .where(Entry.edition_id == edition_id, owned_by(actor))
        .order_by(Entry.id.desc())
        .limit(500)
    )
    return [MyEntry(row[0], row[1] or "", *row[2:]) for row in rows]


@dataclass(frozen=True, slots=True)
class Step:
    """A moment of the timeline."""

    status: str
    at: datetime
    by_name: str
    note: str


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One entry, whole. `draft` is what is being typed (None: nothing beside the record)."""

    id: int
    code: str
    version: int
    owner_id: int | None
    standing: Standing
    moments: Moments
    facts: EntryFacts
    draft: dict[str, Any] | None
    draft_versions: dict[str, int]
    saved_at: datetime | None
    steps: tuple[Step, ...]
    receipt_digest: str
    status_reason: str
    late_reason: str
    withdrawn_reason: str
    paper_number: int | None

    @property
    def status(self) -> str:
        """The entry's own state."""
        return self.standing.status

    def version_of(self, part: str) -> int:
        """How often this part of the form has been saved."""
        return self.draft_versions.get(part, 0)


# Long, and asked on every page of a dossier: built once.
_CARD = select(
    Entry.__table__,
    allowed_until().label("allowed_until"),
    EntryDraft.content,
    EntryDraft.versions,
    EntryDraft.saved_at,
).outerjoin(EntryDraft, EntryDraft.entry_id == Entry.id)
_CARDS = tuple(_CARD.where(one) for one in (ONE_OF_ALL, ONE_OWN, ONE_OF_UNIT))
_STEPS = (
    select(EntryStep.status, EntryStep.at, EntryStep.by_name, EntryStep.note)
    .where(EntryStep.entry_id == bindparam("entry_id"))
    .order_by(EntryStep.id)
)


def entry_card(actor: Actor, edition_id: int, entry_id: int) -> EntryCard | None:
    """The entry if the actor may see it; None hides it."""
    choice = choice_of(actor, sees_all=actor.may(Permission.ENTRY_READ_ALL, edition_id))
    row = ask(_CARDS[choice], {"entry_id": entry_id, "edition_id": edition_id, "actor_id": actor.id}).one_or_none()
    if row is None:
        return None
    steps = ask(_STEPS, {"entry_id": entry_id}).all()
    return EntryCard(
        id=row.id,
        code=row.code or "",
        version=row.version,
        owner_id=row.owner_id,
        standing=_standing(row),
        moments=_moments(row),
        facts=_facts(row, entry_id),
        draft=row.content,
        draft_versions=row.versions or {},
        saved_at=row.saved_at,
        steps=tuple(Step(*step) for step in steps),
        receipt_digest=row.receipt_digest,
        status_reason=row.status_reason,
        late_reason=row.late_reason,
        withdrawn_reason=row.withdrawn_reason,
        paper_number=row.paper_number,
    )


def _standing(row: Any) -> Standing:
    return Standing(
        row.status,
        row.supplement_by,
        row.source,
        row.submitted_at,
        row.sent_on,
        row.received_at,
        row.late_reason,
        row.allowed_until,
        frozenset(row.parts_in or ()),
    )


def _moments(row: Any) -> Moments:
    return Moments(
        row.created_at,
        row.updated_at,
        row.submitted_at,
        row.amended_at,
        row.received_at,
        row.withdrawn_at,
        row.sent_on,
    )


def _facts(row: Any, entry_id: int) -> EntryFacts:
    return EntryFacts(
        title=row.title,
        short_title=row.short_title,
        summary=row.summary,
        field_key=row.field_key,
        division_key=row.division_key,
        entrant_type=row.entrant_type,
        unit=row.unit,
        locality=row.locality,
        phone=row.phone,
        email=row.email,
        mentor=row.mentor,
        facts=row.facts,
        answers=row.answers,
        authors=authors_in([entry_id]).get(entry_id, ()),
        files=files_in([entry_id]).get(entry_id, ()),
    )
