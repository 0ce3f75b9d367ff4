"""What the radar compares: entries of all editions as text, files and photographs; and what of it was read already."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from contest.editions.queries import editions, regulation_of
from contest.entries.models import Entry, EntryFile
from contest.foundation.database import ask, db
from contest.foundation.kinds import DOCX, PDF, PPTX
from contest.foundation.vietnamese import fold
from contest.screening.models import RadarOldTitle, RadarReading, RadarSeen
from contest.screening.rules.radar import PICTURE_BYTES, Work

# Entries that were never handed in, or taken back, are nobody's to compare with.
_LEFT_OUT = ("draft", "withdrawn")
TEXTS = (PDF, DOCX, PPTX)
PHOTOGRAPHS = ("image/jpeg", "image/png", "image/heic", "image/heif")
_READABLE = dict.fromkeys(TEXTS, "text") | dict.fromkeys(PHOTOGRAPHS, "picture")


@dataclass(frozen=True, slots=True)
class Seen:
    """A work as it is compared, whose it is, and its print: SHA-256 of all that is compared."""

    work: Work
    print: str
    entry_id: int | None = None
    old_title_id: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file the radar has not read yet; kind "text" or "picture"."""

    sha256: str
    kind: str


def unread_files() -> list[Unread]:
    """Files of all editions that say something about the work and were not read, each content once."""
    size = func.length(RadarReading.picture)
    # Pictures that an earlier version read have fewer marks and are read again.
    known = set(db.session.scalars(select(RadarReading.sha256).where(size.in_((0, PICTURE_BYTES)))))
    kinds = {sha256: kind for _, sha256, kind in _files() if sha256 not in known}
    return [Unread(sha256, kind) for sha256, kind in kinds.items()]


def _files() -> Iterator[tuple[int, str, str]]:
    """Entry, content and kind of each file; papers about persons (forms, consents, identity) are not read."""
    parts = {edition.id: telling_parts(edition.id) for edition in editions()}
    rows = ask(
        select(EntryFile.entry_id, Entry.edition_id, EntryFile.part_key, EntryFile.sha256, EntryFile.media_type)
        .join(Entry, Entry.id == EntryFile.entry_id)
        .where(
            EntryFile.removed_at.is_(None),
            EntryFile.media_type.in_(_READABLE),
            Entry.status.not_in(_LEFT_OUT),
        )
        .order_by(EntryFile.id)
    )
    for entry_id, edition_id, part_key, sha256, media_type in rows:
        if part_key in parts.get(edition_id, ()):
            yield entry_id, sha256, _READABLE[media_type]


def telling_parts(edition_id: int) -> frozenset[str]:
    """The parts of a dossier, by key, that are about the work and not about persons."""
    return frozenset(
        part.key
        for part in regulation_of(edition_id).dossier
        if not part.sensitive and not part.names_authors and not part.made_from_entry and part.per == "entry"
    )


def radar_works(edition_id: int) -> list[Seen]:
    """This edition's entries first, then those of all others, then the old titles."""
    readings = {row.sha256: row for row in ask(select(RadarReading.sha256, RadarReading.sketch, RadarReading.picture))}
    files: defaultdict[int, list[str]] = defaultdict(list)
    for entry_id, sha256, _ in _files():
        files[entry_id].append(sha256)
    found = []
    rows = ask(
        select(Entry.id, Entry.edition_id, Entry.title, Entry.summary, Entry.answers)
        .where(Entry.status.not_in(_LEFT_OUT))
        .order_by((Entry.edition_id != edition_id), Entry.id)
    )
    for entry_id, of_edition, title, summary, answers in rows:
        text = description(summary, answers)
        own = sorted(set(files.get(entry_id, ())))
        read = [readings[sha256] for sha256 in own if sha256 in readings]
        work = Work(
            title,
            text,
            tuple(one.sketch for one in read if one.sketch),
            tuple(one.picture for one in read if one.picture),
            tuple(own),
            is_new=of_edition == edition_id,
        )
        found.append(Seen(work, _print(title, text, own), entry_id=entry_id))
    old = ask(select(RadarOldTitle.id, RadarOldTitle.title, RadarOldTitle.summary).order_by(RadarOldTitle.id))
    found += [
        Seen(Work(title, summary, is_new=False), _print(title, summary, ()), old_title_id=key)
        for key, title, summary in old
    ]
    return found


def description(summary: str, answers: Mapping[str, Any]) -> str:
    """Everything that was typed about the work beside its title; answers to the regulation's questions included."""
    return "\n".join([summary, *(value for _, value in sorted(answers.items()) if isinstance(value, str))]).strip()


def _print(title: str, text: str, files: Collection[str]) -> str:
    return hashlib.sha256("\0".join([fold(title), fold(text), *files]).encode()).hexdigest()


def prints_seen(edition_id: int) -> dict[int, str]:
    """How the entries of the edition were when they were compared last."""
    rows = ask(select(RadarSeen.entry_id, RadarSeen.print).join(Entry).where(Entry.edition_id == edition_id))
    return {row[0]: row[1] for row in rows}
