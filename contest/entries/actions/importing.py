"""Registers from units and from paper: read, known again, taken in all or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.actions.halting import obey_consents
from contest.entries.actions.outcomes import ImportOutcome, Outcome, RowOutcome
from contest.entries.actions.writing import (
    CodeGiver,
    author_columns,
    columns_of,
    fill,
    lock_edition,
    note_step,
    set_authors,
    units_of,
)
from contest.entries.models import Consent, Entry, EntryAuthor, EntryStep
from contest.entries.queries import ids_of_codes, kept_from_entries
from contest.entries.queries.held import codes, held, known
from contest.entries.rules import OFFICE_STAGES, EntryFacts, content_digest
from contest.entries.rules.matching import (
    Doubtful,
    Match,
    OnRecord,
    changed_words,
    decided,
    doubt,
    match_rows,
    merged,
    one_row_each,
    why_not_change,
)
from contest.entries.rules.register import RegisterLine, Row, in_row_order, read_rows
from contest.entries.rules.registering import OwnUnit, over_quota, own_lines
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.audit import insert_rows
from contest.foundation.bulk import insert_many
from contest.foundation.clock import LOCAL, now, today
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse
from contest.people.queries import known_units

_NO_CHOICES: Mapping[int, Doubtful] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms rows are taken in: from whom, with which entries they are compared, and under which quota."""

    records: Sequence[OnRecord]
    status: str = "received"
    source: str = "import"
    step: str = "received"
    owner_id: int | None = None
    unit: OwnUnit | None = None
    quota: int | None = None
    count: int = 0


@action(Permission.ENTRY_IMPORT)
def import_entries(
    actor: Actor,
    edition_id: int,
    rows: Iterable[Row],
    dry_run: bool = False,
    doubtful: Doubtful = "refuse",
    choices: Mapping[int, Doubtful] = _NO_CHOICES,
    faults: Sequence[Reason] = (),
) -> ImportOutcome:
    """Take in a register, all or nothing. Raises Refusal with every fault of every row, each at its cell.

    Rows that are on record are brought up to date. Doubtful ones refuse the whole file unless the caller says that
    they are new entries, changes of the entry they look like, or to be skipped (`choices`: by row number); a dry run
    shows them. faults: what the sheet's reader found, told together with everything else.
    """
    edition = lock_edition(edition_id)
    reasons = [*faults] if edition.stage in OFFICE_STAGES else [Reason("entry_stage_over"), *faults]
    return take_rows(actor, edition_id, rows, Terms(known(edition_id)), reasons, dry_run, doubtful, choices)


def take_rows(
    actor: Actor,
    edition_id: int,
    rows: Iterable[Row],
    terms: Terms,
    reasons: list[Reason],
    dry_run: bool,
    doubtful: Doubtful,
    choices: Mapping[int, Doubtful],
) -> ImportOutcome:
    """Rows of whomever, on these terms; the edition is locked. Raises Refusal with `reasons` and all that is found."""
    given = list(rows)
    places = {row.number: row.place("title") for row in given}
    lines, wrong = read_rows(given, regulation_of(edition_id), today())
    reasons += wrong
    if terms.unit is not None:
        lines, wrong = _own(lines, given, terms)
        reasons += wrong
    matches = decided(match_rows(lines, terms.records), choices, doubtful)
    facts = held(edition_id, [match.record.id for match in matches if match.kind == "same" and match.record])
    changes = {
        match.record.id: merged(facts[match.record.id].facts, match.line)
        for match in matches
        if match.kind == "same" and match.record
    }
    barred = kept_from_entries(actor, edition_id)
    for match in matches:
        place = places[match.line.number]
        if match.kind == "doubtful" and choices.get(match.line.number, doubtful) == "refuse" and not dry_run:
            reasons.append(doubt(match, place))
        if match.kind == "same" and match.record:
            same = changes[match.record.id] == facts[match.record.id].facts
            reasons += why_not_change(match.record, place, same)
            if match.record.id in barred and not same:
                reasons.append(Reason("import_row_apart", {"code": match.record.code}, place))
    reasons += one_row_each(matches, places)
    reasons += over_quota(matches, terms.quota, terms.count, places)
    refuse(in_row_order(reasons))
    before = {entry_id: one.facts for entry_id, one in facts.items()}
    return _carry_out(actor, edition_id, matches, before, changes, terms, dry_run)


def _own(lines: Sequence[RegisterLine], rows: Sequence[Row], terms: Terms) -> tuple[list[RegisterLine], list[Reason]]:
    assert terms.unit is not None
    meant = known_units((line.facts.unit, line.facts.locality) for line in lines)
    cells = {(row.number, key): row.place(key) for row in rows for key in ("unit", "code")}
    return own_lines(lines, terms.unit, meant, frozenset(record.code for record in terms.records), cells)


def _carry_out(
    actor: Actor,
    edition_id: int,
    matches: Sequence[Match],
    before: dict[int, EntryFacts],
    changes: dict[int, EntryFacts],
    terms: Terms,
    dry_run: bool,
) -> ImportOutcome:
    pattern = regulation_of(edition_id).entry_code
    giver = CodeGiver(edition_id, pattern, codes(edition_id) | {m.line.code for m in matches})
    fresh: list[tuple[str, RegisterLine]] = []
    outcomes: list[RowOutcome] = []
    for match in matches:
        line, title = match.line, match.line.facts.title
        if match.kind == "same" and match.record is not None:
            same = before[match.record.id] == changes[match.record.id]
            what = "" if same else ", ".join(changed_words(before[match.record.id], changes[match.record.id]))
            kind: Outcome = "unchanged" if same else "updated"
            outcomes.append(RowOutcome(line.number, kind, match.record.code, title, what))
        elif match.kind == "doubtful":
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
        _add(actor, edition_id, fresh, terms)
        _update(actor, before, changes, "amended" if terms.unit else "changed")
    return ImportOutcome(tuple(outcomes))


def _new_entry(edition_id: int, terms: Terms, line: RegisterLine, code: str, at: datetime) -> dict[str, Any]:
    by_office = terms.status == "received"
    return {
        "edition_id": edition_id,
        "code": code,
        "status": terms.status,
        "source": terms.source,
        "owner_id": terms.owner_id,
        "version": 1,
        "created_at": at,
        "updated_at": at,
        "submitted_at": _moment(line.handed_in) if by_office else at,
        "received_at": at if by_office else None,
        "sent_on": line.handed_in.date() if isinstance(line.handed_in, datetime) else line.handed_in,
        "receipt_digest": "" if by_office else content_digest(line.facts),
        **columns_of(code, line.facts),
    }


def _moment(handed_in: date | datetime | None) -> datetime:
    if handed_in is None:
        return now()
    return handed_in if isinstance(handed_in, datetime) else datetime.combine(handed_in, time(), LOCAL)


def _add(actor: Actor, edition_id: int, fresh: Sequence[tuple[str, RegisterLine]], terms: Terms) -> None:
    """Entries first, then their authors, then what hangs on these: one statement for hundreds of rows."""
    if not fresh:
        return
    at, units = now(), units_of([line.facts for _, line in fresh])
    own = terms.unit.id if terms.unit else None
    entries = [
        _new_entry(edition_id, terms, line, code, at)
        | {"unit_id": own or units.get((line.facts.unit, line.facts.locality))}
        for code, line in fresh
    ]
    keys = insert_rows(Entry, entries, lambda: _keys_of(edition_id, [code for code, _ in fresh]))
    authors = [
        (entry_id, place, author, units.get((author.unit, line.facts.locality)))
        for entry_id, (_, line) in zip(keys, fresh, strict=True)
        for place, author in enumerate(line.facts.authors, 1)
    ]
    rows = [
        {"entry_id": entry_id, "position": place, "unit_id": unit_id, **author_columns(author)}
        for entry_id, place, author, unit_id in authors
    ]
    places = [(entry_id, place) for entry_id, place, _, _ in authors]
    # A register says what the unit's papers say.
    signed = {"given_at": at, "recorded_by_id": actor.id, "source": "paper"}
    agreed = [
        {"author_id": key, "purpose": purpose, "given_by": given_by, **signed}
        for key, (_, _, author, _) in zip(
            insert_rows(EntryAuthor, rows, lambda: _author_keys(edition_id, places)), authors, strict=True
        )
        for purpose, given_by in sorted(author.consents)
    ]
    insert_rows(Consent, agreed)
    step = {"status": terms.step, "at": at, "by_id": actor.id, "by_name": actor.name, "note": "Nhập từ danh sách"}
    insert_many(EntryStep, [{"entry_id": key, **step} for key in keys])


def _keys_of(edition_id: int, codes: Iterable[str]) -> list[int]:
    known = ids_of_codes(edition_id)
    return [known[code] for code in codes]


def _author_keys(edition_id: int, places: Iterable[tuple[int, int]]) -> list[int]:
    """The keys of authors by their entry and their place in it."""
    asked = select(EntryAuthor.entry_id, EntryAuthor.position, EntryAuthor.id).join(
        Entry, Entry.id == EntryAuthor.entry_id
    )
    rows = db.session.execute(asked.where(Entry.edition_id == edition_id))
    known = {(entry_id, place): key for entry_id, place, key in rows}
    return [known[place] for place in places]


def _update(actor: Actor, before: dict[int, EntryFacts], changes: dict[int, EntryFacts], step: str) -> None:
    changed = {entry_id: facts for entry_id, facts in changes.items() if facts != before[entry_id]}
    if not changed:
        return
    for entry in db.session.scalars(select(Entry).where(Entry.id.in_(changed)).with_for_update()):
        fill(entry, changed[entry.id])
        set_authors(entry, changed[entry.id].authors, {}, actor)
        entry.updated_at = now()
        note_step(entry, step, actor, "Cập nhật từ danh sách")
        obey_consents(entry, actor)
