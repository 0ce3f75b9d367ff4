"""One pair of the radar, side by side: no names of persons, on either side."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from contest.editions.models import Edition
from contest.entries.models import Entry, EntryFile
from contest.foundation.database import ask, db
from contest.people.models import Person
from contest.screening.models import RadarJudgement, RadarOldTitle, RadarPair, RadarReading
from contest.screening.queries.pairs import evidence_kept
from contest.screening.queries.radar import PHOTOGRAPHS, TEXTS, description, telling_parts
from contest.screening.rules.radar import Evidence, same_pictures


@dataclass(frozen=True, slots=True)
class WorkFile:
    """A file of one side, about the work; `is_picture` when a browser can show it, `is_text` when words can be read."""

    id: int
    name: str
    sha256: str
    is_picture: bool
    is_text: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two works; no names of persons. `slug` is the edition it can be opened in, "" when it cannot."""

    entry_id: int | None
    slug: str
    code: str
    title: str
    text: str
    unit: str
    locality: str
    where: str
    result: str
    files: tuple[WorkFile, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement that was given; `holds` while both works are as they were."""

    verdict: str
    note: str
    at: datetime
    by_name: str
    holds: bool


@dataclass(frozen=True, slots=True)
class PairCard:
    """Everything the page of one pair shows."""

    id: int
    likelihood: int
    evidence: tuple[Evidence, ...]
    verdict: str
    first: Side
    second: Side
    # Of both sides: photographs that are alike, and files that are the same.
    photos: tuple[tuple[WorkFile, WorkFile], ...]
    twins: tuple[tuple[WorkFile, WorkFile], ...]
    judgements: tuple[Judged, ...]
    next_id: int | None

    @property
    def has_texts(self) -> bool:
        """Whether a file of one side can be held against a file or what was typed of the other."""
        ours, theirs = (any(file.is_text for file in side.files) for side in (self.first, self.second))
        return (ours and bool(theirs or self.second.text)) or (theirs and bool(self.first.text))


def pair_card(edition_id: int, pair_id: int) -> PairCard | None:
    """One pair of the edition; None when there is none (any more)."""
    pair = ask(
        select(
            RadarPair.entry_id, RadarPair.other_id, RadarPair.old_title_id, RadarPair.likelihood, RadarPair.evidence,
            RadarPair.verdict, RadarPair.print,
        ).where(RadarPair.id == pair_id, RadarPair.edition_id == edition_id)
    ).one_or_none()  # fmt: skip
    if pair is None:
        return None
    ids = [key for key in (pair.entry_id, pair.other_id) if key]
    sides = _sides(ids)
    first = sides[pair.entry_id]
    second = sides[pair.other_id] if pair.other_id else _old(pair.old_title_id)
    upcoming = (
        select(RadarPair.id)
        .where(RadarPair.edition_id == edition_id, RadarPair.verdict == "", RadarPair.id != pair_id)
        .where(RadarPair.likelihood <= pair.likelihood)
        .order_by(RadarPair.likelihood.desc(), RadarPair.id)
        .limit(1)
    )
    return PairCard(
        id=pair_id,
        likelihood=pair.likelihood,
        evidence=evidence_kept(pair.evidence),
        verdict=pair.verdict,
        first=first,
        second=second,
        photos=_photos_alike(first.files, second.files),
        twins=tuple((a, b) for a in first.files for b in second.files if a.sha256 == b.sha256),
        judgements=_judgements(pair_id, pair.print),
        next_id=db.session.scalar(upcoming),
    )


def _photos_alike(ours: Collection[WorkFile], theirs: Collection[WorkFile]) -> tuple[tuple[WorkFile, WorkFile], ...]:
    """Photographs of both sides the radar takes for one, by what it kept of them."""
    shown = [file for file in (*ours, *theirs) if file.is_picture]
    kept = ask(
        select(RadarReading.sha256, RadarReading.picture).where(
            RadarReading.sha256.in_({file.sha256 for file in shown})
        )
    )
    marks: dict[str, bytes] = {row[0]: row[1] for row in kept}
    alike = same_pictures([(place, marks.get(file.sha256, b"")) for place, file in enumerate(shown)])
    pairs = [(shown[first], shown[second]) for first, second, _ in sorted(alike)]
    return tuple(pair for pair in pairs if pair[0] in ours and pair[1] in theirs)


def _sides(ids: Collection[int]) -> dict[int, Side]:
    entries = ask(
        select(
            Entry.id, Entry.code, Entry.title, Entry.summary, Entry.answers, Entry.unit, Entry.locality,
            Entry.edition_id, Edition.slug, Edition.title.label("edition"),
        ).join(Edition, Edition.id == Entry.edition_id).where(Entry.id.in_(ids))
    ).all()  # fmt: skip
    files = _files({row.id: row.edition_id for row in entries})
    return {
        row.id: Side(
            entry_id=row.id,
            slug=row.slug,
            code=row.code or "",
            title=row.title,
            text=description(row.summary, row.answers),
            unit=row.unit,
            locality=row.locality,
            where=row.edition,
            result="",
            files=tuple(files.get(row.id, ())),
        )
        for row in entries
    }


def _files(of_edition: dict[int, int]) -> dict[int, list[WorkFile]]:
    """The files about the work; papers about persons (forms, consents, identity) are no matter of the radar's."""
    parts = {edition_id: telling_parts(edition_id) for edition_id in set(of_edition.values())}
    rows = ask(
        select(
            EntryFile.entry_id, EntryFile.part_key, EntryFile.id, EntryFile.name, EntryFile.sha256, EntryFile.media_type
        )
        .where(EntryFile.entry_id.in_(of_edition), EntryFile.removed_at.is_(None))
        .order_by(EntryFile.id)
    )
    found: dict[int, list[WorkFile]] = {}
    for entry_id, part_key, key, name, sha256, media_type in rows:
        if part_key in parts[of_edition[entry_id]]:
            file = WorkFile(key, name, sha256, media_type in PHOTOGRAPHS, media_type in TEXTS)
            found.setdefault(entry_id, []).append(file)
    return found


def _old(key: int) -> Side:
    row = db.session.get_one(RadarOldTitle, key)
    return Side(None, "", "", row.title, row.summary, row.unit, "", f"Danh sách năm {row.year}", row.result, ())


def _judgements(pair_id: int, print_: str) -> tuple[Judged, ...]:
    rows = ask(
        select(
            RadarJudgement.verdict,
            RadarJudgement.note,
            RadarJudgement.judged_at,
            func.coalesce(Person.name, "Người vận hành hệ thống"),
            RadarJudgement.print == print_,
        )
        .outerjoin(Person, Person.id == RadarJudgement.judged_by_id)
        .where(RadarJudgement.pair_id == pair_id)
        .order_by(RadarJudgement.id.desc())
    ).all()
    return tuple(Judged(*row[:4], holds=bool(row[4]) and place == 0) for place, row in enumerate(rows))


def entries_of_pair(edition_id: int, pair_id: int) -> frozenset[int]:
    """The entries of this edition that are in a pair."""
    pair = ask(
        select(RadarPair.entry_id, RadarPair.other_id).where(
            RadarPair.id == pair_id, RadarPair.edition_id == edition_id
        )
    ).one_or_none()
    return frozenset(key for key in pair or () if key)


def picture_of(edition_id: int, pair_id: int, file_id: int) -> str | None:
    """The content of a photograph of one of the two works of a pair; None for any other file."""
    row = ask(
        select(EntryFile.sha256, EntryFile.part_key, Entry.edition_id)
        .join(Entry, Entry.id == EntryFile.entry_id)
        .join(RadarPair, (RadarPair.entry_id == Entry.id) | (RadarPair.other_id == Entry.id))
        .where(
            RadarPair.id == pair_id,
            RadarPair.edition_id == edition_id,
            EntryFile.id == file_id,
            EntryFile.removed_at.is_(None),
            EntryFile.media_type.in_(PHOTOGRAPHS),
        )
    ).one_or_none()
    return row.sha256 if row and row.part_key in telling_parts(row.edition_id) else None
