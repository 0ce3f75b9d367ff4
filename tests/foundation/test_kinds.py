"""The kind of a file is read from its content; a file of two kinds is known by the one it begins with, or by none."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from contest.foundation.kinds import FORMATS, check_kind, in_words, sniff
from contest.foundation.refusal import Refusal
from tests.films import box, film

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


def office(main: str, *more: str) -> bytes:
    return archive("[Content_Types].xml", "_rels/.rels", main, *more)


def drawn(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "#a33").save(out, kind)
    return out.getvalue()


def pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


HTML = b"<!doctype html><html><script>alert(1)</script></html>"
ZIP = archive("a.txt")

KNOWN = {
    "pdf": (pdf(), "application/pdf"),
    "pdf after a byte order mark": (b"\xef\xbb\xbf" + pdf(), "application/pdf"),
    "docx": (office("word/document.xml"), DOCX),
    "xlsx": (office("xl/workbook.xml"), XLSX),
    "pptx": (office("ppt/presentation.xml"), PPTX),
    "zip": (ZIP, "application/zip"),
    "an archive that only looks like office": (archive("word/document.xml"), "application/zip"),
    "jpeg": (drawn("JPEG"), "image/jpeg"),
    "png": (drawn("PNG"), "image/png"),
    "heic": (box(b"ftyp", b"heic", bytes(4), b"mif1heic") + box(b"meta", bytes(4)), "image/heic"),
    "mp4": (film(500), "video/mp4"),
    "mov": (film(500, brand=b"qt  "), "video/quicktime"),
}
# (content, whether it may be any kind a regulation takes, and which)
TWO_KINDS = {
    "a pdf with an archive behind it": (pdf() + ZIP, "application/pdf"),
    "a pdf with a page behind it": (pdf() + HTML, "application/pdf"),
    "a photograph with an archive behind it": (drawn("JPEG") + ZIP, "image/jpeg"),
    "a film with an archive behind it": (film(500) + ZIP, "video/mp4"),
    "an archive with a pdf behind it": (ZIP + pdf(), "application/zip"),
}
NOTHING = {
    "a page": HTML,
    "a page with a pdf in it": HTML + pdf(),
    "a program with a pdf in it": b"MZ" + bytes(300) + pdf(),
    "a drawing of lines": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    "a Word file with macros": office("word/document.xml", "word/vbaProject.bin"),
    "a page called avif": box(b"ftyp", b"avif", bytes(4)) + bytes(100),
    "an archive cut short": ZIP[:-30],
    "words": "Đây là bản mô tả.".encode(),
    "nothing": b"",
}


def kind_of(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "tep"
    path.write_bytes(content)
    return sniff(path)


@pytest.mark.parametrize("name", KNOWN)
def test_each_kind_is_known(tmp_path: Path, name: str) -> None:
    content, media_type = KNOWN[name]
    assert kind_of(tmp_path, content) == media_type


@pytest.mark.parametrize("name", TWO_KINDS)
def test_a_file_of_two_kinds_is_what_it_begins_with(tmp_path: Path, name: str) -> None:
    content, media_type = TWO_KINDS[name]
    assert kind_of(tmp_path, content) == media_type


@pytest.mark.parametrize("name", NOTHING)
def test_what_no_regulation_takes_passes_as_nothing(tmp_path: Path, name: str) -> None:
    media_type = kind_of(tmp_path, NOTHING[name])
    assert all(media_type not in taken for taken in FORMATS.values())
    for kind in FORMATS:
        with pytest.raises(Refusal) as refused:
            check_kind(media_type, [kind], "tep")
        assert refused.value.reasons[0].code == "file_kind"


def test_what_was_found_is_said_in_words(tmp_path: Path) -> None:
    assert in_words(kind_of(tmp_path, ZIP)) == "loại ZIP"
    assert in_words(kind_of(tmp_path, NOTHING["a Word file with macros"])) == "tài liệu có chứa chương trình (macro)"
    assert in_words(kind_of(tmp_path, HTML)) == "văn bản thuần"
