"""The cover of a dossier (bìa hồ sơ), framed, and behind it the list of what the dossier holds."""

from contest.editions.rules import DossierPart, Regulation
from contest.entries.reports.asking import is_youth, representative
from contest.entries.rules import EntryFacts, uploaded_parts
from contest.foundation.document import Block, Fill, Gap, NewPage, Paragraph, Run, Table, TableColumn, TableRow, Title

# A title so long is set smaller: the cover stays one page with ten authors on it.
_LONG = 150


def cover(facts: EntryFacts, regulation: Regulation, code: str) -> list[Block]:
    """Who, what, in which field; the code the secretariat gave or will give."""
    word = regulation.entry_word
    authors = "\n".join(
        ", ".join(part for part in (author.name, author.position_title) if part) for author in facts.authors
    )
    division = regulation.division_name(facts.division_key) if facts.division_key else ""
    return [
        Gap(6),
        Paragraph((Run(regulation.bodies.standing.upper()),), align="center"),
        Paragraph((Run(regulation.bodies.organiser.upper(), bold=True),), align="center"),
        Gap(14),
        Title("HỒ SƠ DỰ THI", (regulation.title.upper(),), large=True),
        Gap(10 if len(facts.title) > _LONG else 18),
        Paragraph((Run(f"Tên {word}:", italic=True),), align="center", keep=True),
        *_named(facts),
        Gap(8),
        Fill("Lĩnh vực", regulation.field_name(facts.field_key) if facts.field_key else ""),
        *([Fill("Bảng", division)] if regulation.divisions else []),
        Fill("Tác giả", f"\n{authors}" if authors else "", 3),
        Fill("Người đại diện", representative(facts)),
        Fill("Điện thoại", facts.phone),
        Fill("Trường" if is_youth(regulation) else "Đơn vị", facts.unit),
        Fill("Địa chỉ", facts.locality),
        Fill("Mã số hồ sơ (do Ban Thư ký ghi)" if not code else "Mã số hồ sơ", code),
        Gap(6),
        Paragraph(_where_and_when(regulation), align="center"),
        NewPage(),
        Title("DANH MỤC TÀI LIỆU TRONG HỒ SƠ"),
        _contents(facts, regulation),
    ]


def _named(facts: EntryFacts) -> list[Block]:
    if facts.title:
        return [Paragraph((Run(facts.title, bold=True),), align="center")]
    return [Fill("", "", 3)]


def _where_and_when(regulation: Regulation) -> str:
    place = regulation.bodies.place or regulation.locality or ""
    return ", ".join(part for part in (place, f"năm {regulation.edition.years}") if part)


def _contents(facts: EntryFacts, regulation: Regulation) -> Table:
    columns = [
        TableColumn("STT", 11, "center"),
        TableColumn("Tài liệu", 70),
        TableColumn("Yêu cầu", 24, "center"),
        TableColumn("Đã gửi", 34, "center"),
        TableColumn("Ghi chú", 28),
    ]
    uploaded = uploaded_parts(regulation)
    rows = [
        TableRow((
            str(place),
            part.name,
            "Bắt buộc" if part.required else "Nếu có",
            _sent(part, facts, part in uploaded),
            "",
        ))
        for place, part in enumerate(regulation.dossier, 1)
    ]  # fmt: skip
    return Table(columns, rows, size=12, height=10)


def _sent(part: DossierPart, facts: EntryFacts, uploaded: bool) -> str:
    count = sum(file.part_key == part.key for file in facts.files) if uploaded else 0
    if count:
        return f"{count} tệp trên mạng"
    return "☐" if part.copies < 2 else f"☐  {part.copies} bản"
