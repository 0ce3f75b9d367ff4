"""Files of dossiers: who may have which, and what a judge sees of a dossier in a blind round."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from contest.editions.queries import regulation_of
from contest.editions.rules import DossierPart, Regulation
from contest.entries.models import Entry, EntryAuthor, EntryFile, FileReading
from contest.entries.queries.cards import owned_by
from contest.entries.queries.held import files_of_entry
from contest.entries.rules import (
    Asked,
    FileFacts,
    asked_facts,
    asked_questions,
    masked,
    names_of,
    part_of,
    shown_answer,
)
from contest.foundation.access import Actor, Permission
from contest.foundation.database import ask, db
from contest.foundation.kinds import CLEANED
from contest.foundation.vietnamese import file_name

# Facts about the solution that tell judges nothing of who made it.
_NEUTRAL_FACTS = ("created_on", "applied_on", "recognised_on")
_ENDINGS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/msword": "doc",
    "application/x-ole-storage": "doc",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
    "video/mp4": "mp4",
    "video/x-m4v": "mp4",
    "video/quicktime": "mov",
    "application/zip": "zip",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file somebody may have, under the name it is given to them."""

    sha256: str
    name: str
    media_type: str
    size: int
    part_key: str = ""
    # An identity paper read by the office: who opened it is put on record.
    is_noted: bool = False


def download_for(actor: Actor, edition_id: int, entry_id: int, file_id: int) -> Download | None:
    """A file for its entrant or the office; identity papers only for who must see them. None hides it."""
    row = ask(
        select(EntryFile.sha256, EntryFile.name, EntryFile.media_type, EntryFile.size, EntryFile.part_key, Entry.id)
        .join(Entry, Entry.id == EntryFile.entry_id)
        .where(
            EntryFile.id == file_id,
            EntryFile.entry_id == entry_id,
            Entry.edition_id == edition_id,
            EntryFile.erased_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    part = part_of(regulation_of(edition_id), row.part_key)
    is_identity = part is not None and part.sensitive
    needed = Permission.IDENTITY_READ if is_identity else Permission.ENTRY_READ_ALL
    own = _owns(actor, entry_id)
    if not actor.may(needed, edition_id) and not own:
        return None
    noted = is_identity and not own
    return Download(row.sha256, row.name, row.media_type, row.size, row.part_key, noted)


def read_lately(actor: Actor, file_id: int, since: datetime) -> bool:
    """Whether it is on record already that the actor opened the file after that moment."""
    known = select(FileReading.id).where(
        FileReading.file_id == file_id, FileReading.by_id == actor.id, FileReading.at >= since
    )
    return db.session.scalar(known.limit(1)) is not None


def _owns(actor: Actor, entry_id: int) -> bool:
    return db.session.scalar(select(Entry.id).where(Entry.id == entry_id, owned_by(actor))) is not None


@dataclass(frozen=True, slots=True)
class BlindFile:
    """A file under a name that says nothing of its authors."""

    id: int
    part: str
    name: str
    media_type: str
    size: int
    # Where its bytes lie in the store.
    sha256: str
    # It may name its author inside, and nobody of the office has looked yet: judges of a blind round do not get it.
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """What judges look at; in a blind round there are no authors, unit or names of files in it."""

    entry_id: int
    title: str
    field_key: str
    division_key: str
    summary: str
    answers: tuple[tuple[str, str], ...]
    files: tuple[BlindFile, ...]


# Whose the entry is, a name a line: what is not looked for in the same question would cost one more.
_OF_ENTRY = select(EntryAuthor).where(EntryAuthor.entry_id == Entry.id).correlate(Entry)
_PEOPLE = _OF_ENTRY.with_only_columns(func.aggregate_strings(EntryAuthor.name + "\n" + EntryAuthor.guardian, "\n"))
_UNITS = _OF_ENTRY.with_only_columns(func.aggregate_strings(EntryAuthor.unit, "\n"))
# Asked with every score card: built once.
_SEEN = select(
    Entry.title, Entry.field_key, Entry.division_key, Entry.summary, Entry.facts, Entry.answers, Entry.unit,
    Entry.mentor, Entry.email, Entry.phone, _PEOPLE.scalar_subquery().label("people"),
    _UNITS.scalar_subquery().label("units"),
).where(Entry.id == bindparam("entry_id"), Entry.edition_id == bindparam("edition_id"))  # fmt: skip


def dossier(edition_id: int, entry_id: int, *, blind: bool, regulation: Regulation | None = None) -> Dossier | None:
    """The dossier as judges see it (a caller that has the regulation gives it). None when there is no such entry.

    blind: nothing that names its authors or units; where they named themselves in what they typed, it is put out of
    sight.
    """
    row = ask(_SEEN, {"entry_id": entry_id, "edition_id": edition_id}).one_or_none()
    if row is None:
        return None
    regulation = regulation or regulation_of(edition_id)
    given = files_of_entry(entry_id)
    names = _names_in(row) if blind else frozenset()
    return Dossier(
        entry_id=entry_id,
        title=masked(row.title, names),
        field_key=row.field_key,
        division_key=row.division_key,
        summary=masked(row.summary, names),
        answers=tuple(
            (label, masked(text, names)) for label, text in _answers(row.facts, row.answers, regulation, blind)
        ),
        files=tuple(_neutral_files(given, regulation, blind)),
    )


def _names_in(row: Any) -> frozenset[str]:
    """Whose the entry is, as it may stand in what was typed."""
    people = f"{row.people or ''}\n{row.mentor}"
    return names_of((people,), (row.unit, *(row.units or "").split("\n")), (row.email, row.phone))


def names_by_kind(edition_id: int, entry_id: int) -> dict[str, frozenset[str]]:
    """The same by kind: people, units, contacts; nothing when there is no such entry."""
    row = ask(_SEEN, {"entry_id": entry_id, "edition_id": edition_id}).one_or_none()
    if row is None:
        return {}
    return {
        "people": names_of((f"{row.people or ''}\n{row.mentor}",), ()),
        "units": names_of((), (row.unit, *(row.units or "").split("\n"))),
        "contacts": names_of((), (), (row.email, row.phone)),
    }


def _answers(
    facts: dict[str, str], answers: dict[str, str], regulation: Regulation, blind: bool
) -> tuple[tuple[str, str], ...]:
    named = {question.key for question in regulation.questions if question.names_authors}
    told: list[tuple[Asked, str]] = [
        (asked, facts[asked.key])
        for asked in asked_facts(regulation)
        if asked.key in facts and (not blind or asked.key in _NEUTRAL_FACTS)
    ]
    told += [
        (asked, answers[asked.key])
        for asked in asked_questions(regulation)
        if asked.key in answers and not (blind and asked.key in named)
    ]
    return tuple((asked.label, shown_answer(asked.kind, value)) for asked, value in told)


def _neutral_files(files: tuple[FileFacts, ...], regulation: Regulation, blind: bool) -> list[BlindFile]:
    shown = []
    for part in regulation.dossier:
        if part.sensitive or (blind and shows_who(part)):
            continue
        own = [file for file in files if file.part_key == part.key]
        for place, file in enumerate(own, 1):
            name = _neutral_name(part, place if len(own) > 1 else 0, file.media_type)
            is_held = blind and may_name(file)
            shown.append(BlindFile(file.id, part.name, name, file.media_type, file.size, file.sha256, is_held))
    return shown


def may_name(file: FileFacts) -> bool:
    """Whether a file may say inside who wrote it, and neither a machine nor somebody of the office has made sure."""
    return not file.is_cleared and (file.media_type not in CLEANED or bool(file.names_in))


def shows_who(part: DossierPart) -> bool:
    """Whether the part shows who made the work; a signed form always does."""
    return part.names_authors or part.made_from_entry


def _neutral_name(part: DossierPart, place: int, media_type: str) -> str:
    title = f"{part.name} {place}" if place else part.name
    return file_name("", title, _ENDINGS.get(media_type, ""))


def file_for(edition_id: int, entry_id: int, file_id: int, *, blind: bool) -> Download | None:
    """A file for a judge of this entry (whether they are one is the caller's question), under a neutral name.

    None for one that is held.
    """
    seen = dossier(edition_id, entry_id, blind=blind)
    file = next((file for file in seen.files if file.id == file_id), None) if seen else None
    if file is None or file.is_held:
        return None
    sha256 = db.session.scalar(select(EntryFile.sha256).where(EntryFile.id == file_id))
    return Download(sha256, file.name, file.media_type, file.size) if sha256 else None
