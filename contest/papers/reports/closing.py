"""The closing package: everything on paper of an edition in one folder, with its contents and their SHA-256.

Rooms bring their files as they bring their tallies, when their module is imported:

    @brings_files("le-trao-giai", "Lễ trao giải")
    def _script(edition_id: int) -> Iterable[Parcel]: ...

What cannot be made yet (no nomination, no presentation) is told in the contents with its reason.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation.access import Permission
from contest.foundation.mail import link
from contest.foundation.refusal import Refusal
from contest.foundation.report import Column, Report, Row
from contest.foundation.vietnamese import file_names
from contest.foundation.words import sentence
from contest.foundation.writers import xlsx
from contest.papers.queries import certificates as register
from contest.papers.queries.tallies import Reconciled
from contest.papers.reports.certificates import certificates_pdf
from contest.papers.reports.workbooks import workbook
from contest.papers.rules import KINDS
from contest.papers.rules.certificates import kinds_of

CONTENTS, SUMS = "muc-luc.xlsx", "SHA256SUMS.txt"


class Parcel(NamedTuple):
    """A file to be made: its name, what it is; needs: the permission beside the one for all papers."""

    name: str
    title: str
    make: Callable[[], bytes]
    needs: Permission = Permission.EXPORT_MAKE


Bring = Callable[[int], Iterable[Parcel]]
_BRINGS: dict[str, tuple[str, list[Bring]]] = {}


def brings_files(folder: str, heading: str) -> Callable[[Bring], Bring]:
    """Have the package ask this for files. folder: where they lie (ASCII); heading: what people call it."""

    def kept(bring: Bring) -> Bring:
        _BRINGS.setdefault(folder, (heading, []))[1].append(bring)
        return bring

    return kept


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the package, or why it is not there: path in the folder, what it is, its bytes' size and digest."""

    path: str
    heading: str
    title: str
    size: int = 0
    sha256: str = ""
    why_not: str = ""

    @property
    def lacking(self) -> str:
        """Why it is not there, as a sentence; a reason that names the file is not told twice."""
        return self.why_not if self.title in self.why_not else f"Chưa có “{self.title}”: {self.why_not}"


def parcels_of(edition_id: int) -> list[tuple[str, str, Parcel]]:
    """Everything the rooms bring: folder, its heading, the file to be made.

    Raises ValueError where two bring a file of the same name: a fault of our code, one would lie over the other.
    """
    found = [
        (folder, heading, parcel)
        for folder, (heading, brings) in _BRINGS.items()
        for bring in brings
        for parcel in bring(edition_id)
    ]
    counted = Counter(f"{folder}/{parcel.name}" for folder, _, parcel in found)
    twice = [path for path, times in counted.items() if times > 1]
    if twice:
        raise ValueError(f"brought twice: {', '.join(twice)}")
    return found


def packed(
    parcels: Iterable[tuple[str, str, Parcel]], may: Callable[[Permission], bool]
) -> Iterator[tuple[Packed, bytes]]:
    """Make the files one after the other; what is refused comes with its reasons and no bytes."""
    for folder, heading, parcel in parcels:
        path = f"{folder}/{parcel.name}"
        if not may(parcel.needs):
            yield Packed(path, heading, parcel.title, why_not="Người lập không có quyền lấy tệp này."), b""
            continue
        try:
            content = parcel.make()
        except Refusal as refusal:
            why = " ".join(sentence(reason) for reason in refusal.reasons)
            yield Packed(path, heading, parcel.title, why_not=why), b""
            continue
        yield Packed(path, heading, parcel.title, len(content), hashlib.sha256(content).hexdigest()), content


def endings(edition_id: int, found: Sequence[Packed], agreed: Reconciled) -> Iterator[tuple[str, bytes]]:
    """What lies beside the folders at last: the table of contents, and the digests of everything."""
    table = contents(edition_id, found, agreed)
    sums = [(one.sha256, one.path) for one in found if not one.why_not]
    sums.append((hashlib.sha256(table).hexdigest(), CONTENTS))
    yield CONTENTS, table
    yield SUMS, "".join(f"{digest}  {path}\n" for digest, path in sums).encode()


def contents(edition_id: int, found: Sequence[Packed], agreed: Reconciled) -> bytes:
    """The table of contents as a workbook: what is there, what is not and why, the sources side by side."""
    title = edition_by_id(edition_id).title
    there: list[Row] = [
        {"heading": one.heading, "path": one.path, "title": one.title, "size": one.size, "sha256": one.sha256}
        for one in found
        if not one.why_not
    ]
    missing: list[Row] = [{"title": one.title, "why": one.why_not} for one in found if one.why_not]
    sheets = [
        Report(
            title="MỤC LỤC BỘ HỒ SƠ KẾT THÚC", subtitle=[title], columns=_THERE, rows=there, sheet="Mục lục", frozen=2
        )
    ]
    if missing:
        sheets.append(
            Report(title="CHƯA CÓ TRONG BỘ NÀY", subtitle=[title], columns=_MISSING, rows=missing, sheet="Chưa có")
        )
    sheets.append(_sources(title, agreed))
    return xlsx.write(sheets)


_THERE = (
    Column("number", "STT", "index"),
    Column("heading", "Nhóm"),
    Column("path", "Tệp"),
    Column("title", "Nội dung"),
    Column("size", "Dung lượng (byte)", "number"),
    Column("sha256", "SHA-256"),
)
_MISSING = (Column("number", "STT", "index"), Column("title", "Nội dung"), Column("why", "Lý do", width=70))


def _sources(title: str, agreed: Reconciled) -> Report:
    """The reconciler's table as it stood when the package was made."""
    awards = list(dict.fromkeys(award for tally in agreed.tallies for award in tally.counts))
    keys = {award: f"award_{place}" for place, award in enumerate(awards)}
    columns = [
        Column("number", "STT", "index"),
        Column("name", "Nguồn"),
        *(Column(keys[award], award, "number") for award in awards),
        Column("total", "Cộng", "number", strong=True),
        Column("money", "Tiền thưởng (đồng)", "money"),
    ]
    rows: list[Row] = [
        {
            "name": tally.name,
            **{keys[award]: count for award, count in tally.counts.items()},
            "total": len(tally.items),
            "money": tally.money if "money" in tally.says else None,
        }
        for tally in agreed.tallies
    ]
    subtitle = [title, "(Các nguồn khớp nhau khi lập bộ này)"]
    return Report(title="ĐỐI SOÁT", subtitle=subtitle, columns=columns, rows=rows, sheet="Đối soát", frozen=2)


@brings_files("bang-tinh", "Bảng tính")
def _workbooks(edition_id: int) -> Iterable[Parcel]:
    """Every kind of spreadsheet; whoever makes the package has asked the reconciler."""

    def maker(key: str) -> Callable[[], bytes]:
        return lambda: workbook(edition_id, key, is_agreed=True)[1]

    return [Parcel(kind.file_name, kind.name, maker(kind.key), kind.needs) for kind in KINDS]


@brings_files("giay-chung-nhan", "Giấy chứng nhận")
def _certificates(edition_id: int) -> Iterable[Parcel]:
    """Each kind of certificate that has numbers: the valid ones as one PDF for the print shop."""
    regulation = regulation_of(edition_id)
    lines = register.register(edition_id)
    numbered = {line.kind_key for line in lines if line.state == "valid"}

    def maker(key: str) -> Callable[[], bytes]:
        return lambda: _pdf(edition_id, key)

    kinds = [kind for kind in kinds_of(regulation) if kind.key in numbered or not numbered]
    names = file_names([kind.name for kind in kinds], "pdf")
    return [Parcel(name, kind.name, maker(kind.key)) for kind, name in zip(kinds, names, strict=True)]


def _pdf(edition_id: int, kind_key: str) -> bytes:
    regulation, slug = regulation_of(edition_id), edition_by_id(edition_id).slug
    lines = [line for line in register.register(edition_id) if line.kind_key == kind_key]
    worth = register.worths(edition_id, lines)
    lines = [line for line in lines if worth[line.id] == "valid"]
    people = register.people_of(edition_id, {line.entry_id for line in lines if line.entry_id is not None})
    design = register.design_of(edition_id, regulation, kind_key)
    return certificates_pdf(
        edition_id,
        design,
        lines,
        people,
        lambda code: link("papers.certificate", slug=slug, code=code),
        register.background_of(edition_id, kind_key),
    )
