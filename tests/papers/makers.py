"""A blind round whose dossiers are full of names in their files' properties; all invented."""

import io
import zipfile
from typing import Any

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, TextStringObject

from contest.entries.models import Entry, EntryAuthor, EntryFile
from contest.foundation import files
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.document import Document, Paragraph
from contest.foundation.writers import docx, pdf
from tests.scoring.makers import Judging, make_judging

AUTHOR, UNIT, MAKER = "Ngô Bảo Tác Giả", "Trường Trung học Hoa Phượng", "Người Soạn Văn Bản"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def signed_pdf(words: str, pages: int = 2) -> bytes:
    """A PDF of so many pages that says in three places who wrote it."""
    body = [Paragraph(f"{words} – trang {place}\n" * 60) for place in range(pages)]
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf.write(Document("Bản mô tả", body)))))
    writer.add_metadata({"/Author": MAKER, "/Title": f"{MAKER} – {UNIT}"})
    note = FreeText(text="Ghi chú", rect=(50, 50, 150, 80))
    note[NameObject("/T")] = TextStringObject(MAKER)
    writer.add_annotation(0, note)
    writer.add_attachment("ly-lich.txt", MAKER.encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def signed_docx(words: str) -> bytes:
    """A Word file whose properties name its writer."""
    made = docx.write(Document("Bản mô tả", [Paragraph(words)]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as given, zipfile.ZipFile(out, "w") as packed:
        for name in given.namelist():
            packed.writestr(name, given.read(name).replace("Ban Tổ chức hội thi".encode(), MAKER.encode()))
    return out.getvalue()


def photograph(colour: str = "#a33", kind: str = "JPEG") -> bytes:
    """A picture larger than a page prints."""
    out = io.BytesIO()
    Image.new("RGB", (3000, 1500), colour).save(out, kind)
    return out.getvalue()


def attach(entry: Entry, part: str, content: bytes, name: str, media_type: str) -> None:
    """A file of a dossier."""
    kept = files.keep(io.BytesIO(content), name, max_mb=60)
    row: dict[str, Any] = {"sha256": kept.sha256, "size": kept.size, "media_type": media_type, "uploaded_at": now()}
    db.session.add(EntryFile(entry_id=entry.id, part_key=part, name=name, **row))
    db.session.flush()


def full_judging(entries: int = 3) -> Judging:
    """A round, blind, of the small technical regulation: a PDF, a Word file, a photograph and a film for each entry."""
    judging = make_judging(entries)
    for place, entry in enumerate(judging.entries, 1):
        db.session.add(EntryAuthor(entry_id=entry.id, position=1, name=AUTHOR))
        attach(entry, "description", signed_pdf(f"Mô tả số {place}", place), f"{AUTHOR}.pdf", "application/pdf")
        attach(entry, "description", signed_docx(f"Thuyết minh số {place}"), f"{UNIT}.docx", DOCX)
        attach(entry, "photos", photograph(), f"{AUTHOR} bên máy.jpg", "image/jpeg")
        attach(entry, "photos", b"\x00\x00\x00\x18ftypmp42" + bytes(200), f"{UNIT}.mp4", "video/mp4")
    db.session.commit()
    return judging
