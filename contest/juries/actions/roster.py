"""Judges from a spreadsheet: people, seats, expertise, declared conflicts; all lines or none, and twice is once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.queries import ids_of_codes
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, transaction
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.ledger import Happening
from contest.foundation.refusal import Reason, Refusal, refuse
from contest.foundation.sheets import Heading, Sheet, read_sheet
from contest.juries.actions.conflicts import keep_apart
from contest.juries.actions.councils import SeatWish, ensure_councils, take_seat
from contest.juries.models import Conflict, Council, Seat
from contest.juries.rules.roster import JudgeLine, Known, Line, read_roster
from contest.people.actions import ensure_person

HEADINGS = (
    Heading("name", ("Họ và tên", "Họ tên", "Giám khảo")),
    Heading("email", ("Email", "Thư điện tử", "Địa chỉ thư điện tử", "E-mail")),
    Heading("unit", ("Đơn vị", "Cơ quan", "Đơn vị công tác"), required=False),
    Heading("council", ("Hội đồng", "Tiểu ban"), required=False),
    Heading("role", ("Vai trò", "Nhiệm vụ", "Chức danh trong hội đồng"), required=False),
    Heading("expertise", ("Chuyên môn", "Lĩnh vực", "Lĩnh vực chuyên môn"), required=False),
    Heading("conflicts", ("Xung đột", "Xung đột lợi ích"), required=False),
)


def read_judges(source: BinaryIO | Path) -> Sheet:
    """The rows of a spreadsheet of judges. Raises Refusal with what is wrong with the file."""
    return read_sheet(source, HEADINGS)


@dataclass(frozen=True, slots=True)
class RosterOutcome:
    """What an import did: lines read, seats new and changed, people in all, conflicts new."""

    lines: int
    people: int
    seated: int
    changed: int
    conflicts: int


@action(Permission.JURY_MANAGE)
def import_judges(actor: Actor, edition_id: int, rows: Sequence[Line], *, invites: bool = False) -> RosterOutcome:
    """Seat everybody of a spreadsheet, with a letter to those who are new if so asked.

    Raises Refusal with every fault of every line, each at its cell.
    """
    council_ids = ensure_councils(actor, edition_id)
    councils = {council_id: db.session.get_one(Council, council_id) for council_id in council_ids.values()}
    known = Known(
        councils={key: councils[council_id].name for key, council_id in council_ids.items()},
        fields={field.key: field.name for field in regulation_of(edition_id).fields},
        codes=ids_of_codes(edition_id),
    )
    lines, faults = read_roster(rows, known)
    by_number = {row.number: row for row in rows}
    people, seated, changed, conflicts = set(), 0, 0, 0
    noted: list[Happening] = []
    before = _seats_now(list(councils))
    # Members first give up the chair, then chairs take it: two may change places in one file.
    for line in sorted(lines, key=lambda one: (one.role == "chair", one.number)):
        person_id = ensure_person(actor, edition_id, line.name, line.email, line.unit)
        people.add(person_id)
        council = councils[council_ids[line.council_key]]
        was = before.get((council.id, person_id))
        wish = SeatWish(line.role, line.expertise, was[2] if was else None)
        if was is None or was[:2] != (line.role, line.expertise):
            try:
                take_seat(actor, edition_id, council, person_id, line.name, wish, line.email if invites else "", noted)
            except Refusal as refusal:
                faults += _placed(refusal, by_number[line.number])
                continue
            seated, changed = seated + (was is None), changed + (was is not None)
        conflicts += _declare(actor, edition_id, person_id, line)
    refuse(faults)
    ledger.note_all(actor, edition_id, noted)
    return RosterOutcome(len(lines), len(people), seated, changed, conflicts)


class _Enough(Exception):
    """Leaves a transaction without keeping anything."""


def preview_judges(actor: Actor, edition_id: int, rows: Sequence[Line]) -> RosterOutcome:
    """What importing these rows would do: it is done, counted, and taken back."""
    try:
        with transaction():
            outcome = import_judges(actor, edition_id, rows)
            raise _Enough
    except _Enough:
        return outcome


def _placed(refusal: Refusal, row: Line) -> list[Reason]:
    """A refusal's reasons at the cells of their line."""
    return [
        row.fault(reason.code, reason.where if reason.where in ("email", "role") else "name", **reason.params)
        for reason in refusal.reasons
    ]


def _seats_now(council_ids: list[int]) -> dict[tuple[int, int], tuple[str, tuple[str, ...], int | None]]:
    rows = db.session.execute(
        select(Seat.council_id, Seat.person_id, Seat.role, Seat.expertise, Seat.most_entries).where(
            Seat.council_id.in_(council_ids), Seat.left_at.is_(None)
        )
    )
    return {(row[0], row[1]): (row[2], tuple(row[3]), row[4]) for row in rows}


def _declare(actor: Actor, edition_id: int, person_id: int, line: JudgeLine) -> int:
    """The line's conflicts that are not on record yet; one that somebody dismissed stays dismissed."""
    if not line.conflicts:
        return 0
    known = set(
        db.session.scalars(
            select(Conflict.entry_id).where(
                Conflict.person_id == person_id,
                Conflict.entry_id.in_(line.conflicts),
                Conflict.kind.in_(("declared", "recorded")),
            )
        )
    )
    fresh = [entry_id for entry_id in line.conflicts if entry_id not in known]
    for entry_id in fresh:
        db.session.add(
            Conflict(
                edition_id=edition_id,
                person_id=person_id,
                entry_id=entry_id,
                kind="declared",
                reason="Khai trong danh sách giám khảo",
                state="declared",
                made_at=now(),
                made_by_id=actor.id,
            )
        )
        keep_apart(edition_id, person_id, entry_id)
    return len(fresh)
