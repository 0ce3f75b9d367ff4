"""The zip of a workbook, looked at before anything is inflated."""

import zipfile
from typing import BinaryIO

from contest.foundation.refusal import refuse_with

# A register of 10,000 rows inflates to some 15 MB.
MOST_INFLATED = 120 << 20
_MOST_MEMBERS = 2_000
_OLE = b"\xd0\xcf\x11\xe0"


def check_archive(stream: BinaryIO) -> None:
    """Refuse what is no plain xlsx, or would not fit. `zipfile` inflates no more than a member declares.

    Raises Refusal: sheet_not_xlsx, sheet_old_excel, sheet_macros, sheet_too_large, sheet_damaged.
    """
    stream.seek(0)
    head = stream.read(4)
    stream.seek(0)
    if head == _OLE:
        raise refuse_with("sheet_old_excel")
    if head[:2] != b"PK":
        raise refuse_with("sheet_not_xlsx")
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refuse_with("sheet_damaged") from error
    names = {member.filename for member in members}
    inflated = sum(member.file_size for member in members)
    if inflated > MOST_INFLATED or len(members) > _MOST_MEMBERS:
        raise refuse_with("sheet_too_large", size=inflated >> 20, limit=MOST_INFLATED >> 20)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refuse_with("sheet_macros")
    if "xl/workbook.xml" not in names:
        raise refuse_with("sheet_not_xlsx")
    stream.seek(0)
