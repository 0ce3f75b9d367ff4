"""Identity papers are opened on record and destroyed by schedule; a forgotten author leaves a place and no data."""

import io
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from contest.editions.models import Question, StageChange
from contest.editions.queries import regulation_of
from contest.editions.rules import parse
from contest.entries import actions, queries
from contest.entries.actions.telling import write_to_entrant
from contest.entries.models import Consent, Entry, EntryAuthor, EntryFile, EntryStep, FileReading
from contest.foundation import files as store
from contest.foundation.access import OPERATOR, Role
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now
from contest.foundation.jobs import work_all
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import fold
from contest.results.jobs import look_at_papers
from contest.results.models import Publication, Seal
from contest.results.queries import ended_on
from contest.results.rules import due_parts
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import PDF, make_entry, youth_typed
from tests.people.makers import actor_of, grant, make_person

NAME = "Đặng Thuỳ Chi Mai"
PAPER = (
    "  - {key: birth, name: Giấy khai sinh, required: false, formats: [pdf], sensitive: true, delete_after_days: 30}\n"
)


@pytest.fixture
def edition(db):
    return make_edition("small_youth", text=text_of("small_youth").replace("dossier:\n", f"dossier:\n{PAPER}"))


def with_paper(edition, code="KT-001", content=PDF, name=f"khai sinh {NAME}.pdf"):
    entry = make_entry(
        edition, code, authors=(NAME, "Bùi An"), field="study", division="primary", email="a@example.org"
    )
    kept = store.keep(io.BytesIO(content), name, formats=("pdf",))
    office = actor_of(make_person("Cúc"), (Role.SECRETARY, edition))
    file_id = actions.attach_file(office, edition.id, entry.id, "birth", kept)
    return entry, file_id, kept.sha256


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.SECRETARY, 200), (Role.ORGANISER, 200), (Role.OBSERVER, 404), (Role.JUDGE, 404), (Role.UNIT, 404)],
)
def test_identity_papers_are_opened_by_who_must_and_that_is_on_record(db, edition, client_of, role, status):
    entry, _, _ = with_paper(edition)
    file_id = db.session.scalar(select(EntryFile.id))
    person = make_person("Người mở")
    grant(person, edition, role)
    with client_of(person).get(f"/thu-nghiem/ho-so/{entry.id}/tep/{file_id}/tai-ve") as answer:
        assert answer.status_code == status
    noted = [(one.file_id, one.by_name) for one in db.session.scalars(select(FileReading))]
    assert noted == ([(file_id, "Người mở")] if status == 200 else [])


def test_who_handed_the_paper_in_reads_it_without_a_note_and_the_office_sees_who_did(db, edition, client_of):
    entry, _, _ = with_paper(edition)
    owner, secretary = make_person("Cô Lan"), make_person("Dung")
    entry.owner_id = owner.id
    grant(secretary, edition, Role.SECRETARY)
    file_id = db.session.scalar(select(EntryFile.id))
    for person in (owner, secretary):
        client_of(person).get(f"/thu-nghiem/ho-so/{entry.id}/tep/{file_id}/tai-ve").close()
    assert [one.by_name for one in queries.readings(entry.id)] == ["Dung"]
    assert "Dung, khai sinh" in client_of(secretary).get(f"/thu-nghiem/danh-muc/{entry.id}").text


def publish(edition, db, at_moment):
    seal = Seal(edition_id=edition.id, version=1, digest="x" * 64, document={}, sealed_at=at_moment)
    db.session.add(seal)
    db.session.flush()
    db.session.add(Publication(edition_id=edition.id, seal_id=seal.id, published_at=at_moment))
    db.session.flush()


def test_papers_are_destroyed_when_the_regulation_says_and_the_line_stays(db, edition, at):
    entry, _, sha256 = with_paper(edition)
    at("2030-09-01T08:00")
    publish(edition, db, now())
    counts = []
    for moment in ("2030-09-30T08:00", "2030-10-01T08:00"):
        at(moment)
        look_at_papers()
        db.session.flush()
        work_all()
        counts.append(len(db.session.scalars(select(EntryFile).where(EntryFile.erased_at.is_not(None))).all()))
    assert counts == [0, 1]
    db.session.expire_all()
    row = db.session.scalars(select(EntryFile)).one()
    assert (row.name, row.sha256) == ("(đã xóa)", sha256)
    with pytest.raises(FileNotFoundError):
        store.path_of(sha256)
    steps = db.session.scalars(select(EntryStep.status).where(EntryStep.entry_id == entry.id)).all()
    assert steps[-1] == "erased"
    assert queries.removed_files(entry.id) == []


def test_bytes_that_another_dossier_has_as_well_stay_for_it(db, edition):
    _, _, sha256 = with_paper(edition)
    other, _, same = with_paper(edition, "KT-002")
    assert same == sha256
    row = db.session.scalars(select(EntryFile).where(EntryFile.entry_id == other.id)).one()
    row.part_key = "description"
    db.session.flush()
    db.session.commit()
    assert actions.erase_papers(OPERATOR, edition.id, ["birth"]) == 1
    assert store.path_of(sha256).exists()


@pytest.mark.parametrize(("day", "due"), [(date(2030, 9, 30), []), (date(2030, 10, 1), ["birth"])])
def test_the_days_count_from_the_publication(day, due):
    text = text_of("small_youth").replace("dossier:\n", f"dossier:\n{PAPER}")
    assert due_parts(parse(text), date(2030, 9, 1), day) == due


def test_a_sensitive_part_without_days_is_kept_as_long_as_personal_data_is():
    paper = PAPER.replace(", delete_after_days: 30", "")
    rules = parse(text_of("small_youth").replace("dossier:\n", f"dossier:\n{paper}"))
    kept = rules.privacy.retention_days
    assert due_parts(rules, date(2030, 1, 1), date(2030, 1, 1) + timedelta(days=kept - 1)) == []
    assert due_parts(rules, date(2030, 1, 1), date(2030, 1, 1) + timedelta(days=kept)) == ["birth"]


def everything(db) -> str:
    """Every text in every table, as one text: what a thief of the database reads."""
    found = []
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            found.append(" ".join(str(value) for value in row))
    return fold("\n".join(found))


def test_a_forgotten_author_leaves_a_place_in_the_list_and_no_trace_of_the_name(db, edition):
    entry, _, sha256 = with_paper(edition)
    office = actor_of(make_person("Cúc"), (Role.SECRETARY, edition))
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.name == NAME)).one()
    author.birth_on, author.guardian, author.share = date(2018, 1, 1), "Đặng Văn Ba", 6000
    entry.title = f"Thùng rác của {NAME}"
    entry.search_text = f"thung rac {fold(NAME)}"
    actions.record_paper(office, edition.id, entry.id, author.id, [("judging", "guardian")], f"Giấy của {NAME}")
    write_to_entrant(entry, "Cuộc thi", "entry.withdrawn", {"lý do": f"Em {NAME} chuyển trường"})
    db.session.commit()
    assert fold(NAME) in everything(db)
    committee = actor_of(make_person("Bình"), (Role.ORGANISER, edition))
    actions.forget_author(committee, edition.id, entry.id, author.id, True)
    db.session.commit()
    left = everything(db)
    assert fold(NAME) not in left
    assert fold("Đặng Văn Ba") not in left
    assert "2018-01-01" not in left
    db.session.expire_all()
    row = db.session.get(EntryAuthor, author.id)
    assert (row.name, row.position, row.share) == ("Tác giả thứ 1 (đã xóa tên)", 1, 6000)
    assert db.session.scalars(select(Consent.withdrawn_at)).one() is not None
    with pytest.raises(FileNotFoundError):
        store.path_of(sha256)
    assert db.session.get(Entry, entry.id).code == "KT-001"
    assert "Em (tác giả) chuyển trường" in db.session.scalars(select(Letter.text)).one()
    assert (
        db.session.scalars(select(AuditLine.deed).order_by(AuditLine.id.desc())).first()
        == "entries.privacy.forget_author"
    )


def test_to_forget_takes_the_committee_and_a_tick(db, edition):
    entry, _, _ = with_paper(edition)
    author_id = db.session.scalar(select(EntryAuthor.id).where(EntryAuthor.name == NAME))
    office = actor_of(make_person("Cúc"), (Role.SECRETARY, edition))
    committee = actor_of(make_person("Bình"), (Role.ORGANISER, edition))
    for actor, sure, code in ((office, True, "not_permitted"), (committee, False, "forget_not_sure")):
        with pytest.raises(Refusal) as refusal:
            actions.forget_author(actor, edition.id, entry.id, author_id, sure)
        assert [reason.code for reason in refusal.value.reasons] == [code]


def test_the_link_of_a_guardian_needs_no_account_and_says_what_was_chosen(db, edition, client):
    with_paper(edition)
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.name == NAME)).one()
    author.birth_on = date(2018, 1, 1)
    db.session.flush()
    address = f"/dong-y/{actions.consent_token(author.id, NAME, 'guardian')}"
    assert NAME in client.get(address).text
    client.post(address, data={"purpose": ["judging", "publish_name"]})
    given = db.session.execute(
        select(Consent.purpose, Consent.given_by, Consent.source).order_by(Consent.purpose)
    ).all()
    assert given == [("judging", "guardian", "link"), ("publish_name", "guardian", "link")]
    client.post(address, data={"purpose": ["judging"]})
    back = db.session.execute(select(Consent.purpose, Consent.withdrawn_by).where(Consent.withdrawn_at.is_not(None)))
    assert back.all() == [("publish_name", "guardian")]
    assert client.get("/dong-y/gia").status_code == 404
    assert client.post(address, data={"purpose": ["khac"]}).status_code == 409


def test_a_paper_needs_to_lie_somewhere_and_the_page_keeps_what_was_ticked(db, edition, client_of):
    entry, _, _ = with_paper(edition)
    author_id = db.session.scalar(select(EntryAuthor.id).where(EntryAuthor.name == NAME))
    secretary = make_person("Cúc")
    grant(secretary, edition, Role.SECRETARY)
    address = f"/thu-nghiem/ho-so/{entry.id}/dong-y/{author_id}"
    answer = client_of(secretary).post(address, data={"agreed": ["press/guardian"], "note": ""})
    assert answer.status_code == 422
    assert "Hãy ghi giấy đồng ý ở đâu" in answer.text
    assert answer.text.count('value="press/guardian" id=') == 2
    assert f'value="press/guardian" id="dy-{author_id}-guardian-press" checked' in answer.text
    client_of(secretary).post(address, data={"agreed": ["press/guardian"], "note": "Cặp số 3"})
    assert db.session.execute(select(Consent.source, Consent.note)).all() == [("paper", "Cặp số 3")]


def test_the_office_sees_who_has_not_agreed_and_who_took_back(db, edition, client_of, count_queries):
    entry, _, _ = with_paper(edition)
    make_entry(edition, None, status="draft", authors=("Bản Nháp",), field="study")
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.name == NAME)).one()
    author.birth_on = date(2018, 1, 1)
    office = actor_of(make_person("Cúc"), (Role.SECRETARY, edition))
    every = [
        (purpose, by) for purpose in ("judging", "publish_name", "photographs", "press") for by in ("guardian", "self")
    ]
    actions.record_paper(office, edition.id, entry.id, author.id, every, "Cặp số 3")
    observer = make_person("Giám sát")
    grant(observer, edition, Role.OBSERVER)
    browser = client_of(observer)
    page = browser.get("/thu-nghiem/dong-y").text
    assert (NAME in page, "Bùi An" in page, "Bản Nháp" in page) == (False, True, False)
    actions.withdraw_consent(office, edition.id, entry.id, author.id, "press", "self")
    assert NAME in browser.get("/thu-nghiem/dong-y?rut=1").text
    assert "Bùi An" not in browser.get("/thu-nghiem/dong-y?rut=1").text
    assert NAME not in browser.get("/thu-nghiem/dong-y?rut=1&muc=judging").text
    with count_queries() as asked:
        browser.get("/thu-nghiem/dong-y")
    assert len(asked) <= 8


def test_who_has_not_agreed_is_looked_up_again_once_somebody_agrees_or_takes_back(
    db, edition, client_of, count_queries, at
):
    entry, _, _ = with_paper(edition)
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.name == NAME)).one()
    author.birth_on = date(2018, 1, 1)
    secretary = make_person("Cúc")
    grant(secretary, edition, Role.SECRETARY)
    office, browser = actor_of(secretary, (Role.SECRETARY, edition)), client_of(secretary)
    every = [
        (purpose, by) for purpose in ("judging", "publish_name", "photographs", "press") for by in ("guardian", "self")
    ]
    at("2027-05-01T10:00")
    actions.record_paper(office, edition.id, entry.id, author.id, every[:-1], "Cặp số 3")
    at("2027-05-01T10:02")
    asked = []
    for _ in range(2):
        with count_queries() as these:
            assert NAME in browser.get("/thu-nghiem/dong-y").text
        asked.append(len(these))
    assert asked[1] < asked[0]
    actions.record_paper(office, edition.id, entry.id, author.id, every, "Cặp số 3")
    assert NAME not in browser.get("/thu-nghiem/dong-y").text
    at("2027-05-01T10:04")
    assert NAME not in browser.get("/thu-nghiem/dong-y").text
    actions.withdraw_consent(office, edition.id, entry.id, author.id, "press", "self")
    at("2027-05-01T10:06")
    assert NAME in browser.get("/thu-nghiem/dong-y").text


def test_sheets_are_printed_for_ones_own_entries_and_another_gets_none(db, edition, client_of, count_queries):
    entry, _, _ = with_paper(edition)
    owner, other, secretary = make_person("Cô Lan"), make_person("Cô Mai"), make_person("Dung")
    grant(secretary, edition, Role.SECRETARY)
    entry.owner_id = owner.id
    for author in db.session.scalars(select(EntryAuthor)):
        author.birth_on = date(2018, 1, 1)
    db.session.flush()
    with count_queries() as asked:
        page = client_of(owner).get("/thu-nghiem/dong-y/phieu").text
    assert len(asked) <= 8
    assert (page.count("Phiếu đồng ý: "), page.count("data:image/svg+xml;base64,")) == (4, 4)
    here = f"/thu-nghiem/dong-y/phieu?hs={entry.id}"
    assert client_of(secretary).get(here).text.count("Phiếu đồng ý: ") == 4
    assert client_of(other).get(here).text.count("Phiếu đồng ý: ") == 0
    assert client_of(secretary).get("/thu-nghiem/dong-y/phieu").text.count("Phiếu đồng ý: ") == 0


def test_at_the_end_of_its_days_everything_that_never_took_part_goes_and_the_office_saw_it_coming(
    db, edition, at, client_of
):
    at("2030-09-01T08:00")
    taking_part, _, _ = with_paper(edition)
    taking_part.status = "eligible"
    rejected, _, _ = with_paper(edition, "KT-002", content=PDF + b"x", name="mo ta.pdf")
    office = actor_of(make_person("Cúc"), (Role.SECRETARY, edition))
    for entry in (taking_part, rejected):
        described = store.keep(io.BytesIO(PDF + entry.code.encode()), "mo ta.pdf")
        actions.attach_file(office, edition.id, entry.id, "explanation", described)
    rejected.status = "ineligible"
    owner = actor_of(make_person("Cô Lan"))
    draft = actions.start_entry(owner, edition.id, "k" * 16)
    solution, authors = youth_typed()
    authors["rows"][0]["name"] = "Hồ Bảo Trân Châu"
    actions.save_draft(owner, edition.id, draft, {"solution": solution, "authors": authors})
    secretary = make_person("Thư Ký")
    grant(secretary, edition, Role.SECRETARY)
    desk, here = client_of(secretary), "/thu-nghiem/quan-ly/luu-giu"
    assert "Cuộc thi chưa kết thúc nên chưa xóa gì" in desk.get(here).text
    publish(edition, db, now())
    days = regulation_of(edition.id).privacy.retention_days
    due = (now() + timedelta(days=days)).date()
    page = desk.get(here).text
    assert f"{due:%d/%m/%Y}".lstrip("0") in page or f"{due:%d/%m/%Y}" in page
    assert "Bản nháp chưa bao giờ nộp" in page
    for late, left in ((days - 1, True), (days, False)):
        at(f"{date(2030, 9, 1) + timedelta(days=late)}T09:00")
        look_at_papers()
        db.session.flush()
        work_all()
        db.session.expire_all()
        told = everything(db)
        # Other people's addresses are made up and may end alike.
        address = re.search(r"(?<!\w)a@example\.org", told)
        assert (fold("Hồ Bảo Trân Châu") in told, address is not None) == (left, left)
        kept = [file.erased_at is None for file in db.session.scalars(select(EntryFile).order_by(EntryFile.id))]
        # The birth certificates have thirty days of their own; the description of the one that took part stays.
        assert kept == [False, False, True, left]
    assert fold(NAME) in told
    assert db.session.get(Entry, draft).wiped_at is not None
    assert "Đến hạn</" not in desk.get(here).text


def test_a_contest_that_was_put_away_without_a_result_ends_on_that_day(db, edition, at):
    at("2030-09-01T08:00")
    with_paper(edition)
    edition.stage = "archived"
    db.session.add(StageChange(edition_id=edition.id, from_stage="open", to_stage="archived", at=now(), reason="Hủy"))
    db.session.flush()
    assert ended_on(edition.id) == date(2030, 9, 1)
    at("2030-10-02T08:00")
    look_at_papers()
    db.session.flush()
    work_all()
    db.session.expire_all()
    assert db.session.scalars(select(EntryFile.erased_at)).one() is not None


def test_a_released_answer_names_nobody_who_entered_later(edition, client, db):
    told = {"text": f"Em {NAME} dự thi được không?", "answer": "Được, nếu chưa quá tuổi.", "answered_at": now()}
    db.session.add(Question(edition_id=edition.id, asked_at=now(), published_at=now(), **told))
    db.session.commit()
    assert NAME in client.get("/thu-nghiem/hoi-dap").text
    entry = make_entry(edition, "TN-001", authors=(NAME,), field="green")
    db.session.commit()
    for address in ("/thu-nghiem/hoi-dap", "/thu-nghiem/"):
        page = client.get(address).text
        assert "Em (tác giả) dự thi được không?" in page
        assert NAME not in page
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry.id)).one()
    author.name, entry.updated_at = "Bùi Quốc An", now()
    db.session.commit()
    assert NAME in client.get("/thu-nghiem/hoi-dap").text
