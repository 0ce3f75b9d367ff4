"""Dossiers as large as they come: a title of 60 words, ten authors, answers of several pages. All invented."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from contest.editions.models import Edition
from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.actions.writing import fill, fill_author
from contest.entries.models import Entry, EntryAuthor
from contest.entries.rules import AuthorFacts, EntryFacts
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.people.models import Person
from tests.editions.makers import make_edition

PRESETS = {"technical": "tech_hanoi_2025", "youth": "youth_demo"}
_FOLDER = Path(__file__).resolve().parents[2] / "contest" / "editions" / "presets"
TITLE = (
    "Nghiên cứu, thiết kế và chế tạo hệ thống giám sát, cảnh báo sớm sạt lở đất kết hợp cảm biến độ ẩm, độ nghiêng và "
    "truyền tin không dây tiết kiệm năng lượng phục vụ các hộ dân vùng cao tỉnh Đắk Lắk trong mùa mưa bão, tự cấp điện "
    "bằng pin mặt trời và gửi tin nhắn tới điện thoại của trưởng thôn, buôn"
)
NAMES = (
    *("Nguyễn Thị Ngọc Ánh", "Y Thuôn Ayŭn", "H’Lan Niê Kdăm", "Trần Đặng Quỳnh Nguyễn Phương", "Lê Văn Tám"),
    *("Phạm Thị Hoà", "Đỗ Hồng Ân", "Võ Nguyễn Hoài Thương", "Chau Sóc Thi", "Huỳnh Thuý Quỳ"),
)  # fmt: skip


def large_edition(kind: str) -> Edition:
    """An edition on a real-shaped regulation that takes ten authors."""
    text = (_FOLDER / f"{PRESETS[kind]}.yaml").read_text(encoding="utf-8")
    assert "{max: 5," in text
    return make_edition(text=text.replace("{max: 5,", "{max: 10,", 1))


def large_facts(regulation: Regulation, authors: int = 10) -> EntryFacts:
    """Everything filled in, as long as it may be."""
    youth = regulation.kind == "youth"
    made = tuple(_author(place, name, youth) for place, name in enumerate(NAMES[:authors]))
    if regulation.authors.shares != "none":
        made = tuple(replace(author, share=10_000 // authors) for author in made)
    sentence = "Trình bày từng bước, có số liệu đo được và so với cách làm cũ. "
    return EntryFacts(
        title=TITLE,
        short_title="Cảnh báo sớm sạt lở đất",
        summary=sentence * 12,
        field_key=regulation.fields[-1].key,
        division_key=regulation.divisions[1].key if regulation.divisions else "",
        entrant_type="group" if authors > 1 else "individual",
        unit="Trường Trung học cơ sở và Trung học phổ thông Nguyễn Bỉnh Khiêm",
        locality="Xã Ea Kao, tỉnh Đắk Lắk",
        phone="0912345678",
        email="dia.chi.thu.dien.tu.rat.dai@truong-thcs-va-thpt-nguyen-binh-khiem.example.org",
        mentor="Phan Thị Mỹ Duyên" if regulation.authors.mentor != "none" else "",
        facts={"created_on": "2024-03", "applied_on": "2024-05", "earlier": "Chưa", "help": "Bố giúp hàn khung."},
        answers={
            question.key: f"Mục {question.key}: {sentence * 20}\nĐoạn thứ hai của mục {question.key}."
            for question in regulation.questions
            if question.kind == "text"
        },
        authors=made,
    )


def _author(place: int, name: str, youth: bool) -> AuthorFacts:
    return AuthorFacts(
        name=name,
        birth_on=date(2012, 3, place + 1) if youth else date(1985, 1, place + 1),
        gender="nu" if place % 2 else "nam",
        position_title=f"8A{place}" if youth else f"Kỹ sư, Tổ phó tổ kỹ thuật số {place}",
        unit=f"Trường THCS Số {place} xã Ea Kao" if youth else f"Công ty TNHH Cơ khí Nông nghiệp số {place}",
        qualification="" if youth else "Thạc sĩ",
        is_representative=place == 0,
        guardian=f"Lê Văn Ba {place} (cha)" if youth else "",
    )


def large_entry(edition: Edition, owner: Person | None = None, code: str = "KT-001", **changes: Any) -> Entry:
    """Such a dossier, handed in."""
    facts = replace(large_facts(regulation_of(edition.id)), **changes)
    entry = Entry(
        edition_id=edition.id, code=code, status="submitted", owner_id=owner.id if owner else None,
        created_at=now(), updated_at=now(), submitted_at=now(), receipt_digest="ab12" * 16,
    )  # fmt: skip
    fill(entry, facts)
    db.session.add(entry)
    db.session.flush()
    for place, author in enumerate(facts.authors, 1):
        row = EntryAuthor(entry_id=entry.id, position=place)
        fill_author(row, author)
        db.session.add(row)
    db.session.flush()
    return entry
