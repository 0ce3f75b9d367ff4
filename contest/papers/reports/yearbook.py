"""The yearbook as pages for the print shop, set by typst, and as a Word file to be changed."""

import contextlib
import struct
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from contest.foundation import derived
from contest.foundation.clock import now
from contest.foundation.document import (
    Block,
    Contents,
    Document,
    Gap,
    Heading,
    NewPage,
    Paragraph,
    Picture,
    Run,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.refusal import refuse_with
from contest.foundation.report import REHEARSAL
from contest.foundation.settings import settings
from contest.foundation.vietnamese import moment, number
from contest.foundation.workshop import WorkFailed
from contest.foundation.writers import docx, pdf
from contest.foundation.writers.measure import POINT, balanced
from contest.papers.queries.yearbook import Book, book_of, print_path, prints
from contest.papers.reports.closing import Parcel, brings_files
from contest.papers.rules.yearbook import SIZES, name_index
from contest.results.queries.showcase import Exhibit

# Bytes of pictures by their hash: JPEG, made smaller; one that could not be made is not in it.
Pictures = Mapping[str, bytes]
_UNTITLED = "(Không công bố tên)"
# A book of hundreds of pages with pictures takes its time.
_SECONDS = 240.0
# The longer side of a picture in print, in pixels: 300 dots an inch over ten centimetres.
_SIDE = 1200
# Of the cover: what stands beside the contest's name, in mm; the size of its type at most, in points.
_COVER_EDGES, _COVER_SIZE = 56.0, 14.0
# Of a picture in Word, in mm.
_WIDE, _HIGH = 120.0, 90.0


def version_words(book: Book, print_number: int) -> str:
    """Which version of the book a copy is; 0 for a copy that is no print of its own."""
    which = f"Bản lập số {print_number}" if print_number else "Bản trong bộ hồ sơ kết thúc"
    drafted = "" if book.is_current else " Kết quả đã đổi sau lần niêm phong này."
    return f"{which}, {moment(now())}, theo kết quả niêm phong phiên bản {book.version} (mã {book.seal[:16]}).{drafted}"


_PRIVACY = (
    "Tên và ảnh in theo sự đồng ý của tác giả (và của người giám hộ với trẻ em) vào lúc lập bản này; "
    "ai đã rút đồng ý thì không có tên và ảnh trong bản này."
)


def yearbook_pdf(book: Book, print_number: int, pictures: Pictures) -> bytes:
    """The book as PDF. Raises Refusal: pdf_too_much."""
    _, width, height = SIZES[book.cover.size]
    data = {
        **book.cover._asdict(),
        "width": width,
        "height": height,
        "contest": balanced(book.contest, (width - _COVER_EDGES) / POINT, _COVER_SIZE),
        "word": book.word,
        "organiser": book.organiser,
        "years": book.years,
        "version": version_words(book, print_number),
        "privacy": _PRIVACY,
        "stamp": REHEARSAL if settings().rehearsal else "",
        "tiers": [
            {"name": name, "solutions": [_solution(each, pictures) for each in own]} for name, own in _by_tier(book)
        ],
        "list": [{"name": name, "rows": [_row(each) for each in own]} for name, own in _all_by_tier(book)],
        "index": [[name, list(keys)] for name, keys in _index(book)],
    }
    used = {f"{one.sha256}.jpg" for each in book.solutions for one in each.pictures if one.sha256 in pictures}
    files = {name: pictures[name.removesuffix(".jpg")] for name in sorted(used)}
    return pdf.render("papers/yearbook.typ", data, files, seconds=_SECONDS)


def yearbook_document(book: Book, print_number: int, pictures: Pictures) -> Document:
    """The same book to be changed in Word."""
    cover = book.cover
    blocks: list[Block] = [
        Gap(40),
        Title(book.organiser.upper()),
        Gap(30),
        Title(cover.title.upper(), tuple(line for line in (cover.subtitle, book.contest) if line), large=True),
        NewPage(),
        Paragraph((Run(version_words(book, print_number), italic=True),)),
        Paragraph((Run(_PRIVACY, italic=True),)),
    ]
    if cover.foreword:
        blocks += [NewPage(), Heading("LỜI NÓI ĐẦU")]
        blocks += [Paragraph(line, indent=True) for line in cover.foreword.split("\n") if line.strip()]
        blocks += [Paragraph((Run(words, bold=True),), align="right") for words in _signed(book)]
    blocks += [NewPage(), Title("MỤC LỤC"), Contents()]
    kept: dict[str, bytes] = {}
    for name, own in _by_tier(book):
        blocks += [NewPage(), Heading(name.upper())]
        for each in own:
            blocks += _pages(each, pictures, kept)
    blocks += [NewPage(), Heading(f"DANH SÁCH {book.word.upper()} ĐẠT GIẢI"), _list(book)]
    blocks += [NewPage(), Heading("DANH SÁCH TÁC GIẢ"), *(Paragraph(line, align="left") for line in _named(book))]
    stamp = REHEARSAL if settings().rehearsal else ""
    return Document(cover.title, blocks, stamp=stamp, framed=True, pictures=kept)


def _signed(book: Book) -> list[str]:
    return [words for words in (book.cover.signatory_title.upper(), book.cover.signatory) if words]


def _by_tier(book: Book) -> list[tuple[str, list[Exhibit]]]:
    return [(name, list(own)) for name, own in groupby(book.solutions, key=lambda each: each.prizes[0][1])]


def _all_by_tier(book: Book) -> list[tuple[str, list[Exhibit]]]:
    return [(name, list(own)) for name, own in groupby(book.exhibits, key=lambda each: each.prizes[0][1])]


def _facts(each: Exhibit) -> list[tuple[str, str]]:
    row = each.row
    pairs = (
        ("Tác giả", ", ".join(row.authors)),
        ("Đơn vị", ", ".join(part for part in (row.unit, row.locality) if part)),
        ("Lĩnh vực", row.field_name),
        ("Giải", ", ".join(name for _, name in each.prizes)),
    )
    return [(label, words) for label, words in pairs if words]


def _solution(each: Exhibit, pictures: Pictures) -> dict[str, Any]:
    return {
        "key": each.entry_id,
        "title": each.row.title or _UNTITLED,
        "facts": [list(pair) for pair in _facts(each)],
        "summary": [line for line in each.summary.split("\n") if line.strip()],
        "pictures": [f"{one.sha256}.jpg" for one in each.pictures if one.sha256 in pictures],
    }


def _row(each: Exhibit) -> list[str]:
    row = each.row
    place = " – ".join(part for part in (row.unit, row.locality) if part)
    prizes = "; ".join(name for _, name in each.prizes[1:])
    title = f"{row.title or _UNTITLED}{f' ({prizes})' if prizes else ''}"
    return [title, ", ".join(row.authors), place]


def _index(book: Book) -> list[tuple[str, tuple[int, ...]]]:
    return name_index((name, each.entry_id) for each in book.solutions for name in each.authors)


def _named(book: Book) -> list[str]:
    titles = {each.entry_id: each.row.title or _UNTITLED for each in book.solutions}
    return [f"{name}: {'; '.join(titles[key] for key in keys)}" for name, keys in _index(book)]


def _pages(each: Exhibit, pictures: Pictures, kept: dict[str, bytes]) -> list[Block]:
    blocks: list[Block] = [Heading(each.row.title or _UNTITLED, 2)]
    has_picture = any(one.sha256 in pictures for one in each.pictures)
    for label, words in _facts(each):
        blocks.append(Paragraph((Run(f"{label}: ", bold=True), Run(words)), align="left", keep=has_picture))
    for one in each.pictures:
        if one.sha256 in pictures:
            name = f"{one.sha256}.jpg"
            kept[name] = pictures[one.sha256]
            blocks.append(Picture(name, *_shape(pictures[one.sha256])))
    blocks += [Paragraph(line, indent=True) for line in each.summary.split("\n") if line.strip()]
    return [*blocks, Gap(6)]


def _shape(jpeg: bytes) -> tuple[float, float]:
    """Width and height in mm within the room for a picture, from the frame header of the JPEG."""
    at = 2
    while at + 9 < len(jpeg):
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker in (0xC0, 0xC1, 0xC2):
            high, wide = struct.unpack(">HH", jpeg[at + 5 : at + 9])
            scale = min(_WIDE / wide, _HIGH / high)
            return wide * scale, high * scale
        at += 2 + length
    return _WIDE, _HIGH


def _list(book: Book) -> Table:
    columns = [
        TableColumn("STT", 12, "center"),
        TableColumn(f"Tên {book.word}", 70),
        TableColumn("Tác giả", 45),
        TableColumn("Đơn vị", 45),
    ]
    rows: list[TableRow] = []
    for name, own in _all_by_tier(book):
        rows.append(TableRow((f"{name}: {number(len(own))} {book.word}",), bold=True))
        rows += [TableRow((str(place), *_row(each))) for place, each in enumerate(own, 1)]
    return Table(columns, rows, size=11)


def picture_of(sha256: str) -> bytes | None:
    """A picture as it is printed; None when it cannot be made."""
    with contextlib.suppress(WorkFailed, FileNotFoundError):
        return derived.picture(sha256, _SIDE, ahead=True).read_bytes()
    return None


@brings_files("ky-yeu", "Kỷ yếu")
def _books(edition_id: int) -> Sequence[Parcel]:
    """The yearbook in both forms: the newest print that still says what is so today, else made now."""

    def maker(kind: str) -> Callable[[], bytes]:
        return lambda: _made(edition_id, kind)

    return [Parcel(f"ky-yeu.{kind}", f"Kỷ yếu ({words})", maker(kind)) for kind, words in _FORMS.items()]


_FORMS = {"pdf": "bản in", "docx": "bản Word"}


def _made(edition_id: int, kind: str) -> bytes:
    book = book_of(edition_id)
    if book is None:
        raise refuse_with("yearbook_unsealed")
    digest = book.digest()
    for card in prints(edition_id):
        if (card.kind, card.digest) == (kind, digest) and print_path(card).is_file():
            return print_path(card).read_bytes()
    pictures = {key: made for key in wanted_pictures(book) if (made := picture_of(key)) is not None}
    return yearbook_pdf(book, 0, pictures) if kind == "pdf" else docx.write(yearbook_document(book, 0, pictures))


def wanted_pictures(book: Book) -> Sequence[str]:
    """The hashes of the pictures the book needs, each once."""
    return list(dict.fromkeys(one.sha256 for each in book.solutions for one in each.pictures))
