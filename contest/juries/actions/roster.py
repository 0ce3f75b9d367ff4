"""Judges from a spreadsheet: people, seats, expertise, declared conflicts; all lines or none, and twice is once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.queries import ids_of_codes
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission, Role
from contest.foundation.action import action, transaction
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, Refusal, refuse
from contest.foundation.sheets import Heading, Sheet, read_sheet
from contest.juries.actions.conflicts import keep_apart
from contest.juries.actions.councils import (
    SeatWish,
    ensure_councils,
    give_up_role,
    put_in_seat,
    seated,
    who_entered,
)
from contest.juries.actions.standing_in import see_to_stand_ins
from contest.juries.models import Conflict, Council, Seat
from contest.juries.rules.roster import JudgeLine, Known, Line, read_roster
from contest.juries.rules.seating import ROLE_OF_SEAT
from contest.people.actions import Named, ensure_people, grant_roles, invite
from contest.people.queries import holders_of
from contest.people.rules import tidy_email

HEADINGS = (
    Heading("name", ("Họ và tên", "Họ tên", "Giám khảo")),
    Heading("email", ("Email", "Thư điện tử", "Địa chỉ thư điện tử", "E-mail")),
    Heading("unit", ("Đơn vị", "Cơ quan", "Đơn vị công tác"), required=False),
    Heading("council", ("Hội đồng", "Tiểu ban"), required=False),
    Heading("team", ("Tổ", "Tổ chuyên gia", "Tổ chấm"), required=False),
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
    regulation = regulation_of(edition_id)
    known = Known(
        councils={key: councils[council_id].name for key, council_id in council_ids.items()},
        fields={field.key: field.name for field in regulation.fields},
        codes=ids_of_codes(edition_id),
        teams={council.key: {team.key: team.name for team in council.teams} for council in regulation.councils},
    )
    lines, faults = read_roster(rows, known)
    by_number = {row.number: row for row in rows}
    # Members first give up the chair, then chairs take it: two may change places in one file.
    lines = sorted(lines, key=lambda one: (one.role == "chair", one.number))
    people = ensure_people(actor, edition_id, [Named(one.name, one.email, one.unit) for one in lines])
    entered = who_entered(edition_id, people.values())
    seats = _seats_of(council_ids.values())
    before = _sitting(seats)
    taken: list[_Taken] = []
    conflicts = 0
    for line in lines:
        council, person_id = councils[council_ids[line.council_key]], people[tidy_email(line.email)]
        was = before.get((council.id, person_id))
        # A file that says nothing of teams leaves them as they are.
        team = line.team_key or (was[3] if was else "")
        wish = SeatWish(line.role, line.expertise, was[2] if was else None, team)
        if was is None or (*was[:2], was[3]) != (line.role, line.expertise, team):
            try:
                _, had = put_in_seat(
                    council.id, seats[council.id], person_id, line.name, wish, entered=person_id in entered
                )
            except Refusal as refusal:
                faults += _placed(refusal.reasons, by_number[line.number])
                continue
            taken.append(_Taken(line, council, person_id, had, is_new=was is None))
        conflicts += _declare(actor, edition_id, person_id, line)
    db.session.flush()
    against = _give_roles(actor, edition_id, taken, invites)
    for one in taken:
        faults += _placed(against.get(one.person_id, ()), by_number[one.line.number])
    refuse(faults)
    _note(actor, edition_id, taken)
    new = sum(one.is_new for one in taken)
    return RosterOutcome(len(lines), len(set(people.values())), new, len(taken) - new, conflicts)


def _note(actor: Actor, edition_id: int, taken: "Sequence[_Taken]") -> None:
    """For the ledger, and whoever is needed now or no more in place of a clerk."""
    noted = [seated(one.council, one.person_id, one.line.role) for one in taken if one.had != one.line.role]
    ledger.note_all(actor, edition_id, noted)
    see_to_stand_ins(actor, edition_id)


class _Taken(NamedTuple):
    """A seat taken or changed by a line; `had`: the role on it before, if somebody sat there."""

    line: JudgeLine
    council: Council
    person_id: int
    had: str | None
    is_new: bool

    @property
    def role(self) -> Role:
        """The role that goes with the seat."""
        return ROLE_OF_SEAT[self.line.role]


def _give_roles(actor: Actor, edition_id: int, taken: Sequence[_Taken], invites: bool) -> dict[int, list[Reason]]:
    """The roles that go with the seats, after the letters to those who are new if so asked; why not, by person."""
    holders = {role: set(holders_of(edition_id, [role])) for role in {one.role for one in taken}} if invites else {}
    for one in taken:
        if invites and one.line.email and one.person_id not in holders[one.role]:
            invite(actor, edition_id, one.role, one.line.name, one.line.email)
            holders[one.role].add(one.person_id)
    against = grant_roles(actor, edition_id, [(one.person_id, one.role) for one in taken])
    for one in taken:
        if one.had is not None and one.had != one.line.role:
            give_up_role(actor, edition_id, one.person_id, ROLE_OF_SEAT[one.had])
    return against


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


def _placed(reasons: Iterable[Reason], row: Line) -> list[Reason]:
    """What stands against a line, at its cells."""
    return [
        row.fault(reason.code, reason.where if reason.where in ("email", "role") else "name", **reason.params)
        for reason in reasons
    ]


def _seats_of(council_ids: Collection[int]) -> dict[int, list[Seat]]:
    """Every seat of these councils, those left too."""
    found: dict[int, list[Seat]] = {council_id: [] for council_id in council_ids}
    for row in db.session.scalars(select(Seat).where(Seat.council_id.in_(council_ids)).order_by(Seat.id)):
        found[row.council_id].append(row)
    return found


def _sitting(seats: Mapping[int, list[Seat]]) -> dict[tuple[int, int], tuple[str, tuple[str, ...], int | None, str]]:
    """Who sits, by council and person: role, expertise, most entries, team."""
    return {
        (council_id, row.person_id): (row.role, tuple(row.expertise), row.most_entries, row.team_key)
        for council_id, rows in seats.items()
        for row in rows
        if row.left_at is None
    }


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
    if fresh:
        payload = {"person": person_id, "entries": fresh, "kind": "declared", "state": "declared"}
        ledger.note(actor, edition_id, "conflict.recorded", f"person:{person_id}", payload)
    return len(fresh)
