"""What stands around every document: who issues it, number and day, bases, receivers, the names of the contest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from contest.editions.queries import EditionCard, edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.editions.rules.regulation import Seat
from contest.foundation.report import UNDATED
from contest.foundation.vietnamese import date_in_words, number
from contest.papers.queries.documents import DocumentLine, citations, details_of, newest, replaced_by
from contest.papers.rules.documents import Citation, Details, DocumentKind, number_of
from contest.papers.rules.documents.bases import bases, receivers
from contest.papers.rules.documents.register import authority

_ROLES = {
    "head": "Trưởng Ban",
    "standing_deputy": "Phó Trưởng Ban Thường trực",
    "deputy": "Phó Trưởng Ban",
    "member": "Ủy viên",
    "secretary": "Thư ký",
}
_BLANK = "......................................"
_DECIDED = ("committee_decision", "jury_decision", "eligible_decision", "result_decision")


@dataclass(frozen=True, slots=True)
class Making:
    """A document that is being made: of which edition, which kind, about what, in which version."""

    edition: EditionCard
    regulation: Regulation
    kind: DocumentKind
    about: str
    line: DocumentLine | None
    details: Details
    standing: Mapping[str, Citation]


def making(edition_id: int, kind: DocumentKind, about: str) -> Making:
    """The document as the register has it."""
    regulation = regulation_of(edition_id)
    line = newest(edition_id, kind.key, about)
    details = details_of(regulation, kind, line)
    return Making(edition_by_id(edition_id), regulation, kind, about, line, details, citations(edition_id))


def frame(of: Making) -> dict[str, Any]:
    """The fields that every kind has."""
    before = replaced_by(of.edition.id, of.line)
    bodies, details = of.regulation.bodies, of.details
    label, issued_on = _number_and_day(of)
    asked_by = bodies.standing if of.kind.key in _DECIDED and bodies.standing != details.body else ""
    return {
        "co_quan_chu_quan": _in_full(details.parent_body),
        "co_quan_ban_hanh": _in_full(details.body),
        "so_ky_hieu": label,
        "noi_va_ngay": _place_and_day(details.place, issued_on),
        "trich_yeu": details.summary,
        "chuc_vu_nguoi_ky": details.signatory_title,
        "nguoi_ky": details.signatory,
        "tham_quyen": _in_full(authority(details.signatory_title, details.body)),
        "kem_theo": _attached(of, label, issued_on),
        "thay_the": before.words if before else "",
        "cac_can_cu": bases(of.regulation, of.kind.key, of.standing, asked_by, issued_on),
        "cac_noi_nhan": _receivers(of),
        "ten_cuoc_thi": of.edition.title,
        "ten_du_thi": of.regulation.entry_word,
        "ban_to_chuc": bodies.organiser,
        "thuong_truc": bodies.standing,
        "le_trao_giai": _ceremony(of.regulation),
    }


def _in_full(body: str) -> str:
    """Who issues a paper is named without abbreviation at its head (Nghị định 30/2020/NĐ-CP)."""
    return body.replace("UBND", "Ủy ban nhân dân")


def _number_and_day(of: Making) -> tuple[str, date | None]:
    """As the register has them; of a paper that was issued before it came here, as the regulation has them."""
    before = of.standing.get(of.kind.key)
    if of.line is None and before is not None:
        return before.number, before.issued_on
    number = of.line.number if of.line else None
    # Minutes may do without a number.
    label = number_of(number, of.details.symbol) if of.kind.is_numbered or number is not None else ""
    return label, of.line.issued_on if of.line else None


def _place_and_day(place: str, day: date | None) -> str:
    words = date_in_words(day) if day else UNDATED
    return f"{place}, {words}" if place else words


def _attached(of: Making, label: str, day: date | None) -> str:
    number_words = f" số {label}" if label else ""
    return f"(Kèm theo {of.kind.type}{number_words} {date_in_words(day) if day else UNDATED} của {of.details.body})"


def _receivers(of: Making) -> list[str]:
    bodies = of.regulation.bodies
    as_said = {
        "committee_decision": "Như Điều 3", "jury_decision": "Như Điều 3", "eligible_decision": "Như Điều 3",
        "result_decision": "Như Điều 3", "closing_report": bodies.issuing,
    }.get(of.kind.key, "")  # fmt: skip
    others = () if of.kind.key == "submission" else (bodies.standing, *bodies.partners)
    return receivers([as_said, *(body for body in others if body != of.details.body)])


def _ceremony(regulation: Regulation) -> str:
    day = regulation.timeline.ceremony
    return date_in_words(day) if day else regulation.timeline.expected.get("ceremony", "")


def committee(regulation: Regulation) -> dict[str, Any]:
    """The organising committee as the regulation has it today."""
    seats = [seat for seat in regulation.bodies.committee if seat.until is None]
    return {
        "so_thanh_vien": number_text(len(seats)),
        "thanh_vien": [_member(place, seat) for place, seat in enumerate(seats, 1)],
    }


def _member(place: int, seat: Seat) -> dict[str, str]:
    return {
        "tt": str(place),
        "ho_ten": seat.name or _BLANK,
        "chuc_vu": seat.office,
        "nhiem_vu": _ROLES[seat.role],
    }


def number_text(count: int) -> str:
    """A count as documents write it: two figures below ten, thousands by dots."""
    return f"{count:02}" if count < 10 else number(count)
