"""The zip around a workbook: no clock, no machine in it, and the values of formulas beside the formulas.

openpyxl writes formulas without their values, so a viewer that does not calculate (a telephone, our own
reader) would show nothing. The computed values are put in here, where the sheet's text passes by.
"""

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>.*?</f>)<v ?(?:/>|></v>)</c>', re.DOTALL)

Computed = Mapping[str, int | Decimal | str]


class Archive(zipfile.ZipFile):
    """A zip file whose members carry a fixed time; `computed` gives the values of a member's cells."""

    def __init__(self, target: IO[bytes], computed: Mapping[str, Computed]) -> None:
        super().__init__(target, "w", zipfile.ZIP_DEFLATED)
        self._computed = computed

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
        """Add a member from a file, in pieces unless formulas' values have to be put in."""
        name = str(arcname or filename)
        values = self._computed.get(name)
        if values:
            self.writestr(name, with_values(Path(filename).read_bytes(), values), compress_type, compresslevel)
            return
        with Path(filename).open("rb") as source, self.open(_member(name), "w") as target:
            while piece := source.read(_CHUNK):
                target.write(piece)


def with_values(sheet: bytes, values: Computed) -> bytes:
    """The sheet's XML with each formula's value beside it, by the cell's address."""

    def put(match: re.Match[bytes]) -> bytes:
        value = values.get(match.group(1).decode())
        if value is None:
            return match.group()
        kind = b' t="str"' if isinstance(value, str) else b""
        shown = escape(value) if isinstance(value, str) else f"{value:f}"
        return b'<c r="%s"%s%s>%s<v>%s</v></c>' % (
            match.group(1),
            match.group(2),
            kind,
            match.group(3),
            shown.encode(),
        )

    return _FORMULA_CELL.sub(put, sheet)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, date_time=_EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    member.create_system = 3
    return member
