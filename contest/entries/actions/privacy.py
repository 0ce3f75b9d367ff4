"""Personal data that has served: identity papers are read on record, then destroyed; an author is forgotten."""

import re
from collections.abc import Collection
from functools import partial
from typing import Any

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.actions.writing import entry_of, fill, note_step
from contest.entries.models import Consent, Entry, EntryAuthor, EntryDraft, EntryFile, EntryStep, FileReading
from contest.entries.queries.held import held
from contest.entries.rules import AuthorFacts
from contest.entries.rules.consents import FORGOTTEN
from contest.foundation import files as store
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, after_commit
from contest.foundation.audit import AuditLine, mask_pending
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.mail import Letter
from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import fold, name_key

_HIDDEN = "•"
_ERASED_NAME = "(đã xóa)"


@action(Permission.IDENTITY_READ)
def note_reading(actor: Actor, edition_id: int, entry_id: int, file_id: int) -> None:
    """Put on record that somebody of the office opens an identity paper."""
    entry_of(actor, edition_id, entry_id)
    db.session.add(FileReading(file_id=file_id, by_id=actor.id, by_name=actor.name, at=now()))


@action(Permission.ENTRY_MANAGE)
def erase_papers(actor: Actor, edition_id: int, part_keys: Collection[str]) -> int:
    """Destroy every file of these parts, also those taken out before; the lines stay. Returns how many there were."""
    rows = list(
        db.session.scalars(
            select(EntryFile)
            .join(Entry, Entry.id == EntryFile.entry_id)
            .where(Entry.edition_id == edition_id, EntryFile.part_key.in_(part_keys), EntryFile.erased_at.is_(None))
            .order_by(EntryFile.id)
        )
    )
    by_entry: dict[int, int] = {}
    for row in rows:
        by_entry[row.entry_id] = by_entry.get(row.entry_id, 0) + 1
    _erase(rows)
    for entry in db.session.scalars(select(Entry).where(Entry.id.in_(by_entry))):
        note_step(entry, "erased", actor, f"{by_entry[entry.id]} tệp giấy tờ nhân thân")
    return len(rows)


def _erase(rows: Collection[EntryFile]) -> None:
    """Take the bytes away once the lines say so; bytes that another dossier has as well stay for it."""
    for row in rows:
        row.erased_at = now()
        row.removed_at = row.removed_at or row.erased_at
        # A file's name is often the child's.
        row.name = _ERASED_NAME
    db.session.flush()
    gone = {row.sha256 for row in rows}
    still = set(
        db.session.scalars(select(EntryFile.sha256).where(EntryFile.sha256.in_(gone), EntryFile.erased_at.is_(None)))
    )
    for sha256 in gone - still:
        after_commit(partial(store.destroy, sha256))


@action(Permission.PERSON_FORGET)
def forget_author(actor: Actor, edition_id: int, entry_id: int, author_id: int, sure: bool) -> None:
    """Delete what is known of one author; the place in the list, the share, scores and prizes stay under a pseudonym.

    Also in drafts, in the history of changes, in letters about the entry, and in files that show who somebody is.
    What was printed or exported before is beyond reach. Raises Refusal: author_unknown, author_forgotten.
    """
    entry = entry_of(actor, edition_id, entry_id)
    if not sure:
        raise refuse_with("forget_not_sure", "sure")
    row = db.session.scalar(select(EntryAuthor).where(EntryAuthor.id == author_id, EntryAuthor.entry_id == entry_id))
    if row is None:
        raise refuse_with("author_unknown")
    if row.forgotten_at is not None:
        raise refuse_with("author_forgotten")
    names = [name for name in (row.name, row.guardian) if name]
    pseudonym = f"Tác giả thứ {row.position} (đã xóa tên)"
    _forget_row(row, pseudonym)
    for name in ("title", "short_title", "summary"):
        setattr(entry, name, _replaced(getattr(entry, name), names, pseudonym))
    entry.answers = {key: _replaced(str(value), names, pseudonym) for key, value in entry.answers.items()}
    _forget_around(entry, actor)
    db.session.flush()
    _forget_in_history(edition_id, entry_id, author_id, names, pseudonym)


def _forget_row(row: EntryAuthor, pseudonym: str) -> None:
    blank = AuthorFacts(name=pseudonym)
    for name in ("birth_on", "birth_year", "gender", "position_title", "unit", "qualification", "ethnicity"):
        setattr(row, name, getattr(blank, name))
    row.union_member = row.guardian = ""
    row.name, row.sort_key = pseudonym, name_key(pseudonym)
    row.person_id, row.forgotten_at = None, now()
    for consent in db.session.scalars(select(Consent).where(Consent.author_id == row.id)):
        consent.note = ""
        if consent.withdrawn_at is None:
            consent.withdrawn_at, consent.withdrawn_by = now(), FORGOTTEN


def _forget_around(entry: Entry, actor: Actor) -> None:
    """The draft, files that show who the authors are, contact data once nobody is left, and the search."""
    shown = {part.key for part in regulation_of(entry.edition_id).dossier if part.sensitive}
    papers = select(EntryFile).where(
        EntryFile.entry_id == entry.id, EntryFile.part_key.in_(shown), EntryFile.erased_at.is_(None)
    )
    _erase(list(db.session.scalars(papers)))
    draft = db.session.get(EntryDraft, entry.id)
    if draft is not None:
        db.session.delete(draft)
    db.session.flush()
    authors = list(db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry.id)))
    if all(author.forgotten_at for author in authors):
        entry.phone = entry.email = ""
    # The keys it is searched and known again by are made of the names.
    fill(entry, held(entry.edition_id, [entry.id])[entry.id].facts)
    note_step(entry, "forgotten", actor)


def _forget_in_history(edition_id: int, entry_id: int, author_id: int, names: list[str], pseudonym: str) -> None:
    """Values of the author in the history become a dot; the names in letters and steps become the pseudonym."""
    mask_pending(lambda change: _without(change, author_id, names))
    lines = select(AuditLine).where(AuditLine.edition_id == edition_id)
    for line in db.session.scalars(lines.execution_options(yield_per=500)):
        changes = [_without(change, author_id, names) for change in line.changes]
        if changes != line.changes:
            line.changes = changes
    about = select(Letter).where(Letter.about == f"entry:{entry_id}")
    for letter in db.session.scalars(about):
        letter.to_name = "" if fold(letter.to_name) in map(fold, names) else letter.to_name
        letter.subject, letter.text = (_replaced(text, names, pseudonym) for text in (letter.subject, letter.text))
    for step in db.session.scalars(select(EntryStep).where(EntryStep.entry_id == entry_id)):
        step.by_name, step.note = (_replaced(text, names, pseudonym) for text in (step.by_name, step.note))


def _without(change: list[Any], author_id: int, names: list[str]) -> list[Any]:
    table, key, column, before, after = change
    if table == "entry_author" and key == author_id:
        return [table, key, column, before and _HIDDEN, after and _HIDDEN]
    return [table, key, column, *(_masked(value, names) for value in (before, after))]


def _masked(value: Any, names: list[str]) -> Any:
    """A value, or each value of a whole row that came with a register."""
    if isinstance(value, dict):
        return {column: _masked(one, names) for column, one in value.items()}
    return _HIDDEN if isinstance(value, str) and _tells(value, names) else value


def _tells(text: str, names: list[str]) -> bool:
    return any(fold(name) in fold(text) for name in names)


def _replaced(text: str, names: list[str], pseudonym: str) -> str:
    """However the name is spaced and capitalised."""
    for name in names:
        pattern = r"\s+".join(map(re.escape, name.split()))
        text = re.sub(pattern, pseudonym, text, flags=re.IGNORECASE)
    return text
