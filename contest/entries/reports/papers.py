"""Which papers there are of a dossier, and each as a document, ready for Word or PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contest.editions.rules import Regulation
from contest.entries.reports.asking import is_blind
from contest.entries.reports.consents import children, consents
from contest.entries.reports.cover import cover
from contest.entries.reports.description import description, title_of
from contest.entries.reports.forms import registration
from contest.entries.reports.receipt import receipt
from contest.entries.rules import EntryFacts, Standing, content_digest
from contest.foundation.document import DRAFT, Block, Document
from contest.foundation.report import REHEARSAL
from contest.foundation.settings import settings

FORM, DESCRIPTION, COVER, CONSENT, RECEIPT = "phieu-dang-ky", "ban-mo-ta", "bia-ho-so", "giay-dong-y", "bien-nhan"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper one can take: its key in addresses, its name, what to do with it."""

    key: str
    name: str
    words: str


_NOT_YET = Standing("draft")


@dataclass(frozen=True, slots=True)
class Subject:
    """The dossier a paper is about: as it is on record, or as it is being typed (a draft)."""

    facts: EntryFacts
    code: str = ""
    is_draft: bool = False
    standing: Standing = _NOT_YET
    amended_at: datetime | None = None
    digest: str = ""


def papers_for(regulation: Regulation, subject: Subject | None = None) -> tuple[Paper, ...]:
    """The papers of a dossier; without one, the blank forms of the edition."""
    name = title_of(regulation).capitalize()
    found = [
        Paper(FORM, "Phiếu đăng ký dự thi", "Ký tên, xin xác nhận và đóng dấu."),
        Paper(DESCRIPTION, name, "Có thể viết tiếp trong Word, thêm hình vẽ rồi tải lên."),
        Paper(COVER, "Bìa hồ sơ", "Kèm danh mục tài liệu trong hồ sơ."),
    ]
    if regulation.consents and (children(subject.facts, regulation) if subject else regulation.kind == "youth"):
        words = "Mỗi tác giả dưới 18 tuổi một tờ; người giám hộ và tác giả đánh dấu, ký tên."
        found.append(Paper(CONSENT, "Giấy đồng ý của người giám hộ", words))
    if subject is not None and subject.code:
        found.append(Paper(RECEIPT, "Biên nhận hồ sơ", "Giữ lại để đối chiếu khi cần."))
    return tuple(found)


def mark_of(facts: EntryFacts) -> str:
    """A short mark of what was typed (files aside): the same on a signed form and on the record it was printed from."""
    digest = content_digest(replace(facts, files=())).upper()
    return "-".join(digest[start : start + 4] for start in (0, 4, 8))


def made(key: str, subject: Subject, regulation: Regulation) -> Document | None:
    """The paper of this key; None when there is no such paper of this dossier."""
    paper = next((one for one in papers_for(regulation, subject) if one.key == key), None)
    return _document(paper, subject, regulation) if paper else None


def blank(key: str, regulation: Regulation) -> Document | None:
    """An empty form to be filled in by hand; None when there is none of this key."""
    paper = next((one for one in papers_for(regulation) if one.key == key), None)
    return _document(paper, Subject(EntryFacts()), regulation, is_blank=True) if paper else None


def _document(paper: Paper, subject: Subject, regulation: Regulation, *, is_blank: bool = False) -> Document:
    stamps = [REHEARSAL] if settings().rehearsal else [DRAFT] if subject.is_draft else []
    # Judges of a blind round know a number, not the code.
    neutral = paper.key == DESCRIPTION and is_blind(regulation)
    marks = [f"Mã số {subject.code}"] if subject.code and not neutral else []
    if not is_blank and paper.key != DESCRIPTION:
        marks.append(f"Dấu nội dung {mark_of(subject.facts)}")
    return Document(
        name=paper.name if neutral else f"{paper.name} {subject.code}".strip(),
        blocks=_blocks(paper.key, subject, regulation),
        stamp=" – ".join(stamps),
        foot=" · ".join(marks),
        framed=paper.key == COVER,
        numbered=paper.key != COVER,
    )


def _blocks(key: str, subject: Subject, regulation: Regulation) -> Sequence[Block]:
    facts = subject.facts
    if key == FORM:
        return registration(facts, regulation)
    if key == DESCRIPTION:
        return description(facts, regulation)
    if key == COVER:
        return cover(facts, regulation, subject.code)
    if key == CONSENT:
        return consents(facts, regulation)
    return receipt(facts, regulation, subject.code, subject.standing, subject.amended_at, subject.digest)
