"""The registration form (phiếu đăng ký dự thi), filled from what was typed or left blank for those on paper."""

from collections.abc import Iterator

from contest.editions.rules import DossierPart, Regulation
from contest.entries.reports.asking import (
    answered_facts,
    answered_questions,
    each_guardian_apart,
    form_part,
    is_youth,
    representative,
    signatures,
    undated,
    under_title,
)
from contest.entries.rules import (
    ENTRANT_WORDS,
    GENDERS,
    AuthorFacts,
    EntryFacts,
    birth_words,
    commitments,
    share_words,
    uploaded_parts,
)
from contest.foundation.document import (
    Block,
    Choices,
    Fill,
    Head,
    Paragraph,
    Run,
    Signatures,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.report import Letterhead

# On a blank form, so many authors can be written at most on the table.
_MOST_BLANK = 10
_HAND = 9.0


def registration(facts: EntryFacts, regulation: Regulation) -> list[Block]:
    """The form from the country's name to the stamp; what is unknown becomes dots to write on."""
    part = form_part(regulation)
    lines = list(_numbered(_lines(facts, regulation)))
    at = len([block for block in lines if not isinstance(block, Table)]) + 1
    return [
        Head(Letterhead([])),
        Title("PHIẾU ĐĂNG KÝ DỰ THI", under_title(regulation)),
        Paragraph((Run("Kính gửi: ", italic=True), Run(_addressee(regulation), bold=True)), align="center"),
        *lines,
        Paragraph(f"{at}. Tài liệu gửi kèm:", align="left", keep=True),
        *_enclosed(facts, regulation),
        Paragraph((Run("Cam đoan", bold=True),), align="left", keep=True),
        *[Paragraph(f"– {words}", indent=True) for words in commitments(regulation)],
        *_guardians(facts, regulation, part),
        Signatures(signatures(facts, regulation, part.signed if part else ()), over=undated(), room=24),
    ]


def _guardians(facts: EntryFacts, regulation: Regulation, part: DossierPart | None) -> list[Block]:
    if part is None or "guardian" not in part.signed or not each_guardian_apart(facts, regulation):
        return []
    words = "Cha, mẹ hoặc người giám hộ của từng tác giả ký ở Giấy đồng ý gửi kèm phiếu này."
    return [Paragraph((Run(words, italic=True),), indent=True)]


def _addressee(regulation: Regulation) -> str:
    organiser = regulation.bodies.organiser
    where = regulation.short_title or regulation.title
    return organiser if len(organiser.split()) > 3 else f"{organiser} – {where}"


Line = Block | tuple[str, str, int]


def _numbered(lines: Iterator[Line]) -> Iterator[Block]:
    """Each line of the form with its number; tables and lines without a label have none."""
    number = 0
    for line in lines:
        if isinstance(line, tuple):
            number += 1
            label, value, count = line
            yield Fill(f"{number}. {label}", value, count)
        elif isinstance(line, Choices):
            number += 1
            yield Choices(f"{number}. {line.label}", line.options)
        elif isinstance(line, Paragraph):
            number += 1
            yield Paragraph(f"{number}. {line.words}", align="left", keep=True)
        else:
            yield line


def _lines(facts: EntryFacts, regulation: Regulation) -> Iterator[Line]:
    word = regulation.entry_word
    yield (f"Tên {word} dự thi", facts.title, 3)
    yield ("Tên ngắn (để ghi trên danh sách)", facts.short_title, 1)
    yield from _choice("Lĩnh vực dự thi", facts.field_key, [(field.key, field.name) for field in regulation.fields])
    if regulation.divisions:
        named = [(division.key, division.name) for division in regulation.divisions]
        yield from _choice("Bảng dự thi", facts.division_key, named)
    types = [(key, ENTRANT_WORDS[key]) for key in regulation.entrants.types]
    yield Choices("Dự thi với tư cách", tuple((words, key == facts.entrant_type) for key, words in types))
    yield Paragraph("Tác giả (theo thứ tự in trên giấy chứng nhận):")
    yield authors_table(facts, regulation)
    yield ("Người đại diện", representative(facts), 1)
    yield ("Điện thoại", facts.phone, 1)
    yield ("Thư điện tử", facts.email, 1)
    yield (f"{'Trường' if is_youth(regulation) else 'Đơn vị'} gửi hồ sơ", facts.unit, 1)
    yield ("Địa chỉ (xã, phường, tỉnh, thành phố)", facts.locality, 1)
    if regulation.authors.mentor != "none":
        yield ("Giáo viên hướng dẫn" if is_youth(regulation) else "Người hướng dẫn", facts.mentor, 1)
    for label, value, long in answered_facts(facts, regulation):
        yield (label, value, 2 if long else 1)
    for label, value, _ in answered_questions(facts, regulation, naming=True):
        yield (label, value, 2)
    yield (f"Tóm tắt {word}", facts.summary, 5)


def _choice(label: str, chosen: str, named: list[tuple[str, str]]) -> Iterator[Line]:
    """What was chosen, in words; on a blank form boxes to cross."""
    words = dict(named).get(chosen, "")
    if words:
        yield (label, words, 1)
    else:
        yield Choices(label, tuple((name, False) for _, name in named))


def authors_table(facts: EntryFacts, regulation: Regulation) -> Table:
    """The authors with what the regulation asks of each, and room for each one's signature."""
    youth, asks = is_youth(regulation), regulation.authors.asks
    columns = [TableColumn("STT", 11, "center"), TableColumn("Họ và tên", 36)]
    if "birth_on" in asks or "gender" in asks:
        columns.append(TableColumn("Ngày sinh,\ngiới tính" if "gender" in asks else "Ngày sinh", 23, "center"))
    columns.append(TableColumn("Lớp" if youth else "Chức danh,\ntrình độ", 18 if youth else 28))
    columns.append(TableColumn("Trường" if youth else "Nơi công tác\nhoặc cư trú", 38))
    if youth:
        columns.append(TableColumn("Cha, mẹ hoặc\nngười giám hộ", 28))
    if regulation.authors.shares != "none":
        columns.append(TableColumn("Tỷ lệ\n(%)", 13, "center"))
    columns.append(TableColumn("Chữ ký", 20))
    rows = [_author(place, author, facts, regulation) for place, author in enumerate(facts.authors, 1)]
    if not rows:
        blanks = min(regulation.authors.max, _MOST_BLANK)
        rows = [(str(place), *[""] * (len(columns) - 1)) for place in range(1, blanks + 1)]
    return Table(columns, [TableRow(row) for row in rows], size=11, height=_HAND)


def _author(place: int, author: AuthorFacts, facts: EntryFacts, regulation: Regulation) -> tuple[str, ...]:
    youth, asks = is_youth(regulation), regulation.authors.asks
    more = [f"Dân tộc: {author.ethnicity}"] if "ethnicity" in asks and author.ethnicity else []
    more += [f"Công đoàn: {author.union_member}"] if "union_member" in asks and author.union_member else []
    cells = [str(place), "\n".join([author.name, *more])]
    if "birth_on" in asks or "gender" in asks:
        birth = birth_words(author) if author.birth_on or author.birth_year else ""
        gender = GENDERS.get(author.gender, "") if "gender" in asks else ""
        cells.append("\n".join(part for part in (birth, gender) if part))
    title = [author.position_title, author.qualification if "qualification" in asks else ""]
    cells.append(", ".join(part for part in title if part))
    cells.append(author.unit or facts.unit)
    if youth:
        cells.append(author.guardian)
    if regulation.authors.shares != "none":
        cells.append(share_words(author.share))
    return (*cells, "")


def _enclosed(facts: EntryFacts, regulation: Regulation) -> Iterator[Block]:
    """The parts of the dossier, those that are there crossed; what comes by hand is crossed by hand."""
    there = {file.part_key for file in facts.files}
    uploaded = uploaded_parts(regulation)
    for part in regulation.dossier:
        if not part.made_from_entry:
            must = "bắt buộc" if part.required else "nếu có"
            yield Choices("", ((f"{part.name} ({must})", part in uploaded and part.key in there),))
