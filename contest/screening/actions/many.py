"""Deeds on many entries: all that wait are accepted, those that fail a rule are rejected, and back again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from contest.entries.actions import Settled, settle, write_to_entrants
from contest.entries.actions.writing import lock_edition
from contest.entries.models import Entry
from contest.entries.queries import codes_of, kept_from_entries
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.screening.actions.writing import LONGEST_REASON, Decided, new_batch, put_on_record
from contest.screening.models import ScreeningBatch, ScreeningDecision
from contest.screening.rules import WAITING, why_not_decide, why_not_undo

_REJECTABLE = (*WAITING, "needs_supplement")


@action(Permission.SCREENING_DECIDE)
def accept_all(actor: Actor, edition_id: int, entry_ids: Collection[int] | None = None) -> int:
    """Find everything that waits (or of the entries named, those that wait) eligible. Returns how many that were.

    What the actor is in conflict with is left to others; named, it refuses them all: screening_many_apart.
    """
    edition = lock_edition(edition_id)
    refuse(why_not_decide(WAITING[0], edition.stage, "eligible", "", None, today()))
    barred = kept_from_entries(actor, edition_id)
    refuse(_apart("screening_many_apart", barred & set(entry_ids or ())))
    entries = [entry for entry in _locked(edition_id, WAITING, entry_ids) if entry.id not in barred]
    if entries:
        batch = new_batch(actor, edition_id, "many", "eligible", "", len(entries))
        put_on_record(actor, edition_id, edition, [Decided(entry, "eligible") for entry in entries], "many", batch)
    return len(entries)


def _apart(code: str, entry_ids: frozenset[int]) -> list[Reason]:
    return [Reason(code, {"codes": ", ".join(codes_of(entry_ids))})] if entry_ids else []


def _locked(edition_id: int, states: Collection[str], entry_ids: Collection[int] | None) -> list[Entry]:
    which = [Entry.edition_id == edition_id, Entry.status.in_(states)]
    if entry_ids is not None:
        which.append(Entry.id.in_(entry_ids))
    return list(db.session.scalars(select(Entry).where(*which).order_by(Entry.code).with_for_update()))


@action(Permission.SCREENING_DECIDE)
def reject_by_rule(actor: Actor, edition_id: int, words: str, reasons: Mapping[int, str]) -> int:
    """Find the named entries not eligible, each with its reason, as one deed that can be taken back.

    `words` is the rule they do not fulfil; entries decided on meanwhile are left alone. Returns how many that were.
    """
    edition = lock_edition(edition_id)
    told = {key: whole(reason, LONGEST_REASON, "reason") for key, reason in reasons.items()}
    refuse(_apart("screening_many_apart", kept_from_entries(actor, edition_id) & set(told)))
    entries = _locked(edition_id, _REJECTABLE, list(told))
    against: list[Reason] = []
    for entry in entries:
        against += why_not_decide(entry.status, edition.stage, "ineligible", told[entry.id], None, today())
    refuse(dict.fromkeys(against))
    if entries:
        batch = new_batch(actor, edition_id, "rule", "ineligible", whole(words, LONGEST_REASON, "words"), len(entries))
        decided = [Decided(entry, "ineligible", told[entry.id]) for entry in entries]
        put_on_record(actor, edition_id, edition, decided, "rule", batch)
    return len(entries)


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a batch back did: entries that went back, and those decided on anew meanwhile."""

    back: int
    kept: int


@action(Permission.SCREENING_DECIDE)
def undo_batch(actor: Actor, edition_id: int, batch_id: int) -> Undone:
    """Every entry of the batch goes back to where it stood, unless something was decided or answered since."""
    edition = lock_edition(edition_id)
    batch = db.session.scalar(
        select(ScreeningBatch).where(ScreeningBatch.id == batch_id, ScreeningBatch.edition_id == edition_id)
    )
    if batch is None:
        raise refuse_with("batch_unknown")
    refuse(why_not_undo(edition.stage, batch.undone_at is not None))
    back = _still_in_force(batch_id)
    refuse(_apart("screening_undo_apart", kept_from_entries(actor, edition_id) & {entry.id for _, entry in back}))
    for decision, _ in back:
        decision.undone_at = now()
    before = [
        Settled(entry, decision.status_before, decision.reason_before, decision.supplement_before)
        for decision, entry in back
    ]
    settle(actor, before, "undone")
    write_to_entrants(edition_id, edition.title, "screening.undone", [entry for _, entry in back], {})
    batch.undone_at, batch.undone_by_id, batch.undone_count = now(), actor.id, len(back)
    codes = [entry.code or "" for _, entry in back]
    ledger.note(actor, edition_id, "screening.undone", f"{len(back)} hồ sơ", {"batch": batch_id, "codes": codes})
    return Undone(len(back), batch.count - len(back))


def _still_in_force(batch_id: int) -> list[tuple[ScreeningDecision, Entry]]:
    """Decisions of the batch after which nothing was decided, on entries that still stand as decided."""
    latest = (
        select(ScreeningDecision.entry_id, func.max(ScreeningDecision.id).label("id"))
        .where(ScreeningDecision.undone_at.is_(None))
        .group_by(ScreeningDecision.entry_id)
        .subquery()
    )
    rows = db.session.execute(
        select(ScreeningDecision, Entry)
        .join(Entry, Entry.id == ScreeningDecision.entry_id)
        .join(latest, latest.c.id == ScreeningDecision.id)
        .where(ScreeningDecision.batch_id == batch_id, Entry.status == ScreeningDecision.verdict)
        .order_by(Entry.code)
        .with_for_update(of=Entry)
    )
    return [(row[0], row[1]) for row in rows]
