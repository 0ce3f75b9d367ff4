"""Uploads by content hash: measured, sniffed by content, written to disk before they are acknowledged."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from flask import current_app

from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import nfc

WORDS = {
    "file_empty": "Tệp “{name}” rỗng (0 byte). Hãy chọn lại tệp.",
    "file_too_large": "Tệp “{name}” lớn hơn {limit} MB cho phép.",
    "file_kind": "Tệp “{name}” không đúng loại cho phép ({allowed}). Nội dung tệp này là {found}.",
    "file_unwritable": "Máy chủ chưa lưu được tệp “{name}” (hết chỗ hoặc lỗi đĩa). Xin báo Ban Thư ký.",
}

_CHUNK = 1 << 20
_KINDS = {"image": "ảnh loại khác", "video": "phim loại khác", "audio": "âm thanh", "text": "văn bản thuần"}

# What a regulation calls a format, and the content types that count as it.
FORMATS: dict[str, frozenset[str]] = {
    "pdf": frozenset({"application/pdf"}),
    "docx": frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}),
    "doc": frozenset({"application/msword", "application/x-ole-storage"}),
    "xlsx": frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
    "pptx": frozenset({"application/vnd.openxmlformats-officedocument.presentationml.presentation"}),
    "jpeg": frozenset({"image/jpeg"}),
    "jpg": frozenset({"image/jpeg"}),
    "png": frozenset({"image/png"}),
    "heic": frozenset({"image/heic", "image/heif"}),
    "mp4": frozenset({"video/mp4", "video/x-m4v"}),
    "mov": frozenset({"video/quicktime"}),
    "zip": frozenset({"application/zip"}),
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is on disk: its hash names it, its type was read from its content."""

    sha256: str
    size: int
    media_type: str
    name: str


def keep(stream: IO[bytes], name: str, *, formats: Iterable[str] = (), max_mb: int = 20) -> StoredFile:
    """Write an upload to the store. Raises Refusal: empty, too large, wrong kind by content, disk full."""
    name = nfc(os.path.basename(name.replace("\\", "/")))[-200:] or "tep"
    folder = store()
    try:
        descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".incoming-")
    except OSError as error:
        raise refuse_with("file_unwritable", name=name) from error
    path = Path(temporary)
    try:
        sha256, size = _copy(stream, descriptor, name, max_mb)
        media_type = sniff(path)
        _check_kind(media_type, tuple(formats), name)
        target = _place(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        _sync_folder(target.parent)
    except OSError as error:
        raise refuse_with("file_unwritable", name=name) from error
    finally:
        path.unlink(missing_ok=True)
    return StoredFile(sha256, size, media_type, name)


def _copy(stream: IO[bytes], descriptor: int, name: str, max_mb: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(descriptor, "wb") as out:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > max_mb * 1024 * 1024:
                raise refuse_with("file_too_large", name=name, limit=max_mb)
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if size == 0:
        raise refuse_with("file_empty", name=name)
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    """The name of the file must survive a power cut too; Windows has no handle for a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sniff(path: Path) -> str:
    """The media type by content; "" when nothing known."""
    import puremagic  # noqa: PLC0415 - heavy: its tables are read only when somebody uploads

    try:
        found = puremagic.magic_file(str(path))
    except (ValueError, puremagic.PureError):
        return ""
    known = {media for kinds in FORMATS.values() for media in kinds}
    for match in found:
        if match.mime_type in known:
            return str(match.mime_type)
    return str(found[0].mime_type) if found else ""


def _in_words(media_type: str) -> str:
    """What a file is, for people: never a code."""
    for kind, media in FORMATS.items():
        if media_type in media:
            return f"loại {kind.upper()}"
    if "executable" in media_type or media_type in ("application/x-msdownload", "application/x-dosexec"):
        return "một chương trình máy tính"
    return _KINDS.get(media_type.partition("/")[0], "loại khác, hoặc tệp đã hỏng")


def _check_kind(media_type: str, formats: tuple[str, ...], name: str) -> None:
    allowed = {media for kind in formats for media in FORMATS.get(kind, frozenset())}
    if formats and media_type not in allowed:
        shown = ", ".join(kind.upper() for kind in formats)
        raise refuse_with("file_kind", name=name, allowed=shown, found=_in_words(media_type))


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


def open_(sha256: str) -> BinaryIO:
    """The stored file, opened for reading. Raises FileNotFoundError."""
    return path_of(sha256).open("rb")
