"""A file of a dossier on its way in: looked at inside, and without what it tells of place, time and camera."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from contest.foundation import films
from contest.foundation.files import StoredFile, place, plain_name, received, store, unwritable
from contest.foundation.kinds import EVERY_FORMAT, FILMS, FORMATS, HEIC, JPEG, PDF, PNG, check_kind, sniff
from contest.foundation.refusal import refuse_with
from contest.foundation.workshop import WorkFailed, ask

_SECONDS = 30.0
# Why a task was not done that says nothing about the file.
_COMMON = {"full": "store_full", "busy": "database_busy"}


def take(stream: IO[bytes], name: str, *, formats: Iterable[str], max_mb: int, max_pages: int | None) -> StoredFile:
    """A file of a dossier from a stream into the store. Raises Refusal: everything `take_file` and `received` say."""
    with received(stream, plain_name(name), max_mb) as path:
        return take_file(path, name, formats=formats, max_pages=max_pages)


def take_file(path: Path, name: str, *, formats: Iterable[str], max_pages: int | None) -> StoredFile:
    """A file that lies on the store's disk into the store; films are cleaned where they lie, pictures are made anew.

    Safe to do again. Raises Refusal: wrong kind by content, damaged, locked, too many pages, disk full.
    """
    name = plain_name(name)
    media_type = sniff(path)
    check_kind(media_type, _taken(media_type, tuple(formats)), name)
    if media_type in FILMS:
        films.without_traces(path, name)
    elif media_type == PDF:
        _check_pages(path, name, max_pages)
    elif media_type in (JPEG, PNG, HEIC, "image/heif"):
        with _cleaned(path, name) as (clean, kind):
            return place(clean, kind, _named(name, kind))
    return place(path, media_type, name)


def _taken(media_type: str, formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats a part takes: every known one where none is named; HEIC where JPEG is, since it becomes one."""
    if media_type in FORMATS["heic"] and {"jpeg", "jpg"} & set(formats):
        return (*formats, "heic")
    return formats or EVERY_FORMAT


def _check_pages(path: Path, name: str, limit: int | None) -> None:
    try:
        found = ask("pages_of", path=str(path), seconds=_SECONDS)
    except WorkFailed as error:
        raise refuse_with(_COMMON.get(error.why, "pdf_unreadable"), name=name) from error
    if found["locked"]:
        raise refuse_with("pdf_locked", name=name)
    if not found["pages"]:
        raise refuse_with("pdf_unreadable", name=name)
    if limit is not None and found["pages"] > limit:
        raise refuse_with("pdf_too_long", name=name, pages=found["pages"], limit=limit)


@contextmanager
def _cleaned(path: Path, name: str) -> Iterator[tuple[Path, str]]:
    try:
        descriptor, temporary = tempfile.mkstemp(dir=store(), prefix=".incoming-")
    except OSError as error:
        raise unwritable(error, name) from error
    os.close(descriptor)
    out = Path(temporary)
    try:
        yield out, _picture(path, out, name)
    finally:
        out.unlink(missing_ok=True)


def _picture(path: Path, out: Path, name: str) -> str:
    try:
        return str(ask("cleaned_picture", path=str(path), out=str(out), seconds=_SECONDS)["media_type"])
    except WorkFailed as error:
        raise refuse_with(_COMMON.get(error.why, "picture_unreadable"), name=name) from error


def _named(name: str, media_type: str) -> str:
    """A picture that changed its kind changes its ending, too, so that it opens where it is saved."""
    stem, dot, ending = name.rpartition(".")
    if media_type == JPEG and dot and ending.lower() in ("heic", "heif"):
        return f"{stem}.jpg"
    return name
