"""Entries for tests, all invented: rows put straight into the tables, and forms as somebody types them."""

import io
import secrets
from typing import Any

from openpyxl import Workbook
from PIL import Image

from contest.editions.models import Edition
from contest.entries import actions
from contest.entries.actions.writing import fill, fill_author
from contest.entries.models import Entry, EntryAuthor
from contest.entries.rules import AuthorFacts, EntryFacts
from contest.foundation import files
from contest.foundation.access import Actor
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.people.models import Person

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def make_entry(
    edition: Edition,
    code: str | None = "KT-001",
    *,
    title: str = "Máy gặt lúa mini cho ruộng bậc thang",
    authors: tuple[str, ...] = ("Nguyễn Văn Bình",),
    unit: str = "Hợp tác xã Bình Minh",
    field: str = "mech",
    division: str = "",
    status: str = "submitted",
    owner: Person | None = None,
    email: str = "",
) -> Entry:
    """An entry as it stands after it was handed in."""
    entry = Entry(
        edition_id=edition.id,
        code=code,
        status=status,
        owner_id=owner.id if owner else None,
        created_at=now(),
        updated_at=now(),
        submitted_at=None if status == "draft" else now(),
    )
    facts = EntryFacts(
        title=title,
        field_key=field,
        division_key=division,
        entrant_type="group" if len(authors) > 1 else "individual",
        unit=unit,
        email=email,
        authors=tuple(AuthorFacts(name) for name in authors),
    )
    fill(entry, facts)
    db.session.add(entry)
    db.session.flush()
    for place, author in enumerate(facts.authors, 1):
        row = EntryAuthor(entry_id=entry.id, position=place)
        fill_author(row, author)
        db.session.add(row)
    db.session.flush()
    return entry


def solution_typed(**changes: str) -> dict[str, str]:
    """The first step of the small technical regulation, whole."""
    typed = {
        "title": "Máy gặt lúa mini cho ruộng bậc thang",
        "short_title": "Máy gặt mini",
        "field_key": "mech",
        "entrant_type": "group",
        "summary": "Máy nhẹ, một người vác được, gặt lúa trên ruộng hẹp.",
        "answer_known": "Máy lớn không vào được ruộng bậc thang.",
        "answer_content": "Khung nhôm, lưỡi cắt đôi, pin thay nhanh.",
        "fact_created_on": "03/2024",
        "fact_applied_on": "05/2024",
        "fact_applied_in": "Xã Bình Minh, tỉnh Bình Minh",
        "fact_earlier": "Chưa",
        "unit": "Hợp tác xã Bình Minh",
        "locality": "Xã Bình Minh",
        "phone": "0912 345 678",
        "email": "binh@example.org",
    }
    return typed | changes


def author_typed(name: str = "Nguyễn Văn Bình", share: str = "100", **changes: str) -> dict[str, str]:
    """A line of the authors' table of the small technical regulation."""
    typed = {
        "name": name,
        "birth_on": "05/03/1990",
        "gender": "nam",
        "position_title": "Kỹ sư",
        "unit": "Hợp tác xã Bình Minh",
        "qualification": "Đại học",
        "share": share,
    }
    return typed | changes


def authors_typed(*rows: dict[str, str], representative: str = "0") -> dict[str, Any]:
    """The second step; two authors unless told otherwise."""
    lines = list(rows) or [author_typed(share="60"), author_typed("Trần Thị Hoà", share="40", gender="nu")]
    return {"rows": lines, "representative": representative}


def youth_typed() -> tuple[dict[str, str], dict[str, Any]]:
    """Both steps of the small youth regulation."""
    solution = {
        "title": "Thùng rác biết phân loại",
        "short_title": "Thùng rác",
        "field_key": "green",
        "division_key": "secondary",
        "entrant_type": "individual",
        "summary": "Thùng rác mở nắp và phân loại bằng cảm biến.",
        "answer_idea": "Em dùng cảm biến hồng ngoại và hai động cơ.",
        "fact_help": "Không có",
        "fact_earlier": "Chưa",
        "unit": "Trường THCS Bình Minh",
        "phone": "0912345678",
    }
    author = {
        "name": "Lê Thị Na",
        "birth_on": "12/09/2012",
        "gender": "nu",
        "position_title": "8A",
        "unit": "Trường THCS Bình Minh",
        "guardian": "Lê Văn Ba (cha)",
        "consent_guardian_judging": "y",
        "consent_self_judging": "y",
        "consent_guardian_publish_name": "y",
    }
    return solution, authors_typed(author)


def flat(authors: dict[str, Any]) -> dict[str, str]:
    """The authors' step as a browser posts it."""
    posted = {"representative": authors["representative"]}
    for place, row in enumerate(authors["rows"]):
        posted |= {f"rows-{place}-{key}": value for key, value in row.items()}
    return posted


def stored(content: bytes = PDF, name: str = "ban-mo-ta.pdf", formats: tuple[str, ...] = ("pdf",)) -> files.StoredFile:
    """A file in the store."""
    return files.keep(io.BytesIO(content), name, formats=formats)


def picture(place: bool = True, kind: str = "JPEG") -> bytes:
    """A small photograph that tells where it was taken."""
    image, out = Image.new("RGB", (40, 30), "#a33"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh của An"
    if place:
        exif.get_ifd(0x8825)[2] = (21.0, 2.0, 0.0)
    image.save(out, kind, exif=exif)
    return out.getvalue()


def drafted(actor: Actor, edition: Edition, solution: dict[str, str], authors: dict[str, Any], *parts: str) -> int:
    """A draft with everything typed and a PDF in each named part."""
    entry_id = actions.start_entry(actor, edition.id, secrets.token_hex(8))
    actions.save_draft(actor, edition.id, entry_id, {"solution": solution, "authors": authors})
    for part in parts:
        actions.attach_file(actor, edition.id, entry_id, part, stored())
    return entry_id


def handed_in(actor: Actor, edition: Edition, **changes: str) -> actions.Receipt:
    """A whole entry of the small technical regulation, handed in."""
    entry_id = drafted(actor, edition, solution_typed(**changes), authors_typed(), "description")
    return actions.submit_entry(actor, edition.id, entry_id, secrets.token_hex(8))


def workbook(head: tuple[str, ...], *rows: tuple[Any, ...]) -> io.BytesIO:
    """A spreadsheet as people send it in."""
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (head, *rows):
        sheet.append(row)
    book.save(out)
    book.close()
    out.seek(0)
    return out
