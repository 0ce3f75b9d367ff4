"""A contest judged blind whose papers are full of planted words, and readers that look for them everywhere; invented.

Every planted word is one that no page, no library and no chance would write; it is looked for without accents, capitals
and separators, in text, in what HTML, addresses and mail make of it, inside archives, and in the properties of files.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import unescape
from itertools import product
from quopri import decodestring
from typing import Any, NamedTuple
from unicodedata import normalize
from urllib.parse import quote, unquote

import pypdfium2
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader
from pypdf.generic import StreamObject
from werkzeug.routing import Rule

from contest.entries.models import EntryAuthor, EntryFile
from contest.foundation.access import GRANTS, Role
from contest.foundation.cleaning import take
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.pages import Entrance
from contest.foundation.vietnamese import fold
from tests.editions.makers import text_of
from tests.films import film
from tests.papers.makers import signed_docx, signed_pdf
from tests.people.makers import make_person
from tests.scoring.makers import Judging, make_judging

AUTHOR, SECOND = "Ngô Bảo Quýchxoèn", "Đàm Thị Giẫngkhuya"
UNIT, SCHOOL = "Trường THCS Vẹtkhuỷu", "Trường Tiểu học Khoắmguẩy"
GUARDIAN, MENTOR, LOCALITY = "Tạ Văn Ngoằnxuýt", "Lê Thị Xoẹtbưởng", "Xã Nghểnhxoài"
MAIL, PHONE = "thuhopkin@example.org", "0987650431"
# Stands in the makers' properties of files, see tests/papers/makers.
MAKER = "Người Soạn Văn Bản"
NAMES = ("Quýchxoèn", "Giẫngkhuya", "Vẹtkhuỷu", "Khoắmguẩy", "Ngoằnxuýt", "Xoẹtbưởng", "Nghểnhxoài", "thuhopkin", PHONE)
# What another judge said and gave, which nobody may learn before the round is closed.
COMMENT, NOTE, TOTAL = "Đuyểnhngoạc", "Kuẫngxoét", "71,5"
ROUND, OPEN_ROUND = "preliminary", "final"


def planted() -> Judging:
    """Two entries in an open blind round with presentations; judge 1 has scored, judge 0 has not."""
    judging = make_judging(2, 2, text=_text())
    for place, entry in enumerate(judging.entries, 1):
        entry.unit, entry.locality, entry.mentor, entry.email, entry.phone = UNIT, LOCALITY, MENTOR, MAIL, PHONE
        entry.owner_id = make_person(AUTHOR, f"quychxoen{place}@example.org", UNIT).id
        entry.answers = {
            "known": f"Nhóm của {AUTHOR} và {fold(SECOND)} đã thử.",
            "content": f"Làm tại {fold(UNIT).upper()}, gọi {PHONE} hoặc {MAIL}.",
            "team": f"{AUTHOR}, {SCHOOL}",
        }
        entry.summary = f"Giải pháp của {SCHOOL}."
        entry.facts = {"applied_in": f"{UNIT}, {LOCALITY}", "created_on": "03/2024"}
        entry.search_text = fold(" ".join((entry.title, AUTHOR, SECOND, UNIT, SCHOOL, entry.code or "")))
        db.session.add_all(
            EntryAuthor(entry_id=entry.id, position=at, name=name, unit=SCHOOL, guardian=GUARDIAN)
            for at, name in enumerate((AUTHOR, SECOND), 1)
        )
        for part, name, content in _files(place):
            kept = take(io.BytesIO(content), name, formats=(), max_mb=20, max_pages=None)
            row = {"sha256": kept.sha256, "size": kept.size, "media_type": kept.media_type, "uploaded_at": now()}
            db.session.add(EntryFile(entry_id=entry.id, part_key=part, name=kept.name, **row))
    db.session.commit()
    return judging


def _text() -> str:
    """The small regulation with names in every part that may have them, and lists for everybody."""
    parts = [
        ("    blind: true\n", "    blind: true\n    evidence: [dossier, presentation]\n"),
        ("max_mb: 20}", "max_mb: 20, max_files: 9}"),
        ("formats: [pdf, docx]", "formats: [pdf, docx, doc, xlsx, zip, mp4]"),
        ("questions:\n", "questions:\n  - {key: team, label: Nhóm, names_authors: true}\n"),
    ]
    text = text_of("small_technical")
    for before, after in parts:
        assert before in text
        text = text.replace(before, after, 1)
    form = "  - {key: form, name: Phiếu đăng ký, required: false, made_from_entry: true, formats: [pdf]}\n"
    text = text.replace("dossier:\n", f"dossier:\n{form}", 1)
    return f"{text}privacy: {{lists: [received, eligible], public_fields: [title, authors, unit]}}\n"


def _files(place: int) -> Iterator[tuple[str, str, bytes]]:
    """Part, name and bytes: every kind that tells of its maker in a way of its own."""
    pdf = signed_pdf(f"Mô tả số {place}", 1)
    yield "form", f"{AUTHOR}.pdf", pdf
    yield "description", f"{AUTHOR} – {UNIT}.pdf", pdf
    yield "description", f"{fold(AUTHOR)}.docx", signed_docx(f"Thuyết minh số {place}")
    yield "description", f"{UNIT}.xlsx", _workbook(place)
    yield "description", f"{AUTHOR}.zip", _archive(place)
    yield "description", f"{SCHOOL}.mp4", film(telling=True, seed=place).replace(b"iPhone cua An", b"quychxoen....")
    yield "photos", f"{AUTHOR} bên máy.jpg", _photograph(place, "JPEG")
    yield "photos", f"{fold(UNIT)}.png", _photograph(place, "PNG")


def _workbook(place: int) -> bytes:
    book = Workbook()
    book.active["A1"] = f"Bảng số {place}"
    book.properties.creator = book.properties.lastModifiedBy = AUTHOR
    book.properties.title, book.properties.keywords = UNIT, fold(SCHOOL)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _archive(place: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(f"{AUTHOR}/ban-ve-{place}.txt", UNIT)
        packed.comment = fold(AUTHOR).encode()
    return out.getvalue()


def _photograph(place: int, kind: str) -> bytes:
    image, out = Image.new("RGB", (320, 240), (place * 40, 90, 90)), io.BytesIO()
    if kind == "PNG":
        told = PngInfo()
        told.add_text("Author", AUTHOR)
        told.add_itxt("Comment", UNIT)
        image.save(out, kind, pnginfo=told)
    else:
        exif = Image.Exif()
        exif[0x013B], exif[0x010E], exif[0x8298] = fold(AUTHOR), fold(UNIT), fold(SCHOOL)
        image.save(out, kind, exif=exif, comment=AUTHOR.encode())
    return out.getvalue()


# reading


def squeezed(text: str) -> str:
    """Without accents, capitals and everything between letters and figures; not by the house's own means."""
    return re.sub(r"[^a-z0-9]+", "", normalize("NFKD", text).replace("đ", "d").replace("Đ", "D").lower())


def told_in(content: bytes, words: Iterable[str] = (*NAMES, MAKER)) -> list[str]:
    """Which of the words a file, a page, a letter or an archive says, in whatever form."""
    heard = _heard(content)
    return sorted({word for word in words if _bare(word) in heard or any(form in content for form in _wide(word))})


@lru_cache(maxsize=2048)
def _heard(content: bytes) -> str:
    # Line by line, which squeezes to the same: a thousand pages have most of their lines in common.
    return "".join(map(_bare, "\n".join(_said(content)).split("\n")))


# The same dozen words are looked for in a thousand answers.
_bare = lru_cache(maxsize=1 << 14)(squeezed)


@lru_cache(maxsize=256)
def _wide(word: str) -> frozenset[bytes]:
    """The word in letters of two bytes, as programs of Windows write them."""
    forms = (word, fold(word), fold(word).upper())
    return frozenset(form.encode(kind) for form in forms for kind in ("utf-16-le", "utf-16-be"))


def _said(content: bytes) -> Iterator[str]:
    """The texts that bytes may be."""
    plain = content.decode("utf-8", "ignore")
    yield plain
    if b"\0" not in content:
        yield "\n".join(map(_unwritten, plain.split("\n")))
        yield decodestring(content).decode("utf-8", "ignore") if b"=?" in content or b"=\n" in content else ""
    if re.search(rb"\\u[0-9a-f]{4}", content):
        yield plain.encode("utf-8", "ignore").decode("unicode_escape", "ignore")
    if content.startswith(b"PK"):
        yield from _packed(content)
    elif content.startswith(b"%PDF"):
        yield from _printed(content)
    elif content.startswith((b"\xff\xd8", b"\x89PNG")):
        with Image.open(io.BytesIO(content)) as picture:
            yield repr((picture.info, dict(picture.getexif())))


@lru_cache(maxsize=1 << 14)
def _unwritten(line: str) -> str:
    """A line of HTML or of addresses as it is read; neither writes one letter over two lines."""
    return unescape(unquote(line))


def _packed(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield archive.comment.decode("utf-8", "ignore")
        for member in archive.infolist():
            yield f"{member.filename} {member.comment!r} {member.extra!r}"
            yield from _said(archive.read(member))


def _printed(content: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(content))
    yield repr((reader.metadata, reader.outline, dict(reader.attachments)))
    with pypdfium2.PdfDocument(content) as printed:
        yield from (page.get_textpage().get_text_bounded() for page in printed)
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        held = reader.get_object(number)
        yield repr(held)
        if isinstance(held, StreamObject) and held.get("/Subtype") != "/Image":
            yield from _said(held.get_data())


# walking


class Visit(NamedTuple):
    """What an address answered: its headers as one text, its body."""

    address: str
    status: int
    headers: str
    body: bytes

    def tells(self, words: Iterable[str]) -> list[str]:
        """Which of the words are in the body or in the headers."""
        asked = tuple(words)
        return sorted({*told_in(self.body, asked), *told_in(self.headers.encode(), asked)})


def walk(
    app: Flask, browser: FlaskClient, known: dict[str, list[Any]], role: Role, rooms: Sequence[str] = ()
) -> dict[str, Visit]:
    """Every address whose door such a role may try, with everything known in its places, and everything linked there.

    Doors that are shut to the role answer nothing but that (tests/house/test_doors). rooms: only their own addresses.
    """
    waiting = [address for name, address in _addresses(app, known, role) if not rooms or name.split(".")[0] in rooms]
    seen: dict[str, Visit] = {}
    while waiting:
        address = waiting.pop().split("#")[0]
        if address in seen or address.startswith(("/static", "/bootstrap", "/dang-xuat")):
            continue
        with browser.get(address) as answer:
            seen[address] = Visit(address, answer.status_code, str(answer.headers), answer.get_data())
        is_text = answer.status_code == 200 and answer.mimetype in ("text/html", "application/json")
        waiting += _links(seen[address].body.decode()) if is_text and not rooms else []
    return seen


def _links(text: str) -> list[str]:
    found = re.findall(r'(?:href|src|action|data-[a-z-]+)="(/[^"]*)"', text) + re.findall(r'"(/[a-z][^"\\ ]*)"', text)
    return [unescape(link) for link in found if not link.startswith("//")]


def _addresses(app: Flask, known: dict[str, list[Any]], role: Role) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "__contest_access__", None)
        may = isinstance(access, Entrance) or access in GRANTS[role]
        if may and rule.methods and "GET" in rule.methods:
            yield from ((rule.endpoint, address) for address in _filled(rule, known))


def _filled(rule: Rule, known: dict[str, list[Any]]) -> Iterator[str]:
    """The rule's addresses; an ending of its own list is tried whole."""
    chosen = dict(known)
    for words, name in re.findall(r"<any\(([^)]*)\):(\w+)>", rule.rule):
        chosen[name] = [word.strip(" '\"") for word in words.split(",")]
    for name in re.findall(r"<int:(\w+)>", rule.rule):
        chosen[name] = [value for value in chosen.get(name, ()) if str(value).isdigit()] or [1]
    names = sorted(rule.arguments)
    for values in product(*(chosen.get(name, ["1"]) for name in names)):
        built = rule.build(dict(zip(names, values, strict=True)))
        if built is not None:
            yield built[1]


def searched(browser: FlaskClient, visits: Iterable[Visit], words: Iterable[str]) -> list[tuple[str, str]]:
    """Addresses of searches that answer a planted word otherwise than a word nobody has."""
    forms: dict[str, set[str]] = {}
    for visit in visits:
        if visit.status == 200:
            fields = set(re.findall(r'<input[^>]*name="(tim|q|ma|tu-khoa)"', visit.body.decode("utf-8", "ignore")))
            if fields:
                forms.setdefault(visit.address.split("?")[0], set()).update(fields)
    differ = []
    for address, fields in forms.items():
        for field, word in product(sorted(fields), words):
            nobody = _answer(browser, address, field, "zzkhongaicazz")
            if (
                _answer(browser, address, field, word) != nobody
                or _answer(browser, address, field, fold(word)) != nobody
            ):
                differ.append((address, word))
    return differ


def _answer(browser: FlaskClient, address: str, field: str, word: str) -> str:
    """The page of a search without the word itself."""
    with browser.get(f"{address}?{field}={quote(word)}") as answer:
        text = unquote(unescape(answer.get_data(as_text=True)).replace("+", " "))
    return re.sub(r'name="(csrf_token|save_key)"[^>]*|data-now="[^"]*"', "", text.replace(word, ""))
