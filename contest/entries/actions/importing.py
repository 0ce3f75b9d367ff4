"""Registers from units and from paper: read, known again, taken in all or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO, Literal

from sqlalchemy import insert, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.actions.writing import (
    CodeGiver,
    author_columns,
    columns_of,
    fill,
    lock_edition,
    note_step,
    set_authors,
)
from contest.entries.models import Consent, Entry, EntryAuthor, EntryStep
from contest.entries.queries.held import codes, held, known
from contest.entries.rules import OFFICE_STAGES, EntryFacts
from contest.entries.rules.register import (
    Match,
    RegisterLine,
    Row,
    doubt,
    match_rows,
    merged,
    read_rows,
    why_not_change,
)
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.audit import insert_rows
from contest.foundation.clock import LOCAL, now, today
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse
from contest.foundation.sheets import Heading, Sheet, read_sheet

HEADINGS = (
    Heading("code", ("Mã số", "Mã hồ sơ", "Mã số hồ sơ"), required=False),
    Heading(
        "title",
        ("Tên giải pháp", "Tên sản phẩm", "Tên mô hình", "Tên công trình", "Tên đề tài", "Tên mô hình, sản phẩm"),
    ),
    Heading("field", ("Lĩnh vực", "Lĩnh vực dự thi")),
    Heading("division", ("Bảng", "Bảng dự thi", "Khối"), required=False),
    Heading("authors", ("Tác giả", "Nhóm tác giả", "Họ tên tác giả")),
    Heading("unit", ("Đơn vị", "Trường", "Đơn vị dự thi"), required=False),
    Heading("locality", ("Địa phương", "Xã, phường"), required=False),
    Heading("summary", ("Tóm tắt", "Tóm tắt giải pháp"), required=False),
    Heading("phone", ("Điện thoại", "Số điện thoại"), required=False),
    Heading("email", ("Email", "Thư điện tử", "E-mail"), required=False),
    Heading("mentor", ("Giáo viên hướng dẫn", "Người hướng dẫn"), required=False),
    # A unit's paper: guardian and child agree that the dossier is judged and the name published.
    Heading("consent", ("Đồng ý công bố", "Đồng ý công bố tên"), required=False),
    Heading("handed_in", ("Ngày nộp", "Ngày gửi"), required=False),
)

Outcome = Literal["new", "updated", "unchanged", "doubtful"]
Doubtful = Literal["refuse", "new", "skip"]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row."""

    number: int
    kind: Outcome
    code: str
    title: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, or would do."""

    rows: tuple[RowOutcome, ...]

    def count(self, kind: Outcome) -> int:
        """How many rows ended this way."""
        return sum(row.kind == kind for row in self.rows)

    @property
    def new(self) -> int:
        """Entries that were not there before."""
        return self.count("new")

    @property
    def updated(self) -> int:
        """Entries that changed."""
        return self.count("updated")

    @property
    def unchanged(self) -> int:
        """Entries that were there already."""
        return self.count("unchanged")

    @property
    def doubtful(self) -> int:
        """Rows that resemble an entry of another unit or of other authors."""
        return self.count("doubtful")


def read_register(source: BinaryIO | Path, edition_id: int) -> Sheet:
    """The rows of a register, found by the contract's headings. Raises Refusal."""
    divided = bool(regulation_of(edition_id).divisions)
    wanted = [
        Heading(heading.key, heading.names, required=divided) if heading.key == "division" else heading
        for heading in HEADINGS
    ]
    return read_sheet(source, wanted)


@action(Permission.ENTRY_IMPORT)
def import_entries(
    actor: Actor, edition_id: int, rows: Iterable[Row], dry_run: bool = False, doubtful: Doubtful = "refuse"
) -> ImportOutcome:
    """Take in a register, all or nothing. Raises Refusal with every fault of every row, each at its cell.

    Rows that are on record are brought up to date. Doubtful ones refuse the whole file unless the caller says that
    they are new entries, or to be skipped; a dry run shows them.
    """
    edition = lock_edition(edition_id)
    regulation = regulation_of(edition_id)
    given = list(rows)
    places = {row.number: row for row in given}
    lines, reasons = read_rows(given, regulation, today())
    if edition.stage not in OFFICE_STAGES:
        reasons.insert(0, Reason("entry_stage_over"))
    refuse(reasons)
    matches = match_rows(lines, known(edition_id))
    facts = held(edition_id, [match.record.id for match in matches if match.kind == "same" and match.record])
    changes = {
        match.record.id: merged(facts[match.record.id].facts, match.line)
        for match in matches
        if match.kind == "same" and match.record
    }
    for match in matches:
        place = places[match.line.number].place("title")
        if match.kind == "doubtful" and doubtful == "refuse" and not dry_run:
            reasons.append(doubt(match, place))
        if match.kind == "same" and match.record:
            same = changes[match.record.id] == facts[match.record.id].facts
            reasons += why_not_change(match.record, place, same)
    refuse(reasons)
    before = {entry_id: one.facts for entry_id, one in facts.items()}
    return _carry_out(actor, edition_id, matches, before, changes, regulation, dry_run, doubtful)


def _carry_out(
    actor: Actor,
    edition_id: int,
    matches: Sequence[Match],
    before: dict[int, EntryFacts],
    changes: dict[int, EntryFacts],
    regulation: Regulation,
    dry_run: bool,
    doubtful: Doubtful,
) -> ImportOutcome:
    giver = CodeGiver(edition_id, regulation.entry_code, codes(edition_id) | {m.line.code for m in matches})
    fresh: list[tuple[str, RegisterLine]] = []
    outcomes: list[RowOutcome] = []
    for match in matches:
        line, title = match.line, match.line.facts.title
        if match.kind == "same" and match.record is not None:
            same = before[match.record.id] == changes[match.record.id]
            outcomes.append(RowOutcome(line.number, "unchanged" if same else "updated", match.record.code, title))
        elif match.kind == "doubtful" and doubtful != "new":
            alike = match.record.code if match.record else ""
            remark = f"giống hồ sơ {alike} nhưng khác {match.what_differs}"
            outcomes.append(RowOutcome(line.number, "doubtful", alike, title, remark))
        elif dry_run:
            outcomes.append(RowOutcome(line.number, "new", line.code, title))
        else:
            code = line.code or giver.take(line.facts.field_key)
            fresh.append((code, line))
            outcomes.append(RowOutcome(line.number, "new", code, title))
    if not dry_run:
        _add(actor, edition_id, fresh)
        _update(actor, before, changes)
    return ImportOutcome(tuple(outcomes))


def _new_entry(edition_id: int, line: RegisterLine, code: str, at: datetime) -> dict[str, Any]:
    return {
        "edition_id": edition_id,
        "code": code,
        "status": "received",
        "source": "import",
        "version": 1,
        "created_at": at,
        "updated_at": at,
        "submitted_at": _moment(line.handed_in),
        "received_at": at,
        "sent_on": line.handed_in.date() if isinstance(line.handed_in, datetime) else line.handed_in,
        **columns_of(code, line.facts),
    }


def _moment(handed_in: date | datetime | None) -> datetime:
    if handed_in is None:
        return now()
    return handed_in if isinstance(handed_in, datetime) else datetime.combine(handed_in, time(), LOCAL)


def _add(actor: Actor, edition_id: int, fresh: Sequence[tuple[str, RegisterLine]]) -> None:
    """Entries first, then their authors, then what hangs on these: one statement for hundreds of rows."""
    if not fresh:
        return
    at = now()
    keys = insert_rows(Entry, [_new_entry(edition_id, line, code, at) for code, line in fresh])
    authors = [
        (entry_id, place, author)
        for entry_id, (_, line) in zip(keys, fresh, strict=True)
        for place, author in enumerate(line.facts.authors, 1)
    ]
    rows = [{"entry_id": entry_id, "position": place, **author_columns(author)} for entry_id, place, author in authors]
    agreed = [
        {"author_id": key, "purpose": purpose, "given_by": given_by, "given_at": at, "recorded_by_id": actor.id}
        for key, (_, _, author) in zip(insert_rows(EntryAuthor, rows), authors, strict=True)
        for purpose, given_by in sorted(author.consents)
    ]
    insert_rows(Consent, agreed)
    step = {"status": "received", "at": at, "by_id": actor.id, "by_name": actor.name, "note": "Nhập từ danh sách"}
    db.session.execute(insert(EntryStep), [{"entry_id": key, **step} for key in keys])


def _update(actor: Actor, before: dict[int, EntryFacts], changes: dict[int, EntryFacts]) -> None:
    changed = {entry_id: facts for entry_id, facts in changes.items() if facts != before[entry_id]}
    if not changed:
        return
    for entry in db.session.scalars(select(Entry).where(Entry.id.in_(changed)).with_for_update()):
        fill(entry, changed[entry.id])
        set_authors(entry, changed[entry.id].authors, {}, actor)
        entry.updated_at = now()
        note_step(entry, "changed", actor, "Cập nhật từ danh sách")
