"""What tests read back from papers: the words and fonts of a PDF, what runs off its pages, what Word would print."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document as read_docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from contest.foundation.writers import FONTS
from tests.office import all_converted, settled


def pdf_words(content: bytes) -> str:
    """Everything that stands in a PDF, white space as single spaces."""
    return " ".join(" ".join(_text_of_pages(content)).split())


def _text_of_pages(content: bytes) -> Iterator[str]:
    # Pdfium, for it reads a page eight times as fast as pypdf.
    with pypdfium2.PdfDocument(content) as document:
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            # A hyphen at the end of a line is told by a sign of its own.
            yield words.get_text_range().replace("\x02", "-").replace("\ufffe", "-")
            words.close()
            page.close()


def pdf_pages(content: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(content)).pages)


def squeezed(words: str) -> str:
    """Words without any white space, for what is broken over lines."""
    return "".join(words.split())


def pdf_fonts(content: bytes) -> set[str]:
    """The names of all fonts a PDF uses, without the marks of their subsets."""
    found = set()
    for page in PdfReader(io.BytesIO(content)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found.add(str(font.get_object()["/BaseFont"]).lstrip("/").split("+")[-1].split("-Identity")[0])
    return found


def off_the_page(content: bytes, margin: float = 20) -> list[str]:
    """Letters that stand outside the page or within so many points of its edge, with their page: nothing is cut."""
    found = []
    book = pypdfium2.PdfDocument(content)
    for number, page in enumerate(book, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        letters = text.get_text_range()
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            inside = left >= margin and right <= width - margin and bottom >= margin and top <= height - margin
            if right > left and not inside:
                found.append(f"page {number}: {letters[place : place + 1]!r} at {left:.0f}–{right:.0f}")
        text.close()
        page.close()
    book.close()
    return found


def pictures_of(content: bytes, scale: float = 2) -> Iterator[Any]:
    """Each page of a PDF as a picture."""
    book = pypdfium2.PdfDocument(content)
    for page in book:
        yield page.render(scale=scale).to_pil()
        page.close()
    book.close()


def docx_words(content: bytes) -> str:
    """Everything that stands in a Word file, headers and tables too, in its order, white space as single spaces."""
    document = read_docx(io.BytesIO(content))
    section = document.sections[0]
    roots = [section.first_page_header._element, document.element.body, section.footer._element]
    pieces = []
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
                pieces.append(node.text or "" if node.tag == qn("w:t") else " ")
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def all_xml(content: bytes) -> str:
    """Every member of an office file as text."""
    with ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def as_pages(content: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A Word file as LibreOffice prints it, with our fonts where Times New Roman is asked for."""
    return all_as_pages({"giay-to": content}, folder, monkeypatch)["giay-to"]


def all_as_pages(contents: dict[str, bytes], folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """As `as_pages`, of several files by name in one start of LibreOffice."""
    monkeypatch.setenv("FONTCONFIG_FILE", str(_our_fonts()))
    given = {f"{name}.docx": content for name, content in contents.items()}
    return {made.stem: made.read_bytes() for made in all_converted(given, "pdf", folder)}


@cache
def _our_fonts() -> Path:
    settings = settled() / "fonts.conf"
    settings.write_text(
        f"<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>{FONTS}</dir>"
        # The system's own for what ours have not (boxes), but not its old Liberation, which lacks Vietnamese letters.
        "<dir>/usr/share/fonts</dir><selectfont><rejectfont><glob>/usr/share/fonts/*/liberation*/*</glob></rejectfont>"
        "<rejectfont><glob>/usr/share/fonts/liberation*/*</glob></rejectfont></selectfont>"
        f"<cachedir>{settled()}/fonts</cachedir><match target='pattern'><test name='family'>"
        "<string>Times New Roman</string></test><edit name='family' mode='assign' binding='strong'>"
        "<string>Liberation Serif</string></edit></match></fontconfig>",
        encoding="utf-8",
    )
    return settings
