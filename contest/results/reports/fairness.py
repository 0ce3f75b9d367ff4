"""The fairness sheet on paper: the same words and figures as the page."""

from collections.abc import Iterator, Mapping
from typing import Any

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.foundation.document import Block, Document, Head, Heading, Paragraph, Table, TableColumn, TableRow, Title
from contest.foundation.report import REHEARSAL, Column, Report
from contest.foundation.settings import settings
from contest.results.queries import FairnessCard
from contest.results.reports.minutes import groups
from contest.results.rules.fairness import SMALLEST

NOTE = (
    f"Số đếm 1 và {SMALLEST - 1} không nêu; dấu * là số không nêu để không tính ngược ra được. "
    "Số liệu chốt khi công bố kết quả."
)


def fairness_lines(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every figure beside the table as (part, what, figure): for the page, the paper and the workbook alike."""
    for judged in document["rounds"]:
        part = f"Vòng {judged['name']}"
        yield part, "Giám khảo chấm", judged["judges"]
        yield part, "Phiếu đã nộp", judged["sheets"]
        if judged["spread"]:
            low, middle, high = judged["spread"]
            yield part, "Điểm: một phần tư dưới, trung vị, một phần tư trên", f"{low} · {middle} · {high}"
        yield part, "Lượt từ chối vì liên quan", judged["recused"]
        yield part, "Lượt vắng hoặc không chấm", judged["absent"]
        yield part, "Hồ sơ có điểm chênh lệch đã kết luận", judged["cases"]
        for way, count in judged["ways"]:
            yield part, f"Kết luận: {way.lower()}", count
        for name, value, words in judged["agreement"]:
            yield part, name, f"{value} ({words})"
    decision = document["decision"]
    yield "Quyết định", "Giải khác đề xuất theo quy tắc, có lý do trong biên bản", decision["changed"]
    if decision["votes_of"]:
        yield "Quyết định", "Biểu quyết", f"{decision['votes_for']}/{decision['votes_of']} thành viên đồng ý"
    if posting := document["posting"]:
        yield "Niêm yết", "Số ngày", str(posting["days"])
        yield "Niêm yết", "Số lần niêm yết", str(posting["times"])
        yield "Niêm yết", "Ý kiến nhận được", posting["remarks"]
    # Sheets made before complaints were counted say nothing of them.
    if told := document.get("complaints"):
        yield "Khiếu nại", "Đơn đã nhận", told["received"]
        for words, count in told["parts"]:
            yield "Khiếu nại", words, count
    if above := document["above"]:
        yield "Cấp trên", "Hồ sơ được đề cử", above["sent"]
        yield "Cấp trên", "Đạt giải", above["won"]


def fairness_paper(edition_id: int, card: FairnessCard) -> Document:
    """The sheet as a paper."""
    document = card.document or {}
    parts: dict[str, list[TableRow]] = {}
    for part, what, figure in fairness_lines(document):
        parts.setdefault(part, []).append(TableRow((what, figure)))
    blocks: list[Block] = [
        Head(letterhead(regulation_of(edition_id))),
        Title("PHIẾU MINH BẠCH", (edition_by_id(edition_id).title,)),
    ]
    if document["table"]:
        columns = [TableColumn("Lĩnh vực", 64), *(TableColumn(name, 24, "right") for name in document["columns"])]
        blocks += [Heading("Hồ sơ theo lĩnh vực"), Table(columns, [TableRow(tuple(row)) for row in document["table"]])]
    for part, rows in parts.items():
        blocks += [Heading(part), Table([TableColumn("Nội dung", 105), TableColumn("Số liệu", 55)], rows)]
    blocks += [
        Heading("Niêm phong"),
        Paragraph(f"Phiên bản {card.version}. Mã niêm phong (SHA-256): {groups(card.digest)}", align="left"),
        Paragraph(NOTE),
    ]
    return Document(name="Phiếu minh bạch", blocks=blocks, stamp=REHEARSAL if settings().rehearsal else "")


def fairness_tables(edition_id: int, card: FairnessCard) -> list[Report]:
    """The sheet as a workbook of two sheets."""
    document, title = card.document or {}, edition_by_id(edition_id).title
    reports = []
    if document["table"]:
        keys = [f"c{place}" for place in range(len(document["columns"]))]
        reports.append(
            Report(
                title="HỒ SƠ THEO LĨNH VỰC",
                subtitle=[title],
                columns=[
                    Column("field", "Lĩnh vực"),
                    *(Column(key, name, align="right") for key, name in zip(keys, document["columns"], strict=True)),
                ],
                rows=[{"field": row[0], **dict(zip(keys, row[1:], strict=True))} for row in document["table"]],
                notes=[NOTE],
                sheet="Theo lĩnh vực",
            )
        )
    reports.append(
        Report(
            title="PHIẾU MINH BẠCH",
            subtitle=[title, f"Phiên bản {card.version}, mã niêm phong {card.digest}"],
            columns=[Column("part", "Phần"), Column("what", "Nội dung"), Column("figure", "Số liệu", align="right")],
            rows=[{"part": part, "what": what, "figure": figure} for part, what, figure in fairness_lines(document)],
            notes=[NOTE],
            sheet="Số liệu",
        )
    )
    return reports
