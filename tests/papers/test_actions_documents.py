"""Documents get numbers once, come back signed, are replaced; others cite them; all invented."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from contest.editions.models import Edition
from contest.foundation.access import Actor, Role
from contest.foundation.files import keep
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.papers.actions.documents import (
    correct_document,
    describe_document,
    issue_document,
    replace_document,
    sign_document,
)
from contest.papers.queries import citation
from contest.papers.queries.certificates import Design
from contest.papers.queries.documents import document, documents, newest
from contest.papers.reports.certificates import citing
from contest.papers.rules.documents import Details
from tests.editions.makers import make_edition
from tests.people.makers import actor_of, grant, make_person

DAY = date(2026, 3, 5)
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def secretary(db: Any) -> tuple[Edition, Actor]:
    edition = make_edition(stage="decided")
    person = make_person("Cleo")
    grant(person, edition, Role.SECRETARY)
    db.session.commit()
    return edition, actor_of(person, (Role.SECRETARY, edition))


def refused(deed: Callable[[], Any]) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as caught:
        deed()
    return [(reason.code, reason.where) for reason in caught.value.reasons]


def test_a_number_noted_once_is_what_everybody_cites(secretary: tuple[Edition, Actor]) -> None:
    edition, actor = secretary
    assert citation(edition.id, "result_decision") is None
    mine = Details("", "Liên hiệp hội tỉnh Bình Minh", "QĐ-LHH", "Bình Minh", "CHỦ TỊCH", "Lê Ưng", "Về việc trao giải")
    describe_document(actor, edition.id, "result_decision", "", mine)
    assert citation(edition.id, "result_decision") is None
    issue_document(actor, edition.id, "result_decision", "", 5, "QĐ-LHH", DAY)
    cited = citation(edition.id, "result_decision")
    assert cited is not None
    assert (cited.number, cited.issued_on, cited.body) == ("05/QĐ-LHH", DAY, mine.body)
    assert (cited.signatory, cited.is_signed) == ("Lê Ưng", False)
    again = refused(lambda: issue_document(actor, edition.id, "result_decision", "", 6, "QĐ-LHH", DAY))
    assert again == [("document_numbered", "")]
    assert refused(lambda: describe_document(actor, edition.id, "result_decision", "", mine)) == [
        ("document_numbered", "")
    ]


def test_no_two_papers_of_a_body_bear_the_same_number(secretary: tuple[Edition, Actor], db: Any) -> None:
    edition, actor = secretary
    issue_document(actor, edition.id, "committee_decision", "", 5, "QĐ-UBND", DAY)
    twice = refused(lambda: issue_document(actor, edition.id, "jury_decision", "", 5, "QĐ-UBND", DAY))
    assert twice == [("document_number_taken", "number")]
    issue_document(actor, edition.id, "jury_decision", "", 5, "QĐ-UBND", date(2025, 12, 31))
    jury = newest(edition.id, "jury_decision")
    assert jury is not None
    moved = refused(lambda: correct_document(actor, edition.id, jury.id, 5, "QĐ-UBND", DAY, "ghi nhầm năm"))
    assert moved == [("document_number_taken", "number")]
    correct_document(actor, edition.id, jury.id, 6, "QĐ-UBND", DAY, "ghi nhầm năm")
    mended = document(edition.id, jury.id)
    assert mended is not None
    assert (mended.label, mended.issued_on, mended.change_reason) == ("06/QĐ-UBND", DAY, "ghi nhầm năm")
    noted = select(LedgerEvent.kind).where(LedgerEvent.kind.startswith("document.")).order_by(LedgerEvent.id)
    assert list(db.session.scalars(noted)) == ["document.issued", "document.issued", "document.corrected"]


def test_the_signed_scan_closes_and_only_a_new_version_with_its_number_replaces(
    secretary: tuple[Edition, Actor],
) -> None:
    edition, actor = secretary
    first = issue_document(actor, edition.id, "result_decision", "", 5, "QĐ-LHH", DAY)
    scan = keep(io.BytesIO(SCAN), "quyet-dinh.pdf", formats=("pdf",))
    sign_document(actor, edition.id, first, scan)
    closed = refused(lambda: correct_document(actor, edition.id, first, 6, "QĐ-LHH", DAY, "nhầm"))
    assert closed == [("document_closed", "")]
    second = replace_document(actor, edition.id, first, "Thiếu một giải")
    assert refused(lambda: replace_document(actor, edition.id, first, "Lần nữa")) == [("document_under_way", "")]
    # Until the new one has its number the old one stands.
    cited = citation(edition.id, "result_decision")
    assert cited is not None
    assert (cited.number, cited.is_signed) == ("05/QĐ-LHH", True)
    issue_document(actor, edition.id, "result_decision", "", 9, "QĐ-LHH", DAY)
    cited = citation(edition.id, "result_decision")
    assert cited is not None
    assert (cited.number, cited.is_signed) == ("09/QĐ-LHH", False)
    assert [(line.id, line.state) for line in documents(edition.id)] == [(second, "issued"), (first, "replaced")]


def test_minutes_are_told_apart_by_their_meeting(secretary: tuple[Edition, Actor]) -> None:
    edition, actor = secretary
    none = refused(lambda: issue_document(actor, edition.id, "council_minutes", "", None, "BB-HĐ", DAY))
    assert none == [("document_unknown", "")]
    issue_document(actor, edition.id, "council_minutes", "meeting:1", None, "BB-HĐ", DAY)
    issue_document(actor, edition.id, "council_minutes", "meeting:2", 3, "BB-HĐ", DAY)
    labels = [(line.about, line.label) for line in documents(edition.id)]
    assert labels == [("meeting:1", ""), ("meeting:2", "03/BB-HĐ")]


def test_a_certificate_cites_the_decision_its_design_does_not_name(secretary: tuple[Edition, Actor]) -> None:
    edition, actor = secretary
    design = Design("UBND tỉnh", "Bằng khen")
    assert citing(edition.id, design) == design
    issue_document(actor, edition.id, "result_decision", "", 5, "QĐ-LHH", DAY)
    assert citing(edition.id, design)[2:4] == ("05/QĐ-LHH", DAY)
    own = design._replace(decision="77/QĐ-UBND")
    assert citing(edition.id, own) == own
