"""The minutes of a sealed result: what was awarded, where the committee departed from the rules, and the digest."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from contest.editions.queries import regulation_of
from contest.editions.reports import letterhead
from contest.editions.rules import Regulation
from contest.foundation.clock import local
from contest.foundation.document import (
    Block,
    Document,
    Fill,
    Gap,
    Head,
    Heading,
    Paragraph,
    Picture,
    Run,
    Signatures,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.report import REHEARSAL, Signature
from contest.foundation.settings import settings
from contest.foundation.vietnamese import moment, money, number
from contest.foundation.writers import qr
from contest.prizes.rules import TIER_AWARD
from contest.ranking.queries.meeting import minutes_meetings, table_view
from contest.ranking.reports.meeting import votes_in_words
from contest.results.queries import SealedResult
from contest.results.reports.decided import fragile_places, made_by_two, votes
from contest.scoring.rules.cases import WAYS

_QR = "ma-niem-phong.png"
_ROMAN = ("I", "II", "III", "IV", "V", "VI")


def minutes(edition_id: int, sealed: SealedResult) -> Document:
    """The paper that is signed when a result is sealed; its digest and QR code are those of this version."""
    regulation, document = regulation_of(edition_id), sealed.document
    blocks: list[Block] = [
        Head(letterhead(regulation)),
        Title("BIÊN BẢN XÉT GIẢI VÀ NIÊM PHONG KẾT QUẢ", (document["edition"]["title"],)),
        Fill("Thời gian, địa điểm họp", lines=2),
        Fill("Thành phần dự họp", lines=4),
        Heading("I. KẾT QUẢ XÉT GIẢI"),
        _prizes(regulation, document),
        *_decision(regulation, document),
        *_numbered(
            "III",
            [
                ("ĐỘ CHẮC CHẮN CỦA KẾT QUẢ", fragile_places(document)),
                ("CÁC VIỆC DO HAI NGƯỜI CỦA BAN TỔ CHỨC DUYỆT", made_by_two(edition_id, sealed)),
                ("HỌP HỘI ĐỒNG", _meetings(edition_id, sealed)),
                ("NIÊM PHONG", _seal(sealed)),
            ],
        ),
        Signatures(
            (Signature("THƯ KÝ"), Signature("TM. BAN TỔ CHỨC\nTRƯỞNG BAN", remark="(Ký, ghi rõ họ tên, đóng dấu)"))
        ),
    ]
    return Document(
        name=f"Biên bản niêm phong, phiên bản {sealed.version}",
        blocks=blocks,
        stamp=REHEARSAL if settings().rehearsal else "",
        foot=f"Phiên bản {sealed.version} của kết quả, mã niêm phong {groups(sealed.digest)[:19]}…",
        pictures={_QR: qr.png(sealed.digest)},
    )


def groups(digest: str) -> str:
    """The digest in groups of four, to be compared by eye."""
    return " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))


def _prizes(regulation: Regulation, document: dict[str, Any]) -> Table:
    given = [*document["awards"], *document.get("unit_awards", ())]
    counts = Counter(award["name"] for award in given)
    sums: Counter[str] = Counter()
    for award in given:
        sums[award["name"]] += award["amount_vnd"] or 0
    order = [tier.name for tier in regulation.prizes.tiers]
    names = sorted(counts, key=lambda name: order.index(name) if name in order else len(order))
    rows = [TableRow((name, number(counts[name]), money(sums[name]) if sums[name] else "")) for name in names]
    total = TableRow(("Cộng", number(len(given)), money(sum(sums.values())) if sums.total() else ""), bold=True)
    return Table(
        [TableColumn("Giải", 80), TableColumn("Số lượng", 30, "right"), TableColumn("Tiền thưởng", 50, "right")],
        [*rows, total],
    )


def _decision(regulation: Regulation, document: dict[str, Any]) -> list[Block]:
    """Votes, and every prize the committee decided otherwise than the rules, with its reason."""
    decision = document["decision"]
    blocks: list[Block] = [Heading("II. QUYẾT ĐỊNH CỦA BAN TỔ CHỨC")]
    blocks += votes(regulation, document)
    names = {tier.key: tier.name for tier in regulation.prizes.tiers}
    extras = {award.key: award.name for award in (*regulation.extra_awards, *regulation.topic_awards)}
    rows = [
        TableRow((whom, _change(names, extras, award, before, after), reason))
        for whom, award, before, after, reason in reversed(decision["changes"])
    ]
    if not rows:
        blocks.append(Paragraph("Các giải được trao đúng như quy tắc của thể lệ, không thay đổi."))
        return [*blocks, *_cases(document)]
    columns = [TableColumn("Hồ sơ, đơn vị", 40), TableColumn("Quyết định", 52), TableColumn("Lý do", 68)]
    blocks += [Paragraph("Các quyết định có ghi lý do:", keep=True), Table(columns, rows, size=11)]
    return [*blocks, *_cases(document)]


def _cases(document: dict[str, Any]) -> list[Block]:
    """How the councils concluded disagreements, each with the reason."""
    rows = [
        TableRow((f"{code}, {judged['name']}", _conclusion(spread, way, left_out), reason))
        for judged in document["rounds"]
        for code, spread, way, reason, left_out in judged.get("cases", ())
    ]
    if not rows:
        return []
    columns = [TableColumn("Hồ sơ, vòng chấm", 40), TableColumn("Kết luận", 52), TableColumn("Lý do", 68)]
    return [
        Paragraph("Kết luận của hội đồng về điểm chênh lệch:", keep=True),
        Table(columns, rows, size=11),
    ]


def _conclusion(spread: str, way: str, left_out: int) -> str:
    out = f" ({left_out} phiếu không tính)" if left_out else ""
    return f"Lệch {number(Decimal(spread))} điểm: {WAYS.get(way, way).lower()}{out}"


def _meetings(edition_id: int, sealed: SealedResult) -> list[Block]:
    """What the councils decided in meetings that were over when the result was sealed: votes, and the reasons given."""
    blocks: list[Block] = []
    for card in minutes_meetings(edition_id, sealed.sealed_at):
        view = table_view(card, 0)
        where = f"{card.council or 'Hội đồng chung'}, vòng {card.round_name}, họp lần {card.number}"
        blocks.append(Heading(f"{where} ({moment(local(card.closed_at or sealed.sealed_at))})", 2))
        for item in view.done:
            entries = ", ".join(entry.label for entry in item.entries)
            votes = " ".join(votes_in_words(ballot) for ballot in item.ballots)
            told = " ".join(part for part in (votes, item.decision) if part)
            blocks.append(Paragraph((Run(f"{item.words} ({entries}): ", bold=True), Run(told))))
    return blocks


def _change(names: dict[str, str], extras: dict[str, str], award: str, before: str, after: str) -> str:
    if award != TIER_AWARD:
        return f"{'Trao' if after else 'Không trao'} {extras.get(award, award)}"
    if not after:
        return "Không trao giải"
    return f"{names.get(after, after)} (trước đó: {names.get(before, 'không có giải')})"


def _numbered(first: str, parts: Sequence[tuple[str, list[Block]]]) -> list[Block]:
    """Parts that have something to say, each under its heading, numbered on from `first`."""
    numbers = iter(_ROMAN[_ROMAN.index(first) :])
    blocks: list[Block] = []
    for words, part in parts:
        if part:
            blocks += [Heading(f"{next(numbers)}. {words}"), *part]
    return blocks


def _seal(sealed: SealedResult) -> list[Block]:
    by = f", {sealed.sealed_by}" if sealed.sealed_by else ""
    ranked = [judged for judged in sealed.document["rounds"] if "placings" in judged]
    rounds = "; ".join(f"vòng {judged['name']} (lần xếp hạng {judged['run']})" for judged in ranked)
    return [
        Paragraph(f"Phiên bản {sealed.version}, niêm phong lúc {moment(local(sealed.sealed_at))}{by}. Gồm {rounds}."),
        Paragraph((Run("Mã niêm phong (SHA-256): ", bold=True), Run(groups(sealed.digest))), align="left", keep=True),
        Picture(_QR, 34, 34, "Mã niêm phong"),
        Paragraph((Run(_WHAT_IT_IS, italic=True),)),
        Gap(2),
    ]


_WHAT_IT_IS = (
    "Mã được tính từ toàn bộ thể lệ, xếp hạng, điểm và giải; chỉ cần một chữ số thay đổi là mã khác đi. Ai có gói kết "
    "quả đều kiểm tra lại được bằng chương trình kèm theo. Mọi thay đổi về sau là một phiên bản mới, có mã khác."
)
