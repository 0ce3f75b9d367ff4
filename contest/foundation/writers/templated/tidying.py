"""In the child: a template as Word left it, read as whoever changed it meant it.

Changes that are still tracked count as accepted, and a space that must not break, as Word sets some by itself, is a
space within a tag. The file that was brought in stays as it is.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

# Of all members of a file, inflated.
_MOST_INFLATED = 64 << 20
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = ("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange")
_MEANT = ("ins", "moveTo")
_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_TAG = re.compile(r"\{\{(?:(?!\{[{%#]).)*?\}\}|\{%(?:(?!\{[{%#]).)*?%\}")
_UNBROKEN = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))


def tidied(path: str) -> io.BytesIO:
    """The file at `path` with what is tracked accepted and plain spaces in its tags.

    Raises ValueError for one that would take too much room.
    """
    from docx.opc.oxml import serialize_part_xml  # noqa: PLC0415 - heavy
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 - heavy

    out = io.BytesIO()
    with zipfile.ZipFile(path) as packed:
        if sum(member.file_size for member in packed.infolist()) > _MOST_INFLATED:
            raise ValueError("too much to inflate")
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in given.infolist():
            content = given.read(member)
            if _PARTS.fullmatch(member.filename):
                root = parse_xml(content)
                _accept(root)
                for paragraph in root.iter(f"{_W}p"):
                    _plain_spaces(list(_texts(paragraph)))
                content = serialize_part_xml(root)
            made.writestr(member.filename, content)
    out.seek(0)
    return out


def _accept(root: Any) -> None:
    """Every tracked change as if somebody had pressed “accept”."""
    for name in _GONE:
        for node in list(root.iter(f"{_W}{name}")):
            # The mark of a paragraph that was deleted says so inside the paragraph's own marks: nothing to take out.
            if node.getparent() is not None:
                node.getparent().remove(node)
    for name in _MEANT:
        for node in list(root.iter(f"{_W}{name}")):
            parent = node.getparent()
            place = parent.index(node)
            for child in list(node):
                parent.insert(place, child)
                place += 1
            parent.remove(node)


def _texts(paragraph: Any) -> Iterator[Any]:
    yield from paragraph.iter(f"{_W}t")


def _plain_spaces(nodes: list[Any]) -> None:
    """Spaces within tags, however many pieces Word cut them into."""
    words = "".join(node.text or "" for node in nodes)
    plain = _TAG.sub(lambda tag: tag[0].translate(_UNBROKEN), words)
    if plain == words:
        return
    at = 0
    for node in nodes:
        length = len(node.text or "")
        node.text, at = plain[at : at + length], at + length
