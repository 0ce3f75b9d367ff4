"""Word, Excel and PowerPoint, in the child: a copy that does not say who wrote it. Nothing else of the file changes."""

import re
import zipfile
from typing import Any

# Their relations stay, so the members must, too.
_BLANK = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
# Who commented on or changed what.
_SIGNED = re.compile(rb'((?:w:|w15:)?(?:author|initials|userId|lastEdClass)=")[^"<>]{0,500}(")')
_NAMED = re.compile(rb"(<(?:x:)?author>)[^<]{0,500}(</(?:x:)?author>)")
_SIGNED_IN = re.compile(
    r"word/(document|comments|footnotes|endnotes|header\d*|footer\d*|people)\.xml"
    r"|xl/comments\d*\.xml|xl/persons/.*\.xml|ppt/commentAuthors\.xml"
)
_OF_PEOPLE = re.compile(rb'((?:displayName|name|initials|userId)=")[^"<>]{0,500}(")')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_OUTSIDE = re.compile(rb"""TargetMode\s*=\s*["']External["']""")
_TARGET = re.compile(rb"""(\bTarget\s*=\s*)(?:"[^"]*"|'[^']*')""")
_LARGEST_MEMBER = 64 << 20
_MOST_INFLATED = 512 << 20


def without_properties(path: str, out: str) -> dict[str, Any]:
    """Written anew: the three members of properties blank, names taken from comments and changes."""
    left = _MOST_INFLATED
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in given.infolist():
            left -= member.file_size
            if left < 0:
                raise ValueError("too much to inflate")
            _copy(given, made, member)
    return {}


def pointing_nowhere(path: str, out: str) -> dict[str, Any]:
    """Written anew, with everything that lies outside the file (pictures, templates, links) pointing at nothing."""
    left = _MOST_INFLATED
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in given.infolist():
            left -= member.file_size
            if left < 0:
                raise ValueError("too much to inflate")
            if member.filename.endswith(".rels") and member.file_size <= _LARGEST_MEMBER:
                made.writestr(member.filename, _RELATION.sub(_nowhere, given.read(member)))
            else:
                _copy(given, made, member)
    return {}


def _nowhere(found: re.Match[bytes]) -> bytes:
    return _TARGET.sub(rb'\1"about:blank"', found[0]) if _OUTSIDE.search(found[0]) else found[0]


def _copy(given: zipfile.ZipFile, made: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name in _BLANK:
        made.writestr(name, _BLANK[name])
        return
    if _SIGNED_IN.fullmatch(name) and member.file_size <= _LARGEST_MEMBER:
        text = _NAMED.sub(rb"\1\2", _SIGNED.sub(rb"\1\2", given.read(member)))
        made.writestr(name, _OF_PEOPLE.sub(rb"\1\2", text) if "ersons/" in name or "Authors" in name else text)
        return
    with given.open(member) as source, made.open(name, "w", force_zip64=True) as target:
        while piece := source.read(1 << 20):
            target.write(piece)
