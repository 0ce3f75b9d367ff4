"""Pages of scoring: what a judge sees and may do, what stays hidden, what the council sees."""

import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from contest.entries.models import EntryAuthor, EntryFile
from contest.foundation import files
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.mail import Letter
from contest.people.models import Person
from contest.scoring import actions
from contest.scoring.models import ScoreSheet
from tests.editions.makers import text_of
from tests.entries.makers import PDF
from tests.people.makers import grant
from tests.scoring.makers import FULL, Judging, make_judging, number_of, score, score_all

D = Decimal
ClientOf = Callable[[Person], FlaskClient]
HOME = "/thu-nghiem/cham-diem"
BOARD = "/thu-nghiem/tien-do/preliminary"
AS_SCRIPT = {"Accept": "application/json"}


def card(judging: Judging, entry: int = 0) -> str:
    """The address of a score card."""
    return f"{HOME}/{judging.round.key}/{number_of(entry)}"


def typed(**more: str) -> dict[str, str]:
    """A card filled in as a judge types it."""
    return {
        "novelty": "35,5",
        "use": "20.0",
        "effect": "22",
        "comment": "Tốt.",
        "version": "0",
        "save_key": "k",
        **more,
    }


def words(answer: Any) -> str:
    """The page as text."""
    return answer.get_data(as_text=True)


def plain(page: str) -> str:
    """A page's words without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


# the judge's list


def test_the_first_thing_a_judge_sees_is_the_next_entry(client_of: ClientOf) -> None:
    judging = make_judging()
    score(judging, 0, 0)
    page = words(client_of(judging.judges[0]).get(HOME))
    assert "Hồ sơ tiếp theo" in page
    assert page.index("A002") < page.index("A001")
    assert "1/3" in page


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", {"A001", "A002", "A003"}),
        ("?loc=chua", {"A003"}),
        ("?loc=nhap", {"A002"}),
        ("?loc=xong", {"A001"}),
        ("?tim=may gieo hat so 3", set()),
        ("?tim=hanh so 3", {"A003"}),
        ("?tim=a001", {"A001"}),
    ],
)
def test_a_judge_filters_and_searches_with_accents_or_without(client_of: ClientOf, query: str, seen: set[str]) -> None:
    judging = make_judging()
    score(judging, 0, 0)
    actions.save_sheet(judging.judge(), judging.edition.id, "preliminary", judging.entries[1].id, {"use": D(3)})
    page = words(client_of(judging.judges[0]).get(HOME + query))
    listed = page[page.index("</form>", page.index('role="search"')) :]
    assert set(re.findall(r"A00\d", listed)) == seen


def test_before_a_round_opens_there_is_nothing_to_score(client_of: ClientOf) -> None:
    judging = make_judging(state="preparing")
    browser = client_of(judging.judges[0])
    assert "Chưa đến vòng chấm" in words(browser.get(HOME))
    assert browser.get(card(judging)).status_code == 404


# the card


def test_a_card_shows_criteria_with_their_maxima_and_levels(client_of: ClientOf) -> None:
    judging = make_judging()
    page = plain(words(client_of(judging.judges[0]).get(card(judging))))
    assert "Tính mới, tính sáng tạo (tối đa 40)" in page
    assert "từ 30 Mới ở Việt Nam" in page
    assert "Nội dung chủ yếu." in page


def test_saving_a_draft_stays_on_the_card_and_reads_comma_and_point(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    browser = client_of(judging.judges[0])
    answer = browser.post(card(judging), data=typed(deed="luu"))
    assert (answer.status_code, answer.location) == (303, card(judging))
    assert db.session.execute(select(ScoreSheet.state, ScoreSheet.total)).one() == ("draft", D("77.5"))
    page = words(browser.get(card(judging)))
    assert 'value="35,5"' in page
    assert 'value="20"' in page


def test_handing_in_goes_to_the_next_unfinished_entry(client_of: ClientOf) -> None:
    judging = make_judging()
    browser = client_of(judging.judges[0])
    answer = browser.post(card(judging, 1), data=typed(deed="nop"))
    assert answer.location == card(judging, 2)
    answer = browser.post(card(judging, 2), data=typed(deed="nop"))
    assert answer.location == card(judging, 0)
    answer = browser.post(card(judging, 0), data=typed(deed="nop"), follow_redirects=True)
    assert "đã hoàn thành cả 3 hồ sơ" in words(answer)


def test_a_second_press_of_the_same_form_counts_once(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    browser = client_of(judging.judges[0])
    for _ in range(2):
        assert browser.post(card(judging), data=typed(deed="nop")).status_code == 303
    assert len(db.session.scalars(select(ScoreSheet)).all()) == 1


def test_a_score_above_the_maximum_is_told_at_its_field_with_the_rest_filled(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    answer = client_of(judging.judges[0]).post(card(judging), data=typed(deed="nop", novelty="40,5"))
    page = words(answer)
    assert answer.status_code == 422
    field = page[page.index('id="loi-novelty"') : page.index('id="loi-use"')]
    assert "40,5 vượt mức tối đa 40 điểm." in field
    assert all(f'value="{value}"' in page for value in ("40,5", "20.0", "22"))
    assert "Tốt.</textarea>" in page
    assert db.session.scalar(select(ScoreSheet.id)) is None


@pytest.mark.parametrize(
    ("given", "told"), [("tám", "Không đọc được điểm"), ("12.345", "hai cách"), ("VẮNG", "một con số")]
)
def test_what_is_no_score_is_told_at_its_field(client_of: ClientOf, given: str, told: str) -> None:
    judging = make_judging()
    answer = client_of(judging.judges[0]).post(card(judging), data=typed(deed="luu", use=given))
    page = words(answer)
    assert answer.status_code == 422
    assert told in page[page.index('id="loi-use"') : page.index('id="loi-effect"')]
    assert f'value="{given}"' in page


def test_blanks_are_asked_for_when_handing_in(client_of: ClientOf) -> None:
    judging = make_judging()
    page = plain(words(client_of(judging.judges[0]).post(card(judging), data=typed(deed="nop", use="", effect=""))))
    assert page.count("Nếu cho 0 điểm, hãy ghi số 0.") == 4  # in the summary and at each of the two fields


def test_nothing_but_zeros_is_asked_about_once(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    browser = client_of(judging.judges[0])
    zeros = typed(deed="nop", novelty="0", use="0", effect="0")
    answer = browser.post(card(judging), data=zeros)
    assert answer.status_code == 422
    assert "Đó là điểm 0, hay ông/bà không chấm hồ sơ này?" in plain(words(answer))
    assert browser.post(card(judging), data={**zeros, "zero_is_meant": "y"}).status_code == 303
    assert db.session.scalar(select(ScoreSheet.total)) == D(0)


def test_two_tabs_meet_with_both_values_shown(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    browser = client_of(judging.judges[0])
    browser.post(card(judging), data=typed(deed="luu", save_key="a"))
    answer = browser.post(card(judging), data=typed(deed="luu", save_key="b", novelty="12"))
    page = words(answer)
    assert answer.status_code == 422
    assert "Nơi khác đã lưu: 35,5. Tại đây: 12." in page
    assert 'name="version" value="1"' in page
    assert db.session.scalar(select(ScoreSheet.total)) == D("77.5")
    answer = browser.post(card(judging), data=typed(deed="luu", save_key="c", novelty="12", version="1"))
    assert answer.status_code == 303
    assert db.session.scalar(select(ScoreSheet.total)) == D(54)


def test_the_pages_script_saves_and_is_told_version_and_time(client_of: ClientOf) -> None:
    judging = make_judging()
    answer = client_of(judging.judges[0]).post(card(judging), data=typed(deed="luu"), headers=AS_SCRIPT)
    told = answer.get_json()
    assert (told["state"], told["version"], told["total"]) == ("draft", 1, "77,5")
    assert re.fullmatch(r"\d\d:\d\d", told["saved"])


def test_the_pages_script_is_told_what_is_wrong_and_what_stands(client_of: ClientOf) -> None:
    judging = make_judging()
    browser = client_of(judging.judges[0])
    browser.post(card(judging), data=typed(deed="luu"), headers=AS_SCRIPT)
    answer = browser.post(card(judging), data=typed(deed="luu", use="31", save_key="x", version="1"), headers=AS_SCRIPT)
    assert answer.status_code == 422
    assert answer.get_json()["error"]["details"] == [
        {"where": "use", "code": "score_above_max", "message": "31 vượt mức tối đa 30 điểm."}
    ]
    answer = browser.post(card(judging), data=typed(deed="luu", use="1", save_key="y"), headers=AS_SCRIPT)
    told = answer.get_json()
    assert answer.status_code == 409
    assert told["now"]["version"] == 1
    assert told["now"]["cells"] == {"novelty": "35,5", "use": "20", "effect": "22"}


def test_a_signed_out_script_is_told_so(client: FlaskClient) -> None:
    judging = make_judging()
    answer = client.post(card(judging), data=typed(deed="luu"), headers=AS_SCRIPT)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "signed_out")


def test_a_handed_in_card_is_read_only_and_can_be_taken_back(client_of: ClientOf) -> None:
    judging = make_judging()
    score(judging, 0, 0)
    browser = client_of(judging.judges[0])
    page = words(browser.get(card(judging)))
    assert 'name="novelty"' not in page
    assert "Sửa lại phiếu" in page
    browser.post(card(judging) + "/mo-lai")
    assert 'name="novelty"' in words(browser.get(card(judging)))


def test_after_closing_a_judge_reads_the_own_scores_only(client_of: ClientOf) -> None:
    judging = make_judging()
    score_all(judging)
    actions.close_round(judging.the_chair, judging.edition.id, "preliminary")
    browser = client_of(judging.judges[0])
    page = words(browser.get(card(judging)))
    assert 'name="novelty"' not in page
    assert "Sửa lại phiếu" not in page
    assert "35,5" in plain(page)
    assert browser.post(card(judging), data=typed(deed="luu", novelty="1", version="1")).status_code == 422


@pytest.mark.parametrize("kind", ["conflict", "abstain"])
def test_a_judge_declines_with_a_reason_and_goes_on(client_of: ClientOf, db: Any, kind: str) -> None:
    judging = make_judging()
    browser = client_of(judging.judges[0])
    address = card(judging) + "/khong-cham"
    answer = browser.post(address, data={"kind": kind, "reason": ""})
    assert answer.status_code == 422
    assert "Cần ghi lý do." in words(answer)
    answer = browser.post(address, data={"kind": kind, "reason": "cùng đơn vị"})
    assert answer.location == card(judging, 1)
    state = db.session.scalar(select(ScoreSheet.state))
    assert state == ("recused" if kind == "conflict" else "abstained")
    assert browser.get(card(judging)).status_code == (404 if kind == "conflict" else 200)


def test_another_judges_entry_is_not_there(client_of: ClientOf) -> None:
    judging = make_judging()
    other = make_judging(entries=4, slug="khac")
    browser = client_of(judging.judges[0])
    assert browser.get(f"{HOME}/preliminary/{number_of(len(other.entries) - 1)}").status_code == 404
    assert browser.get(f"{HOME}/nothing/{number_of(0)}").status_code == 404
    assert browser.get(f"/khac/cham-diem/preliminary/{number_of(0)}").status_code == 403
    assert browser.get(f"{HOME}/preliminary/{judging.entries[0].id}").status_code == 404


PARTS = "parts: [{key: eco, name: Kinh tế, max: 10}, {key: soc, name: Xã hội, max: 20}]"


def test_a_criterion_with_parts_is_scored_by_part(client_of: ClientOf, db: Any) -> None:
    text = text_of("small_technical").replace("hội, max: 30, step: 0.5}", f"hội, max: 30, step: 0.5, {PARTS}}}")
    judging = make_judging(text=text)
    browser = client_of(judging.judges[0])
    page = words(browser.get(card(judging)))
    assert 'name="effect.eco"' in page
    given = typed(deed="nop", **{"effect.eco": "10,5", "effect.soc": "12"})
    answer = browser.post(card(judging), data=given)
    assert "10,5 vượt mức tối đa 10 điểm." in words(answer)
    assert browser.post(card(judging), data={**given, "effect.eco": "9"}).status_code == 303
    assert db.session.scalar(select(ScoreSheet.total)) == D("76.5")


def test_a_round_of_grades_is_judged_by_choosing_one(client_of: ClientOf, db: Any) -> None:
    whole = text_of("small_technical")
    start, end = whole.index("  - key: preliminary"), whole.index("  - key: final")
    criteria = whole[whole.index("    criteria:") : whole.index("    combine:")]
    graded = "  - {key: preliminary, name: Sơ khảo, kind: grades, grades: [Xuất sắc, Khá, Đạt], "
    graded += "judges_per_entry: 3, goes_on: {grades: [Xuất sắc, Khá]}}\n"
    final = whole[end:].replace("    same_as: preliminary\n", criteria)
    text = whole[:start] + graded + final.replace("    carry: {preliminary: 0.3, final: 0.7}\n", "")
    judging = make_judging(text=text)
    browser = client_of(judging.judges[0])
    assert "Xuất sắc" in words(browser.get(card(judging)))
    answer = browser.post(card(judging), data={"grade": "2", "deed": "nop", "version": "0", "save_key": "k"})
    assert answer.status_code == 303
    assert db.session.scalar(select(ScoreSheet.total)) == D(2)


# blindness

AUTHOR, SCHOOL = "Ngô Bảo Tác Giả", "Trường Trung học Hoa Phượng"


def add_file(judging: Judging) -> EntryFile:
    """A file whose own name gives its author away."""
    stored = files.keep(io.BytesIO(PDF), f"{AUTHOR}.pdf")
    file = EntryFile(
        entry_id=judging.entries[0].id,
        part_key="description",
        name=f"{AUTHOR} - {SCHOOL}.pdf",
        sha256=stored.sha256,
        size=stored.size,
        media_type="application/pdf",
        uploaded_at=now(),
    )
    return file


def test_a_crawl_as_a_judge_of_a_blind_round_finds_no_author_and_no_unit(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    db.session.add_all(
        [EntryAuthor(entry_id=entry.id, position=1, name=AUTHOR, unit=SCHOOL) for entry in judging.entries]
    )
    db.session.add(add_file(judging))
    db.session.commit()
    browser = client_of(judging.judges[0])
    waiting, seen = [HOME, card(judging)], set()
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 60:
            continue
        seen.add(address)
        answer = browser.get(address)
        told = f"{answer.headers} {answer.get_data().decode('utf-8', 'replace')}"
        answer.close()
        for secret in (AUTHOR, SCHOOL, "Tac Gia", "Hoa Phuong", "KT-001", "Ngo_Bao", "ngo-bao"):
            assert secret.lower() not in told.lower(), f"{address} tells {secret}"
        # The keys of the database tell in which order entries came, and the register shows that order.
        assert not re.search(r"/preliminary/\d+", told), f"{address} tells a key"
        links = re.findall(r'(?:href|src)="(/thu-nghiem/cham-diem[^"#]*)"', told)
        waiting += [link.replace("&amp;", "&") for link in links]
    assert any("/tep/" in address for address in seen)
    assert len(seen) > 5


def test_no_page_of_a_judge_tells_anybody_elses_score(client_of: ClientOf) -> None:
    judging = make_judging()
    score(judging, 1, 0, FULL | {"novelty": D("13.5"), "use": D("29.5")})
    browser = client_of(judging.judges[0])
    for address in (HOME, card(judging)):
        page = plain(words(browser.get(address)))
        assert "13,5" not in page
        assert "29,5" not in page
        assert "65" not in page
    assert browser.get(BOARD).status_code == 403
    assert browser.get(f"{BOARD}/chenh-lech").status_code == 403


def test_an_open_round_shows_who_made_the_work(client_of: ClientOf, db: Any) -> None:
    judging = make_judging(round_key="final")
    db.session.add(EntryAuthor(entry_id=judging.entries[0].id, position=1, name=AUTHOR))
    db.session.commit()
    page = words(client_of(judging.judges[0]).get(card(judging)))
    assert AUTHOR in page
    assert SCHOOL in page


def test_evidence_is_handed_out_neutral_sandboxed_and_only_to_its_judge(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    file = add_file(judging)
    db.session.add(file)
    db.session.commit()
    address = f"{card(judging)}/tep/{file.id}"
    answer = client_of(judging.judges[0]).get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=A001-")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    answer.close()
    assert client_of(judging.secretary).get(address).status_code == 403
    assert client_of(judging.judges[0]).get(f"{card(judging, 1)}/tep/{file.id}").status_code == 404


def test_a_judge_looks_at_the_pages_without_learning_whose_they_are(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    file = add_file(judging)
    db.session.add(file)
    db.session.commit()
    address = f"{card(judging)}/tep/{file.id}"
    browser = client_of(judging.judges[0])
    page = words(browser.get(f"{address}/xem"))
    assert f"{address}/hinh/trang-1" in page
    assert AUTHOR not in page
    with browser.get(f"{address}/hinh/trang-1") as got:
        assert (got.status_code, got.content_type) == (200, "image/jpeg")
        assert "Last-Modified" not in got.headers
    with browser.get(address, headers={"Range": "bytes=0-4"}) as got:
        assert (got.status_code, got.data) == (206, b"%PDF-")
    for other in (client_of(judging.secretary), client_of(judging.clerk)):
        assert other.get(f"{address}/xem").status_code == 403
    assert browser.get(f"{card(judging, 1)}/tep/{file.id}/hinh/trang-1").status_code == 404


# the council


def test_the_board_counts_sheets_by_judge_and_by_entry_without_scores(client_of: ClientOf) -> None:
    judging = make_judging()
    score(judging, 0, 0, FULL | {"novelty": D("13.5")})
    for person in (judging.clerk, judging.chair, judging.secretary):
        page = plain(words(client_of(person).get(BOARD)))
        assert "Còn thiếu 8 phiếu của 3 giám khảo." in page
        assert "Trần Văn Bình, Lê Thị Cúc" in page or "Lê Thị Cúc" in page
        assert "13,5" not in page
        assert "55,5" not in page


def test_the_board_shows_only_entries_that_wait_when_asked(client_of: ClientOf) -> None:
    judging = make_judging()
    for judge in range(3):
        score(judging, judge, 0)
    page = words(client_of(judging.secretary).get(BOARD + "?thieu=1"))
    listed = page[page.index("Theo hồ sơ") :]
    assert set(re.findall(r"A00\d", listed)) == {"A002", "A003"}


def test_an_author_is_not_found_through_the_clerks_search(client_of: ClientOf) -> None:
    judging = make_judging()
    listed = words(client_of(judging.clerk).get(BOARD + "?tim=hoa phuong"))
    assert not re.findall(r"A00\d", listed[listed.index("Theo hồ sơ") :])
    listed = words(client_of(judging.secretary).get(BOARD + "?tim=hoa phuong"))
    assert re.findall(r"A00\d", listed[listed.index("Theo hồ sơ") :])


@pytest.mark.parametrize(
    ("query", "seen"), [("tim=%25", set()), ("tim=_", set()), ("trang=9", {"A001", "A002", "A003"})]
)
def test_signs_find_nothing_and_a_page_beyond_the_last_is_not_empty(
    client_of: ClientOf, query: str, seen: set[str]
) -> None:
    judging = make_judging()
    listed = words(client_of(judging.secretary).get(f"{BOARD}?{query}"))
    assert set(re.findall(r"A00\d", listed[listed.index("Theo hồ sơ") :])) == seen


def test_reminding_writes_letters_and_gives_texts_for_who_has_no_address(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    judging.judges[0].email, judging.judges[0].phone = None, "0912345678"
    db.session.commit()
    answer = client_of(judging.clerk).post(BOARD + "/nhac")
    assert "Kính gửi Nguyễn Thị Ánh" in words(answer)
    assert len(db.session.scalars(select(Letter)).all()) == 2


def test_the_closing_page_lists_what_is_missing_and_refuses_to_close(client_of: ClientOf) -> None:
    judging = make_judging(entries=1)
    score(judging, 0, 0)
    browser = client_of(judging.chair)
    page = plain(words(browser.get(BOARD + "/dong")))
    assert "Phiếu còn thiếu (2)" in page
    assert "Đóng vòng chấm?" not in page
    answer = browser.post(BOARD + "/dong", follow_redirects=True)
    assert "Chưa đóng được: còn 2 việc" in words(answer)


def test_the_way_out_by_absence_and_quorum_goes_through_the_browser(client_of: ClientOf) -> None:
    judging = make_judging(entries=1)
    score(judging, 0, 0)
    browser = client_of(judging.chair)
    for judge in judging.judges[1:]:
        browser.post(BOARD + "/ghi", data={"judge_id": judge.id, "state": "absent", "reason": "ốm"})
    page = plain(words(browser.get(BOARD + "/dong")))
    assert "Hồ sơ chưa đủ phiếu tính điểm (1)" in page
    given = {"entry_id": judging.entries[0].id, "quorum": "1", "reason": "hai giám khảo ốm"}
    browser.post(BOARD + "/tuc-so", data=given)
    answer = browser.post(BOARD + "/dong", follow_redirects=True)
    assert "Đã đóng vòng chấm: 1 hồ sơ, 1 phiếu tính điểm." in words(answer)
    assert "Mở lại vòng chấm" in words(answer)


# keying in


def line(judging: Judging, entry: int, **cells: str) -> dict[str, str]:
    """A line of the grid."""
    own = judging.entries[entry].id
    return {f"{own}:{key}": value for key, value in {"version": "0", "state": "", **cells}.items()}


def test_a_clerk_keys_in_a_judges_paper(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    browser = client_of(judging.clerk)
    address = BOARD + "/nhap-phieu"
    judge = judging.judges[0].id
    assert "A003" in words(browser.get(f"{address}?giam_khao={judge}"))
    given = {
        "judge_id": str(judge),
        **line(judging, 0, novelty="35,5", use="20", effect="22"),
        **line(judging, 1, novelty="VẮNG", use="", effect=""),
        **line(judging, 2, novelty="", use="", effect=""),
    }
    assert browser.post(address, data=given).status_code == 303
    states = dict(db.session.execute(select(ScoreSheet.entry_id, ScoreSheet.state)).all())
    assert states == {judging.entries[0].id: "submitted", judging.entries[1].id: "absent"}
    page = words(browser.get(f"{address}?giam_khao={judge}"))
    assert 'value="VẮNG"' in page


def test_the_grid_comes_back_whole_with_each_fault_at_its_cell(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    given = {
        "judge_id": str(judging.judges[0].id),
        **line(judging, 0, novelty="35,5", use="20", effect="22"),
        **line(judging, 1, novelty="41", use="x", effect="5"),
    }
    browser = client_of(judging.clerk)
    answer = browser.post(BOARD + "/nhap-phieu", data=given)
    page = words(answer)
    assert answer.status_code == 422
    assert f'id="loi-{judging.entries[1].id}:use"' in page
    assert all(f'value="{value}"' in page for value in ("35,5", "41", "x", "22"))
    given.update(line(judging, 1, novelty="41", use="5", effect="5"))
    page = words(browser.post(BOARD + "/nhap-phieu", data=given))
    assert f'id="loi-{judging.entries[1].id}:novelty"' in page
    assert db.session.scalar(select(ScoreSheet.id)) is None


def workbook(*rows: tuple[Any, ...]) -> io.BytesIO:
    """Typed sheets as somebody sends them."""
    book = Workbook()
    sheet = book.active
    sheet.append(
        [
            "Mã số",
            "Giám khảo",
            "Tính mới, tính sáng tạo",
            "Khả năng áp dụng",
            "Hiệu quả kinh tế - kỹ thuật - xã hội",
            "Nhận xét",
        ]
    )
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    return content


def test_a_workbook_is_looked_at_first_then_taken(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    browser = client_of(judging.clerk)
    row = ("KT-001", judging.judges[0].email, 35.5, 20, "22", "tốt")

    def send(**more: str) -> Any:
        given = {"file": (workbook(row), "phieu.xlsx"), **more}
        return browser.post(BOARD + "/nhap-tep", data=given, content_type="multipart/form-data")

    assert "1 phiếu mới" in plain(words(send(dry_run="y")))
    assert db.session.scalar(select(ScoreSheet.id)) is None
    send()
    assert db.session.scalar(select(ScoreSheet.total)) == D("77.5")
    assert "1 phiếu không đổi" in plain(words(send()))


# how much a page asks of the database


def count_queries(browser: FlaskClient, address: str) -> int:
    """How many statements a page costs, after a first visit has warmed what is kept in memory."""
    browser.get(address)
    asked: list[str] = []

    def listen(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        assert browser.get(address).status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    return len(asked)


@pytest.mark.parametrize(
    ("who", "address", "most"),
    [
        ("judge", HOME, 8),
        ("judge", "{card}", 8),
        ("judge", HOME + "/preliminary/bang", 7),
        ("secretary", BOARD, 7),
        ("clerk", BOARD, 8),
        ("chair", BOARD + "/dong", 8),
        ("secretary", BOARD + "/chenh-lech", 8),
        ("clerk", BOARD + "/nhap-phieu?giam_khao={judge}", 8),
    ],
)
def test_a_page_asks_the_same_number_of_questions_for_three_entries_and_thirty(
    client_of: ClientOf, who: str, address: str, most: int
) -> None:
    costs = []
    for entries, slug in ((3, "thu-nghiem"), (30, "lon-hon")):
        judging = make_judging(entries=entries, slug=slug)
        score(judging, 0, 0)
        person = judging.judges[0] if who == "judge" else getattr(judging, who)
        where = address.format(card=card(judging), judge=judging.judges[0].id).replace("thu-nghiem", slug)
        costs.append(count_queries(client_of(person), where))
    assert costs[0] == costs[1]
    assert costs[0] <= most


def test_the_page_of_an_entry_marks_and_reopens_single_sheets(client_of: ClientOf, db: Any) -> None:
    judging = make_judging(entries=1)
    score(judging, 0, 0)
    address = f"{BOARD}/ho-so/{judging.entries[0].id}"
    browser = client_of(judging.secretary)
    assert "Tổng: 77,5" in plain(words(browser.get(address)))
    where = {"entry_id": judging.entries[0].id, "judge_id": judging.judges[0].id}
    answer = browser.post(BOARD + "/mo-phieu", data={**where, "reason": ""}, follow_redirects=True)
    assert "Cần ghi lý do mở lại." in words(answer)
    from_us = {"Referer": f"http://localhost{address}"}
    for deed, more in (("/mo-phieu", {}), ("/ghi", {"state": "absent"})):
        sent = {**where, **more, "reason": "Giám khảo ghi nhầm. " * 2000}
        answer = browser.post(BOARD + deed, data=sent, headers=from_us)
        assert (answer.status_code, "nhiều nhất là 2.000" in words(answer)) == (409, True)
        assert words(answer).count("Giám khảo ghi nhầm.") >= 2000, "to be copied"
    assert set(db.session.scalars(select(ScoreSheet.state))) == {"submitted"}
    answer = browser.post(BOARD + "/mo-phieu", data={**where, "reason": "ghi nhầm"}, follow_redirects=True)
    assert "Phiếu đã mở lại" in words(answer)
    where["judge_id"] = judging.judges[1].id
    browser.post(BOARD + "/ghi", data={**where, "state": "recused", "reason": "người nhà"})
    states = dict(db.session.execute(select(ScoreSheet.judge_id, ScoreSheet.state)).all())
    assert states == {judging.judges[0].id: "draft", judging.judges[1].id: "recused"}


def test_a_chair_sees_no_totals_of_an_open_round_on_the_page_of_an_entry(client_of: ClientOf) -> None:
    judging = make_judging(entries=1)
    score(judging, 0, 0)
    address = f"{BOARD}/ho-so/{judging.entries[0].id}"
    assert "77,5" not in plain(words(client_of(judging.chair).get(address)))
    other = make_judging(entries=1, slug="khac")
    assert client_of(judging.chair).get(f"{BOARD}/ho-so/{other.entries[0].id}").status_code == 404


def test_a_secretary_who_also_judges_does_not_read_other_sheets_through_the_grid(client_of: ClientOf) -> None:
    judging = make_judging(entries=1)
    score(judging, 1, 0)
    grant(judging.secretary, judging.edition, Role.JUDGE)
    page = plain(words(client_of(judging.secretary).get(f"{BOARD}/nhap-phieu?giam_khao={judging.judges[1].id}")))
    assert "35,5" not in page
    assert "cũng là giám khảo" in page


def test_the_grid_shows_the_judges_own_sheets_and_nobody_elses(client_of: ClientOf) -> None:
    judging = make_judging(entries=2)
    score(judging, 0, 0)
    score(judging, 1, 1, {**FULL, "novelty": D("11.5")})
    page = words(client_of(judging.judges[0]).get(f"{HOME}/preliminary/bang"))
    assert "35,5" in plain(page)
    assert "11,5" not in page
    assert "Ngô Bảo Tác Giả" not in page
    assert client_of(judging.secretary).get(f"{HOME}/preliminary/bang").status_code == 403


def test_the_grid_of_a_closed_round_can_be_read_and_not_written(client_of: ClientOf) -> None:
    judging = make_judging(entries=2)
    score(judging, 0, 0)
    judging.round.state = "closed"
    page = words(client_of(judging.judges[0]).get(f"{HOME}/preliminary/bang"))
    assert "data-cell" not in page
    assert "grid.js" not in page
