"""People decide on eligibility; every decision stays, the latest counts, and undoing one is deciding anew."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from contest.entries.actions import settle, write_to_entrant
from contest.entries.actions.writing import Locked, entry_of, lock_edition
from contest.entries.models import Entry
from contest.entries.queries import ids_of_codes
from contest.entries.rules.register import Row
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.mail import RuleCard, rule_of
from contest.foundation.refusal import Reason, Refusal, refuse
from contest.foundation.sheets import Heading, Sheet, read_sheet
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import nfc, parse_date
from contest.screening.models import ScreeningDecision
from contest.screening.rules import WAITING, read_verdict, why_not_decide

HEADINGS = (
    Heading("code", ("Mã số", "Mã hồ sơ", "Mã số hồ sơ")),
    Heading("verdict", ("Kết luận", "Kết quả thẩm định")),
    Heading("reason", ("Lý do", "Nội dung bổ sung", "Ghi chú"), required=False),
    Heading("supplement_by", ("Hạn bổ sung",), required=False),
)
_LONGEST_REASON = 2000


@action(Permission.SCREENING_DECIDE)
def decide(
    actor: Actor, edition_id: int, entry_id: int, verdict: str, reason: str = "", supplement_by: date | None = None
) -> None:
    """Find an entry eligible, not eligible (why), or in need of a supplement (what, by when); tells the entrant."""
    edition = lock_edition(edition_id)
    entry = entry_of(actor, edition_id, entry_id)
    reason = nfc(reason)[:_LONGEST_REASON]
    refuse(why_not_decide(entry.status, edition.stage, verdict, reason, supplement_by, today()))
    _decide(actor, edition, entry, verdict, reason, supplement_by if verdict == "needs_supplement" else None)
    _note(actor, edition_id, [(entry.code or "", verdict, reason)])


@action(Permission.SCREENING_DECIDE)
def accept_all(actor: Actor, edition_id: int, entry_ids: Collection[int] | None = None) -> int:
    """Find everything that waits (or of the entries named, those that wait) eligible. Returns how many that were."""
    edition = lock_edition(edition_id)
    refuse(why_not_decide(WAITING[0], edition.stage, "eligible", "", None, today()))
    which = [Entry.edition_id == edition_id, Entry.status.in_(WAITING)]
    if entry_ids is not None:
        which.append(Entry.id.in_(entry_ids))
    entries = list(db.session.scalars(select(Entry).where(*which).order_by(Entry.code).with_for_update()))
    rule = rule_of(edition_id, "screening.eligible")
    for entry in entries:
        _decide(actor, edition, entry, "eligible", "", None, rule)
    _note(actor, edition_id, [(entry.code or "", "eligible", "") for entry in entries])
    return len(entries)


def _decide(
    actor: Actor,
    edition: Locked,
    entry: Entry,
    verdict: str,
    reason: str,
    supplement_by: date | None,
    rule: RuleCard | None = None,
) -> None:
    db.session.add(
        ScreeningDecision(
            entry_id=entry.id,
            verdict=verdict,
            reason=reason,
            supplement_by=supplement_by,
            decided_at=now(),
            decided_by_id=actor.id,
        )
    )
    settle(entry, actor, verdict, reason, supplement_by)
    told = {"lý do": reason, "nội dung cần bổ sung": reason, "hạn bổ sung": day(supplement_by) if supplement_by else ""}
    write_to_entrant(entry, edition.title, f"screening.{verdict}", told, rule=rule)


def _note(actor: Actor, edition_id: int, decided: list[tuple[str, str, str]]) -> None:
    """One event in the ledger for one deed, however many entries it was about; codes only, no names."""
    if decided:
        subject = decided[0][0] if len(decided) == 1 else f"{len(decided)} hồ sơ"
        verdicts = [{"code": code, "verdict": verdict, "reason": reason} for code, verdict, reason in decided]
        ledger.note(actor, edition_id, "screening.decided", subject, {"decisions": verdicts})


@dataclass(frozen=True, slots=True)
class DecisionsOutcome:
    """What a file of decisions did."""

    decided: int
    unchanged: int


def read_decisions(source: BinaryIO | Path) -> Sheet:
    """The rows of a file of decisions. Raises Refusal."""
    return read_sheet(source, HEADINGS)


@action(Permission.SCREENING_DECIDE)
def import_decisions(actor: Actor, edition_id: int, rows: Iterable[Row]) -> DecisionsOutcome:
    """Decisions from a spreadsheet, all or nothing; what is decided so already is left alone."""
    edition = lock_edition(edition_id)
    given = [_read(row) for row in rows]
    codes = ids_of_codes(edition_id)
    ids = [codes[line.code] for line in given if line.code in codes]
    query = select(Entry).where(Entry.id.in_(ids)).with_for_update()
    entries = {entry.code: entry for entry in db.session.scalars(query)}
    refuse(_faults(given, entries, edition.stage))
    decided = []
    for line in given:
        entry = entries[line.code]
        same = (entry.status, entry.status_reason, entry.supplement_by) == (line.verdict, line.reason, line.by)
        if not same:
            _decide(actor, edition, entry, line.verdict, line.reason, line.by)
            decided.append((line.code, line.verdict, line.reason))
    _note(actor, edition_id, decided)
    return DecisionsOutcome(len(decided), len(given) - len(decided))


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    code: str
    verdict: str
    reason: str
    by: date | None
    faults: tuple[Reason, ...]


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
    reason = row.text("reason")[:_LONGEST_REASON]
    return _Line(row, row.text("code"), verdict, reason if verdict != "eligible" else "", by, tuple(faults))


def _faults(lines: list[_Line], entries: dict[str | None, Entry], stage: str) -> list[Reason]:
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
