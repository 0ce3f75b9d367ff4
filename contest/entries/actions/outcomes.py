"""Registers as files: the headings they are read by, and what became of their rows."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from contest.editions.queries import regulation_of
from contest.foundation.sheets import Heading, Sheet, read_sheet

HEADINGS = (
    Heading("code", ("Mã số", "Mã hồ sơ", "Mã số hồ sơ"), required=False),
    Heading(
        "title",
        ("Tên giải pháp", "Tên sản phẩm", "Tên mô hình", "Tên công trình", "Tên đề tài", "Tên mô hình, sản phẩm"),
    ),
    Heading("field", ("Lĩnh vực", "Lĩnh vực dự thi")),
    Heading("division", ("Bảng", "Bảng dự thi", "Khối"), required=False),
    Heading("authors", ("Tác giả", "Nhóm tác giả", "Họ tên tác giả")),
    Heading("unit", ("Đơn vị", "Trường", "Đơn vị dự thi"), required=False),
    Heading("locality", ("Địa phương", "Xã, phường"), required=False),
    Heading("summary", ("Tóm tắt", "Tóm tắt giải pháp"), required=False),
    Heading("phone", ("Điện thoại", "Số điện thoại"), required=False),
    Heading("email", ("Email", "Thư điện tử", "E-mail"), required=False),
    Heading("mentor", ("Giáo viên hướng dẫn", "Người hướng dẫn"), required=False),
    # A unit's paper: guardian and child agree that the dossier is judged and the name published.
    Heading("consent", ("Đồng ý công bố", "Đồng ý công bố tên"), required=False),
    Heading("handed_in", ("Ngày nộp", "Ngày gửi"), required=False),
)

Outcome = Literal["new", "updated", "unchanged", "doubtful"]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row."""

    number: int
    kind: Outcome
    code: str
    title: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, or would do."""

    rows: tuple[RowOutcome, ...]

    def count(self, kind: Outcome) -> int:
        """How many rows ended this way."""
        return sum(row.kind == kind for row in self.rows)

    @property
    def new(self) -> int:
        """Entries that were not there before."""
        return self.count("new")

    @property
    def updated(self) -> int:
        """Entries that changed."""
        return self.count("updated")

    @property
    def unchanged(self) -> int:
        """Entries that were there already."""
        return self.count("unchanged")

    @property
    def doubtful(self) -> int:
        """Rows that resemble an entry of another unit or of other authors."""
        return self.count("doubtful")


def read_register(source: BinaryIO | Path, edition_id: int) -> Sheet:
    """The rows of a register, found by the contract's headings. Raises Refusal."""
    divided = bool(regulation_of(edition_id).divisions)
    wanted = [
        Heading(heading.key, heading.names, required=divided) if heading.key == "division" else heading
        for heading in HEADINGS
    ]
    return read_sheet(source, wanted, with_faults=True)
