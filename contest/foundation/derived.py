"""What is made from stored files to be looked at or handed on: pictures, pages, copies that name nobody.

Each is made once, by a child process with bounds, and lies beside the store under the hash of its file and what it is;
all of it may be thrown away at any time. What could not be made is not tried again for a while.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

from contest.foundation import office
from contest.foundation.clock import now
from contest.foundation.files import made_from, path_of, store
from contest.foundation.kinds import OFFICE_FILES, PDF, PICTURES, WORD_FILES
from contest.foundation.workshop import WorkFailed, ask

THUMB, VIEW, PAGE_WIDTH = 240, 1600, 1240
MOST_PAGES = 200
_SECONDS = 20.0
_COPY_SECONDS = 60.0
_PATIENCE = 6.0
# Made ahead by the worker, nobody waits for it.
_AHEAD_PATIENCE = 120.0
_NOT_AGAIN_FOR = 600.0
_YOUNG_SECONDS = 86_400.0
_PASSING = frozenset({"busy", "full", "missing"})


def picture(sha256: str, side: int, *, ahead: bool = False) -> Path:
    """A picture made smaller. Raises WorkFailed, FileNotFoundError."""

    def make(path: Path, out: Path) -> None:
        ask("smaller_picture", path=str(path), out=str(out), side=side, seconds=_SECONDS, patience=_waits(ahead))

    return _made(sha256, f"{side}.jpg", make)


def page(sha256: str, number: int, width: int = PAGE_WIDTH, *, ahead: bool = False) -> Path:
    """A page of a PDF (from 1) as a picture. Raises WorkFailed, FileNotFoundError."""

    def make(path: Path, out: Path) -> None:
        given: dict[str, Any] = {"number": number, "width": width}
        ask("page", path=str(path), out=str(out), seconds=_SECONDS, patience=_waits(ahead), **given)

    return _made(sha256, f"trang-{number}-{width}.jpg", make)


def pages(sha256: str, *, ahead: bool = False) -> int:
    """How many pages a PDF has. Raises WorkFailed, FileNotFoundError."""

    def make(path: Path, out: Path) -> None:
        found = ask("pages_of", path=str(path), seconds=_SECONDS, patience=_waits(ahead))
        out.write_text(str(found["pages"]), encoding="ascii")

    return int(_made(sha256, "pages.txt", make).read_text(encoding="ascii"))


def counted_pages(sha256: str, media_type: str) -> int:
    """How many pages a PDF or Word file has; takes long with Word. Raises WorkFailed, FileNotFoundError."""
    if media_type not in WORD_FILES:
        return pages(sha256, ahead=True)

    def make(path: Path, out: Path) -> None:
        out.write_text(str(office.pages(path, media_type)), encoding="ascii")

    return int(_made(sha256, "pages.txt", make).read_text(encoding="ascii"))


def anonymous(sha256: str, media_type: str, *, ahead: bool = False) -> Path:
    """A copy that does not say who wrote it; the file itself where its kind says nothing (or nothing we can take out).

    Raises WorkFailed, FileNotFoundError: then there is no such copy, and the file must not be given instead.
    """
    task = "without_properties" if media_type == PDF else "anonymous_office" if media_type in OFFICE_FILES else ""
    if not task:
        return path_of(sha256)

    def make(path: Path, out: Path) -> None:
        ask(task, path=str(path), out=str(out), seconds=_COPY_SECONDS, patience=_waits(ahead))

    return _made(sha256, "khong-ten", make)


def make_ahead(sha256: str, media_type: str) -> None:
    """What most people will ask for first, before they do. What cannot be made is found out now and is no fault."""
    for make in _ahead(sha256, media_type):
        with contextlib.suppress(WorkFailed, FileNotFoundError):
            make()


def prune(named: Collection[str]) -> int:
    """Take away what was made from files that no row names any more; returns of how many files.

    What was made within a day stays: its file may be on its way into a row. Whatever is taken is made again when asked.
    """
    taken = 0
    for folder in (store() / "derived").glob("??/*"):
        is_old = now().timestamp() - folder.stat().st_mtime > _YOUNG_SECONDS
        if folder.name not in named and is_old:
            shutil.rmtree(folder, ignore_errors=True)
            taken += 1
    return taken


def _ahead(sha256: str, media_type: str) -> list[Callable[[], object]]:
    if media_type in PICTURES:
        return [partial(picture, sha256, side, ahead=True) for side in (THUMB, VIEW)]
    copy = partial(anonymous, sha256, media_type, ahead=True)
    if media_type == PDF:
        return [partial(pages, sha256, ahead=True), partial(page, sha256, 1, THUMB, ahead=True), copy]
    return [copy] if media_type in OFFICE_FILES else []


def _waits(ahead: bool) -> float:
    return _AHEAD_PATIENCE if ahead else _PATIENCE


def _made(sha256: str, name: str, make: Callable[[Path, Path], None]) -> Path:
    source, target = path_of(sha256), made_from(sha256) / name
    if target.is_file():
        return target
    failed = target.with_name(f"{name}.failed")
    if failed.is_file() and now().timestamp() - failed.stat().st_mtime < _NOT_AGAIN_FOR:
        raise WorkFailed("content")
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".making-")
    os.close(descriptor)
    try:
        make(source, Path(temporary))
        os.replace(temporary, target)
    except WorkFailed as error:
        if error.why not in _PASSING:
            failed.touch()
        raise
    finally:
        Path(temporary).unlink(missing_ok=True)
    return target
