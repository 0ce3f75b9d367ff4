"""The zip around a workbook: no clock and no machine in it, and the rows put into their sheets as these pass by."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20
# Where openpyxl leaves the place of the rows it was not given.
_PLACE = (b"<sheetData/>", b"<sheetData></sheetData>", b"<sheetData />")
# Deflate's fastest: a third larger than its best, in a third of the time.
_LEVEL = 4


class Archive(zipfile.ZipFile):
    """A zip file whose members carry a fixed time; `rows` gives the XML of the rows of a member that is a sheet."""

    def __init__(self, target: IO[bytes], rows: Mapping[str, IO[bytes]]) -> None:
        super().__init__(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._rows = rows

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add a member from memory. A name or a ZipInfo is taken; its time is not."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(_member(name), data, compress_type, compresslevel)

    def write(
        self,
        filename: Any,
        arcname: Any = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add a member from a file; a sheet with its rows, in pieces. Raises ValueError for a sheet without a place."""
        name = str(arcname or filename)
        rows = self._rows.get(name)
        if rows is None:
            self.writestr(name, Path(filename).read_bytes(), compress_type, compresslevel)
            return
        before, after = _around(Path(filename).read_bytes())
        with self.open(_member(name), "w") as target:
            target.write(before + b"<sheetData>")
            rows.seek(0)
            while piece := rows.read(_CHUNK):
                target.write(piece)
            target.write(b"</sheetData>" + after)


def _around(sheet: bytes) -> tuple[bytes, bytes]:
    """A sheet without rows, cut where they belong."""
    for place in _PLACE:
        before, found, after = sheet.partition(place)
        if found:
            return before, after
    raise ValueError("the sheet has no place for its rows")


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, date_time=_EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    member.create_system = 3
    return member
