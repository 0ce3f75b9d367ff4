"""What kind of file something is, by its content alone; a guess from the first bytes is looked at once more inside.

A library tells kinds apart by their marks; where many kinds share one mark (all of Office is ZIP, all of HEIC, MP4 and
MOV begin with the same box) or where a mark may stand behind something else (PDF), the file itself is asked.
"""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from contest.foundation.refusal import refuse_with

_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = f"{_OFFICE}wordprocessingml.document"
XLSX = f"{_OFFICE}spreadsheetml.sheet"
PPTX = f"{_OFFICE}presentationml.presentation"
PDF, ZIP, HEIC, MP4, MOV = "application/pdf", "application/zip", "image/heic", "video/mp4", "video/quicktime"
JPEG, PNG = "image/jpeg", "image/png"
PICTURES = frozenset({JPEG, PNG})
FILMS = frozenset({MP4, MOV, "video/x-m4v"})
OFFICE_FILES = frozenset({DOCX, XLSX, PPTX})
DOC_FILES = frozenset({"application/msword", "application/x-ole-storage"})
# Written in Word: they have pages once a program lays them out.
WORD_FILES = DOC_FILES | {DOCX}

# Of these a copy can be made that does not say who wrote it, or nothing is in them that would.
CLEANED = PICTURES | FILMS | OFFICE_FILES | {PDF}

# What a regulation calls a format, and the content types that count as it.
FORMATS: dict[str, frozenset[str]] = {
    "pdf": frozenset({PDF}),
    "docx": frozenset({DOCX}),
    "doc": DOC_FILES,
    "xlsx": frozenset({XLSX}),
    "pptx": frozenset({PPTX}),
    "jpeg": frozenset({JPEG}),
    "jpg": frozenset({JPEG}),
    "png": frozenset({PNG}),
    "heic": frozenset({HEIC, "image/heif"}),
    "mp4": frozenset({MP4, "video/x-m4v"}),
    "mov": frozenset({MOV}),
    "zip": frozenset({ZIP}),
}
# Every kind anybody may hand in; where a regulation names none, these are meant.
KNOWN = frozenset(media for kinds in FORMATS.values() for media in kinds)
EVERY_FORMAT = ("pdf", "docx", "doc", "xlsx", "pptx", "jpeg", "png", "heic", "mp4", "mov", "zip")
# Nobody can take a name out of these by machine.
UNCLEANED = tuple(sorted(KNOWN - CLEANED))
# What a browser's chooser is told of a format. Only a help: what counts is the content.
_CHOOSER = {
    "jpeg": ".jpg,.jpeg,image/jpeg",
    "jpg": ".jpg,.jpeg,image/jpeg",
    "png": ".png,image/png",
    "heic": ".heic,.heif,image/heic",
    "mp4": ".mp4,.m4v,video/mp4",
    "mov": ".mov,video/quicktime",
    "pdf": ".pdf,application/pdf",
}
_KINDS = {"image": "ảnh loại khác", "video": "phim loại khác", "audio": "âm thanh", "text": "văn bản thuần"}
# The part every document of Office must have, and what it is then.
_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_MACROS = ("word/vbaProject.bin", "xl/vbaProject.bin", "ppt/vbaProject.bin")
_WITH_MACROS = "application/vnd.ms-office.macro"
_BRANDS = {b"qt  ": MOV, b"heic": HEIC, b"heix": HEIC, b"heim": HEIC, b"heis": HEIC, b"hevc": HEIC, b"mif1": HEIC}
_AVIF = (b"avif", b"avis")
_HEAD = 1024
_MOST_MEMBERS = 20_000


def sniff(path: Path) -> str:
    """The media type by content; "" when nothing known."""
    import puremagic  # noqa: PLC0415 - heavy: its tables are read only when somebody uploads

    with path.open("rb") as file:
        head = file.read(_HEAD)
        known = _by_head(head, file)
    if known is not None:
        return known
    try:
        found = puremagic.magic_file(str(path))
    except (ValueError, puremagic.PureError):
        return ""
    sure = KNOWN - {PDF, ZIP, HEIC, MP4, MOV} - OFFICE_FILES
    for match in found:
        if match.mime_type in sure:
            return str(match.mime_type)
    first = str(found[0].mime_type) if found else ""
    return "" if first in OFFICE_FILES or first in FILMS or first in (PDF, ZIP) else first


def _by_head(head: bytes, file: IO[bytes]) -> str | None:
    """Kinds whose mark must be the first thing in the file; None leaves the question open."""
    if head.startswith(b"PK\x03\x04"):
        return _inside_archive(file)
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return "image/avif" if brand in _AVIF else _BRANDS.get(brand, MP4)
    # Scanners write a mark of byte order or a blank line first; anything else before the mark is another file's.
    if head.lstrip(b"\xef\xbb\xbf\r\n\t \0").startswith(b"%PDF-"):
        return PDF
    # Old cameras write films without the first box.
    return MOV if head[4:8] in (b"moov", b"mdat", b"wide") else None


def _inside_archive(file: IO[bytes]) -> str:
    """A document of Office by its main part, one with macros as what it is, any other archive as ZIP."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    if len(names) > _MOST_MEMBERS:
        return ""
    if "[Content_Types].xml" not in names:
        return ZIP
    if names & set(_MACROS):
        return _WITH_MACROS
    return next((media for part, media in _MAIN_PARTS.items() if part in names), ZIP)


def in_words(media_type: str) -> str:
    """What a file is, for people: never a code."""
    for kind, media in FORMATS.items():
        if media_type in media:
            return f"loại {kind.upper()}"
    if media_type == _WITH_MACROS:
        return "tài liệu có chứa chương trình (macro)"
    if "executable" in media_type or media_type in ("application/x-msdownload", "application/x-dosexec"):
        return "một chương trình máy tính"
    return _KINDS.get(media_type.partition("/")[0], "loại khác, hoặc tệp đã hỏng")


def has_pages(media_type: str) -> bool:
    """Whether pages of it can be counted: PDF and Word."""
    return media_type == PDF or media_type in WORD_FILES


def chooser_words(formats: Iterable[str]) -> str:
    """The `accept` of a file's field; empty leaves the choice open."""
    return ",".join(_CHOOSER.get(kind, f".{kind}") for kind in formats)


def check_kind(media_type: str, formats: Iterable[str], name: str) -> None:
    """Whether the regulation takes this kind. Raises Refusal: file_kind, which says what the content is.

    Old Word files are refused with what to do: file_old_word.
    """
    formats = tuple(formats)
    allowed = {media for kind in formats for media in FORMATS.get(kind, frozenset())}
    if formats and media_type not in allowed:
        shown = ", ".join(kind.upper() for kind in formats)
        newer = [kind.upper() for kind in ("docx", "pdf") if kind in formats]
        if media_type in DOC_FILES and newer:
            raise refuse_with("file_old_word", name=name, allowed=" hoặc ".join(newer))
        raise refuse_with("file_kind", name=name, allowed=shown, found=in_words(media_type))
