"""Score sheets to fill in by hand (phiếu chấm điểm): a page for each entry and judge, with the code that finds it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from contest.editions.queries import edition_by_id
from contest.editions.reports import letterhead
from contest.editions.rules import Criterion
from contest.foundation.document import (
    Beside,
    Block,
    Choices,
    Document,
    Fill,
    Head,
    NewPage,
    Paragraph,
    Picture,
    Run,
    Signatures,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.report import REHEARSAL, UNDATED, Signature
from contest.foundation.settings import settings
from contest.foundation.vietnamese import number
from contest.foundation.writers import qr
from contest.scoring import queries
from contest.scoring.queries import PrintPair, ScoredRound
from contest.scoring.rules import readable_paper_code

_QR_MM = 30.0
# What is left to be written by hand; a line of the left column holds so many.
_SHORT, _LONG = "…" * 16, "…" * 22
# So many cells leave room for tall rows on one page; more are set closer.
_FEW, _MANY = 8, 14


def paper_sheets(
    edition_id: int, round_key: str, pairs: Sequence[PrintPair], address_of: Callable[[str], str], *, word: bool = False
) -> Document:
    """The sheets of these entries and judges, spare ones with blanks; `address_of(code)` is what the QR code opens.

    word: Word takes the QR code as a picture, not as a drawing.
    """
    round_ = queries.scored_round(edition_id, round_key)
    edition = edition_by_id(edition_id).title
    ending = "png" if word else "svg"
    draw = qr.png if word else qr.svg
    blocks: list[Block] = []
    for place, pair in enumerate(pairs):
        if place:
            blocks.append(NewPage())
        blocks.extend(_page(round_, edition, pair, f"{pair.code}.{ending}"))
    return Document(
        f"Phiếu chấm điểm {round_.name}",
        blocks,
        stamp=REHEARSAL if settings().rehearsal else "",
        numbered=False,
        pictures={f"{pair.code}.{ending}": draw(address_of(pair.code)) for pair in pairs},
    )


def _page(round_: ScoredRound, edition: str, pair: PrintPair, picture: str) -> Iterator[Block]:
    # The day stands over the signature.
    yield Head(replace(letterhead(round_.regulation), place=""))
    yield Title("PHIẾU CHẤM ĐIỂM", (edition, f"({round_.name})"))
    yield Beside(_whose(pair), Picture(picture, _QR_MM, _QR_MM, readable_paper_code(pair.code)))
    yield _grades(round_) if round_.grades else _table(round_)
    if round_.rules.asks_tier:
        tiers = [(tier.name, False) for tier in round_.regulation.prizes.tiers]
        yield Choices("Đề nghị xếp giải", tiers)
    if round_.rules.comment != "none":
        yield Fill("Nhận xét", lines=3 if len(round_.cells) <= _FEW else 2)
    yield Paragraph(
        (Run("Mỗi ô ghi một số. Sửa thì gạch số cũ, ghi số mới và ký bên cạnh. Không chấm thì ghi “KHÔNG CHẤM”; "
             "có xung đột lợi ích thì ghi “MIỄN”. Để trống không phải là 0 điểm.", italic=True),)
    )  # fmt: skip
    place = round_.regulation.bodies.place or ""
    yield Signatures(
        (Signature("GIÁM KHẢO", pair.judge),), over=f"{place}, {UNDATED}" if place else UNDATED.capitalize(), room=20
    )


def _whose(pair: PrintPair) -> list[Paragraph]:
    pairs = [
        ("Hồ sơ số", pair.number or _SHORT),
        ("Tên hồ sơ", pair.title or f"{_SHORT}\n{_LONG}"),
        ("Giám khảo", pair.judge or _SHORT),
    ]
    if pair.council:
        pairs.append(("Hội đồng", pair.council))
    return [Paragraph((Run(f"{name}: "), Run(words, bold=name != "Hội đồng")), align="left") for name, words in pairs]


def _grades(round_: ScoredRound) -> Choices:
    return Choices("Xếp loại (đánh dấu một ô)", [(grade, False) for grade in round_.grades])


def _table(round_: ScoredRound) -> Table:
    """The criteria with their maxima, a row for each figure; the judge adds up in the last one."""
    weighed = any(criterion.weight != 1 for criterion in round_.criteria)
    columns = [
        TableColumn("STT", 11, "center"),
        TableColumn("Tiêu chí", 78 if weighed else 92),
        TableColumn("Điểm\ntối đa", 18, "center"),
        *([TableColumn("Hệ số", 14, "center")] if weighed else []),
        TableColumn("Điểm chấm", 30, "center"),
    ]
    rows = [row for place, one in enumerate(round_.criteria, 1) for row in _rows(place, one, weighed)]
    most = sum(criterion.weight * criterion.max for criterion in round_.criteria)
    said = "Tổng điểm (đã nhân hệ số)" if weighed else "Tổng điểm"
    rows.append(TableRow((f"{said}, tối đa {number(most)}", ""), bold=True))
    count = len(round_.cells)
    return Table(columns, rows, size=12, height=11 if count <= _FEW else 7 if count <= _MANY else 0)


def _rows(place: int, criterion: Criterion, weighed: bool) -> Iterator[TableRow]:
    weight = [number(criterion.weight)] if weighed else []
    yield TableRow((str(place), criterion.name, number(criterion.max), *weight, ""), bold=bool(criterion.parts))
    for part in criterion.parts:
        yield TableRow(("", f"– {part.name}", number(part.max), *([""] if weighed else []), ""))
