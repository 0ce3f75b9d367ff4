"""The pages of the running order; all invented."""

from datetime import timedelta

from sqlalchemy import update

from contest.ceremony.actions import editing
from contest.ceremony.actions.editing import Written
from contest.foundation.audit import AuditLine, record
from contest.foundation.clock import now
from contest.results.actions import seal_results
from tests.ceremony.makers import make_stage
from tests.results.makers import make_decided

PAGE = "/thu-nghiem/le-trao-giai"
FORM = {
    "day": "20/11/2026",
    "time": "8:30",
    "place": "Nhà hát thành phố",
    "calling_order": "lowest_first",
    "group_size": "12",
    "goes_up": "authors",
}


def test_the_order_is_made_on_the_page_and_shows_hours_and_who_is_called(db, client_of):
    edition, entries, organiser, person = make_decided()
    browser = client_of(person)
    assert "Kết quả chưa được niêm phong" in browser.get(PAGE).text
    seal_results(organiser, edition.id)
    wrong = browser.post(PAGE, data=FORM | {"day": "31/02/2026", "group_size": "2"})
    assert wrong.status_code == 422
    assert "Ngày không đúng" in wrong.text
    assert 'value="Nhà hát thành phố"' in wrong.text
    assert browser.post(PAGE, data=FORM).status_code == 303
    page = browser.get(PAGE).text
    assert "08:30 ngày 20/11/2026, Nhà hát thành phố" in page
    assert all(entry.code in page and entry.title in page for entry in entries)


def test_who_types_over_somebody_elses_words_sees_both_and_keeps_what_was_typed(db, client_of):
    stage = make_stage()
    browser = client_of(stage.person)
    row = next(part.segment for part in stage.script.parts if part.segment.is_group)
    address = f"{PAGE}/phan/{row.id}"
    editing.write_segment(
        stage.organiser, stage.edition.id, row.id, row.version, Written("", "Lời của người kia", 9, "")
    )
    sent = {"version": row.version, "title": "", "minutes": "6", "words": "Lời của tôi", "hands_over": ""}
    answer = browser.post(address, data=sent)
    assert answer.status_code == 409
    assert "Lời của người kia" in answer.text
    assert "Lời của tôi" in answer.text
    assert "vừa được Ada sửa" in answer.text
    # Sent again from that page, it is meant upon what is shown beside it.
    again = browser.post(address, data=sent | {"version": row.version + 1})
    assert again.status_code == 303
    assert stage.script.part_of(row.id).segment.words == "Lời của tôi"


def test_the_buttons_of_the_order_move_split_join_and_take_out(db, client_of):
    stage = make_stage()
    browser = client_of(stage.person)
    group = next(part for part in stage.script.parts if part.segment.is_group)
    there = f"{PAGE}/phan/{group.segment.id}"

    def press(address: str) -> None:
        assert browser.post(address, data={"version": stage.version}).status_code == 303

    press(f"{there}/dong/{group.lines[1].call.id}/tach")
    press(f"{there}/dong/{group.lines[1].call.id}/xuong")
    assert stage.groups()[:2] == [stage.codes(3), stage.codes(5, 4)]
    press(f"{there}/gop")
    press(f"{there}/len")
    assert stage.groups()[0] == stage.codes(3, 5, 4)
    speech = next(part for part in stage.script.parts if part.segment.kind == "speech")
    press(f"{PAGE}/phan/{speech.segment.id}/bo")
    assert stage.script.part_of(speech.segment.id) is None
    # A page of yesterday changes nothing and says who was first.
    stale = browser.post(f"{there}/len", data={"version": 1}, follow_redirects=True)
    assert "Kịch bản vừa được Ada sửa" in stale.text
    assert browser.get(f"{PAGE}/phan/{speech.segment.id}").status_code == 404


def test_somebody_who_stands_in_is_written_at_the_line_and_a_segment_is_put_in(db, client_of):
    stage = make_stage()
    browser = client_of(stage.person)
    line = next(part for part in stage.script.parts if part.segment.is_group).lines[0]
    assert browser.post(f"{PAGE}/dong/{line.call.id}", data={"stand_in": "bà Lê Lan"}).status_code == 303
    assert "Người lên nhận thay: bà Lê Lan." in stage.script.lines[line.call.id].words
    new = {"version": stage.version, "kind": "performance", "after": "0", "title": "Múa", "minutes": "7"}
    assert browser.post(f"{PAGE}/them", data=new).status_code == 303
    assert stage.script.parts[0].title == "Múa"
    assert browser.post(f"{PAGE}/them", data=new | {"kind": "other", "title": ""}).status_code == 422


def test_once_nothing_happens_its_pages_ask_eight_questions_and_see_each_change(db, client_of, count_queries):
    stage = make_stage()
    browser = client_of(stage.person)
    names = {}
    pages = ["", "/loi-dan", "/them", "/cach-doc-ten?tat_ca=1", "/diem-danh/danh-sach", "/hien-vat/trao"]
    for address in (*pages, "/hien-vat", "/chi-thuong", "/ky-nhan", "/ky-nhan/may-tinh-bang", "/trinh-chieu"):
        long_ago = now() - timedelta(minutes=2)
        db.session.execute(update(AuditLine).values(at=long_ago))
        db.session.commit()
        browser.get(f"{PAGE}{address}")
        with count_queries() as asked:
            before = browser.get(f"{PAGE}{address}")
        assert (before.status_code, len(asked) <= 8) == (200, True), (address, len(asked))
        names[address] = before.get_data(as_text=True)
    # A name that is put right stands on the next page, however long nothing had happened.
    stage.author(3).name = "Lò Thị Mới"
    record(stage.organiser, "correct_name", stage.edition.id)
    db.session.commit()
    assert "Lò Thị Mới" in browser.get(PAGE).text
    assert "Lò Thị Mới" not in names[""]
