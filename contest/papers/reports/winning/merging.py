"""The list certificates, name cards and letters are merged from: headings in the first row, a row for each paper."""

from collections.abc import Sequence
from datetime import date

from contest.editions.rules.awards import Certificate as CertificateKind
from contest.foundation.report import Column, Report, Row
from contest.foundation.vietnamese import date_in_words
from contest.papers.queries import certificates as register
from contest.papers.queries.certificates import Design, People
from contest.papers.queries.winners import Winners
from contest.papers.rules.certificates import Due, due, kinds_of, readable_code
from contest.papers.rules.documents import Citation

_COLUMNS = (
    Column("number", "STT", "index"),
    Column("label", "Số vào sổ"),
    Column("call", "Lời chứng nhận"),
    Column("name", "Họ và tên"),
    Column("born", "Năm sinh", "number", places=0),
    Column("under", "Lớp, chức danh – Đơn vị"),
    Column("award", "Giải"),
    Column("title", "Tên giải pháp"),
    Column("code", "Mã số"),
    Column("contest", "Hội thi"),
    Column("decision", "Quyết định số"),
    Column("decided", "Ngày quyết định"),
    Column("body", "Cơ quan cấp"),
    Column("signs", "Chức vụ người ký"),
    Column("signatory", "Người ký"),
    Column("check", "Mã kiểm tra"),
)


def merge_lists(given: Winners) -> Sequence[Report]:
    """A sheet for each kind of certificate the result calls for, in calling order; numbers as far as they are given."""
    people = given.of_certificates
    lines = register.register(given.edition_id)
    numbers = {line.whose: (line.label, line.code) for line in lines if line.state == "valid"}
    awards, units = awards_of(given)
    wanted = list(due(given.regulation, awards, units, {key: tuple(own) for key, own in people.authors.items()}))
    found = []
    for kind in kinds_of(given.regulation):
        design = register.design_of(given.edition_id, given.regulation, kind.key)
        rows = [
            _row(given, people, each, numbers.get(each.whose, ("", "")), _cited(given.decision, design), design)
            for each in wanted
            if each.kind_key == kind.key
        ]
        if rows:
            found.append(_sheet(kind, rows))
    return found


def awards_of(given: Winners) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The prizes as the rules of certificates read them."""
    entries: list[dict[str, object]] = [
        {
            "entry": each.entry.id,
            "award": each.award_key,
            "tier": each.tier_key,
            "name": each.prize,
            "author": each.author,
        }
        for each in given.entries
    ]
    return entries, [{"unit": each.unit, "award": each.award_key, "name": each.prize} for each in given.units]


def _cited(cited: Citation | None, design: Design) -> tuple[str, date | None]:
    """Number and day of the decision as on the certificate: a kind's own, else those of the register of documents."""
    if design.decision or cited is None:
        return design.decision, design.decided_on
    return cited.number, design.decided_on or cited.issued_on


def _row(
    given: Winners,
    people: People,
    each: Due,
    numbered: tuple[str, str],
    cited: tuple[str, date | None],
    design: Design,
) -> Row:
    texts = register.texts_of(given.edition_id, given.regulation, people, each)
    own = people.authors.get(each.entry_id, {}) if each.entry_id is not None else {}
    author = own.get(each.author_id) if each.author_id is not None else None
    born = None if author is None else author.birth_on.year if author.birth_on else author.birth_year
    return {
        "label": numbered[0],
        "call": texts.call,
        "name": "\n".join(texts.names),
        "born": born,
        "under": texts.under,
        "award": each.prize,
        "title": texts.title,
        "code": people.codes.get(each.entry_id, "") if each.entry_id is not None else "",
        "contest": texts.contest,
        "decision": cited[0],
        "decided": date_in_words(cited[1]) if cited[1] else "",
        "body": design.body,
        "signs": design.signatory_title,
        "signatory": design.signatory,
        "check": readable_code(numbered[1]),
    }


def _sheet(kind: CertificateKind, rows: Sequence[Row]) -> Report:
    return Report(title=kind.name, columns=_COLUMNS, rows=rows, sheet=kind.name, frozen=4, bare=True)
