"""Decisions from a spreadsheet: all or nothing, and never over what somebody decided by hand without being told."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from contest.editions.queries import edition_by_id
from contest.entries.actions.writing import lock_edition
from contest.entries.models import Entry
from contest.entries.queries import ids_of_codes, kept_from_entries
from contest.entries.rules.register import Row
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import today
from contest.foundation.database import db
from contest.foundation.refusal import Reason, Refusal, refuse
from contest.foundation.sheets import Heading, Sheet, read_sheet
from contest.foundation.vietnamese import parse_date
from contest.screening.actions.writing import LONGEST_REASON, Decided, new_batch, put_on_record
from contest.screening.queries.decisions import ByHand, by_hand
from contest.screening.rules import VERDICT_WORDS, read_verdict, why_not_decide

HEADINGS = (
    Heading("code", ("Mã số", "Mã hồ sơ", "Mã số hồ sơ")),
    Heading("verdict", ("Kết luận", "Kết quả thẩm định")),
    Heading("reason", ("Lý do", "Nội dung bổ sung", "Ghi chú"), required=False),
    Heading("supplement_by", ("Hạn bổ sung",), required=False),
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A line that says otherwise than somebody decided by hand."""

    code: str
    place: str
    verdict: str
    reason: str
    by_hand: ByHand


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """What a file of decisions would do: how many it decides, leaves as they are, and where a hand's verdict stands."""

    decided: int
    unchanged: int
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class DecisionsOutcome:
    """What a file of decisions did; `kept` are verdicts by hand that were left as they are."""

    decided: int
    unchanged: int
    kept: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    code: str
    verdict: str
    reason: str
    by: date | None
    faults: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The lines of a file, by what they mean for the entries."""

    new: list[Decided]
    unchanged: int
    conflicts: list[tuple[Conflict, Decided]]


def read_decisions(source: BinaryIO | Path) -> Sheet:
    """The rows of a file of decisions. Raises Refusal."""
    return read_sheet(source, HEADINGS)


def look_through(actor: Actor, edition_id: int, rows: Iterable[Row]) -> LookedThrough:
    """What the file would do; nothing is changed. Raises Refusal with every fault."""
    found = _sort(actor, edition_id, edition_by_id(edition_id).stage, rows, locked=False)
    return LookedThrough(len(found.new), found.unchanged, tuple(conflict for conflict, _ in found.conflicts))


@action(Permission.SCREENING_DECIDE)
def import_decisions(
    actor: Actor, edition_id: int, rows: Iterable[Row], overrule: Collection[str] | None = None, name: str = ""
) -> DecisionsOutcome:
    """Decisions from a spreadsheet, all or nothing; what is decided so already is left alone.

    `overrule`: codes whose verdict by hand the file may replace; the others keep it. None: nobody was asked yet, and
    such lines are refused. Raises Refusal with every fault.
    """
    edition = lock_edition(edition_id)
    found = _sort(actor, edition_id, edition.stage, rows, locked=True)
    if overrule is None:
        refuse(_asked_first(conflict) for conflict, _ in found.conflicts)
    overruled = [one for conflict, one in found.conflicts if conflict.code in (overrule or ())]
    decided = [*found.new, *overruled]
    if decided:
        verdicts = {one.verdict for one in decided}
        batch = new_batch(
            actor, edition_id, "file", verdicts.pop() if len(verdicts) == 1 else "", name[:200], len(decided)
        )
        put_on_record(actor, edition_id, edition, decided, "file", batch)
    return DecisionsOutcome(len(decided), found.unchanged, len(found.conflicts) - len(overruled))


def _asked_first(conflict: Conflict) -> Reason:
    params = {
        "code": conflict.code,
        "who": conflict.by_hand.by_name,
        "verdict": VERDICT_WORDS[conflict.by_hand.verdict].lower(),
        "other": VERDICT_WORDS[conflict.verdict].lower(),
    }
    return Reason("screening_by_hand", params, conflict.place)


def _sort(actor: Actor, edition_id: int, stage: str, rows: Iterable[Row], *, locked: bool) -> _Sorted:
    given = [_read(row) for row in rows]
    codes = ids_of_codes(edition_id)
    ids = [codes[line.code] for line in given if line.code in codes]
    query = select(Entry).where(Entry.id.in_(ids))
    entries = {entry.code: entry for entry in db.session.scalars(query.with_for_update() if locked else query)}
    refuse([*_faults(given, entries, stage), *_apart(given, entries, kept_from_entries(actor, edition_id))])
    hands = by_hand(edition_id)
    found = _Sorted([], 0, [])
    unchanged = 0
    for line in given:
        entry = entries[line.code]
        one = Decided(entry, line.verdict, line.reason, line.by)
        if (entry.status, entry.status_reason, entry.supplement_by) == (line.verdict, line.reason, line.by):
            unchanged += 1
        elif line.code in hands:
            place = line.row.place("verdict")
            found.conflicts.append((Conflict(line.code, place, line.verdict, line.reason, hands[line.code]), one))
        else:
            found.new.append(one)
    return _Sorted(found.new, unchanged, found.conflicts)


def _apart(lines: Sequence[_Line], entries: Mapping[str | None, Entry], barred: frozenset[int]) -> Iterator[Reason]:
    """Whoever is in conflict with an entry decides nothing about it, in a file no more than by hand."""
    for line in lines:
        entry = entries.get(line.code)
        if entry is not None and entry.id in barred:
            yield Reason("screening_row_apart", {"code": line.code}, line.row.place("code"))


def _read(row: Row) -> _Line:
    faults: list[Reason] = []
    typed = row.text("verdict")
    verdict = read_verdict(typed)
    if not verdict:
        faults.append(Reason("screening_verdict_unknown", {"value": typed[:40]}, row.place("verdict")))
    by = None
    if row.text("supplement_by"):
        try:
            by = parse_date(row.text("supplement_by"))
        except Refusal as refusal:
            faults += [Reason(each.code, each.params, row.place("supplement_by")) for each in refusal.reasons]
    by = by if verdict == "needs_supplement" else None
    reason = row.text("reason")[:LONGEST_REASON]
    return _Line(row, row.text("code"), verdict, reason if verdict != "eligible" else "", by, tuple(faults))


def _faults(lines: Sequence[_Line], entries: dict[str | None, Entry], stage: str) -> list[Reason]:
    reasons: list[Reason] = []
    seen: dict[str, str] = {}
    for line in lines:
        reasons += line.faults
        place = line.row.place("code")
        if line.code in seen:
            reasons.append(Reason("screening_code_twice", {"code": line.code, "other": seen[line.code]}, place))
        seen.setdefault(line.code, f"dòng {line.row.number}")
        entry = entries.get(line.code)
        if entry is None:
            reasons.append(Reason("screening_code_unknown", {"code": line.code}, place))
        elif not line.faults:
            against = why_not_decide(entry.status, stage, line.verdict, line.reason, line.by, today())
            reasons += [Reason(each.code, each.params, line.row.place(each.where or "code")) for each in against]
    return reasons
