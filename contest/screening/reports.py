"""Decisions on eligibility as a list that can be printed and signed."""

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.entries.queries import briefs
from contest.foundation.report import Column, Report, Signature
from contest.screening.queries import latest_reasons
from contest.screening.rules import VERDICT_WORDS


def verdicts(edition_id: int) -> Report:
    """Every entry that was decided on: code, title, unit, verdict, reason."""
    regulation = regulation_of(edition_id)
    reasons = latest_reasons(edition_id)
    rows = [
        {
            "code": entry.code,
            "title": entry.title,
            "authors": ", ".join(entry.authors),
            "unit": entry.unit,
            "field": regulation.field_name(entry.field_key),
            "verdict": VERDICT_WORDS[entry.status],
            "reason": reasons.get(entry.id, ""),
        }
        for entry in briefs(edition_id).values()
        if entry.status in VERDICT_WORDS
    ]
    return Report(
        title="KẾT QUẢ THẨM ĐỊNH HỒ SƠ DỰ THI",
        subtitle=[edition_by_id(edition_id).title],
        letterhead=letterhead(regulation),
        columns=[
            Column("number", "STT", "index"),
            Column("code", "Mã số"),
            Column("title", f"Tên {regulation.entry_word}"),
            Column("authors", "Tác giả"),
            Column("unit", "Đơn vị"),
            Column("field", "Lĩnh vực"),
            Column("verdict", "Kết luận"),
            Column("reason", "Lý do"),
        ],
        rows=rows,
        closing=[f"Danh sách có {len(rows)} hồ sơ."],
        signatures=[Signature("NGƯỜI LẬP"), Signature("TRƯỞNG BAN THƯ KÝ")],
        sheet="Thẩm định",
    )
