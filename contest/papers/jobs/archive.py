"""A bundle as ZIP: a folder for each dossier, its front sheet and its files under neutral names."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from contest.entries.queries import BlindFile
from contest.foundation.jobs import Beat
from contest.foundation.kinds import OFFICE_FILES, PDF
from contest.foundation.vietnamese import file_name
from contest.foundation.workshop import WorkFailed, ask
from contest.foundation.writers import pdf
from contest.papers.jobs.dossiers import Contents, Made, OneDossier, appearing, is_film, left, made_of, place_of
from contest.papers.reports import Behind, front

# A file says nothing of when it was put in.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# What is packed already is only stored: packing it again takes minutes and saves nothing.
_PACK = ("application/msword", "application/x-ole-storage")
# In these nobody can be sure that no name is left.
_SECONDS = 120.0
_PIECE = 1 << 20


def as_folders(given: Contents, folder: Path, beat: Beat) -> Made:
    """Write the ZIP entry by entry; memory stays that of one piece of one file."""
    left_out: list[str] = []
    name = f"{given.key}.zip"
    with appearing(folder, name) as path, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as out:
        for done, one in enumerate(given.dossiers):
            beat(done, len(given.dossiers))
            _put(out, one, given, left_out)
    return made_of(folder / name, left_out)


def _put(out: zipfile.ZipFile, one: OneDossier, given: Contents, left_out: list[str]) -> None:
    inside = one.name if given.blind else Path(file_name(one.name, one.dossier.title, "")).name
    behind = []
    taken: set[str] = set()
    for file in one.dossier.files:
        why = _put_file(out, f"{inside}/{_own_name(one.name, file, taken)}", file, one.name, given)
        behind.append(Behind(file.part, file.name, "" if why is None else "Không có trong tệp nén"))
        left_out.extend([] if why is None else [why])
    sheet = front(
        one.name, one.dossier, given.rules, given.council, given.round_name, behind, brief=one.brief, stamp=given.stamp
    )
    info = zipfile.ZipInfo(f"{inside}/{one.name}.pdf", _NO_TIME)
    out.writestr(info, pdf.write(sheet))


def _own_name(number: str, file: BlindFile, taken: set[str]) -> str:
    """The file's neutral name behind its dossier's, and never one twice."""
    stem, _, ending = file.name.rpartition(".")
    name, count = f"{number}_{file.name}", 1
    while name in taken:
        count += 1
        name = f"{number}_{stem}-{count}.{ending}"
    taken.add(name)
    return name


def _put_file(out: zipfile.ZipFile, name: str, file: BlindFile, number: str, given: Contents) -> str | None:
    """Put one file in; the reason when it stays out."""
    if is_film(file) and not given.with_films:
        return left(number, file, "bundle_no_films")
    path = place_of(file)
    if path is None:
        return left(number, file, "bundle_lost")
    if file.is_held:
        return left(number, file, "bundle_may_name")
    try:
        with _neutral(path, file.media_type, given.blind) as source:
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED if file.media_type in _PACK else zipfile.ZIP_STORED
            with out.open(info, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, _PIECE)
    except WorkFailed:
        return left(number, file, "bundle_may_name")
    return None


@contextmanager
def _neutral(path: Path, media_type: str, blind: bool) -> Iterator[IO[bytes]]:
    """The file's bytes; in a blind round without what it says of who wrote it. Raises WorkFailed."""
    task = "without_properties" if media_type == PDF else "anonymous_office" if media_type in OFFICE_FILES else ""
    if blind and task:
        with tempfile.TemporaryDirectory(prefix="bundle-") as folder:
            clean = Path(folder) / "clean"
            ask(task, path=str(path), out=str(clean), seconds=_SECONDS)
            with clean.open("rb") as file:
                yield file
        return
    with path.open("rb") as file:
        yield file
