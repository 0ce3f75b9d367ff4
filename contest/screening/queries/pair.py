"""One pair of the radar, side by side: no names of persons, on either side."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from contest.editions.models import Edition
from contest.entries.models import Entry, EntryFile
from contest.foundation.database import ask, db
from contest.people.models import Person
from contest.screening.models import RadarJudgement, RadarOldTitle, RadarPair
from contest.screening.queries.pairs import evidence_kept
from contest.screening.queries.radar import description
from contest.screening.rules.radar import Evidence

_PICTURES = ("image/jpeg", "image/png", "image/heic", "image/heif")


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of one side; `is_picture` when a browser can show it."""

    id: int
    name: str
    is_picture: bool


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
    files: tuple[Picture, ...]


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
    judgements: tuple[Judged, ...]
    next_id: int | None


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
        first=sides[pair.entry_id],
        second=second,
        judgements=_judgements(pair_id, pair.print),
        next_id=db.session.scalar(upcoming),
    )


def _sides(ids: Collection[int]) -> dict[int, Side]:
    files: dict[int, list[Picture]] = {}
    rows = ask(
        select(EntryFile.entry_id, EntryFile.id, EntryFile.name, EntryFile.media_type)
        .where(EntryFile.entry_id.in_(ids), EntryFile.removed_at.is_(None))
        .order_by(EntryFile.id)
    )
    for entry_id, key, name, media_type in rows:
        files.setdefault(entry_id, []).append(Picture(key, name, media_type in _PICTURES))
    entries = ask(
        select(
            Entry.id, Entry.code, Entry.title, Entry.summary, Entry.answers, Entry.unit, Entry.locality,
            Edition.slug, Edition.title.label("edition"),
        ).join(Edition, Edition.id == Entry.edition_id).where(Entry.id.in_(ids))
    )  # fmt: skip
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


def _old(key: int) -> Side:
    row = db.session.get_one(RadarOldTitle, key)
    return Side(None, "", "", row.title, "", row.unit, "", f"Danh sách năm {row.year}", row.result, ())


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
    return db.session.scalar(
        select(EntryFile.sha256)
        .join(RadarPair, (RadarPair.entry_id == EntryFile.entry_id) | (RadarPair.other_id == EntryFile.entry_id))
        .where(
            RadarPair.id == pair_id,
            RadarPair.edition_id == edition_id,
            EntryFile.id == file_id,
            EntryFile.removed_at.is_(None),
            EntryFile.media_type.in_(_PICTURES),
        )
    )
