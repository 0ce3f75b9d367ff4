"""Handing in, handing in again, withdrawing."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.actions.drafts import is_unit, standing_of
from contest.entries.actions.items import answer_all
from contest.entries.actions.registering import entries_of_unit
from contest.entries.actions.telling import write_to_entrant
from contest.entries.actions.writing import (
    CodeGiver,
    Locked,
    entry_of,
    fill,
    lock_edition,
    note_step,
    set_authors,
    units_of,
)
from contest.entries.models import Entry, EntryDraft
from contest.entries.queries.held import held
from contest.entries.rules import (
    ACTIVE,
    Entrant,
    EntryFacts,
    Reading,
    content_digest,
    read_content,
    why_not_submit,
    why_not_withdraw,
)
from contest.entries.rules.receipt import digest_groups
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import local, now, today
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.vietnamese import fold
from contest.foundation.vietnamese import moment as said_moment
from contest.people.queries import is_confirmed, known_units, people_cards


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the entrant gets: the code, when, and the digest of what was handed in."""

    entry_id: int
    code: str
    at: datetime
    digest: str


@action(Permission.ENTRY_OWN)
def submit_entry(actor: Actor, edition_id: int, entry_id: int, submission_key: str, base: str = "") -> Receipt:
    """Hand in the dossier, or an amendment of it, all or nothing; the same press twice finds the first one's receipt.

    `base` is the digest of the record the amendment was looked at beside.
    Raises Refusal with everything that is missing or wrong, the deadline included; what was typed stays.
    """
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    if submission_key and entry.submission_key == submission_key and entry.code:
        return Receipt(entry.id, entry.code, entry.amended_at or entry.submitted_at or now(), entry.receipt_digest)
    regulation = regulation_of(edition_id)
    record = held(edition_id, [entry_id])[entry_id].facts
    if base and entry.status != "draft" and base != content_digest(record):
        raise refuse_with("record_changed")
    draft = db.session.get(EntryDraft, entry.id)
    reading = _reading(entry, draft, record, regulation)
    entrant = _entrant(actor, edition_id, entry, reading.facts, regulation)
    standing = standing_of(entry)
    refuse(why_not_submit(standing, reading.facts, reading.faults, entrant, regulation, edition.stage, now(), today()))
    # Written at once in the end, not anew before every question in between.
    with db.session.no_autoflush:
        _take_in(actor, entry, reading.facts, submission_key, edition, regulation)
        if draft is not None:
            db.session.delete(draft)
    assert entry.code is not None
    return Receipt(entry.id, entry.code, entry.updated_at, entry.receipt_digest)


def _reading(entry: Entry, draft: EntryDraft | None, record: EntryFacts, regulation: Regulation) -> Reading:
    if draft is None:
        if entry.status == "draft":
            return read_content({}, regulation, today())
        return Reading(record, ())
    reading = read_content(draft.content, regulation, today())
    return Reading(replace(reading.facts, files=record.files), reading.faults)


def _entrant(actor: Actor, edition_id: int, entry: Entry, facts: EntryFacts, regulation: Regulation) -> Entrant:
    quota = regulation.entrants.quota
    counted = select(func.count()).where(Entry.edition_id == edition_id, Entry.id != entry.id, Entry.status.in_(ACTIVE))
    of_person = of_unit = 0
    if quota.per_person is not None:
        of_person = db.session.scalar(counted.where(Entry.owner_id == entry.owner_id)) or 0
    if quota.per_unit is not None:
        own = (facts.unit, facts.locality)
        unit_id = entry.unit_id if entry.source == "unit" else known_units([own]).get(own)
        of_unit = entries_of_unit(edition_id, unit_id, fold(facts.unit)[:300], but=entry.id)
    confirmed = actor.id is not None and is_confirmed(actor.id)
    return Entrant(confirmed, is_unit(actor, edition_id), of_person, of_unit)


def _take_in(actor: Actor, entry: Entry, facts: EntryFacts, key: str, edition: Locked, regulation: Regulation) -> None:
    again = entry.status != "draft"
    moment = now()
    if entry.code is None:
        entry.code = CodeGiver(entry.edition_id, regulation.entry_code).take(facts.field_key)
        entry.submitted_at = moment
    if again:
        entry.amended_at = moment
    units = units_of([facts])
    fill(entry, facts, units)
    if entry.status == "needs_supplement":
        answer_all(entry, actor, "Đã nộp bản sửa của hồ sơ")
    entry.status, entry.submission_key, entry.updated_at = "submitted", key or None, moment
    entry.status_reason, entry.supplement_by = "", None
    entry.receipt_digest = content_digest(facts)
    set_authors(entry, facts.authors, _people(entry), actor, units=units)
    note_step(entry, "amended" if again else "submitted", actor, at=moment)
    told = {"thời điểm": said_moment(local(moment)), "dấu vân tay": digest_groups(entry.receipt_digest)}
    write_to_entrant(entry, edition.title, "entry.amended" if again else "entry.submitted", told)


def _people(entry: Entry) -> dict[str, int]:
    """The account that hands in is linked to the author of the same name."""
    if entry.owner_id is None:
        return {}
    card = people_cards([entry.owner_id]).get(entry.owner_id)
    return {fold(card.name): entry.owner_id} if card else {}


@action(Permission.ENTRY_OWN)
def withdraw_entry(actor: Actor, edition_id: int, entry_id: int, reason: str = "") -> None:
    """Take the entry out of the contest, with the reason; a draft is simply put away."""
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    office = actor.may(Permission.ENTRY_MANAGE, edition_id)
    reason = whole(reason, 2000, "reason")
    regulation = regulation_of(edition_id)
    refuse(why_not_withdraw(standing_of(entry), reason, regulation, edition.stage, now(), office))
    was_draft = entry.status == "draft"
    entry.status, entry.withdrawn_at, entry.withdrawn_reason = "withdrawn", now(), reason
    entry.updated_at = now()
    note_step(entry, "withdrawn", actor, reason)
    if not was_draft and entry.code:
        write_to_entrant(entry, edition.title, "entry.withdrawn", {"lý do": reason})
