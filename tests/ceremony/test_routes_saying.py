"""How names are said, and the script on paper; all invented."""

import io
from datetime import date

from docx import Document
from sqlalchemy import select

from contest.ceremony.actions.editing import say_name
from contest.ceremony.models import StageName
from contest.entries.actions import forget_author
from contest.entries.models import EntryAuthor
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now
from contest.papers.queries.tallies import reconciled
from contest.papers.reports.closing import parcels_of
from contest.prizes.models import Award
from tests.ceremony.makers import make_stage
from tests.editions.makers import make_edition
from tests.printed import pdf_words
from tests.ranking.makers import make_entries
from tests.results.makers import consent

PAGE = "/thu-nghiem/le-trao-giai"


def test_a_name_that_is_easily_misread_is_asked_about_with_what_was_said_before(db, client_of):
    stage = make_stage()
    browser = client_of(stage.person)
    for place, name in enumerate(("Lê Hoa", "Vũ Mai", "Hồ Sen", "H'Lan Niê", "Đỗ Cúc", "Ngô Trúc")):
        stage.author(place).name = name
    # In an edition before, somebody of that name.
    earlier = make_edition("small_technical", slug="ky-truoc")
    before = EntryAuthor(entry_id=make_entries(earlier, 1)[0].id, position=2, name="H’LAN NIÊ")
    db.session.add(before)
    db.session.flush()
    db.session.add(StageName(author_id=before.id, sounds="hờ lan nê", changed_at=now()))
    author_id = stage.author(3).id
    page = browser.get(f"{PAGE}/cach-doc-ten").text
    assert page.count("Chưa ghi cách đọc") == 1
    assert "Lê Hoa" not in page
    assert "Lê Hoa" in browser.get(f"{PAGE}/cach-doc-ten?tat_ca=1").text
    assert "Lần trước đã ghi: hờ lan nê." in browser.get(f"{PAGE}/cach-doc-ten/{author_id}").text
    assert browser.post(f"{PAGE}/cach-doc-ten/{author_id}", data={"sounds": "hờ-lan ni-ê"}).status_code == 303
    assert "[hờ-lan ni-ê]" in browser.get(f"{PAGE}/loi-dan?phan=5").text
    assert browser.get(f"{PAGE}/cach-doc-ten/999999").status_code == 404


def test_a_child_without_consent_is_called_as_the_family_agreed_in_the_script_and_nowhere_by_name(db, client_of):
    stage = make_stage(["90", "84", "80"], name="small_youth")
    browser = client_of(stage.person)
    named, child = stage.author(0), stage.author(1)
    named.birth_on = child.birth_on = date(2015, 3, 1)
    consent(named, "guardian", "self")
    db.session.commit()
    page = browser.get(PAGE).text
    assert named.name in page
    assert child.name not in page
    assert "một em học sinh" in page
    address = f"{PAGE}/cach-doc-ten/{child.id}"
    refused = browser.post(address, data={"called_as": "em An, lớp 5A"})
    assert refused.status_code == 422
    assert "Hãy ghi ai trong gia đình đã đồng ý" in refused.text
    assert browser.post(address, data={"called_as": "em An, lớp 5A", "agreed_by": "Bà Mẹ"}).status_code == 303
    assert "em An, lớp 5A" in browser.get(PAGE).text
    # That a name is left out by consent is no difference to the sealed result.
    assert reconciled(stage.edition.id).reasons == ()


def test_how_a_name_sounded_goes_with_who_is_forgotten_and_never_stands_in_the_history(db):
    stage = make_stage()
    author = stage.author(3)
    author.name = "H'Lan Niê"
    db.session.commit()
    say_name(stage.organiser, stage.edition.id, author.id, "hờ-lan ni-ê", "cô Lan", "Ông Cha")
    say_name(stage.organiser, stage.edition.id, stage.author(4).id, "thử năm")
    forget_author(stage.organiser, stage.edition.id, stage.entries[3].id, author.id, True)
    assert sorted(db.session.scalars(select(StageName.sounds))) == ["", "thử năm"]
    assert "hờ-lan" not in repr(db.session.scalars(select(AuditLine.changes)).all())
    assert "H'Lan" not in stage.script.lines[stage.order.lines_of(stage.order.segments[4].id)[0].id].words


def test_the_script_leaves_as_word_and_pdf_with_everybody_and_not_when_it_differs(db, client_of):
    stage = make_stage()
    browser = client_of(stage.person)
    say_name(stage.organiser, stage.edition.id, stage.author(3).id, "thử ba")
    made = browser.post(f"{PAGE}/kich-ban.docx")
    assert made.status_code == 200
    document = Document(io.BytesIO(made.data))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    printed = pdf_words(browser.post(f"{PAGE}/kich-ban.pdf").data)
    for place in range(6):
        assert stage.author(place).name in words
        assert stage.author(place).name in printed.replace("\xa0", " ")
    assert f"{stage.author(3).name} [thử ba]" in words
    assert [cell.text for cell in document.tables[-1].rows[5].cells] == [
        "08:40", "3", "Trao Giải Ba\n3 lượt, 3 người", "",
    ]  # fmt: skip
    assert {parcel.name for folder, _, parcel in parcels_of(stage.edition.id) if folder == "le-trao-giai"} >= {
        "kich-ban.docx",
        "kich-ban.pdf",
    }
    db.session.query(Award).filter_by(entry_id=stage.entries[0].id).one().amount_vnd = 1
    db.session.commit()
    assert browser.post(f"{PAGE}/kich-ban.pdf").status_code == 409
