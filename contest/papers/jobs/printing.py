"""A bundle for the printer: one PDF, each dossier behind its front sheet, its number on every page.

What is too much for one file becomes volumes in a ZIP, so that neither the server's memory nor the printer's gives out.
"""

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contest.entries.queries import BlindFile
from contest.foundation import derived
from contest.foundation.jobs import Beat
from contest.foundation.kinds import HEIC, JPEG, PDF, PNG
from contest.foundation.workshop import WorkFailed, ask
from contest.foundation.writers import pdf
from contest.papers.jobs.dossiers import Contents, Made, OneDossier, appearing, is_film, left, made_of, place_of
from contest.papers.reports import Behind, front, stamp_page
from contest.papers.rules import volumes

_PICTURES = (JPEG, PNG, HEIC, "image/heif")
_SECONDS = 120.0
_SECONDS_A_DOSSIER = 5.0
# Bytes of the parts of one volume.
_MOST = 96 << 20
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_NOT_PRINTED = "Không in: xem trên mạng"


@dataclass(frozen=True, slots=True)
class _Bound:
    """A dossier ready to be bound: first its front, which lies on the bench; the others are kept beside the store."""

    name: str
    parts: tuple[Path, ...]
    stamp: Path


def print_ready(given: Contents, folder: Path, beat: Beat) -> Made:
    """Set the fronts, take the parts, bind them volume by volume; a single volume is the PDF itself."""
    left_out: list[str] = []
    with tempfile.TemporaryDirectory(dir=folder, prefix=".print-") as name:
        bench = Path(name)
        made = list(_volumes(given, bench, left_out, beat))
        target = folder / f"{given.key}.{'pdf' if len(made) == 1 else 'zip'}"
        with appearing(folder, target.name) as path:
            if len(made) == 1:
                made[0].replace(path)
            else:
                _packed(made, path)
    return made_of(target, left_out)


def _packed(made: list[Path], path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
        for volume in made:
            info = zipfile.ZipInfo(volume.name, _NO_TIME)
            with out.open(info, "w", force_zip64=True) as target, volume.open("rb") as source:
                while piece := source.read(1 << 20):
                    target.write(piece)


def _volumes(given: Contents, bench: Path, left_out: list[str], beat: Beat) -> Iterator[Path]:
    for place, volume in enumerate(volumes(_weighed(given, bench, left_out, beat), _MOST), 1):
        out = bench / f"quyen-{place:02}_{volume[0].name}_{volume[-1].name}.pdf"
        seconds = _SECONDS + _SECONDS_A_DOSSIER * len(volume)
        ask("bound", parts=list(_parts(volume)), out=str(out), seconds=seconds)
        for one in volume:
            for used in (one.parts[0], one.stamp):
                used.unlink()
        yield out


def _weighed(given: Contents, bench: Path, left_out: list[str], beat: Beat) -> Iterator[tuple[_Bound, int]]:
    """Each dossier with the bytes of its parts; only as many lie on the disk as the volume under way has."""
    for done, one in enumerate(given.dossiers):
        beat(done, len(given.dossiers))
        made = _made(one, given, bench, left_out)
        yield made, sum(part.stat().st_size for part in made.parts)


def _parts(volume: list[_Bound]) -> Iterator[dict[str, str]]:
    for one in volume:
        for place, part in enumerate(one.parts):
            stamp = str(one.stamp) if place else ""
            yield {"path": str(part), "stamp": stamp, "begins": "" if place else "yes"}


def _made(one: OneDossier, given: Contents, bench: Path, left_out: list[str]) -> _Bound:
    """A dossier's front with its pictures, its PDF files without what they say of their makers, its stamp."""
    behind: list[Behind] = []
    pictures: list[tuple[str, str, bytes]] = []
    parts: list[Path] = []
    for place, file in enumerate(one.dossier.files):
        how, why = _NOT_PRINTED, _not_printed(file)
        if why is None:
            try:
                how, piece = _taken(file)
            except WorkFailed:
                why = "bundle_unreadable"
        if why is not None:
            left_out.append(left(one.name, file, why))
        elif file.media_type == PDF:
            parts.append(piece)
        else:
            pictures.append((f"{file.part} ({one.name})", f"{one.name}-{place}.jpg", piece.read_bytes()))
        behind.append(Behind(file.part, file.name, how))
    sheet = front(
        one.name, one.dossier, given.rules, given.council, given.round_name, behind, pictures, one.brief, given.stamp
    )
    first, stamp = bench / f"{one.name}-front", bench / f"{one.name}-stamp"
    first.write_bytes(pdf.write(sheet))
    stamp.write_bytes(pdf.write(stamp_page(one.name)))
    return _Bound(one.name, (first, *parts), stamp)


def _not_printed(file: BlindFile) -> str | None:
    """Why a file cannot be paper, told by its kind."""
    if is_film(file):
        return "bundle_film"
    if file.media_type not in (PDF, *_PICTURES):
        return "bundle_not_printable"
    return "bundle_lost" if place_of(file) is None else None


def _taken(file: BlindFile) -> tuple[str, Path]:
    """How the file is printed, and the piece to print: made when it was handed in, or now, and kept beside the store.

    So a second order, or one that was interrupted, does not open the file again. Raises WorkFailed.
    """
    if file.media_type == PDF:
        pages = derived.pages(file.sha256, ahead=True)
        if not pages:
            raise WorkFailed("content")
        return f"{pages} trang", derived.anonymous(file.sha256, PDF, ahead=True)
    return "Ảnh, 1 trang", derived.picture(file.sha256, derived.VIEW, ahead=True)
