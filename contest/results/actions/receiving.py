"""Dossiers from the level below become entries of this edition: all of a package or nothing, and once only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from sqlalchemy import select

from contest.editions.queries import edition_by_id
from contest.entries.actions import renew_dossier, take_dossier
from contest.entries.models import Entry, EntryFile
from contest.entries.rules import OFFICE_STAGES, EntryFacts
from contest.entries.rules.search import fingerprint
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import ask, db
from contest.foundation.files import destroy
from contest.foundation.jobs import later
from contest.foundation.refusal import Reason, refuse
from contest.results.actions.unpacking import OpenedDossier, OpenedPackage
from contest.results.models import ReceivedDossier

Kind = Literal["new", "updated", "unchanged"]
# While it is in one of these nobody has decided on it: what is sent again takes the place of what came first.
_LOOKED_AT = timedelta(hours=6)
_OPEN = ("submitted", "received", "needs_supplement")


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """What became, or would become, of a dossier; `here`: its code in this edition, "" while it has none."""

    code: str
    title: str
    kind: Kind
    here: str
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    entry_id: int
    here: str
    status: str
    digest: str


@action(Permission.ENTRY_IMPORT)
def receive_package(
    actor: Actor, edition_id: int, package: OpenedPackage, dry_run: bool = False
) -> tuple[ReceivedRow, ...]:
    """Take in every dossier of an opened package; the same package again changes nothing.

    Raises Refusal with every fault of every dossier.
    """
    stage = edition_by_id(edition_id).stage
    reasons = [] if stage in OFFICE_STAGES else [Reason("entry_stage_over")]
    reasons += package.faults
    known, alike = _known(edition_id, package.sender_key), _alike(edition_id)
    rows = [_planned(one, known, alike, reasons) for one in package.dossiers]
    refuse(reasons)
    if dry_run:
        return tuple(rows)
    done = [_carry_out(actor, edition_id, package, one, row, known) for one, row in _pairs(package, rows)]
    fresh = sum(row.kind != "unchanged" for row in done)
    if fresh:
        payload = {"sender": package.sender_key, "digest": package.digest, "entries": fresh}
        ledger.note(actor, edition_id, "nominations.received", f"edition:{edition_id}", payload)
    return tuple(done)


def _pairs(package: OpenedPackage, rows: list[ReceivedRow]) -> list[tuple[OpenedDossier, ReceivedRow]]:
    return list(zip(package.dossiers, rows, strict=True))


def _known(edition_id: int, sender_key: str) -> dict[str, _Known]:
    """What came from this sender before, by the code there."""
    rows = ask(
        select(ReceivedDossier.sender_code, Entry.id, Entry.code, Entry.status, ReceivedDossier.digest)
        .join(Entry, Entry.id == ReceivedDossier.entry_id)
        .where(ReceivedDossier.edition_id == edition_id, ReceivedDossier.sender_key == sender_key)
    )
    return {row[0]: _Known(row[1], row[2] or "", row[3], row[4]) for row in rows}


def _alike(edition_id: int) -> dict[str, str]:
    """Codes of the entries there are, by what is the same for the same unit, title and authors."""
    rows = ask(select(Entry.fingerprint, Entry.code).where(Entry.edition_id == edition_id, Entry.status != "draft"))
    return {row[0]: row[1] or "" for row in rows}


def _print_of(facts: EntryFacts) -> str:
    return fingerprint(facts.unit, facts.title, [author.name for author in facts.authors])


def _planned(
    one: OpenedDossier, known: Mapping[str, _Known], alike: Mapping[str, str], reasons: list[Reason]
) -> ReceivedRow:
    code, facts = one.arrived.code, one.arrived.facts
    before = known.get(code)
    kind: Kind = "new"
    if before is not None:
        kind = "unchanged" if before.digest == one.digest else "updated"
        if kind == "updated" and before.status not in _OPEN:
            reasons.append(Reason("dossier_judged", {"code": code, "here": before.here}))
    elif here := alike.get(_print_of(facts)):
        reasons.append(Reason("dossier_known", {"code": code, "here": here}))
    return ReceivedRow(code, facts.title, kind, before.here if before else "", one.arrived.left_out)


def _carry_out(
    actor: Actor,
    edition_id: int,
    package: OpenedPackage,
    one: OpenedDossier,
    row: ReceivedRow,
    known: Mapping[str, _Known],
) -> ReceivedRow:
    facts, note = one.arrived.facts, f"Nhận từ {package.sender}, mã số {row.code}"[:500]
    if row.kind == "new":
        entry_id = take_dossier(actor, edition_id, facts, one.files, note)
        db.session.add(
            ReceivedDossier(
                edition_id=edition_id,
                entry_id=entry_id,
                sender_key=package.sender_key,
                sender=package.sender,
                sender_code=row.code,
                digest=one.digest,
                package_digest=package.digest,
                received_at=now(),
                received_by_id=actor.id,
            )
        )
        db.session.flush()
        here = db.session.scalar(select(Entry.code).where(Entry.id == entry_id)) or ""
        return ReceivedRow(row.code, row.title, row.kind, here, row.left_out)
    if row.kind == "updated":
        entry_id = known[row.code].entry_id
        renew_dossier(actor, edition_id, entry_id, facts, one.files, note)
        received = db.session.scalars(select(ReceivedDossier).where(ReceivedDossier.entry_id == entry_id)).one()
        received.digest, received.package_digest, received.received_at = one.digest, package.digest, now()
    return row


@action(Permission.ENTRY_IMPORT)
def keep_for_a_while(actor: Actor, edition_id: int, name: str, found: Sequence[str]) -> None:
    """What was put into the store to be looked at holds dossiers of children: it goes by itself after some hours.

    found: the hashes; name: of the occasion. What became part of an entry by then stays.
    """
    later("results.discard", run_at=now() + _LOOKED_AT, unique_key=f"discard:{name}", found=list(found))


@action(Permission.ENTRY_IMPORT)
def discard_files(actor: Actor, found: Sequence[str]) -> None:
    """Destroy files of the store that no entry has."""
    kept = set(db.session.scalars(select(EntryFile.sha256).where(EntryFile.sha256.in_(found))))
    for sha256 in found:
        if sha256 not in kept:
            destroy(sha256)
