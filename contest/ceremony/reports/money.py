"""Prize money on paper: the list to be signed, the receipt of one who signed on a tablet, the list for the bank."""

from collections.abc import Sequence

from contest.ceremony.queries.money import MoneyBook, MoneyLine, ReceiptRow
from contest.ceremony.rules.money import SIGNERS
from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.foundation.document import Block, Document, Fill, Gap, Head, Paragraph, Picture, Signatures, Title
from contest.foundation.report import REHEARSAL, Column, Formula, Group, Report, Row, Signature, Total
from contest.foundation.settings import settings
from contest.foundation.vietnamese import moment, money, money_in_words, roman
from contest.papers.queries import citation


def receipt_list(edition_id: int, book: MoneyBook) -> Report:
    """Every share with room for a signature, tier by tier, the sum in words: it is the decision's.

    What tax is kept back stands beside it, or that none is and why.
    """
    regulation, total = regulation_of(edition_id), sum(line.share.amount_vnd for line in book.lines)
    tax, taxed = sum(line.tax_vnd for line in book.lines), book.rule.tax.is_on
    columns = [
        Column("number", "STT", "index"),
        Column("name", "Người nhận", width=34),
        Column("work", "Hồ sơ", width=40),
        Column("amount", "Tiền thưởng", "money"),
        *(
            [Column("tax", "Thuế khấu trừ", "money"), Column("net", "Thực nhận", "money", formula="={amount}-{tax}")]
            if taxed
            else []
        ),
        Column("sign", "Ký nhận", width=26),
    ]
    sums = {"amount": Formula("=SUM({rows})", total)}
    if taxed:
        sums |= {"tax": Formula("=SUM({rows})", tax), "net": Formula("=SUM({rows})", total - tax)}
    decided = citation(edition_id, "result_decision")
    note = f"(Kèm theo Quyết định số {decided.number})" if decided else "(Kèm theo Quyết định số ……………………)"
    return Report(
        title="DANH SÁCH KÝ NHẬN TIỀN THƯỞNG",
        subtitle=[edition_by_id(edition_id).title, note],
        letterhead=letterhead(regulation),
        columns=columns,
        groups=_groups(book.lines, taxed),
        totals=[Total(f"TỔNG CỘNG ({len(book.lines):02} người nhận)", sums)],
        closing=[f"Bằng chữ: {money_in_words(total)}.", _tax_words(book, total, tax)],
        signatures=[Signature("NGƯỜI CHI"), Signature("KẾ TOÁN"), Signature("TRƯỞNG BAN TỔ CHỨC")],
        sheet="Ký nhận tiền thưởng",
        stamp=REHEARSAL if settings().rehearsal else "",
        frozen=2,
    )


def _tax_words(book: MoneyBook, total: int, tax: int) -> str:
    """What is kept back on which ground, or why nothing is: no line leaves the reader to wonder."""
    rule = book.rule.tax
    if not rule.is_on:
        return "Không khấu trừ thuế: Ban Tổ chức chưa đặt mức khấu trừ; kế toán xem lại trước khi chi."
    ground = f"Căn cứ: {rule.source}."
    if not tax:
        return f"Không khoản nào vượt mức {money(rule.threshold_vnd)} nên không khấu trừ thuế. {ground}"
    net = total - tax
    return f"Thuế khấu trừ: {money(tax)}; thực nhận: {money(net)} (bằng chữ: {money_in_words(net)}). {ground}"


def _groups(lines: Sequence[MoneyLine], taxed: bool) -> list[Group]:
    by_prize: dict[str, list[Row]] = {}
    for line in lines:
        row: dict[str, str | int] = {
            "name": _receiver(line),
            "work": f"{line.share.code} {line.share.title}".strip(),
            "amount": line.share.amount_vnd,
            "sign": _signed(line),
        }
        if taxed:
            row |= {"tax": line.tax_vnd, "net": line.net_vnd}
        by_prize.setdefault(line.share.prize, []).append(row)
    return [
        Group(f"{roman(place)}. {name.upper()}", rows, f"{len(rows):02} người nhận")
        for place, (name, rows) in enumerate(by_prize.items(), 1)
    ]


def _receiver(line: MoneyLine) -> str:
    """The payee where one is named, else whose prize it is."""
    names = ", ".join(line.share.names) or line.share.unit
    if line.payee is None or not line.payee.name or line.payee.name in line.share.names:
        return names
    return f"{line.payee.name}\n(nhận cho {names})"


def _signed(line: MoneyLine) -> str:
    if line.receipt is None:
        # Room for a hand: three empty lines.
        return " \n \n "
    how = "ký trên máy" if line.receipt.way == "tablet" else "ký giấy"
    return f"Đã {how} {moment(line.receipt.signed_at)}"


def receipt_paper(edition_id: int, line: MoneyLine, receipt: ReceiptRow, picture: bytes | None) -> Document:
    """The receipt of one who signed on a tablet, with the signature, for the signer to take home."""
    regulation = regulation_of(edition_id)
    lines = [
        ("Họ tên người ký", receipt.signed_by),
        ("Tư cách", SIGNERS[receipt.signer]),
        ("Giấy ủy quyền", receipt.proxy_paper),
        ("Nhận tiền thưởng", line.share.prize),
        ("Của", ", ".join(line.share.names) or line.share.unit),
        ("Hồ sơ", f"{line.share.code} {line.share.title}".strip()),
        ("Tiền thưởng", money(receipt.amount_vnd)),
        ("Thuế khấu trừ", money(receipt.tax_vnd) if receipt.tax_vnd else ""),
        ("Thực nhận", money(receipt.amount_vnd - receipt.tax_vnd)),
        ("Bằng chữ", money_in_words(receipt.amount_vnd - receipt.tax_vnd)),
        ("Ký lúc", moment(receipt.signed_at)),
    ]
    blocks: list[Block] = [
        Head(letterhead(regulation)),
        Title("GIẤY NHẬN TIỀN THƯỞNG", [edition_by_id(edition_id).title]),
        *[Fill(label, value) for label, value in lines if value],
        Gap(6),
    ]
    pictures = {}
    if picture is not None:
        pictures["chu-ky.png"] = picture
        blocks += [
            Paragraph("Chữ ký của người nhận", align="center", keep=True),
            Picture("chu-ky.png", 80, 35, receipt.signed_by),
        ]
    else:
        blocks.append(Signatures([Signature("NGƯỜI NHẬN", receipt.signed_by)]))
    void = "ĐÃ HỦY" if receipt.voided_at is not None else ""
    stamp = " – ".join(each for each in (REHEARSAL if settings().rehearsal else "", void) if each)
    return Document(f"Giấy nhận tiền thưởng {receipt.id}", blocks, stamp=stamp, pictures=pictures)


def bank_list(edition_id: int, book: MoneyBook) -> Report | None:
    """What is to be transferred now: every share that is ready and goes to an account, before and after tax."""
    ready = [line for line in book.lines if line.state in ("ready", "part", "returned") and _by_bank(line)]
    if not ready:
        return None
    rows: list[Row] = []
    for line in ready:
        assert line.payee is not None
        left = line.share.amount_vnd - line.paid_vnd
        kept = sum(each.tax_vnd for each in line.payments if each.returned_on is None)
        rows.append(
            {
                "name": line.payee.account_name or line.payee.name,
                "account": line.payee.account,
                "bank": line.payee.bank,
                "amount": left,
                "tax": max(0, line.tax_vnd - kept),
                "net": left - max(0, line.tax_vnd - kept),
                "words": f"{line.share.prize} {line.share.code}".strip(),
            }
        )
    total = {key: sum(int(str(row[key])) for row in rows) for key in ("amount", "tax", "net")}
    return Report(
        title="DANH SÁCH CHUYỂN KHOẢN TIỀN THƯỞNG",
        subtitle=[edition_by_id(edition_id).title],
        letterhead=letterhead(regulation_of(edition_id)),
        columns=[
            Column("number", "STT", "index"),
            Column("name", "Tên chủ tài khoản", width=30),
            Column("account", "Số tài khoản", width=22),
            Column("bank", "Ngân hàng", width=28),
            Column("amount", "Tiền thưởng", "money"),
            Column("tax", "Thuế khấu trừ", "money"),
            Column("net", "Số tiền chuyển", "money", formula="={amount}-{tax}", strong=True),
            Column("words", "Nội dung", width=26),
        ],
        rows=rows,
        totals=[
            Total(
                f"TỔNG CỘNG ({len(rows):02} lệnh chuyển)",
                {key: Formula("=SUM({rows})", value) for key, value in total.items()},
            )
        ],
        closing=[f"Bằng chữ (số tiền chuyển): {money_in_words(total['net'])}."],
        signatures=[Signature("NGƯỜI LẬP"), Signature("KẾ TOÁN"), Signature("CHỦ TÀI KHOẢN")],
        sheet="Chuyển khoản",
        stamp=REHEARSAL if settings().rehearsal else "",
        frozen=2,
    )


def _by_bank(line: MoneyLine) -> bool:
    return line.payee is not None and line.payee.way == "bank" and bool(line.payee.account)
