"""Files of strangers are opened in a child: what kills it, hangs it or fills it does no harm to whoever asked."""

import contextlib
import io
import os
import time
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from contest.foundation import workshop
from contest.foundation.workshop import WorkFailed, ask

AUTHOR = "Tran Van Tac Gia"


def pdf_of(pages: int = 1) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    return writer


def saved(tmp_path: Path, content: bytes, name: str = "given") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    return str(path)


def bytes_of(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pages_are_counted_and_drawn(tmp_path: Path) -> None:
    path = saved(tmp_path, bytes_of(pdf_of(7)))
    assert ask("pages_of", path=path)["pages"] == 7
    drawn = ask("page", path=path, out=str(tmp_path / "page.jpg"), number=7, width=400)
    assert drawn == {"width": 400, "height": 600}
    with Image.open(tmp_path / "page.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (400, 600))


def test_the_next_task_is_done_by_the_same_child(tmp_path: Path) -> None:
    path = saved(tmp_path, bytes_of(pdf_of()))
    ask("pages_of", path=path)
    began = time.perf_counter()
    for _ in range(20):
        ask("pages_of", path=path)
    assert (time.perf_counter() - began) / 20 < 0.05


def hostile_pdf(kind: str) -> bytes:
    if kind == "circle":
        return (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
            b"trailer<</Root 1 0 R>>\n%%EOF\n"
        )
    if kind == "a page as large as a town":
        return (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9999999 9999999]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        )
    if kind == "a billion pages claimed":
        return (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[]/Count 999999999>>endobj\n"
            b"trailer<</Root 1 0 R>>\n%%EOF\n"
        )
    writer = pdf_of()
    stream = DecodedStreamObject()
    stream.set_data(b"q 1 0 0 1 0 0 cm 0 0 9 9 re f Q\n" * 9_000_000)
    page: Any = writer.pages[0]
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    return bytes_of(writer)


@pytest.mark.parametrize(
    "kind", ["circle", "a page as large as a town", "a billion pages claimed", "a drawing without end"]
)
def test_a_hostile_pdf_takes_bounded_time(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path, hostile_pdf(kind))
    began = time.perf_counter()
    for task in ({"task": "pages_of"}, {"task": "page", "out": str(tmp_path / "x.jpg"), "number": 1, "width": 800}):
        given: dict[str, Any] = {"path": path, "seconds": 1.0, **task}
        with contextlib.suppress(WorkFailed):
            ask(**given)
    assert time.perf_counter() - began < 8
    assert ask("pages_of", path=saved(tmp_path, bytes_of(pdf_of(2)), "next"))["pages"] == 2


def test_a_picture_of_a_billion_pixels_is_refused_without_being_opened(tmp_path: Path) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = (40_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1 << 20)))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(WorkFailed) as failed:
        ask("cleaned_picture", path=saved(tmp_path, bomb), out=str(tmp_path / "out"))
    assert failed.value.why == "content"


def test_a_child_that_dies_is_replaced(tmp_path: Path) -> None:
    path = saved(tmp_path, bytes_of(pdf_of()))
    ask("pages_of", path=path)
    for hand in workshop._idle:
        hand.child.kill()
        hand.child.wait()
    assert ask("pages_of", path=path)["pages"] == 1


def test_nobody_waits_longer_than_their_patience(tmp_path: Path) -> None:
    path = saved(tmp_path, bytes_of(pdf_of()))
    for _ in range(2):
        workshop._places.acquire()
    try:
        with pytest.raises(WorkFailed) as failed:
            ask("pages_of", path=path, patience=0.05)
    finally:
        for _ in range(2):
            workshop._places.release()
    assert failed.value.why == "busy"
    assert ask("pages_of", path=path)["pages"] == 1


def telling_pdf(objects_packed: bool) -> bytes:
    writer = pdf_of()
    writer.add_metadata({"/Author": AUTHOR, "/Creator": f"May cua {AUTHOR}", "/Rieng": AUTHOR})
    xmp = DecodedStreamObject()
    xmp.set_data(f"<x:xmpmeta><dc:creator>{AUTHOR}</dc:creator></x:xmpmeta>".encode())
    xmp.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer._root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/T"): TextStringObject(AUTHOR),
            NameObject("/Contents"): TextStringObject("xem lai"),
        }
    )
    writer.add_annotation(0, note)
    writer.add_attachment("goc.txt", AUTHOR.encode())
    if not objects_packed:
        return bytes_of(writer)
    return _packed(bytes_of(writer))


def _packed(content: bytes) -> bytes:
    """The same document with its objects in a compressed stream, as Word and browsers write it (PDF 1.5)."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    # PDFium packs nothing; a packed file is written by hand: every plain object goes into one stream.
    bodies, places, offsets, out = [], [], {}, bytearray(b"%PDF-1.5\n")
    for number, thing in enumerate(writer._objects, 1):
        if thing is None:
            continue
        body = io.BytesIO()
        thing.write_to_stream(body)
        if isinstance(thing, DecodedStreamObject) or b"stream" in body.getvalue():
            offsets[number] = len(out)
            out += b"%d 0 obj\n" % number + body.getvalue() + b"\nendobj\n"
        else:
            places.append((number, sum(map(len, bodies))))
            bodies.append(body.getvalue() + b" ")
    head = b" ".join(b"%d %d" % place for place in places) + b" "
    packed, last = zlib.compress(head + b"".join(bodies)), len(writer._objects) + 1
    offsets[last] = len(out)
    out += b"%d 0 obj<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n" % (
        last, len(places), len(head), len(packed),
    ) + packed + b"\nendstream\nendobj\n"  # fmt: skip
    start, rows = len(out), [b"\0" + bytes(4) + b"\xff\xff"]
    order = {number: place for place, (number, _) in enumerate(places)}
    offsets[last + 1] = start
    for number in range(1, last + 2):
        if number in order:
            rows.append(b"\2" + last.to_bytes(4, "big") + order[number].to_bytes(2, "big"))
        else:
            rows.append((b"\1" if number in offsets else b"\0") + offsets.get(number, 0).to_bytes(4, "big") + bytes(2))
    table = zlib.compress(b"".join(rows))
    root = writer._root_object.indirect_reference
    info = writer._info.indirect_reference if writer._info is not None else None
    out += b"%d 0 obj<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R%s/Filter/FlateDecode/Length %d>>stream\n" % (
        last + 1, last + 2, root.idnum if root else 0, b"/Info %d 0 R" % info.idnum if info else b"", len(table),
    ) + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start  # fmt: skip
    return bytes(out)


@pytest.mark.parametrize("objects_packed", [False, True])
def test_a_pdf_written_anew_does_not_say_who_wrote_it(tmp_path: Path, objects_packed: bool) -> None:
    given = telling_pdf(objects_packed)
    reader = PdfReader(io.BytesIO(given))
    assert (reader.metadata or {}).get("/Author") == AUTHOR
    assert (b"/Author" in given) is not objects_packed
    out = tmp_path / "out.pdf"
    ask("without_properties", path=saved(tmp_path, given), out=str(out))
    after = PdfReader(out)
    assert len(after.pages) == 1
    told = b"".join(map(_unpacked, PdfWriter(clone_from=after)._objects)) + out.read_bytes()
    assert AUTHOR.encode() not in told
    assert AUTHOR.encode("utf-16-be") not in told
    assert not after.attachments
    assert b"xem lai" in told


def _unpacked(thing: Any) -> bytes:
    out = io.BytesIO()
    if thing is None:
        return b""
    thing.write_to_stream(out)
    return out.getvalue() + (thing.get_data() if hasattr(thing, "get_data") else b"")


def test_an_office_bomb_is_not_inflated(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
        made.open("word/media/x", "w", force_zip64=True) as out,
    ):
        for _ in range(600):
            out.write(bytes(1 << 20))
    began = time.perf_counter()
    with pytest.raises(WorkFailed):
        ask("anonymous_office", path=str(path), out=str(tmp_path / "out"))
    assert time.perf_counter() - began < 2
    assert not (tmp_path / "out").exists() or os.path.getsize(tmp_path / "out") < 1 << 20
