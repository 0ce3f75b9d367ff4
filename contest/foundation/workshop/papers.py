"""PDF and Office, in the child: how many pages, pages as pictures, what is said, a copy that names no writer."""

import importlib
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import iterparse

_WIDEST = 20_000.0
_MOST_LETTERS = 400_000
_LARGEST_PART = 64 << 20
_MOST_CELLS = 200_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
# What a document or a page says of itself beside what is seen: who, when, with what.
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
_OF_SIGNATURES = ("/Name", "/Location", "/Reason", "/ContactInfo", "/Contents", "/Cert", "/M")
_KINDS_OF_NOTES = frozenset(
    {"/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline"}
    | {"/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/FileAttachment", "/Popup", "/Redact"}
)
_OF_FILES = ("/F", "/UF", "/EF", "/Desc", "/Params", "/RF", "/Filter", "/DecodeParms")
_OF_NOTES = ("/T", "/M", "/CreationDate", "/RC", "/NM", "/Subj")


def pages_of(path: str) -> dict[str, Any]:
    """Returns {"pages"}; {"locked": true} when a password is needed to read it."""
    import pypdfium2  # noqa: PLC0415 - heavy

    try:
        document = _opened(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return {"pages": 0, "locked": True}
        raise
    try:
        return {"pages": len(document), "locked": False}
    finally:
        document.close()


def sheet_of(path: str) -> dict[str, Any]:
    """How large the first page of a PDF is, as it lies before the reader. Returns {"width", "height"} in points."""
    document = _opened(path)
    try:
        across, high = document[0].get_size()
        return {"width": across, "height": high}
    finally:
        document.close()


def page(path: str, out: str, number: int, width: int) -> dict[str, Any]:
    """Page `number` (from 1) as a JPEG `width` pixels wide. Returns its size in pixels."""
    document = _opened(path)
    try:
        sheet = document[number - 1]
        across, high = sheet.get_size()
        if not 1 <= across <= _WIDEST or not 1 <= high <= _WIDEST:
            raise ValueError("no page is that large")
        # A strip as long as a corridor is shown narrower, so that no picture has too many pixels.
        scale = min(width / across, 4 * width / high)
        picture = sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        picture.save(out, "JPEG", quality=80, progressive=True)
        return {"width": picture.width, "height": picture.height}
    finally:
        document.close()


def _opened(path: str) -> Any:
    pdfium: Any = importlib.import_module("pypdfium2")
    return pdfium.PdfDocument(path)


def without_properties(path: str, out: str) -> dict[str, Any]:
    """Written anew without the information dictionary, XMP, working data of programs, and the names at notes.

    Also what lies in compressed objects is reached, because every object is read and written again.
    """
    from pypdf.generic import DictionaryObject, NameObject, StreamObject  # noqa: PLC0415 - heavy

    writer = _writer(path, out)
    for thing in list(writer._objects):
        if not isinstance(thing, DictionaryObject):
            continue
        telling = _TELLING + (_OF_NOTES if thing.get("/Subtype") in _KINDS_OF_NOTES else ())
        telling += _OF_SIGNATURES if thing.get("/Type") == "/Sig" else ()
        telling += _OF_FILES if thing.get("/Type") in ("/EmbeddedFile", "/Filespec") else ()
        for key in telling:
            if key in thing:
                del thing[NameObject(key)]
        if thing.get("/Type") == "/EmbeddedFile" and isinstance(thing, StreamObject):
            # Whatever still points to it gets nothing.
            thing.set_data(b"")
    root: Any = writer._root_object
    for key in ("/Names", "/AF", "/Collection"):
        if key in root and (key != "/Names" or "/EmbeddedFiles" in root[key]):
            _without_attachments(root, key)
    writer.metadata = None
    _without_orphans(writer)
    with open(out, "wb") as file:
        writer.write(file)
    return {}


def _without_orphans(writer: Any) -> None:
    """What nothing points to any more must not be written either, nor what only that pointed to."""
    left = -1
    while left != (left := sum(thing is not None for thing in writer._objects)):
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)


def _writer(path: str, out: str) -> Any:
    """The whole document, to be written anew; one whose table of contents is broken is mended first, as readers do."""
    import pypdf  # noqa: PLC0415 - heavy

    try:
        return pypdf.PdfWriter(clone_from=pypdf.PdfReader(path))
    except pypdf.errors.PyPdfError:
        document = _opened(path)
        try:
            document.save(out)
        finally:
            document.close()
        return pypdf.PdfWriter(clone_from=pypdf.PdfReader(out))


def _without_attachments(root: Any, key: str) -> None:
    """Files inside a file carry names and properties of their own."""
    if key == "/Names":
        del root["/Names"]["/EmbeddedFiles"]
    else:
        del root[key]


def text_of(path: str) -> dict[str, Any]:
    """What a PDF, a text, slides or a workbook say, as plain text, the first 400,000 letters.

    Returns {"text", "begins"}: of a PDF, where in the text each page begins, otherwise nothing.
    """
    with open(path, "rb") as file:
        is_pdf = b"%PDF" in file.read(1024)
    lines = _lines_of_pdf(path) if is_pdf else _lines_of_office(path)
    found: list[str] = []
    begins: list[int] = []
    letters = 0
    for line in lines:
        found.append(line)
        begins.append(letters)
        letters += len(line) + 1
        if letters > _MOST_LETTERS:
            break
    return {"text": "\n".join(found)[:_MOST_LETTERS], "begins": begins if is_pdf else []}


def _lines_of_pdf(path: str) -> Iterator[str]:
    document = _opened(path)
    try:
        for sheet in document:
            # A hyphen at the end of a line comes as a sign of its own, the line's end left out.
            yield sheet.get_textpage().get_text_range().replace("\ufffe", "-")
    finally:
        document.close()


def _lines_of_office(path: str) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" in archive.namelist():
            yield from _lines_of_workbook(path, archive)
            return
        slides = (name for name in archive.namelist() if _SLIDE.fullmatch(name))
        if "ppt/presentation.xml" in archive.namelist():
            for name in sorted(slides, key=lambda name: (len(name), name)):
                yield from _paragraphs(archive, name, _DRAWN)
            return
        yield from _paragraphs(archive, "word/document.xml", _WORD)


def _lines_of_workbook(path: str, archive: zipfile.ZipFile) -> Iterator[str]:
    """The names of sheets, hidden ones too, and their lines as they were computed, cell beside cell: a name may be
    written in two. What openpyxl reads whole is measured first; the rest streams by, up to so many cells."""
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy

    whole = (one for one in archive.infolist() if "/worksheets/" not in one.filename)
    if any(one.file_size > _LARGEST_PART for one in whole if one.filename.endswith(".xml")):
        raise ValueError("larger than any table")
    cells = 0
    # Kept files have no ending, by which openpyxl would judge a path.
    with open(path, "rb") as stream:
        for sheet in load_workbook(stream, read_only=True, data_only=True, keep_links=False).worksheets:
            yield sheet.title
            # What a file says of its own size is not to be believed.
            sheet.reset_dimensions()
            for line in sheet.iter_rows(values_only=True):
                cells += len(line) + 1
                if cells > _MOST_CELLS:
                    return
                words = " ".join(str(value) for value in line if value is not None)
                if words:
                    yield words


def _paragraphs(archive: zipfile.ZipFile, name: str, space: str) -> Iterator[str]:
    """Paragraphs of a text or a slide, tables included, read as they stream by: a small file may hold a very large one.

    Entities that grow are stopped by expat itself, and by the bounds of this process.
    """
    with archive.open(name) as body:
        if archive.getinfo(name).file_size > _LARGEST_PART:
            raise ValueError("larger than any paper")
        words: list[str] = []
        for _, node in iterparse(body):
            if node.tag == f"{space}t":
                words.append(node.text or "")
            elif node.tag in (f"{space}tab", f"{space}br"):
                words.append(" ")
            elif node.tag == f"{space}p":
                yield "".join(words)
                words = []
                node.clear()
