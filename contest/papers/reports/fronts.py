"""The sheet that lies before a dossier: its number in large type, what is behind it, and what was typed on line."""

from collections.abc import Sequence
from dataclasses import dataclass

from contest.editions.rules import Regulation
from contest.entries.queries import Dossier, EntryBrief
from contest.foundation.document import (
    Block,
    Document,
    Fill,
    Heading,
    NewPage,
    Paragraph,
    Picture,
    Run,
    Table,
    TableColumn,
    TableRow,
    Title,
)

# Pictures fill a page between the margins, with room for their captions.
_WIDE, _HIGH = 160.0, 225.0


@dataclass(frozen=True, slots=True)
class Behind:
    """Something of the dossier: its part, the file's neutral name, and how many pages or why it is not printed."""

    part: str
    name: str
    how: str


def front(
    name: str,
    dossier: Dossier,
    rules: Regulation,
    council: str,
    round_name: str,
    behind: Sequence[Behind],
    pictures: Sequence[tuple[str, str, bytes]] = (),
    brief: EntryBrief | None = None,
    stamp: str = "",
) -> Document:
    """The front sheet with the typed text, then each picture (caption, file name, bytes) on a page of its own.

    Without `brief` it says nothing of authors or units.
    """
    blocks: list[Block] = [
        Title(name, (round_name.upper(), *((council,) if council else ())), large=True),
        Fill(f"Tên {rules.entry_word}", dossier.title),
        Fill("Lĩnh vực", rules.field_name(dossier.field_key) if dossier.field_key else ""),
    ]
    if dossier.division_key:
        blocks.append(Fill("Bảng", rules.division_name(dossier.division_key)))
    if brief is not None:
        blocks += [Fill("Tác giả", ", ".join(brief.authors)), Fill("Đơn vị", brief.unit)]
    blocks += _behind(behind)
    if dossier.summary:
        blocks += [Heading("Tóm tắt"), *_text(dossier.summary)]
    for label, words in dossier.answers:
        if words:
            blocks += [Heading(label), *_text(words)]
    for caption, file, _ in pictures:
        blocks += [NewPage(), Picture(file, _WIDE, _HIGH, caption)]
    kept = {file: content for _, file, content in pictures}
    return Document(name, blocks, stamp=stamp, corner=name, pictures=kept)


def stamp_page(name: str) -> Document:
    """A page that is empty but for the number in its upper right corner, to be laid over other pages."""
    return Document(name, [], corner=name, numbered=False)


def _behind(behind: Sequence[Behind]) -> list[Block]:
    if not behind:
        return [Paragraph((Run("Hồ sơ không có tệp gửi kèm.", italic=True),))]
    columns = [
        TableColumn("STT", 11, "center"),
        TableColumn("Phần hồ sơ", 60),
        TableColumn("Tệp", 52),
        TableColumn("In", 42),
    ]
    rows = [TableRow((str(place), one.part, one.name, one.how)) for place, one in enumerate(behind, 1)]
    return [Table(columns, rows, size=11)]


def _text(words: str) -> list[Block]:
    return [Paragraph(line, indent=True) for line in words.split("\n") if line.strip()]
