"""From the province to the nation and back: two houses with databases of their own, and one package between them."""

import hashlib
import io
import json
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from contest.editions.queries import regulation_of
from contest.entries.models import Consent, Entry, EntryAuthor, EntryFile
from contest.foundation import files
from contest.foundation.access import OPERATOR, Role
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.foundation.database import writing
from contest.foundation.jobs import Job
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.foundation.sheets import read_sheet
from contest.foundation.writers import xlsx
from contest.juries.models import Conflict
from contest.prizes.actions import confirm_awards, reopen_awards
from contest.results import actions, queries, reports
from contest.results.models import Nominee
from tests.editions.makers import make_edition, text_of
from tests.engines import fresh_url
from tests.live import open_house
from tests.people.makers import actor_of, grant, make_person
from tests.prizes.test_actions import one_round
from tests.results.makers import make_decided

TO = "Hội thi Sáng tạo Kỹ thuật toàn quốc"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


@pytest.fixture
def province(db, monkeypatch):
    """Prizes proposed and not decided; the last ranks three entries, two of which may go up."""
    text = f"{one_round(text_of('small_technical'))}\nnomination: {{to: {TO}, at_most: 2, by: rank}}\n"
    monkeypatch.setattr("tests.results.makers.text_of", lambda name: text)
    monkeypatch.setattr("tests.results.makers.one_round", lambda given: given)
    edition, entries, organiser, person = make_decided(stage="deliberation")
    reopen_awards(organiser, edition.id, "Chưa quyết định")
    db.session.commit()
    return edition, entries, organiser, person


def agree(organiser, edition, entry):
    [row] = [each for each in queries.nominee_rows(edition.id, TO, _rules(edition)) if each.entry.id == entry.id]
    said = [(say.author_id, say.given_by) for say in row.says]
    actions.record_agreement(organiser, edition.id, 1, entry.id, said, "Cặp đề cử, trang 1")


def _rules(edition):
    return regulation_of(edition.id)


def ready(province):
    """The list is chosen, everybody has agreed, the fields have names above."""
    edition, entries, organiser, _ = province
    actions.propose_nominees(organiser, edition.id, 1)
    for row in queries.nominee_rows(edition.id, TO, _rules(edition)):
        agree(organiser, edition, row.entry)
    names = {field.key: field.name for field in _rules(edition).fields}
    actions.name_fields(organiser, edition.id, 1, names)
    database.session.commit()
    return edition, entries, organiser


def packed(organiser, edition):
    out = io.BytesIO()
    digest = actions.make_package(organiser, edition.id, 1, out)
    return out.getvalue(), digest


def test_the_list_comes_from_results_that_are_not_decided_and_people_change_it_with_reasons(province):
    edition, entries, organiser, _ = province
    chosen = actions.propose_nominees(organiser, edition.id, 1)
    assert [entry_id for entry_id, _ in chosen.nominees] == [entries[0].id, entries[1].id]
    with pytest.raises(Refusal) as refused:
        actions.add_nominee(organiser, edition.id, 1, "KT-003", " ")
    assert codes(refused) == ["nominee_reason"]
    actions.add_nominee(organiser, edition.id, 1, "KT-003", "Hội đồng đề nghị")
    actions.drop_nominee(organiser, edition.id, 1, entries[0].id, "Tác giả không tham gia")
    actions.propose_nominees(organiser, edition.id, 1)
    rows = queries.nominee_rows(edition.id, TO, _rules(edition))
    assert [(row.entry.code, row.is_by_hand, row.dropped_at is None) for row in rows] == [
        ("KT-002", False, True),
        ("KT-003", True, True),
        ("KT-001", True, False),
    ]
    for code, expected in (("KT-999", "nominee_unknown"), ("KT-003", "nominee_there")):
        with pytest.raises(Refusal) as refused:
            actions.add_nominee(organiser, edition.id, 1, code, "Lý do")
        assert codes(refused) == [expected]


def test_nothing_leaves_without_consents_and_names_of_fields(db, province):
    edition, entries, organiser, _ = province
    actions.propose_nominees(organiser, edition.id, 1)
    with pytest.raises(Refusal) as refused:
        packed(organiser, edition)
    assert codes(refused) == ["nominee_no_consent", "nominee_no_consent", "nominee_field_unmapped"]
    ready(province)
    assert packed(organiser, edition)[1]
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entries[0].id)).one()
    actions.record_agreement(organiser, edition.id, 1, entries[0].id, [], "Đơn xin rút ngày 02/06")
    [taken] = db.session.scalars(select(Consent).where(Consent.author_id == author.id, Consent.purpose == "nomination"))
    assert taken.withdrawn_at is not None
    with pytest.raises(Refusal) as refused:
        packed(organiser, edition)
    assert codes(refused) == ["nominee_no_consent"]


@pytest.fixture
def nation(tmp_path, engine, worker):
    """A house of its own, with a national edition that takes dossiers."""
    folder = tmp_path / "nation"
    folder.mkdir()
    house = open_house(folder, fresh_url(engine, f"nation_{worker}", folder))
    text = one_round(text_of("small_technical")).replace("level: province", "level: nation")
    text = text.replace("series: ", "series: nation-").replace("title: ", "title: Toàn quốc – ")
    mark = writing.set(True)
    with house.app_context():
        edition = make_edition(slug="toan-quoc", stage="closed", text=text)
        actor = actor_of(make_person("Ban Tổ chức"), (Role.ORGANISER, edition))
        edition_id = edition.id
        database.session.commit()
    yield house, edition_id, actor
    writing.reset(mark)
    with house.app_context():
        database.engine.dispose()


def take_in(nation, path, dry_run=False):
    house, edition_id, actor = nation
    with house.app_context():
        package = actions.open_package(path, edition_id)
        return [(row.code, row.kind, row.here) for row in actions.receive_package(actor, edition_id, package, dry_run)]


def with_file(edition, entry):
    """A file of the part that takes PDF."""
    stored = files.keep(io.BytesIO(PDF), "mo-ta.pdf", formats=("pdf",))
    part = next(each for each in _rules(edition).dossier if "pdf" in each.formats and not each.sensitive)
    database.session.add(
        EntryFile(
            entry_id=entry.id, part_key=part.key, name="mo-ta.pdf", sha256=stored.sha256, size=stored.size,
            media_type=stored.media_type, uploaded_at=now(),
        )
    )  # fmt: skip
    database.session.commit()
    return part.key


def test_a_package_becomes_entries_of_another_house_once_and_its_result_comes_back(app, tmp_path, province, nation):
    edition, entries, organiser = ready(province)
    part_key = with_file(edition, entries[0])
    content, digest = packed(organiser, edition)
    assert packed(organiser, edition) == (content, digest)
    path = tmp_path / "goi.zip"
    path.write_bytes(content)
    new = [("KT-001", "new", ""), ("KT-002", "new", "")]
    assert take_in(nation, path, dry_run=True) == new
    first = take_in(nation, path)
    assert [(code, kind) for code, kind, _ in first] == [("KT-001", "new"), ("KT-002", "new")]
    assert take_in(nation, path) == [(code, "unchanged", here) for code, _, here in first]
    house, edition_id, _ = nation
    with house.app_context():
        assert database.session.scalar(select(func.count()).select_from(Entry)) == 2
        got = database.session.scalars(select(Entry).where(Entry.code == first[0][2])).one()
        assert (got.title, got.unit, got.status, got.phone) == (entries[0].title, entries[0].unit, "received", "")
        [file] = database.session.scalars(select(EntryFile).where(EntryFile.entry_id == got.id))
        assert (file.part_key, file.name) == (part_key, "mo-ta.pdf")
        assert files.path_of(file.sha256).is_file()
        authors = database.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == got.id)).all()
        assert [(one.name, one.birth_on) for one in authors] == [("Lê Thị Thử 1", date(1990, 1, 1))]
        [sender] = queries.senders(edition_id)
        back = xlsx.write(reports.returned_list(edition_id, sender))
    sheet = read_sheet(io.BytesIO(back), actions.OUTCOME_HEADINGS)
    assert actions.import_outcomes(organiser, edition.id, 1, sheet.rows) == 2
    assert {row.outcome for row in queries.results_above(edition.id)} == {"not_taken"}
    actions.record_outcome(organiser, edition.id, 1, entries[0].id, "awarded", "Giải Nhì toàn quốc")
    [row] = queries.results_above(edition.id, entries[0].id)
    assert (row.outcome, row.award) == ("awarded", "Giải Nhì toàn quốc")


def test_who_has_a_conflict_neither_packs_nor_takes_down_results_and_entrants_are_told_of_theirs(db, province):
    edition, entries, organiser = ready(province)
    entries[0].email = "mot@example.org"
    about = {"edition_id": edition.id, "person_id": organiser.id, "entry_id": entries[1].id}
    conflict = Conflict(**about, kind="declared", state="declared", made_at=now())
    db.session.add(conflict)
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        actions.make_package(organiser, edition.id, 1, io.BytesIO())
    assert [reason.code for reason in refused.value.reasons] == ["nominee_conflict"]
    told = book((entries[0].code, "Đạt giải", "Giải Ba"), (entries[1].code, "Không đạt giải", ""))
    rows = read_sheet(io.BytesIO(told), actions.OUTCOME_HEADINGS).rows
    with pytest.raises(Refusal) as refused:
        actions.import_outcomes(organiser, edition.id, 1, rows)
    assert [reason.code for reason in refused.value.reasons] == ["nominee_conflict"]
    assert actions.import_outcomes(OPERATOR, edition.id, 1, rows) == 2
    letters = list(db.session.scalars(select(Letter).where(Letter.event == "nomination.answered")))
    assert [letter.about for letter in letters if letter.to_address] == [f"entry:{entries[0].id}"]
    assert "có kết quả: Giải Ba." in letters[0].text
    # What was said before is no news and no letter.
    assert actions.import_outcomes(OPERATOR, edition.id, 1, rows) == 0
    assert db.session.scalar(select(func.count()).where(Letter.event == "nomination.answered")) == len(letters)


def test_a_prize_from_above_stands_on_the_public_page_and_with_the_entry(app, db, province, client_of):
    edition, entries, organiser, person = province
    actions.propose_nominees(organiser, edition.id, 1)
    actions.record_outcome(organiser, edition.id, 1, entries[0].id, "awarded", "Giải Nhì toàn quốc")
    confirm_awards(organiser, edition.id)
    edition.stage = "decided"
    actions.seal_results(organiser, edition.id)
    actions.publish_results(organiser, edition.id)
    db.session.commit()
    assert f"Giải Nhì toàn quốc, {TO}" in app.test_client().get(f"/{edition.slug}/ket-qua").text
    story = client_of(person).get(f"/{edition.slug}/danh-muc/{entries[0].id}/toan-canh").text
    assert "Giải Nhì toàn quốc" in story


def test_what_was_only_looked_at_goes_from_the_store_and_what_became_an_entry_stays(app, db, province):
    edition, entries, _ = ready(province)
    with_file(edition, entries[0])
    kept = db.session.scalars(select(EntryFile.sha256)).one()
    looked = files.keep(io.BytesIO(b"%PDF-1.4 khac"), "khac.pdf").sha256
    actions.discard_files(OPERATOR, [kept, looked])
    assert files.path_of(kept).is_file()
    with pytest.raises(FileNotFoundError):
        files.path_of(looked)


def test_what_is_sent_again_takes_the_place_of_the_first_until_it_is_decided_on(db, tmp_path, province, nation):
    edition, entries, organiser = ready(province)
    path = tmp_path / "goi.zip"
    path.write_bytes(packed(organiser, edition)[0])
    first = take_in(nation, path)
    entries[1].summary = "Tóm tắt mới"
    db.session.commit()
    path.write_bytes(packed(organiser, edition)[0])
    assert [kind for _, kind, _ in take_in(nation, path)] == ["unchanged", "updated"]
    house = nation[0]
    with house.app_context():
        got = database.session.scalars(select(Entry).where(Entry.code == first[1][2])).one()
        assert got.summary == "Tóm tắt mới"
        got.status = "eligible"
        database.session.commit()
    entries[1].summary = "Lại mới"
    db.session.commit()
    path.write_bytes(packed(organiser, edition)[0])
    with pytest.raises(Refusal) as refused:
        take_in(nation, path)
    assert codes(refused) == ["dossier_judged"]


def rewritten(content, change):
    """The package with its dossiers changed and every digest right: a stranger can do that."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    dossiers = json.loads(held["dossiers.json"])
    change(dossiers)
    held["dossiers.json"] = json.dumps(dossiers).encode()
    manifest = json.loads(held["manifest.json"])
    manifest["files"]["dossiers.json"] = hashlib.sha256(held["dossiers.json"]).hexdigest()
    held["manifest.json"] = json.dumps(manifest).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_dry_run_shows_every_fault_and_nothing_is_written(tmp_path, province, nation):
    edition, _, organiser = ready(province)

    def spoil(dossiers):
        dossiers[0]["field"] = {"name": "Lĩnh vực lạ", "above": ""}
        dossiers[0]["title"] = ""
        dossiers[1]["authors"][0]["consents"] = []

    path = tmp_path / "goi.zip"
    path.write_bytes(rewritten(packed(organiser, edition)[0], spoil))
    with pytest.raises(Refusal) as refused:
        take_in(nation, path, dry_run=True)
    assert codes(refused) == ["dossier_field", "dossier_title", "dossier_consent"]
    with nation[0].app_context():
        assert database.session.scalar(select(func.count()).select_from(Entry)) == 0


def test_one_byte_changed_in_a_package_is_seen(tmp_path, province, nation):
    edition, _, organiser = ready(province)
    content, _ = packed(organiser, edition)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held["dossiers.json"] = held["dossiers.json"].replace(b"KT-001", b"KT-009")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    path = tmp_path / "goi.zip"
    for damaged, expected in (
        (out.getvalue(), "package_digest"),
        (content[: len(content) // 2], "package_not_zip"),
        (b"khong phai zip", "package_not_zip"),
    ):
        path.write_bytes(damaged)
        with pytest.raises(Refusal) as refused:
            take_in(nation, path)
        assert codes(refused) == [expected]


def test_the_sender_does_not_take_its_own_package(tmp_path, province):
    edition, _, organiser = ready(province)
    path = tmp_path / "goi.zip"
    path.write_bytes(packed(organiser, edition)[0])
    with pytest.raises(Refusal) as refused:
        actions.open_package(path, edition.id)
    assert codes(refused) == ["package_own"]


def book(*lines):
    made = Workbook()
    for line in (("Mã số", "Kết quả", "Giải"), *lines):
        made.active.append(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_results_from_above_are_all_or_nothing_with_every_fault_at_its_cell(db, province):
    edition, _, organiser = ready(province)
    wrong = book(("KT-001", "Đạt giải", ""), ("KT-002", "lạ", ""), ("KT-009", "Không đạt giải", ""))
    rows = read_sheet(io.BytesIO(wrong), actions.OUTCOME_HEADINGS).rows
    with pytest.raises(Refusal) as refused:
        actions.import_outcomes(organiser, edition.id, 1, rows)
    assert codes(refused) == ["outcome_award_missing", "outcome_unknown", "outcome_not_nominated"]
    assert [reason.where for reason in refused.value.reasons][1] == "dòng 3, cột “Kết quả” (ô B3)"
    assert {row.outcome for row in db.session.scalars(select(Nominee))} == {""}


def test_the_pages_say_what_is_missing_and_hand_out_the_package(app, db, province, client_of):
    edition, _, _, person = province
    browser, address = client_of(person), f"/{edition.slug}/de-cu/1"
    assert browser.get(f"/{edition.slug}/de-cu").location.endswith("/de-cu/1")
    assert browser.post(f"{address}/chon").status_code == 303
    page = browser.get(address).text
    assert "Chưa đủ đồng ý" in page
    refused = browser.post(f"{address}/them", data={"code": "KT-999", "reason": "Vì hay"})
    assert (refused.status_code, "KT-999" in refused.text, "Vì hay" in refused.text) == (422, True, True)
    stopped = browser.post(f"{address}/goi.zip")
    assert (stopped.status_code, "chưa có tên tương ứng" in stopped.text) == (422, True)
    ready(province)
    got = browser.post(f"{address}/goi.zip")
    held = io.BytesIO(got.data)
    got.close()
    assert zipfile.ZipFile(held).namelist()[:2] == ["manifest.json", "dossiers.json"]
    sent = {"file": (io.BytesIO(book(("KT-001", "Đạt giải", "Giải Ba"))), "ket-qua.xlsx")}
    assert browser.post(f"{address}/ket-qua", data=sent).status_code == 303
    assert "Giải Ba" in browser.get(address).text
    grant(watcher := make_person("Người giám sát"), edition, Role.OBSERVER)
    assert client_of(watcher).get(address).status_code == 200
    assert client_of(watcher).post(f"{address}/chon").status_code == 403


def test_a_package_is_looked_at_and_taken_in_by_browser(app, db, province, client_of):
    edition, _, organiser = ready(province)
    content, _ = packed(organiser, edition)
    text = one_round(text_of("small_technical")).replace("series: ", "series: nation-")
    above = make_edition(slug="toan-quoc", stage="closed", text=text)
    grant(person := make_person("Thư ký toàn quốc"), above, Role.SECRETARY)
    browser, address = client_of(person), f"/{above.slug}/nhan-de-cu"
    assert browser.post(address).status_code == 422
    page = browser.post(address, data={"file": (io.BytesIO(content), "goi.zip")}).text
    assert "Nhận 2 hồ sơ" in page
    token = page.split('name="token" value="')[1].split('"')[0]
    assert db.session.scalar(select(func.count()).select_from(Job).where(Job.name == "results.discard")) == 2
    assert browser.post(f"{address}/xac-nhan", data={"token": token}).status_code == 303
    assert "2 hồ sơ" in browser.get(address).text
    assert browser.post(f"{address}/xac-nhan", data={"token": "giả"}).status_code == 422


def test_whoever_has_a_conflict_of_interest_is_kept_away_from_the_entry(db, province, client_of):
    edition, entries, organiser, person = province
    actions.propose_nominees(organiser, edition.id, 1)
    db.session.add(
        Conflict(
            edition_id=edition.id, person_id=person.id, entry_id=entries[0].id, kind="declared", state="confirmed",
            reason="Người thân", made_at=now(),
        )
    )  # fmt: skip
    db.session.commit()
    page = client_of(person).get(f"/{edition.slug}/de-cu/1").text
    assert (entries[0].title in page, entries[1].title in page) == (False, True)
    assert "xung đột lợi ích" in page
    for deed in (
        lambda: actions.drop_nominee(organiser, edition.id, 1, entries[0].id, "Lý do"),
        lambda: actions.record_outcome(organiser, edition.id, 1, entries[0].id, "not_awarded"),
    ):
        with pytest.raises(Refusal) as refused:
            deed()
        assert codes(refused) == ["nominee_conflict"]
    assert client_of(person).post(f"/{edition.slug}/de-cu/1/goi.zip").status_code == 409


def test_the_list_asks_as_many_questions_for_two_entries_as_for_three(db, province, client_of, count_queries):
    edition, _, organiser, person = province
    actions.propose_nominees(organiser, edition.id, 1)
    browser, counts = client_of(person), []
    for _ in range(2):
        with count_queries() as asked:
            assert browser.get(f"/{edition.slug}/de-cu/1").status_code == 200
        counts.append(len(asked))
        if len(counts) == 1:
            actions.add_nominee(organiser, edition.id, 1, "KT-003", "Hội đồng đề nghị")
            db.session.commit()
    assert counts[0] == counts[1] <= 14
