"""Lists of nominations: what goes to the contest above with a letter, and what is sent back to the one below."""

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.editions.rules import Nomination
from contest.foundation.report import Column, Report, Signature
from contest.results.queries import SenderRow, fields_above, nominee_rows, returned
from contest.results.rules.nominating import OUTCOMES


def nomination_list(edition_id: int, nomination: Nomination) -> Report:
    """The entries on the list, in order, with their fields above; an annex of the letter."""
    regulation = regulation_of(edition_id)
    above = fields_above(edition_id, nomination.to, regulation)
    rows = [row for row in nominee_rows(edition_id, nomination.to, regulation) if row.dropped_at is None]
    return Report(
        title="DANH SÁCH ĐỀ CỬ",
        subtitle=[f"Gửi dự {nomination.to}", edition_by_id(edition_id).title],
        letterhead=letterhead(regulation),
        columns=[
            Column("number", "STT", "index"),
            Column("code", "Mã số"),
            Column("title", f"Tên {regulation.entry_word}"),
            Column("authors", "Tác giả"),
            Column("unit", "Đơn vị"),
            Column("field", "Lĩnh vực (cấp trên)"),
            Column("prize", "Giải dự kiến hoặc đã trao"),
            Column("reason", "Lý do chọn"),
        ],
        rows=[
            {
                "code": row.entry.code,
                "title": row.entry.title,
                "authors": "\n".join(row.entry.authors),
                "unit": row.entry.unit,
                "field": above.get(row.entry.field_key, ""),
                "prize": row.tier_name,
                "reason": row.reason,
            }
            for row in rows
        ],
        signatures=[Signature("TM. BAN TỔ CHỨC\nTRƯỞNG BAN", remark="(Ký, ghi rõ họ tên, đóng dấu)")],
        sheet="Đề cử",
        frozen=3,
    )


def returned_list(edition_id: int, sender: SenderRow) -> Report:
    """What became of a sender's dossiers; the sender's house reads this workbook back."""
    return Report(
        title="KẾT QUẢ HỒ SƠ ĐƯỢC ĐỀ CỬ",
        subtitle=[f"Gửi {sender.name}", edition_by_id(edition_id).title],
        letterhead=letterhead(regulation_of(edition_id)),
        columns=[
            Column("number", "STT", "index"),
            Column("code", "Mã số"),
            Column("here", "Mã số tại đây"),
            Column("title", "Tên"),
            Column("outcome", "Kết quả"),
            Column("award", "Giải"),
        ],
        rows=[
            {
                "code": row.sender_code,
                "here": row.code,
                "title": row.title,
                "outcome": OUTCOMES[row.outcome],
                "award": row.award,
            }
            for row in returned(edition_id, sender.key)
        ],
        sheet="Kết quả",
        frozen=2,
    )
