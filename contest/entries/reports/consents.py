"""The consent of a guardian and of the child, on paper: a page for each author, each purpose to be crossed by hand.

Boxes are never crossed beforehand: silence is no consent (Luật Bảo vệ dữ liệu cá nhân 2025, Điều 24).
"""

from contest.editions.rules import Regulation
from contest.entries.reports.asking import is_youth, undated, under_title
from contest.entries.rules import PURPOSE_WORDS, AuthorFacts, EntryFacts, birth_words, is_minor, reference_day
from contest.foundation.document import (
    Block,
    Fill,
    Head,
    NewPage,
    Paragraph,
    Signatures,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.report import Letterhead, Signature

_BOX = "☐ Đồng ý\n☐ Không"


def children(facts: EntryFacts, regulation: Regulation) -> list[AuthorFacts]:
    """The authors for whom a guardian speaks: minors; of a youth contest also those whose age nobody knows."""
    day = reference_day(regulation)
    unknown = [
        author for author in facts.authors if is_youth(regulation) and not author.birth_on and not author.birth_year
    ]
    return [
        author for author in facts.authors if author in unknown or is_minor(author, regulation.authors.minor_below, day)
    ]


def consents(facts: EntryFacts, regulation: Regulation) -> list[Block]:
    """A page for each child; one blank page when there is none yet."""
    blocks: list[Block] = []
    for author in children(facts, regulation) or [AuthorFacts("")]:
        blocks += [NewPage()] if blocks else []
        blocks += _page(author, facts, regulation)
    return blocks


def _page(author: AuthorFacts, facts: EntryFacts, regulation: Regulation) -> list[Block]:
    birth = birth_words(author) if author.birth_on or author.birth_year else ""
    columns = [
        TableColumn("STT", 11, "center"),
        TableColumn("Mục đích", 82),
        TableColumn("Cha, mẹ hoặc\nngười giám hộ", 32),
        TableColumn("Tác giả\n(từ đủ 7 tuổi)", 32),
    ]
    rows = [
        TableRow((str(place), PURPOSE_WORDS[purpose], _BOX, _BOX))
        for place, purpose in enumerate(regulation.consents, 1)
    ]
    until = regulation.contact.name or regulation.bodies.organiser
    return [
        Head(Letterhead([])),
        Title("GIẤY ĐỒNG Ý", ("của cha, mẹ hoặc người giám hộ và của tác giả dưới 18 tuổi", *under_title(regulation))),
        Fill("Tác giả", author.name),
        Fill("Ngày sinh", birth),
        Fill("Lớp, trường", ", ".join(part for part in (author.position_title, author.unit or facts.unit) if part)),
        Fill(f"Tên {regulation.entry_word} dự thi", facts.title, 2),
        Fill("Cha, mẹ hoặc người giám hộ (họ tên, quan hệ với tác giả)", author.guardian),
        Fill("Điện thoại của người giám hộ"),
        Paragraph(
            "Sau khi được giải thích, chúng tôi cho biết ý kiến về từng mục đích dưới đây (đánh dấu một ô ở mỗi cột):",
            keep=True,
        ),
        Table(columns, rows, size=12),
        Paragraph(
            "Thông tin chỉ được dùng cho những mục đích đã đồng ý. Không đồng ý ở mục nào thì không ảnh hưởng đến việc "
            f"chấm thi. Có thể rút lại ý kiến bất cứ lúc nào bằng cách báo cho {until}; kể từ khi rút, tên và hình ảnh "
            "được gỡ khỏi mọi trang công khai.",
        ),
        Signatures(
            (Signature("TÁC GIẢ", author.name), Signature("CHA, MẸ HOẶC NGƯỜI GIÁM HỘ")), over=undated(), room=13
        ),
    ]
