"""What may be held against each other word by word: the descriptions and the files of the two works of a pair."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select

from contest.entries.models import Entry, EntryFile
from contest.entries.queries import names_by_kind
from contest.foundation.database import ask, db
from contest.screening.models import RadarOldTitle, RadarPair, RadarReading
from contest.screening.queries.radar import TEXTS, description, telling_parts
from contest.screening.rules.radar import Owners

_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class TextFile:
    """A PDF, Word file or slides that say something about the work, and the content's hash."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one of the two works says: what was typed, its files; `names` (bare) of its people are put out of sight.

    label: the code, told apart from the same one of another edition.
    """

    label: str
    text: str
    files: tuple[TextFile, ...]
    names: frozenset[str]


def pair_texts(edition_id: int, pair_id: int) -> tuple[Told, Told] | None:
    """Both works of a pair; of an old title what its list says. None when there is no such pair."""
    rows = ask(
        select(
            RadarPair.entry_id.label("first_id"), RadarPair.old_title_id, Entry.id, Entry.edition_id, Entry.code,
            Entry.title, Entry.summary, Entry.answers,
        )
        .join(Entry, (Entry.id == RadarPair.entry_id) | (Entry.id == RadarPair.other_id))
        .where(RadarPair.id == pair_id, RadarPair.edition_id == edition_id)
    ).all()  # fmt: skip
    if not rows:
        return None
    files = _text_files({row.id: row.edition_id for row in rows})
    first, *others = (
        Told(
            row.code or row.title,
            description(row.summary, row.answers),
            tuple(files[row.id]),
            _people(row.edition_id, row.id),
        )
        for row in sorted(rows, key=lambda row: bool(row.id != row.first_id))
    )
    second = others[0] if others else _old(rows[0].old_title_id)
    if second.label == first.label:
        second = replace(second, label=f"{second.label} (kỳ khác)")
    return first, second


def _old(key: int) -> Told:
    year, text = ask(select(RadarOldTitle.year, RadarOldTitle.summary).where(RadarOldTitle.id == key)).one()
    return Told(f"Danh sách năm {year}", text, (), frozenset())


def _text_files(of_edition: dict[int, int]) -> defaultdict[int, list[TextFile]]:
    """The same files the radar reads: of parts about the work, not of those about persons."""
    parts = {edition_id: telling_parts(edition_id) for edition_id in set(of_edition.values())}
    rows = ask(
        select(EntryFile.entry_id, EntryFile.part_key, EntryFile.name, EntryFile.sha256)
        .where(EntryFile.entry_id.in_(of_edition), EntryFile.removed_at.is_(None), EntryFile.media_type.in_(TEXTS))
        .order_by(EntryFile.id)
    )
    found: defaultdict[int, list[TextFile]] = defaultdict(list)
    for entry_id, part_key, name, sha256 in rows:
        if part_key in parts[of_edition[entry_id]]:
            found[entry_id].append(TextFile(name, sha256))
    return found


def _people(edition_id: int, entry_id: int) -> frozenset[str]:
    names = names_by_kind(edition_id, entry_id)
    return names.get("people", frozenset()) | names.get("contacts", frozenset())


def owners_of(runs: Iterable[int]) -> Owners:
    """How many works of all editions have each of these runs in a file; their sketches stream by."""
    owners = Owners(runs)
    rows = db.session.execute(
        select(EntryFile.entry_id, RadarReading.sketch)
        .join(RadarReading, RadarReading.sha256 == EntryFile.sha256)
        .where(EntryFile.removed_at.is_(None), RadarReading.sketch != b""),
        execution_options={"yield_per": _AT_ONCE},
    )
    for entry_id, sketch in rows:
        owners.add(entry_id, sketch)
    return owners
