"""Dossiers that have served, or never will: what was typed and sent is deleted, a line that says so stays."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from sqlalchemy import delete, select

from contest.entries.actions.privacy import erase, forget_row, hidden
from contest.entries.actions.writing import fill, note_step
from contest.entries.models import Entry, EntryAuthor, EntryDraft, EntryUpload
from contest.entries.queries.naming import INSTEAD
from contest.entries.queries.retention import files_left
from contest.entries.rules import EntryFacts
from contest.foundation.access import OPERATOR, Actor, Permission
from contest.foundation.action import action, after_commit
from contest.foundation.audit import AuditLine, mask_pending
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.forgetting import forget_about_entry, forget_in_letters, when_account_forgotten
from contest.foundation.naming import Names
from contest.foundation.partial import discard

_WIPED = "Hồ sơ chưa nộp, đã xóa dữ liệu"


@action(Permission.ENTRY_MANAGE)
def wipe_drafts(actor: Actor, edition_id: int, ids: Collection[int]) -> int:
    """Delete everything of these drafts that were never handed in; returns how many there were."""
    which = [Entry.id.in_(ids), Entry.edition_id == edition_id, Entry.code.is_(None), Entry.wiped_at.is_(None)]
    drafts = list(db.session.scalars(select(Entry).where(*which)))
    _wipe(actor, drafts)
    return len(drafts)


@action(Permission.ENTRY_MANAGE)
def erase_files_of(actor: Actor, edition_id: int, ids: Collection[int]) -> int:
    """Destroy every file of these entries; the lines stay. Returns how many there were."""
    rows = files_left(edition_id, ids)
    erase(rows)
    by_entry: dict[int, int] = {}
    for row in rows:
        by_entry[row.entry_id] = by_entry.get(row.entry_id, 0) + 1
    for entry in db.session.scalars(select(Entry).where(Entry.id.in_(by_entry))):
        note_step(entry, "erased", actor, f"{by_entry[entry.id]} tệp của hồ sơ không còn dự thi")
    return len(rows)


@action(Permission.ENTRY_MANAGE)
def erase_contacts(actor: Actor, edition_id: int) -> int:
    """Delete telephones, addresses and guardians of all entries; returns of how many entries."""
    entries = list(
        db.session.scalars(
            select(Entry).where(Entry.edition_id == edition_id, (Entry.phone != "") | (Entry.email != ""))
        )
    )
    for entry in entries:
        entry.phone = entry.email = ""
    of_edition = select(Entry.id).where(Entry.edition_id == edition_id)
    for author in db.session.scalars(
        select(EntryAuthor).where(EntryAuthor.entry_id.in_(of_edition), EntryAuthor.guardian != "")
    ):
        author.guardian = ""
    return len(entries)


@when_account_forgotten
def forget_own(person_id: int) -> None:
    """Drafts of an account go whole; of what was handed in, its address and its link to the account."""
    own = list(db.session.scalars(select(Entry).where(Entry.owner_id == person_id)))
    _wipe(OPERATOR, [entry for entry in own if entry.code is None and entry.wiped_at is None])
    for entry in own:
        entry.phone = entry.email = ""
    for author in db.session.scalars(select(EntryAuthor).where(EntryAuthor.person_id == person_id)):
        author.person_id = None
    db.session.flush()


def _wipe(actor: Actor, drafts: Iterable[Entry]) -> None:
    for entry in drafts:
        authors = list(db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry.id)))
        typed = db.session.get(EntryDraft, entry.id)
        names = Names([*_names_of(authors), *_typed_names(typed)], INSTEAD)
        erase(files_left(entry.edition_id, [entry.id]))
        for author in authors:
            if author.forgotten_at is None:
                forget_row(author, f"Tác giả thứ {author.position} (đã xóa tên)")
        if typed is not None:
            db.session.delete(typed)
        for key in db.session.scalars(select(EntryUpload.key).where(EntryUpload.entry_id == entry.id)):
            after_commit(partial(discard, key))
        db.session.execute(delete(EntryUpload).where(EntryUpload.entry_id == entry.id))
        db.session.flush()
        fill(entry, EntryFacts(title=_WIPED))
        entry.status, entry.withdrawn_at, entry.wiped_at = "withdrawn", entry.withdrawn_at or now(), now()
        about = forget_about_entry(names, entry.edition_id, entry.id)
        forget_in_letters(names, entry.edition_id, entry.id, everybody=True)
        note_step(entry, "wiped", actor)
        db.session.flush()
        _hide_history(entry, about)


def _names_of(authors: Iterable[EntryAuthor]) -> list[str]:
    return [name for author in authors for name in (author.name, author.guardian) if name]


def _typed_names(draft: EntryDraft | None) -> list[str]:
    rows = (draft.content.get("authors") or {}).get("rows") or [] if draft is not None else []
    return [str(row.get(key) or "") for row in rows for key in ("name", "guardian")]


def _hide_history(entry: Entry, about: dict[str, set[Any]]) -> None:
    """That something changed stays in the history, what it said does not."""

    def mask(change: list[Any]) -> list[Any]:
        table, key, column, before, after = change
        is_theirs = key in about.get(table, ()) and column != "status"
        return [table, key, column, hidden(before), hidden(after)] if is_theirs else change

    mask_pending(mask)
    for line in db.session.scalars(select(AuditLine).where(AuditLine.subject == f"entry:{entry.id}")):
        line.changes = [mask(change) for change in line.changes]
