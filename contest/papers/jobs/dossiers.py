"""What goes into a bundle: the entries of the order, each as its judges see it, under the name they know it by."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.queries import BlindFile, Dossier, EntryBrief, briefs, dossier
from contest.foundation.files import digest_of, path_of
from contest.foundation.kinds import FILMS
from contest.foundation.refusal import Reason
from contest.foundation.report import REHEARSAL
from contest.foundation.settings import settings
from contest.foundation.words import sentence
from contest.juries.queries import councils, judged_entries, round_of
from contest.papers.queries import BundleCard


@dataclass(frozen=True, slots=True)
class OneDossier:
    """A dossier of the bundle: the number (in a blind round) or code it goes by, and what its judges may see."""

    name: str
    dossier: Dossier
    brief: EntryBrief | None


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole order, ready to be put together. `key` names its file."""

    key: str
    rules: Regulation
    round_name: str
    council: str
    blind: bool
    with_films: bool
    stamp: str
    dossiers: tuple[OneDossier, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The file that came of it; left_out: what is not in it, each as a sentence."""

    ending: str
    size: int
    sha256: str
    left_out: tuple[str, ...]


def contents(order: BundleCard) -> Contents:
    """The entries of the order in the order of the names they go by."""
    rules = regulation_of(order.edition_id)
    round_rules = rules.round_of(order.round_key)
    round_ = round_of(order.edition_id, order.round_key)
    blind = bool(round_rules and round_rules.blind)
    rows = [
        row
        for row in (judged_entries(round_.id) if round_ else [])
        if order.council_id is None or row.council_id == order.council_id
    ]
    known = {} if blind else briefs(order.edition_id, [row.entry_id for row in rows])
    found = []
    for row in rows:
        seen = dossier(order.edition_id, row.entry_id, blind=blind, regulation=rules)
        if seen is not None:
            brief = known.get(row.entry_id)
            found.append(OneDossier((brief.code if brief else "") or row.number, seen, brief))
    return Contents(
        key=order.key,
        rules=rules,
        round_name=round_rules.name if round_rules else order.round_key,
        council=next((each.name for each in councils(order.edition_id) if each.id == order.council_id), ""),
        blind=blind,
        with_films=order.with_films,
        stamp=REHEARSAL if settings().rehearsal else "",
        dossiers=tuple(sorted(found, key=lambda one: one.name)),
    )


def is_film(file: BlindFile) -> bool:
    """Whether a file is a film."""
    return file.media_type in FILMS


def place_of(file: BlindFile) -> Path | None:
    """Where the bytes of a file lie; None when the store has lost them."""
    try:
        return path_of(file.sha256)
    except FileNotFoundError:
        return None


def left(name: str, file: BlindFile, code: str) -> str:
    """Why a file is not in the bundle, as a sentence."""
    return sentence(Reason(code, {"number": name, "part": file.part, "name": file.name}))


@contextmanager
def appearing(folder: Path, name: str) -> Iterator[Path]:
    """A file that appears under its name when it is whole, and leaves nothing behind otherwise."""
    under_way = folder / f".{name}.part"
    try:
        yield under_way
        under_way.replace(folder / name)
    finally:
        under_way.unlink(missing_ok=True)


def made_of(path: Path, left_out: list[str]) -> Made:
    """What became of an order, measured."""
    return Made(path.suffix.lstrip("."), path.stat().st_size, digest_of(path), tuple(left_out))
