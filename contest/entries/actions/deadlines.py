"""More time for one entry or one unit, and codes by which the office lets a late one in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.actions.drafts import begin
from contest.entries.actions.telling import write_to_entrant
from contest.entries.actions.writing import entry_of, lock_edition, note_step
from contest.entries.models import EntryExtension, LateCode
from contest.entries.rules import why_not_give_time, why_not_use_code
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.tokens import fingerprint, random_code
from contest.foundation.vietnamese import fold, moment
from contest.people.queries import known_units, meant_units
from contest.people.rules import CODE_LENGTH, CODE_LETTERS, readable_code, tidy_code

_KIND = "late"


@action(Permission.ENTRY_MANAGE)
def extend_entry(actor: Actor, edition_id: int, entry_id: int, until: datetime | None, reason: str) -> None:
    """Give one entry more time to be handed in or amended; it stands on its timeline and its entrant is told."""
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    reason = whole(reason, 2000, "reason")
    refuse(why_not_give_time(regulation_of(edition_id), edition.stage, until, reason, now()))
    assert until is not None
    _give(actor, edition_id, until, reason, entry_id=entry.id)
    note_step(entry, "extended", actor, f"Đến {moment(until)}. {reason}")
    write_to_entrant(entry, edition.title, "entry.extended", _places(entry.title, until, reason))


def _places(title: str, until: datetime, reason: str) -> dict[str, str]:
    return {"tên hồ sơ": title or "chưa có tên", "hạn nộp": moment(until), "lý do": reason}


@action(Permission.ENTRY_MANAGE)
def extend_unit(actor: Actor, edition_id: int, unit: str, until: datetime | None, reason: str) -> None:
    """Give every entry of a unit more time, also those not begun yet; of one unit, where several have its name.

    Raises Refusal: unit_missing, unit_ambiguous, time_missing …
    """
    edition = lock_edition(edition_id)
    unit, reason = whole(unit, 300, "unit"), whole(reason, 2000, "reason")
    reasons = why_not_give_time(regulation_of(edition_id), edition.stage, until, reason, now())
    if not unit:
        reasons.append(Reason("unit_missing", {}, "unit"))
    unit_id = known_units([(unit, "")]).get((unit, ""))
    if unit_id is None and len(same := meant_units(unit)) > 1:
        names = "; ".join(card.label if card.label != card.name else f"{card.name}, {card.place}" for card in same)
        reasons.append(Reason("unit_ambiguous", {"count": len(same), "names": names}, "unit"))
    refuse(reasons)
    assert until is not None
    _give(actor, edition_id, until, reason, unit=unit, unit_id=unit_id)


def _give(
    actor: Actor,
    edition_id: int,
    until: datetime,
    reason: str,
    *,
    entry_id: int | None = None,
    unit: str = "",
    unit_id: int | None = None,
) -> None:
    db.session.add(
        EntryExtension(
            edition_id=edition_id,
            entry_id=entry_id,
            unit=unit,
            unit_id=unit_id,
            unit_key=fold(unit)[:300],
            until=until,
            reason=reason,
            given_at=now(),
            given_by_id=actor.id,
        )
    )


@action(Permission.ENTRY_MANAGE)
def end_extension(actor: Actor, edition_id: int, extension_id: int) -> None:
    """Take time back that was given by mistake; what was handed in meanwhile stays handed in."""
    row = db.session.get(EntryExtension, extension_id)
    if row is None or row.edition_id != edition_id:
        raise refuse_with("entry_not_visible")
    if row.ended_at is None:
        row.ended_at = now()


@dataclass(frozen=True, slots=True)
class LateHandout:
    """A code in clear, once: it is shown to whoever hands it out and kept nowhere."""

    code: str
    given_to: str
    valid_until: datetime


@action(Permission.ENTRY_MANAGE)
def give_late_code(
    actor: Actor, edition_id: int, given_to: str, valid_until: datetime | None, reason: str
) -> LateHandout:
    """Make a code that lets one late entry in; who gave it to whom and why is on record."""
    edition = lock_edition(edition_id)
    given_to, reason = whole(given_to, 200, "given_to"), whole(reason, 2000, "reason")
    reasons = why_not_give_time(regulation_of(edition_id), edition.stage, valid_until, reason, now())
    if not given_to:
        reasons.append(Reason("late_to_missing", {}, "given_to"))
    refuse(reasons)
    assert valid_until is not None
    code = random_code(CODE_LETTERS, CODE_LENGTH)
    db.session.add(
        LateCode(
            edition_id=edition_id,
            code_hash=_hash(edition_id, code),
            given_to=given_to,
            reason=reason,
            valid_until=valid_until,
            given_at=now(),
            given_by_id=actor.id,
        )
    )
    return LateHandout(readable_code(code), given_to, valid_until)


@action(Permission.ENTRY_MANAGE)
def end_late_code(actor: Actor, edition_id: int, code_id: int) -> None:
    """A code that was not used opens nothing any more."""
    row = db.session.get(LateCode, code_id)
    if row is None or row.edition_id != edition_id:
        raise refuse_with("entry_not_visible")
    if row.used_at is None and row.ended_at is None:
        row.ended_at = now()


@action(Permission.ENTRY_START)
def use_late_code(actor: Actor, edition_id: int, code: str, entry_id: int | None = None) -> int:
    """Open the door once: for the draft named, or for a new one. Returns the entry's id."""
    edition = lock_edition(edition_id)
    row = db.session.scalar(
        select(LateCode)
        .where(LateCode.edition_id == edition_id, LateCode.code_hash == _hash(edition_id, tidy_code(code)))
        .with_for_update()
    )
    until = row.valid_until if row else None
    used, ended = (row.used_at is not None, row.ended_at is not None) if row else (False, False)
    refuse(why_not_use_code(until, used, ended, edition.stage, now()))
    assert row is not None
    entry = entry_of(actor, edition_id, entry_id) if entry_id is not None else begin(actor, edition_id, "")
    if entry.status not in ("draft", "submitted"):
        raise refuse_with("late_code_not_needed", "code")
    row.used_at, row.entry_id = now(), entry.id
    reason = f"Mã nộp muộn giao cho {row.given_to}: {row.reason}"
    db.session.add(
        EntryExtension(
            edition_id=edition_id,
            entry_id=entry.id,
            until=row.valid_until,
            reason=reason,
            given_at=now(),
            given_by_id=row.given_by_id,
        )
    )
    note_step(entry, "late_code", actor, f"Đến {moment(row.valid_until)}")
    return entry.id


def _hash(edition_id: int, code: str) -> str:
    return fingerprint(_KIND, f"{edition_id}:{code}")
