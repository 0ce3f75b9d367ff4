"""The minutes of a council's meeting: who was there, each matter with who was out, its votes and what was decided."""

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.foundation.document import (
    DRAFT,
    Block,
    Document,
    Fill,
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
from contest.foundation.report import REHEARSAL, Signature
from contest.foundation.settings import settings
from contest.foundation.vietnamese import moment_in_words
from contest.juries.rules.seating import SEAT_WORDS
from contest.ranking.queries.meeting import BallotView, ItemView, MeetingCard, TableView, attended, table_view
from contest.ranking.rules.meeting import Member

__all__ = ["meeting_minutes", "votes_in_words"]


def meeting_minutes(card: MeetingCard, reader: int) -> Document:
    """The paper that the chair and the clerk sign; a draft while the meeting is not over.

    Until then whoever is in conflict with a matter does not read of it here either.
    """
    view = table_view(card, 0 if card.state == "closed" else reader)
    regulation = regulation_of(card.edition_id)
    items = [*view.done, *([view.table] if view.table else []), *view.waiting]
    blocks: list[Block] = [
        Head(letterhead(regulation)),
        Title(
            f"BIÊN BẢN HỌP {(card.council or 'Hội đồng chung').upper()}",
            (f"Vòng {card.round_name}, cuộc họp lần {card.number}", edition_by_id(card.edition_id).title),
        ),
        Fill("Thời gian bắt đầu", moment_in_words(card.opened_at) if card.opened_at else ""),
        Fill("Địa điểm", card.place),
        *_present(card, view),
        Heading("II. NỘI DUNG VÀ KẾT LUẬN"),
        *(block for place, item in enumerate(items, 1) for block in _item(place, item)),
        Heading("III. Ý KIẾN KHÁC"),
        Paragraph(card.remarks or "Không có."),
        Paragraph(_end(card)),
        Signatures((Signature("THƯ KÝ HỘI ĐỒNG"), Signature("CHỦ TỊCH HỘI ĐỒNG"))),
    ]
    stamp = REHEARSAL if settings().rehearsal else "" if card.state == "closed" else DRAFT
    return Document(name=f"Biên bản họp hội đồng, vòng {card.round_name}", blocks=blocks, stamp=stamp)


def _end(card: MeetingCard) -> str:
    if card.closed_at is None:
        return "Cuộc họp chưa kết thúc."
    return f"Cuộc họp kết thúc lúc {moment_in_words(card.closed_at)}. Biên bản đã được đọc lại và thông qua."


def _seat_words(one: Member) -> str:
    return f"{SEAT_WORDS[one.role]}, {one.team}" if one.team else SEAT_WORDS[one.role]


def _present(card: MeetingCard, view: TableView) -> list[Block]:
    came = attended(card.id)
    here = [one for one in view.members if one.person_id in came]
    rows = [
        TableRow((str(place), one.name, _seat_words(one), "Có mặt" if one.person_id in came else "Vắng"))
        for place, one in enumerate(view.members, 1)
    ]
    columns = [
        TableColumn("STT", 12, "center"), TableColumn("Họ và tên", 70), TableColumn("Vai trò", 40),
        TableColumn("Có mặt", 40),
    ]  # fmt: skip
    return [
        Heading("I. THÀNH PHẦN"),
        Paragraph(f"Có mặt {len(here)}/{len(view.members)} thành viên.", keep=True),
        Table(columns, rows, size=12),
    ]


def _item(place: int, item: ItemView) -> list[Block]:
    entries = "; ".join(f"{entry.label} ({entry.title})" for entry in item.entries)
    blocks: list[Block] = [Heading(f"{place}. {item.words}", 2), Paragraph((Run("Hồ sơ: ", bold=True), Run(entries)))]
    if item.out:
        words = f"{', '.join(item.out)} (có xung đột lợi ích), không dự và không biểu quyết nội dung này."
        blocks.append(Paragraph((Run("Ra khỏi phòng: ", bold=True), Run(words))))
    if item.clerks:
        blocks.append(Paragraph((Run("Thư ký thay: ", bold=True), Run(f"{', '.join(item.clerks)} ghi nội dung này."))))
    blocks += [Paragraph(votes_in_words(ballot)) for ballot in item.ballots]
    decision = item.decision or "Chưa kết luận."
    return [*blocks, Paragraph((Run("Kết luận: ", bold=True), Run(decision)))]


def votes_in_words(ballot: BallotView) -> str:
    """The question, how it was voted on, the counts, what they decide."""
    way = "Bỏ phiếu kín" if ballot.secret else "Biểu quyết công khai"
    if ballot.is_open:
        return f"{way}: {ballot.question}. Đang bỏ phiếu."
    counts = ", ".join(f"{option}: {votes}" for option, votes, _ in ballot.choices)
    head = f"{way}: {ballot.question}. {ballot.present}/{ballot.entitled} người được biểu quyết có mặt. {counts}."
    if ballot.tied:
        return f"{head} Phiếu ngang nhau, chưa có phiếu quyết định."
    if not ballot.chosen:
        return f"{head} Cần {ballot.needed} phiếu; không phương án nào đạt."
    by = " theo phiếu quyết định của người chủ trì" if ballot.casting else ""
    return f"{head} Cần {ballot.needed} phiếu; kết quả: {ballot.chosen}{by}."
