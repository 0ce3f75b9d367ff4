"""Writing a dossier before it is handed in: what is typed is kept word for word, faults included."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.entries.actions.writing import entry_of, fill, note_step
from contest.entries.models import Entry, EntryDraft
from contest.entries.queries.deadlines import allowed_until_of
from contest.entries.queries.held import held
from contest.entries.rules import PARTS, Standing, content_of, read_content, why_not_edit
from contest.entries.rules.merging import merge
from contest.foundation.access import Actor, Permission, Role
from contest.foundation.action import action
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.people.actions import become_entrant
from contest.people.queries import UnitCard, unit_of

# What lists show of a draft while it is being written.
_MIRRORED = ("title", "short_title", "field_key", "division_key", "entrant_type", "unit")
_LARGEST_DRAFT = 600_000


@dataclass(frozen=True, slots=True)
class Saved:
    """A save that was kept: the versions of the parts, and when."""

    versions: dict[str, int]
    at: datetime
    # The parts as they are now: with what others changed meanwhile.
    content: dict[str, Any]


@action(Permission.ENTRY_START)
def start_entry(actor: Actor, edition_id: int, start_key: str = "") -> int:
    """Somebody begins a dossier; the same press twice begins one. Returns its id."""
    edition = edition_by_id(edition_id)
    if start_key:
        known = select(Entry.id).where(Entry.edition_id == edition_id, Entry.submission_key == start_key)
        found = db.session.scalar(known.where(Entry.owner_id == actor.id))
        if found is not None:
            return found
    if edition.stage != "open":
        raise refuse_with("edition_not_taking")
    return begin(actor, edition_id, start_key).id


def begin(actor: Actor, edition_id: int, start_key: str) -> Entry:
    """A new draft of the actor's, inside the caller's deed."""
    become_entrant(actor, edition_id)
    entry = Entry(
        edition_id=edition_id,
        status="draft",
        owner_id=actor.id,
        submission_key=start_key or None,
        created_at=now(),
        updated_at=now(),
    )
    card = unit_of(actor.id, edition_id) if is_unit(actor, edition_id) else None
    if card is not None:
        entry.source, entry.unit_id = "unit", card.id
    db.session.add(entry)
    db.session.flush()
    if card is not None:
        _begin_with(entry.id, card)
    note_step(entry, "draft", actor)
    return entry


def _begin_with(entry_id: int, card: UnitCard) -> None:
    """The form of a unit's account opens with what the directory says of the unit."""
    known = {"unit": card.label, "locality": card.place, "phone": card.phone, "email": card.email}
    db.session.add(EntryDraft(entry_id=entry_id, content={"solution": known}, versions={}, saved_at=now()))


@action(Permission.ENTRY_OWN)
def save_draft(
    actor: Actor,
    edition_id: int,
    entry_id: int,
    values: Mapping[str, Any],
    version: int | None = None,
    bases: Mapping[str, Mapping[str, Any]] | None = None,
) -> Saved:
    """Keep what was typed in the parts of the form (`values`: by part). `version` is the one the form was opened with,
    `bases` what each part said then.

    A part that somebody else saved meanwhile is put together field by field. Raises Refusal where that cannot be:
    stale_version, and stale_field at each field both changed; nothing is overwritten then.
    """
    entry = entry_of(actor, edition_id, entry_id)
    regulation = regulation_of(edition_id)
    refuse(why_not_edit(standing_of(entry), regulation, edition_by_id(edition_id).stage, now(), today()))
    draft = _draft_of(entry, edition_id)
    content, versions = dict(draft.content), dict(draft.versions)
    for part, given in values.items():
        if part not in PARTS:
            raise refuse_with("choice_unknown", value=part)
        plain = _bounded(given)
        if content.get(part) == plain and versions.get(part, 0):
            continue  # saved already, by whomever: nothing could be lost
        if version is not None and versions.get(part, 0) != version:
            plain = _put_together((bases or {}).get(part), plain, content.get(part, {}))
        content[part] = plain
        versions[part] = versions.get(part, 0) + 1
    draft.content, draft.versions, draft.saved_at = content, versions, now()
    if entry.status == "draft":
        _mirror(entry, content, edition_id)
    return Saved(versions, draft.saved_at, content)


@action(Permission.ENTRY_OWN)
def drop_draft(actor: Actor, edition_id: int, entry_id: int) -> None:
    """Forget an amendment that was not handed in; the record stands as it was."""
    entry = entry_of(actor, edition_id, entry_id)
    draft = db.session.get(EntryDraft, entry_id)
    if draft is not None and entry.status != "draft":
        db.session.delete(draft)


def _draft_of(entry: Entry, edition_id: int) -> EntryDraft:
    """What is being typed; an amendment begins with what is on record."""
    draft = db.session.get(EntryDraft, entry.id, with_for_update=True)
    if draft is None:
        record = held(edition_id, [entry.id])[entry.id].facts
        content = content_of(record, regulation_of(edition_id)) if entry.status != "draft" else {}
        draft = EntryDraft(entry_id=entry.id, content=content, versions={}, saved_at=now())
        db.session.add(draft)
    return draft


def _put_together(base: Mapping[str, Any] | None, mine: dict[str, Any], saved: Mapping[str, Any]) -> dict[str, Any]:
    """What both saves make together. Raises Refusal with every field that both changed."""
    if base is None:
        raise refuse_with("stale_version")
    merged = merge(base, mine, saved)
    if merged.clashes:
        raise Refusal([Reason("stale_version"), *(Reason("stale_field", {}, name) for name in merged.clashes)])
    return merged.values


def _bounded(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as plain data. Raises Refusal when somebody sends a flood."""
    plain = dict(values)
    size = sum(len(str(value)) for value in plain.values())
    if size > _LARGEST_DRAFT:
        raise refuse_with("text_too_long", length=f"{size:,}".replace(",", "."), limit="600.000")
    return plain


def _mirror(entry: Entry, content: Mapping[str, Any], edition_id: int) -> None:
    facts = read_content(content, regulation_of(edition_id), today()).facts
    before = tuple(getattr(entry, name) for name in _MIRRORED)
    if before != tuple(getattr(facts, name) for name in _MIRRORED):
        fill(entry, facts)
        entry.updated_at = now()


def standing_of(entry: Entry) -> Standing:
    """Where the entry stands, for the rules."""
    return Standing(
        entry.status,
        entry.supplement_by,
        entry.source,
        entry.submitted_at,
        entry.sent_on,
        entry.received_at,
        entry.late_reason,
        allowed_until_of(entry.id),
    )


def is_unit(actor: Actor, edition_id: int) -> bool:
    """Whether the actor hands in for a unit."""
    return actor.has(Role.UNIT, edition_id)
