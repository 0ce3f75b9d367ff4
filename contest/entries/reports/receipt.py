"""The receipt (biên nhận): what was handed in and when, every file, and the mark of the whole content."""

from datetime import datetime

from contest.editions.reports import letterhead
from contest.editions.rules import Regulation
from contest.entries.reports.asking import under_title
from contest.entries.rules import EntryFacts, Standing, digest_groups, part_of
from contest.foundation.document import (
    Block,
    Fill,
    Gap,
    Head,
    Heading,
    Paragraph,
    Run,
    Signatures,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.report import Signature
from contest.foundation.vietnamese import date, moment, number

_SOURCES = {"web": "Nộp trên mạng", "paper": "Hồ sơ giấy", "import": "Danh sách của đơn vị"}


def receipt(
    facts: EntryFacts,
    regulation: Regulation,
    code: str,
    standing: Standing,
    amended_at: datetime | None,
    digest: str,
) -> list[Block]:
    """The receipt of one entry. A dossier that came on paper is receipted by two hands."""
    word = regulation.entry_word
    lines = [
        ("Mã số hồ sơ", code),
        (f"Tên {word}", facts.title),
        ("Lĩnh vực", regulation.field_name(facts.field_key) if facts.field_key else ""),
        ("Bảng", regulation.division_name(facts.division_key) if facts.division_key else ""),
        ("Tác giả", ", ".join(author.name for author in facts.authors)),
        ("Đơn vị", facts.unit),
        ("Cách nộp", _SOURCES.get(standing.source, "")),
        ("Ngày gửi theo dấu bưu điện", date(standing.sent_on) if standing.sent_on else ""),
        ("Nộp lúc", moment(standing.submitted_at) if standing.submitted_at else ""),
        ("Nộp bản sửa lúc", moment(amended_at) if amended_at else ""),
        ("Tiếp nhận bản giấy lúc", moment(standing.received_at) if standing.received_at else ""),
    ]
    blocks: list[Block] = [
        Head(letterhead(regulation)),
        Title("BIÊN NHẬN HỒ SƠ DỰ THI", under_title(regulation)),
        *[Fill(label, value) for label, value in lines if value],
    ]
    if facts.files:
        blocks += [Heading("Các tệp đã nhận"), _files(facts, regulation)]
    if digest:
        blocks += [
            Gap(2),
            Paragraph((Run("Dấu vân tay nội dung (SHA-256): ", bold=True), Run(digest_groups(digest))), align="left"),
            Paragraph((Run(_WHAT_IT_IS, italic=True),)),
        ]
    if standing.source == "paper":
        return [*blocks, Signatures((Signature("NGƯỜI NỘP"), Signature("NGƯỜI NHẬN")), room=22)]
    return [*blocks, Paragraph((Run("Biên nhận do hệ thống lập tự động khi nhận hồ sơ, không cần ký tên, đóng dấu."),))]


_WHAT_IT_IS = (
    "Dãy ký tự được tính từ toàn bộ nội dung và tệp đã nộp; chỉ cần một chữ thay đổi là dãy này khác đi. Xin giữ biên "
    "nhận và nêu mã số hồ sơ khi liên hệ."
)


def _files(facts: EntryFacts, regulation: Regulation) -> Table:
    columns = [
        TableColumn("STT", 11, "center"),
        TableColumn("Phần hồ sơ", 46),
        TableColumn("Tên tệp", 62),
        TableColumn("Dung lượng\n(KB)", 22, "right"),
        TableColumn("Nhận lúc", 30, "center"),
    ]
    rows = []
    for place, file in enumerate(facts.files, 1):
        part = part_of(regulation, file.part_key)
        size = number(-(-file.size // 1024))
        rows.append(TableRow((str(place), part.name if part else "", file.name, size, moment(file.uploaded_at))))
    return Table(columns, rows, size=11)
