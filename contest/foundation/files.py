"""Uploads by content hash: measured, sniffed by content, written to disk before they are acknowledged."""

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from flask import current_app

from contest.foundation.clock import now
from contest.foundation.kinds import check_kind, sniff
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.vietnamese import nfc

WORDS = {
    "file_empty": "Tệp “{name}” rỗng (0 byte). Hãy chọn lại tệp.",
    "file_too_large": "Tệp “{name}” lớn hơn {limit} MB cho phép.",
    "file_old_word": "Tệp “{name}” là tệp Office đời cũ (như .doc). Hãy mở tệp bằng Word, chọn Lưu thành (“Save As”), "
    "loại {allowed}, rồi tải tệp mới lên.",
    "file_kind": "Tệp “{name}” không đúng loại cho phép ({allowed}). Nội dung tệp này là {found}.",
    "file_unwritable": "Máy chủ chưa lưu được tệp “{name}” (hết chỗ hoặc lỗi đĩa). Xin báo Ban Thư ký.",
    "store_full": "Máy chủ không còn đủ chỗ lưu tệp “{name}”. Chưa có gì bị mất; xin báo Ban Thư ký rồi gửi tiếp sau.",
    "film_unreadable": "Phim “{name}” bị hỏng hoặc thiếu phần cuối nên không mở được. Hãy xuất lại phim rồi gửi lại.",
    "pdf_unreadable": "Tệp PDF “{name}” bị hỏng nên không mở được. Hãy xuất lại PDF rồi gửi lại.",
    "pdf_locked": "Tệp PDF “{name}” đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại, để người chấm đọc được.",
    "pdf_too_long": "Tệp “{name}” có {pages} trang, thể lệ cho phép nhiều nhất {limit} trang.",
}

_CHUNK = 1 << 20
# The disk is shared with the database, which must never be the one that finds it full.
_RESERVE = 256 << 20
# A stored file is called by its SHA-256 in hexadecimal.
_DIGITS = 64
_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is on disk: its hash names it, its type was read from its content."""

    sha256: str
    size: int
    media_type: str
    name: str


def plain_name(name: str) -> str:
    """A file's own name as it is kept: composed letters, no folders, at most 200 characters."""
    return nfc(os.path.basename(name.replace("\\", "/")))[-200:] or "tep"


@contextmanager
def received(stream: IO[bytes], name: str, max_mb: int) -> Iterator[Path]:
    """The bytes of a stream in a file of the store's disk, gone at the end unless it was moved.

    Raises Refusal: empty, too large, disk full.
    """
    try:
        descriptor, temporary = tempfile.mkstemp(dir=store(), prefix=".incoming-")
    except OSError as error:
        raise unwritable(error, name) from error
    path = Path(temporary)
    try:
        with os.fdopen(descriptor, "wb") as out:
            _copy(stream, out, name, max_mb)
        yield path
    except OSError as error:
        raise unwritable(error, name) from error
    finally:
        path.unlink(missing_ok=True)


def _copy(stream: IO[bytes], out: IO[bytes], name: str, max_mb: int) -> None:
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > max_mb * 1024 * 1024:
            raise refuse_with("file_too_large", name=name, limit=max_mb)
        out.write(chunk)
    if size == 0:
        raise refuse_with("file_empty", name=name)


def keep(stream: IO[bytes], name: str, *, formats: Iterable[str] = (), max_mb: int = 20) -> StoredFile:
    """Write an upload to the store as it is. Raises Refusal: empty, too large, wrong kind by content, disk full."""
    name = plain_name(name)
    with received(stream, name, max_mb) as path:
        media_type = sniff(path)
        check_kind(media_type, formats, name)
        return place(path, media_type, name)


def place(path: Path, media_type: str, name: str) -> StoredFile:
    """Move a file of the store's disk to its place under its hash. Raises Refusal: disk full."""
    try:
        digest, size = digest_of(path), path.stat().st_size
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        target = _place(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file():
            _link(path, target)
        # By our clock, and anew when somebody brings it again: no sweep takes it before a row names it.
        os.utime(target, times=(now().timestamp(), now().timestamp()))
        sync_folder(target.parent)
    except OSError as error:
        raise unwritable(error, name) from error
    return StoredFile(digest, size, media_type, name)


def _link(path: Path, target: Path) -> None:
    """A second name for the same bytes: what asked for them may ask again should it be interrupted."""
    try:
        os.link(path, target)
    except FileExistsError:
        return
    except OSError:
        # A disk without hard links: a copy that appears whole or not at all.
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".incoming-", delete=False) as copy:
            with path.open("rb") as source:
                shutil.copyfileobj(source, copy, _CHUNK)
            copy.flush()
            os.fsync(copy.fileno())
        os.replace(copy.name, target)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unwritable(error: OSError, name: str) -> Refusal:
    """The refusal that says what became of a file the disk did not take."""
    return refuse_with("store_full" if error.errno in _FULL else "file_unwritable", name=name)


def check_room(size: int, name: str) -> None:
    """Whether the disk can take so many bytes more. Raises Refusal: store_full."""
    if shutil.disk_usage(store()).free - _RESERVE < size:
        raise refuse_with("store_full", name=name)


def sync_folder(folder: Path) -> None:
    """The name of the file must survive a power cut too; Windows has no handle for a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def store() -> Path:
    """The folder of the store, made when it is first needed."""
    folder = Path(current_app.config["CONTEST"].files_url)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _place(sha256: str) -> Path:
    return store() / sha256[:2] / sha256


def path_of(sha256: str) -> Path:
    """Where a stored file lies. Raises FileNotFoundError."""
    path = _place(sha256)
    if not path.is_file():
        raise FileNotFoundError(sha256)
    return path


def destroy(sha256: str) -> None:
    """Take a stored file away for good, with what was made from it; one that is not there is as good as destroyed."""
    _place(sha256).unlink(missing_ok=True)
    shutil.rmtree(made_from(sha256), ignore_errors=True)


def sweep(named: Collection[str], seconds: float) -> int:
    """Destroy stored files that no row names and nobody has brought for so long; returns how many.

    A file that was refused, or looked at and never taken in, lies here without a row. named: hashes that rows name,
    asked for before this looks at the clock; what comes in meanwhile is young.
    """
    limit, taken = now().timestamp() - seconds, 0
    for path in store().glob("??/*"):
        if len(path.name) == _DIGITS and path.name not in named:
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < limit:
                    destroy(path.name)
                    taken += 1
    return taken


def made_from(sha256: str) -> Path:
    """Where what is made from a stored file lies: pictures of its pages, copies that name nobody."""
    return store() / "derived" / sha256[:2] / sha256


def open_(sha256: str) -> BinaryIO:
    """The stored file, opened for reading. Raises FileNotFoundError."""
    return path_of(sha256).open("rb")
