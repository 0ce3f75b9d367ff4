"""The account of one entry as a paper: a page or two that answer "why this result?" with figures and reasons."""

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.foundation.clock import local, today
from contest.foundation.document import (
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
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment, money
from contest.results.rules.account import Account, AccountRound

# More cells than this do not fit beside the names: the sheet's total stands for them.
_MOST_CELLS = 6


def account_paper(edition_id: int, account: Account) -> Document:
    """The paper of an account; the organisers' is signed, the entrant's says that it names no judge."""
    regulation = regulation_of(edition_id)
    whose = "BẢN GIẢI TRÌNH KẾT QUẢ" if account.is_full else "KẾT QUẢ VÀ CÁCH TÍNH"
    blocks: list[Block] = [
        Head(letterhead(regulation)),
        Title(whose, (f"Hồ sơ {account.code}", edition_by_id(edition_id).title)),
        Fill(f"Tên {regulation.entry_word}", account.title),
        Fill("Đơn vị", account.unit),
        Fill("Lĩnh vực", account.field_name),
        *_result(account),
        *(block for place, one in enumerate(account.rounds, 2) for block in _round(place, one)),
        *_lists(account),
        *_seal(account),
    ]
    if account.is_full:
        blocks.append(Signatures((Signature("NGƯỜI LẬP"), Signature("TM. BAN TỔ CHỨC", remark="(Ký, ghi rõ họ tên)"))))
    return Document(
        name=f"{'Giải trình' if account.is_full else 'Kết quả'} hồ sơ {account.code}",
        blocks=blocks,
        stamp=REHEARSAL if settings().rehearsal else "",
        foot=f"Hồ sơ {account.code}, lập ngày {day(today())}",
    )


def _result(account: Account) -> list[Block]:
    blocks: list[Block] = [Heading("1. Kết quả", 2)]
    for award in account.awards:
        amount = f", {money(award.amount_vnd)}" if award.amount_vnd is not None else ""
        blocks.append(Paragraph((Run(f"{award.name}{amount}. ", bold=True), Run(award.reason))))
        if award.is_rederived is not None:
            blocks.append(Paragraph((Run(rederived_words(award.is_rederived, "Lý do"), italic=True),)))
    if not account.awards:
        blocks.append(Paragraph((Run("Không có giải. ", bold=True), Run(account.without))))
    if account.held_back:
        blocks.append(Paragraph((Run(account.held_back, italic=True),)))
    return blocks


def rederived_words(holds: bool, what: str) -> str:
    """What is said of a computation repeated."""
    return f"{what} đã được tính lại theo thể lệ khi lập bản này: {'khớp' if holds else 'KHÔNG KHỚP, cần xem lại'}."


def _round(place: int, one: AccountRound) -> list[Block]:
    rank = f"hạng {one.rank} trong {one.ranked} hồ sơ" if one.rank else "không xếp hạng"
    blocks: list[Block] = [Heading(f"{place}. Vòng {one.name}: {rank}", 2)]
    if one.sheets:
        blocks.append(_table(one))
    blocks += [Paragraph(line) for line in one.how]
    if one.is_rederived is not None:
        blocks.append(Paragraph((Run(rederived_words(one.is_rederived, "Điểm"), italic=True),)))
    for title, lines in (
        ("Điểm chênh lệch", one.cases),
        ("Biểu quyết, kết luận của hội đồng", one.votes),
        ("Diễn biến của các phiếu (theo sổ nhật ký)", one.changes),
        ("Nhận xét", tuple(f"{each.label}: {each.comment}" for each in one.sheets if each.comment)),
    ):
        if lines:
            blocks.append(Paragraph((Run(f"{title}:", bold=True),), keep=True))
            blocks += [Paragraph(f"- {line}") for line in lines]
    return blocks


def _table(one: AccountRound) -> Table:
    cells = one.cells if len(one.cells) <= _MOST_CELLS else ()
    columns = [
        TableColumn("Phiếu", 40),
        *(TableColumn(name, 80 / len(cells), "right") for name in cells),
        TableColumn("Tổng", 18, "right"),
        TableColumn("Vào điểm", 32),
    ]
    rows = [TableRow((each.label, *(each.points if cells else ()), each.total, each.use)) for each in one.sheets]
    return Table(columns, rows, size=10.5)


def _lists(account: Account) -> list[Block]:
    blocks: list[Block] = []
    for title, lines in (
        ("Quyết định của Ban Tổ chức về giải", account.decisions),
        ("Đơn khiếu nại", account.complaints),
    ):
        if lines:
            blocks += [Heading(title, 2), *(Paragraph(f"- {line}") for line in lines)]
    return blocks


def _seal(account: Account) -> list[Block]:
    blocks: list[Block] = []
    if account.sealed_at is not None:
        words = f"Kết quả được niêm phong phiên bản {account.seal_version}, lúc {moment(local(account.sealed_at))}, mã "
        blocks.append(Paragraph((Run(words), Run(account.seal_digest)), align="left"))
    if not account.is_full:
        blocks.append(Paragraph((Run("Tên giám khảo và điểm của hồ sơ khác không được cho biết.", italic=True),)))
    return blocks
