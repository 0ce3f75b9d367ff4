"""The next edition: what goes along, what does not, and every text that still speaks of the last one."""

from datetime import date
from typing import Any

import pytest

from contest.editions.actions import repeat_edition
from contest.editions.models import Edition
from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.mail import LetterRule
from contest.papers.models import CertificateDesign, Yearbook
from contest.papers.rules.certificates import kinds_of
from contest.people.models import RoleGrant
from tests.editions.makers import make_edition, text_of
from tests.people.makers import actor_of, make_person

TEXT = text_of("small_technical").replace("2030-", "2026-")


@pytest.fixture
def repeated(db: Any) -> Any:
    """The third edition with papers of its own, and the fourth made from it by an administrator."""
    last = make_edition("small_technical", slug="lan-3", stage="published", text=TEXT)
    kind = kinds_of(regulation_of(last.id))[0].key
    design = CertificateDesign(edition_id=last.id, kind_key=kind, body="Ban Tổ chức lần thứ ba", heading="Giấy khen")
    design.decision, design.decided_on, design.signatory = "77/QĐ-BTC", date(2026, 8, 1), "Nguyễn Văn Ký"
    words = "Mời dự lễ trao giải năm học 2025-2026 theo Quyết định 12/QĐ-BTC."
    letter = LetterRule(edition_id=last.id, event="results.awarded", subject="Kết quả", text=words)
    book = Yearbook(edition_id=last.id, title="Kỷ yếu", foreword="Hội thi lần thứ III khép lại.", signatory="Ký Tên")
    book.changed_at = now()
    entry = Entry(edition_id=last.id, code="KT-001", status="eligible", title="Máy gặt")
    entry.created_at = entry.updated_at = now()
    db.session.add_all([design, letter, book, entry])
    db.session.commit()
    admin = make_person("Quản")
    db.session.add(RoleGrant(person_id=admin.id, role=Role.ADMIN, edition_id=None, granted_at=now()))
    db.session.commit()
    card = repeat_edition(actor_of(admin, (Role.ADMIN, None)), last.id)
    db.session.commit()
    return last, card, admin


def test_texts_go_along_and_nothing_personal_does(repeated: Any, db: Any) -> None:
    last, card, _ = repeated
    design = db.session.query(CertificateDesign).filter_by(edition_id=card.id).one()
    assert (design.body, design.heading) == ("Ban Tổ chức lần thứ ba", "Giấy khen")
    assert (design.decision, design.decided_on, design.signatory) == ("", None, "")
    assert db.session.query(LetterRule).filter_by(edition_id=card.id).one().subject == "Kết quả"
    book = db.session.query(Yearbook).filter_by(edition_id=card.id).one()
    assert (book.title, book.signatory) == ("Kỷ yếu", "")
    assert db.session.query(Entry).filter_by(edition_id=card.id).count() == 0
    assert db.session.query(RoleGrant).filter_by(edition_id=card.id).count() == 0
    assert db.session.get(Edition, last.id).stage == "published"


def test_every_text_that_speaks_of_the_last_edition_is_listed_with_the_page_that_mends_it(
    repeated: Any, client_of: Any
) -> None:
    _, card, admin = repeated
    page = client_of(admin).get(f"/{card.slug}/quan-ly/ra-soat").text
    for words in (
        "Hội thi lần thứ III khép lại.",
        "Ghi lần khác với lần thứ 4.",
        "Nêu văn bản 12/QĐ-BTC của lần trước.",
        "Ban Tổ chức lần thứ ba",
        "Giống hệt lần trước.",
    ):
        assert words in page, words
    for address in ("van-ban/ky-yeu", "thu/mau/results.awarded", "quan-ly/the-le/chung", "quan-ly/the-le/thoi-gian"):
        assert f'href="/{card.slug}/{address}"' in page, address
    assert client_of(admin).get(f"/{card.slug}/quan-ly/the-le").text.count("quan-ly/the-le/chung") > 1


def test_a_first_edition_has_nothing_of_a_last_one(db: Any, client_of: Any) -> None:
    edition = make_edition("small_technical", slug="dau-tien", stage="draft")
    admin = make_person("Quản")
    db.session.add(RoleGrant(person_id=admin.id, role=Role.ADMIN, edition_id=None, granted_at=now()))
    db.session.commit()
    page = client_of(admin).get(f"/{edition.slug}/quan-ly/ra-soat").text
    assert "Đây là lần đầu của loạt này" in page
