"""Files that come in pieces: each piece is on disk before it is acknowledged, so a break costs one piece at most."""

import base64
import binascii
import hashlib
import os
from pathlib import Path
from typing import IO

from contest.foundation.clock import now
from contest.foundation.files import check_room, store, sync_folder, unwritable
from contest.foundation.refusal import refuse_with

_CHUNK = 1 << 20
# No piece is longer, so that much must fit on the disk beside what the database may need.
_LARGEST = 16 << 20


def folder() -> Path:
    """Where the pieces lie, on the store's own disk: a whole file then needs no copying."""
    there = store() / "partial"
    there.mkdir(exist_ok=True)
    return there


def path_of_part(key: str) -> Path:
    """Where the bytes of an upload lie. `key` is one of ours: letters of a URL-safe token."""
    assert key.replace("-", "").replace("_", "").isalnum()
    return folder() / key


def is_there(key: str) -> bool:
    """Whether the bytes of an upload lie here."""
    return path_of_part(key).is_file()


def begin(key: str, size: int, name: str) -> None:
    """An empty file for an upload of `size` bytes. Raises Refusal: store_full, file_unwritable."""
    try:
        check_room(size, name)
        path_of_part(key).touch(exist_ok=False)
        sync_folder(folder())
    except OSError as error:
        raise unwritable(error, name) from error


def write(key: str, offset: int, piece: IO[bytes], room: int, checksum: str, name: str) -> int:
    """Write a piece at its place and make sure of it; returns its length. What a lost piece left there is overwritten.

    `checksum` is the header of tus ("sha256 <base64>") or "".
    Raises Refusal: piece_damaged, piece_too_long, store_full, file_unwritable, upload_gone.
    """
    digest, length = hashlib.sha256(), 0
    try:
        check_room(min(room, _LARGEST), name)
        with path_of_part(key).open("r+b") as file:
            file.seek(offset)
            while block := piece.read(_CHUNK):
                length += len(block)
                if length > room:
                    raise refuse_with("piece_too_long")
                digest.update(block)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError as error:
        raise refuse_with("upload_gone", name=name) from error
    except OSError as error:
        raise unwritable(error, name) from error
    if checksum and _wanted(checksum) != digest.digest():
        raise refuse_with("piece_damaged")
    return length


def _wanted(checksum: str) -> bytes:
    algorithm, _, value = checksum.partition(" ")
    if algorithm.lower() != "sha256":
        raise refuse_with("checksum_unknown")
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise refuse_with("checksum_unknown") from error


def trim(key: str, size: int, name: str) -> Path:
    """The whole file, without what a lost piece may have left behind its end. Raises Refusal: upload_gone."""
    path = path_of_part(key)
    try:
        if path.stat().st_size < size:
            raise refuse_with("upload_gone", name=name)
        os.truncate(path, size)
    except FileNotFoundError as error:
        raise refuse_with("upload_gone", name=name) from error
    return path


def discard(key: str) -> None:
    """Forget the bytes of an upload."""
    path_of_part(key).unlink(missing_ok=True)


def sweep(known: set[str], seconds: float) -> None:
    """Remove what no upload knows and nobody has touched for so long, also of forms and of pictures."""
    limit = now().timestamp() - seconds
    left = [path for path in folder().iterdir() if path.name not in known]
    left += [*store().glob(".incoming-*"), *store().glob("derived/??/*/.making-*")]
    for path in left:
        try:
            if path.stat().st_mtime < limit:
                path.unlink()
        except FileNotFoundError:
            continue
