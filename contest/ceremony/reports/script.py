"""The script on paper: the running order with its hours, then every part as it is read aloud."""

from collections.abc import Iterable, Iterator

from contest.ceremony.queries.script import Line, Part, Script, script_of
from contest.ceremony.rules.speaking import Said
from contest.editions.queries import edition_by_id
from contest.editions.reports import letterhead
from contest.foundation.clock import local
from contest.foundation.document import (
    Block,
    Document,
    Head,
    Heading,
    NewPage,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import moment
from contest.foundation.writers import docx, pdf
from contest.papers.queries.tallies import check_winners
from contest.papers.reports.closing import Parcel, brings_files

NAME = "Kịch bản lễ trao giải"


def script_document(edition_id: int) -> Document:
    """The script with everybody in it, absent ones too. Raises Refusal: ceremony_missing, reconcile_…"""
    check_winners(edition_id)
    script = script_of(edition_id)
    if script is None:
        raise refuse_with("ceremony_missing")
    card, title = script.order.card, edition_by_id(edition_id).title
    under = [title]
    if card.starts_at:
        under.append(f"Bắt đầu lúc {moment(local(card.starts_at))}" + (f", tại {card.place}" if card.place else ""))
    blocks: list[Block] = [
        Head(letterhead(script.regulation)),
        Title("KỊCH BẢN LỄ TRAO GIẢI", under),
        _timetable(script),
        NewPage(),
        Title("LỜI DẪN"),
    ]
    for number, part in enumerate(script.parts, 1):
        blocks += _part(number, part, script.regulation.entry_word)
    return Document(NAME, blocks, foot=f"Lập từ kết quả niêm phong phiên bản {script.sealed.seal.version}", size=14)


def script_docx(edition_id: int) -> bytes:
    """The script to be changed in Word. Raises Refusal as above."""
    return docx.write(script_document(edition_id))


def script_pdf(edition_id: int) -> bytes:
    """The script to be printed. Raises Refusal as above."""
    return pdf.write(script_document(edition_id))


@brings_files("le-trao-giai", "Lễ trao giải")
def _files(edition_id: int) -> Iterable[Parcel]:
    return (
        Parcel("kich-ban.docx", f"{NAME} (Word)", lambda: script_docx(edition_id)),
        Parcel("kich-ban.pdf", NAME, lambda: script_pdf(edition_id)),
    )


def _timetable(script: Script) -> Table:
    columns = [
        TableColumn("Giờ", 16, "center"),
        TableColumn("Phút", 12, "center"),
        TableColumn("Nội dung", 88),
        TableColumn("Người thực hiện", 54),
    ]
    rows = []
    for part in script.parts:
        count = f"\n{len(part.lines)} lượt, {part.people} người" if part.lines else ""
        told = (part.hour, str(part.segment.minutes), part.title + count, part.segment.hands_over)
        rows.append(TableRow(told))
    total = ("", str(script.minutes), f"Tổng thời lượng, {len(script.lines)} lượt gọi", "")
    return Table(columns, [*rows, TableRow(total, bold=True)])


def _part(number: int, part: Part, entry_word: str) -> Iterator[Block]:
    yield Heading(f"{number}. {part.title} ({part.hour}, {part.segment.minutes} phút)")
    if part.words:
        yield from (Paragraph(words, indent=True) for words in part.words.split("\n") if words.strip())
    if part.segment.hands_over:
        who = "Kính mời lên trao: " if part.segment.is_group else "Thực hiện: "
        yield Paragraph((Run(who, italic=True), Run(part.segment.hands_over, bold=True)), keep=bool(part.lines))
    for place, line in enumerate(part.lines, 1):
        yield Paragraph(tuple(_line(place, line, entry_word)), align="left")


def _line(place: int, line: Line, entry_word: str) -> Iterator[Run]:
    """A line as it is read: names bold, how they sound in brackets, then unit and work."""
    spoken = line.spoken
    yield Run(f"{place}. ")
    for number, name in enumerate(spoken.names, 1):
        yield from _name(name)
        if number < len(spoken.names):
            yield Run(" và " if number == len(spoken.names) - 1 else ", ")
    if not spoken.names:
        yield Run(spoken.unit, bold=True)
    elif spoken.unit:
        yield Run(f", {spoken.unit}")
    if spoken.title:
        yield Run(f"\n{entry_word[:1].upper()}{entry_word[1:]} “{spoken.title}”")
    if spoken.stand_in:
        yield Run(f"\nNgười lên nhận thay: {spoken.stand_in}", italic=True)
    if spoken.hands_over:
        yield Run(f"\nNgười trao: {spoken.hands_over}", italic=True)


def _name(name: Said) -> Iterator[Run]:
    yield Run(name.name, bold=True)
    if name.sounds:
        yield Run(f" [{name.sounds}]", italic=True)
