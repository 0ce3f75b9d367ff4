"""What a document's file says of who wrote it, apart from its pages: left out of what judges of a blind round get.

Office files keep it in members of their own, PDF in an information dictionary and in XMP. Nothing else of the file
changes. What stands on the pages themselves, or in the compressed objects of a PDF, is for the screening to see.
"""

import re
import tempfile
import zipfile
from pathlib import Path
from typing import IO

_OFFICE = "application/vnd.openxmlformats-officedocument."
_PDF = "application/pdf"
# Their relations stay, so the members must, too.
_BLANK = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
# Who commented or changed what in a Word file.
_SIGNED = re.compile(rb'(w:(?:author|initials)=")[^"<>]{0,500}(")')
_SIGNED_IN = re.compile(r"word/(document|comments|footnotes|endnotes|header\d*|footer\d*|people)\.xml")
_TEXT = re.compile(rb"(/(?:Author|Company|Title|Subject|Keywords)\s{0,9}\()((?:\\.|[^\\()]){0,2000})(\))", re.DOTALL)
_HEX = re.compile(rb"(/(?:Author|Company|Title|Subject|Keywords)\s{0,9}<)([0-9A-Fa-f\s]{2,8000})(>)")
_XMP = re.compile(rb"(<(dc:creator|dc:title|dc:description|xmp:Author|pdf:Keywords)>)(.{0,4000}?)(</\2>)", re.DOTALL)
_IN_MEMORY = 4 << 20
_LARGEST_PDF = 64 << 20


def without_properties(path: Path, media_type: str) -> IO[bytes] | Path:
    """The file for somebody who must not know whose it is; the path itself when there is nothing to leave out."""
    if media_type.startswith(_OFFICE):
        return _office(path)
    if media_type == _PDF and path.stat().st_size <= _LARGEST_PDF:
        return _pdf(path)
    return path


def _office(path: Path) -> IO[bytes] | Path:
    made = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - handed to the answer, which closes it
    try:
        with zipfile.ZipFile(path) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
            for member in given.infolist():
                _copy(given, out, member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        made.close()
        return path
    made.seek(0)
    return made


def _copy(given: zipfile.ZipFile, out: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name in _BLANK:
        out.writestr(name, _BLANK[name])
        return
    if _SIGNED_IN.fullmatch(name) and member.file_size <= _LARGEST_PDF:
        out.writestr(name, _SIGNED.sub(rb"\1\2", given.read(member)))
        return
    with given.open(member) as source, out.open(name, "w", force_zip64=True) as target:
        while piece := source.read(1 << 20):
            target.write(piece)


def _pdf(path: Path) -> IO[bytes]:
    """Blanks of the same length, so that every offset in the file still holds."""
    text = path.read_bytes()
    text = _TEXT.sub(lambda found: found[1] + b" " * len(found[2]) + found[3], text)
    text = _HEX.sub(lambda found: found[1] + re.sub(rb"[0-9A-Fa-f]", b"0", found[2]) + found[3], text)
    text = _XMP.sub(lambda found: found[1] + b" " * len(found[3]) + found[4], text)
    made = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - handed to the answer, which closes it
    made.write(text)
    made.seek(0)
    return made
