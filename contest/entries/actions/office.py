"""What the secretariat does with dossiers: correct them with a reason, take them in on paper, confirm receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.entries.actions.custody import take_into_keeping
from contest.entries.actions.halting import obey_consents
from contest.entries.actions.items import answer_all
from contest.entries.actions.telling import write_to_entrant
from contest.entries.actions.writing import (
    CodeGiver,
    entry_of,
    fill,
    lock_edition,
    next_number,
    note_step,
    note_steps,
    set_authors,
)
from contest.entries.models import Entry
from contest.entries.queries.held import held
from contest.entries.queries.lists import id_of_code
from contest.entries.rules import (
    OFFICE_STAGES,
    EntryFacts,
    Standing,
    counted_day,
    last_paper_day,
    plausible_code,
    read_content,
    with_paper,
)
from contest.entries.rules.paper import MOST_MODELS, RECEIPT_SERIES, paper_parts
from contest.entries.rules.words import STATUS_WORDS
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.audit import update_rows
from contest.foundation.clock import LOCAL, now, today
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse
from contest.foundation.vietnamese import date as shown_day
from contest.foundation.vietnamese import nfc


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What is noted when a dossier comes by post or by hand."""

    code: str = ""
    sent_on: date | None = None
    received_on: date | None = None
    late_reason: str = ""
    # Keys of the dossier's parts that lay in it, and how many models came with it.
    parts: tuple[str, ...] = ()
    models: int = 0


@action(Permission.ENTRY_MANAGE)
def edit_entry(
    actor: Actor, edition_id: int, entry_id: int, content: Mapping[str, Any], reason: str, version: int
) -> None:
    """Correct a dossier that was handed in; the reason stands on its timeline; missing parts do not hinder."""
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    regulation = regulation_of(edition_id)
    reading = read_content(content, regulation, today())
    reasons = [] if nfc(reason) else [Reason("entry_reason_missing", {}, "reason")]
    if entry.version != version:
        reasons.append(Reason("entry_changed"))
    if edition.stage not in OFFICE_STAGES:
        reasons.append(Reason("entry_stage_over"))
    if entry.status in ("draft", "withdrawn"):
        reasons.append(Reason("entry_settled", {"status": STATUS_WORDS[entry.status]}))
    if not reading.facts.title:
        reasons.append(Reason("title_missing", {"entry_word": regulation.entry_word}, "title"))
    refuse([*reasons, *reading.faults])
    record = held(edition_id, [entry_id])[entry_id].facts
    # A field the regulation no longer asks for keeps the answer it had.
    facts = replace(
        reading.facts,
        facts={**record.facts, **reading.facts.facts},
        answers={**record.answers, **reading.facts.answers},
    )
    fill(entry, facts)
    set_authors(entry, facts.authors, {}, actor)
    entry.updated_at = now()
    note_step(entry, "changed", actor, whole(reason, 2000, "reason"))
    obey_consents(entry, actor)


@action(Permission.ENTRY_MANAGE)
def receive_entry(actor: Actor, edition_id: int, content: Mapping[str, Any], paper: PaperFacts) -> int:
    """Take in a dossier that came on paper; it gets a code at once. Returns its id. Raises Refusal with every fault."""
    edition = lock_edition(edition_id)
    regulation = regulation_of(edition_id)
    reading = read_content(content, regulation, today())
    late = _why_late(paper, regulation)
    refuse(
        [
            *_why_not_receive(edition_id, edition.stage, paper, reading.facts, regulation.entry_word),
            *late,
            *reading.faults,
        ]
    )
    entry = Entry(
        edition_id=edition_id,
        status="received",
        source="paper",
        code=paper.code or CodeGiver(edition_id, regulation.entry_code).take(reading.facts.field_key),
        created_at=now(),
        updated_at=now(),
        submitted_at=_moment(paper.sent_on or paper.received_on),
        sent_on=paper.sent_on,
        received_at=_moment(paper.received_on),
        late_reason=whole(paper.late_reason, 2000, "late_reason"),
        paper_number=next_number(edition_id, RECEIPT_SERIES),
        parts_in=[part.key for part in paper_parts(regulation) if part.key in paper.parts],
    )
    fill(entry, reading.facts)
    db.session.add(entry)
    db.session.flush()
    set_authors(entry, reading.facts.authors, {}, actor)
    note_step(entry, "received", actor, entry.late_reason)
    for _ in range(min(paper.models, MOST_MODELS)):
        take_into_keeping(actor, entry, "model")
    return entry.id


def _why_not_receive(
    edition_id: int, stage: str, paper: PaperFacts, facts: EntryFacts, entry_word: str
) -> list[Reason]:
    reasons = []
    if stage not in OFFICE_STAGES:
        reasons.append(Reason("entry_stage_over"))
    if not facts.title:
        reasons.append(Reason("title_missing", {"entry_word": entry_word}, "title"))
    if not facts.field_key:
        reasons.append(Reason("field_missing", {}, "field_key"))
    if paper.code and not plausible_code(paper.code):
        reasons.append(Reason("code_strange", {"value": paper.code[:40]}, "code"))
    elif paper.code and id_of_code(edition_id, paper.code) is not None:
        reasons.append(Reason("code_taken", {"code": paper.code}, "code"))
    if not facts.authors:
        reasons.append(Reason("authors_missing", {}, "rows-0-name"))
    return reasons


def _why_late(paper: PaperFacts, regulation: Regulation) -> list[Reason]:
    """Paper that is late by what the regulation counts is taken with a reason, or not at all."""
    received = _moment(paper.received_on)
    standing = Standing("received", source="paper", sent_on=paper.sent_on, received_at=received)
    counted, last = counted_day(standing, regulation), last_paper_day(regulation, standing)
    if counted is None or counted[1] <= last or nfc(paper.late_reason):
        return []
    words = f"{counted[0][0].lower()}{counted[0][1:]} {shown_day(counted[1])}"
    return [Reason("late_paper", {"counted": words, "last": last}, "late_reason")]


def _moment(day: date | None) -> datetime:
    """The beginning of a day in Việt Nam; today's is the present moment."""
    if day is None or day == today():
        return now()
    return datetime.combine(day, time(), LOCAL)


@action(Permission.ENTRY_MANAGE)
def record_consents(actor: Actor, edition_id: int, entry_id: int, agreed: bool) -> None:
    """Put on record what the unit's paper says: all authors agree to judging and their names, or not to the names."""
    entry = entry_of(actor, edition_id, entry_id)
    if entry.status in ("draft", "withdrawn"):
        refuse([Reason("entry_settled", {"status": STATUS_WORDS[entry.status]})])
    regulation = regulation_of(edition_id)
    record = held(edition_id, [entry_id])[entry_id].facts
    authors = [with_paper(author, regulation, agreed) for author in record.authors]
    if list(record.authors) != authors:
        set_authors(entry, authors, {}, actor, from_paper=True)
        note_step(entry, "agreed", actor, "Đồng ý công bố tên" if agreed else "Không đồng ý công bố tên")
        obey_consents(entry, actor)


@action(Permission.ENTRY_MANAGE)
def mark_received(actor: Actor, edition_id: int, entry_id: int, note: str = "") -> None:
    """Confirm to the entrant that the signed dossier has arrived."""
    entry = entry_of(actor, edition_id, entry_id)
    if entry.status == "received":
        return
    if entry.status not in ("submitted", "needs_supplement"):
        refuse([Reason("entry_settled", {"status": STATUS_WORDS[entry.status]})])
    answer_all(entry, actor, "Ban Thư ký đã nhận bản giấy")
    entry.status, entry.received_at, entry.updated_at = "received", now(), now()
    entry.status_reason, entry.supplement_by = "", None
    note_step(entry, "received", actor, whole(note, 2000, "note"))
    if entry.code:
        write_to_entrant(entry, edition_by_id(edition_id).title, "entry.received")


@dataclass(frozen=True, slots=True)
class Settled:
    """The state after screening that an entry is given, with the words the entrant reads."""

    entry: Entry
    status: str
    reason: str
    supplement_by: date | None


def settle(actor: Actor, settled: Sequence[Settled], step: str = "") -> None:
    """Give entries that were read for update their states after screening; `step` names another step of theirs."""
    refuse(
        dict.fromkeys(
            Reason("entry_settled", {"status": STATUS_WORDS[one.entry.status]})
            for one in settled
            if one.entry.status in ("draft", "withdrawn")
        )
    )
    alike: dict[tuple[str, str, date | None], list[Entry]] = {}
    for one in settled:
        alike.setdefault((one.status, one.reason, one.supplement_by), []).append(one.entry)
    for (status, reason, supplement_by), entries in alike.items():
        told = {"status": status, "status_reason": reason, "supplement_by": supplement_by, "updated_at": now()}
        update_rows(entries, told)
    note_steps(actor, [(one.entry, step or one.status, one.reason) for one in settled])
