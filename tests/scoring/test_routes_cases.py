"""Pages of a disagreement: the judge's request, the council's list and case, and what stays hidden in every step."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from contest.foundation.access import Role
from contest.foundation.mail import Letter
from contest.juries.models import Seat
from contest.people.models import Person
from contest.scoring import actions
from contest.scoring.models import CaseRequest, DisagreementCase
from tests.editions.makers import text_of
from tests.people.makers import grant
from tests.scoring.makers import FULL, Judging, make_judging, off_the_entry, score
from tests.scoring.test_routes import count_queries

D = Decimal
ClientOf = Callable[[Person], FlaskClient]
HOME = "/thu-nghiem/cham-diem"
CARD = f"{HOME}/preliminary/A001"
BOARD = "/thu-nghiem/tien-do/preliminary"
LIST = f"{BOARD}/chenh-lech"
LOW = FULL | {"novelty": D("10.5")}  # 52,5 where FULL is 77,5
WHY = "đã xem lại mẫu và bản mô tả"


def words(answer: Any) -> str:
    """The page as text."""
    return answer.get_data(as_text=True)


def plain(page: str) -> str:
    """A page's words without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def two_apart(**more: Any) -> Judging:
    """Two judges lie 25 points apart on the only entry; two more members could be called."""
    judging = make_judging(entries=1, judges=4, **more)
    for place in (2, 3):
        off_the_entry(judging, place, judging.entries[0])
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    return judging


def case_page(judging: Judging) -> str:
    """The address of the case."""
    return f"{LIST}/{judging.entries[0].id}"


def test_a_judge_is_asked_on_the_dashboard_and_answers_on_the_card(client_of: ClientOf, db: Any) -> None:
    judging = two_apart()
    browser = client_of(judging.judges[0])
    assert "Xem lại phiếu" in words(browser.get(HOME))
    page = words(browser.get(CARD))
    assert "Xin xem lại phiếu này" in page
    assert "Sửa lại phiếu" not in page
    answer = browser.post(f"{CARD}/xem-lai", data={"answer": "kept", "reason": ""})
    assert answer.status_code == 422
    assert "Cần ghi lý do" in words(answer)
    answer = browser.post(f"{CARD}/xem-lai", data={"answer": "kept", "reason": WHY}, follow_redirects=True)
    assert "giữ nguyên điểm hồ sơ A001" in words(answer)
    assert "Xem lại phiếu" not in words(browser.get(HOME))
    assert "đã xem lại phiếu này và giữ nguyên điểm" in words(browser.get(CARD))


def test_a_judge_who_changes_finds_the_sheet_open_and_what_was_typed_stays(client_of: ClientOf, db: Any) -> None:
    judging = two_apart()
    browser = client_of(judging.judges[1])
    answer = browser.post(f"{CARD}/xem-lai", data={"answer": "", "reason": "em xem lại"})
    assert "em xem lại" in words(answer)
    answer = browser.post(f"{CARD}/xem-lai", data={"answer": "changing", "reason": WHY}, follow_redirects=True)
    assert "Phiếu đã mở lại. Sửa xong, xin nộp lại phiếu." in words(answer)
    assert 'value="10,5"' in words(answer)
    assert "Sửa rồi nộp lại" in words(browser.get(HOME))
    version = re.search(r'name="version" value="(\d+)"', words(answer))
    assert version is not None
    given = {"novelty": "30", "use": "20", "effect": "22", "comment": "Tốt.", "version": version[1], "deed": "nop"}
    actions.answer_case(judging.judge(0), judging.edition.id, "preliminary", judging.entries[0].id, "kept", WHY)
    browser.post(CARD, data=given)
    assert db.session.scalar(select(DisagreementCase.step)) == "closing"


def test_the_whole_way_on_the_pages(client_of: ClientOf, db: Any) -> None:
    judging = two_apart()
    clerk, chair = client_of(judging.clerk), client_of(judging.chair)
    where = case_page(judging)
    board = words(clerk.get(BOARD))
    assert "Đã nhận đủ phiếu; 1 hồ sơ có điểm chênh lệch chưa kết luận." in board
    assert "Xem lại rồi đóng vòng chấm" not in board
    assert "Giám khảo đang xem lại phiếu" in words(clerk.get(LIST))
    page = plain(words(clerk.get(where)))
    assert "Tổng điểm lệch nhau 25 điểm (từ 52,5 đến 77,5; giới hạn 20)" in page
    for judge in judging.judges[:2]:
        answer = clerk.post(
            f"{where}/tra-loi-ho", data={"judge_id": judge.id, "answer": "kept", "reason": WHY}, follow_redirects=True
        )
    assert "Mời giám khảo thứ ba" in words(answer)
    case = db.session.execute(select(DisagreementCase)).scalar_one()
    answer = clerk.post(f"{where}/goi", data={"judge_id": case.proposed[0]}, follow_redirects=True)
    assert "Đã mời chấm thêm 1 người" in words(answer)
    third = next(judge for judge in judging.judges if judge.id == case.proposed[0])
    assert "Chấm thêm" in words(client_of(third).get(HOME))
    score(judging, list(judging.judges).index(third), 0, FULL | {"novelty": D("33.5")})
    answer = chair.post(f"{where}/ket-luan", data={"way": "closest_two", "reason": " "})
    assert answer.status_code == 422
    assert "Cần ghi lý do để đưa vào biên bản." in words(answer)
    answer = chair.post(f"{where}/ket-luan", data={"way": "closest_two", "reason": WHY}, follow_redirects=True)
    page = plain(words(answer))
    assert f"Tính hai phiếu gần nhau nhất. {WHY}" in page
    assert "Không tính" in page
    for line in ("Mở việc xem xét", "Mời xem lại phiếu", "giữ nguyên điểm", "Mời chấm thêm", "Nộp phiếu chấm thêm"):
        assert line in page
    assert "Mọi phiếu đã có, không còn gì thiếu." in words(chair.get(f"{BOARD}/dong"))
    assert "Mọi phiếu đã có. Xem lại rồi đóng vòng chấm." in words(chair.get(BOARD))


def test_the_board_shows_the_step_of_an_open_case_at_its_entry_until_it_is_concluded(
    client_of: ClientOf, db: Any
) -> None:
    judging = make_judging(entries=2, judges=4)
    for place in (2, 3):
        off_the_entry(judging, place, judging.entries[0])
    clerk, entry = client_of(judging.clerk), judging.entries[0]
    score(judging, 0, 0)
    assert "Chênh lệch:" not in words(clerk.get(BOARD))
    score(judging, 1, 0, LOW)
    shown = re.findall(rf'href="{LIST}/(\d+)"><span[^>]*>(?:<svg.*?</svg>)?\s*([^<]+)', words(clerk.get(BOARD)))
    assert [(int(key), told.strip()) for key, told in shown] == [(entry.id, "Chênh lệch: giám khảo đang xem lại phiếu")]
    where = (judging.edition.id, "preliminary", entry.id)
    for place in (0, 1):
        actions.answer_case(judging.judge(place), *where, "kept", WHY)
    assert "Chênh lệch: chờ xác nhận người chấm thêm" in plain(words(clerk.get(BOARD)))
    client_of(judging.secretary).post(f"{LIST}/{entry.id}/khong-cho", data={"reason": "không mời thêm"})
    assert "Chênh lệch: chờ kết luận" in plain(words(clerk.get(BOARD)))
    assert "1 hồ sơ có điểm chênh lệch chưa kết luận" in words(clerk.get(BOARD))
    actions.conclude_case(judging.the_chair, *where, "closest_two", WHY)
    assert "Chênh lệch:" not in words(clerk.get(BOARD))


def test_what_was_typed_into_a_refused_conclusion_stays(client_of: ClientOf, db: Any) -> None:
    judging = two_apart()
    for place in (0, 1):
        actions.answer_case(judging.judge(place), judging.edition.id, "preliminary", judging.entries[0].id, "kept", WHY)
    browser = client_of(judging.secretary)
    browser.post(f"{case_page(judging)}/khong-cho", data={"reason": "không mời thêm"})
    answer = words(browser.post(f"{case_page(judging)}/ket-luan", data={"way": "chosen", "reason": "vì thế"}))
    assert "Chưa bỏ phiếu nào." in answer
    assert "vì thế</textarea>" in answer
    assert re.search(r'value="chosen" checked', answer)


def test_a_case_is_opened_by_hand_where_the_regulation_only_tells(client_of: ClientOf, db: Any) -> None:
    judging = two_apart(text=text_of("small_technical").replace("then: third_judge", "then: none"))
    browser = client_of(judging.chair)
    assert "Đang lệch, chưa mở việc xem xét (1)" in words(browser.get(LIST))
    given = {"entry_id": judging.entries[0].id, "reason": "lệch quá xa"}
    answer = browser.post(LIST, data=given, follow_redirects=True)
    assert "Giám khảo đang xem lại phiếu" in words(answer)
    assert "lệch quá xa" in words(answer)


def test_the_closing_page_names_each_case_with_its_step(client_of: ClientOf, db: Any) -> None:
    judging = two_apart()
    page = words(client_of(judging.chair).get(f"{BOARD}/dong"))
    assert case_page(judging) in page
    assert "Giám khảo đang xem lại phiếu" in page


def addresses(page: str) -> set[str]:
    """Every address a page points at, of this house."""
    found = re.findall(r'(?:href|src|action|data-list)="(/[^"#]*)"', page)
    return {address.replace("&amp;", "&") for address in found}


def crawl(browser: FlaskClient, first: str) -> dict[str, str]:
    """Every page that can be reached by reading, from the first on."""
    seen: dict[str, str] = {}
    waiting = [first]
    while waiting and len(seen) < 200:
        address = waiting.pop()
        if address in seen or address.startswith(("/static", "/bootstrap", "/dang-xuat")):
            continue
        with browser.get(address) as answer:
            is_text = answer.status_code == 200 and answer.mimetype in ("text/html", "application/json")
            seen[address] = f"{answer.headers.get('Content-Disposition')}\n{words(answer)}" if is_text else ""
            waiting.extend(addresses(seen[address]) - set(seen))
    return seen


def hidden_from(judging: Judging, judge: Person, own: str) -> set[str]:
    """What a judge must not read: the other judges' names, their figures and the gap."""
    names = {other.name for other in judging.judges if other.id != judge.id}
    figures = {"77,5", "52,5", "75,5"} - {own}
    return names | figures | {figure.replace(",", ".") for figure in figures} | {"25 điểm", "23 điểm"}


def assert_blind(client_of: ClientOf, judging: Judging, judge: Person, own: str) -> int:
    """No page the judge can reach says anything of the others; returns how many were read."""
    pages = crawl(client_of(judge), HOME)
    assert CARD in pages or own == ""
    for address in (LIST, case_page(judging), BOARD, f"{BOARD}/dong", f"{BOARD}/ho-so/{judging.entries[0].id}"):
        answer = client_of(judge).get(address)
        pages[address] = words(answer) if answer.status_code == 200 else ""
    for address, page in pages.items():
        # Neither coordinates nor the clock's seconds are figures.
        drawn = re.sub(r'<svg.*?</svg>|data-now="[^"]*"', "", page, flags=re.S)
        told = {word for word in hidden_from(judging, judge, own) if word in drawn}
        assert not told, (address, told)
    return len(pages)


def test_in_every_step_a_judge_reads_nothing_of_the_others(client_of: ClientOf, db: Any) -> None:
    judging = two_apart()
    one, two = judging.judges[:2]
    where = (judging.edition.id, "preliminary", judging.entries[0].id)
    assert assert_blind(client_of, judging, one, "77,5") > 5
    actions.answer_case(judging.judge(0), *where, "kept", "tôi giữ 77,5 điểm")
    assert_blind(client_of, judging, two, "52,5")
    actions.answer_case(judging.judge(1), *where, "kept", "tôi giữ 52,5 điểm")
    assert_blind(client_of, judging, one, "77,5")
    third_id = db.session.execute(select(DisagreementCase.proposed)).scalar_one()[0]
    third = next(judge for judge in judging.judges if judge.id == third_id)
    actions.call_judges(judging.the_clerk, *where, [third_id])
    assert_blind(client_of, judging, third, "")
    place = list(judging.judges).index(third)
    score(judging, place, 0, FULL | {"novelty": D("33.5")})
    for judge, own in ((one, "77,5"), (two, "52,5"), (third, "75,5")):
        assert_blind(client_of, judging, judge, own)
    actions.conclude_case(judging.the_chair, *where, "closest_two", "giám khảo thứ ba 75,5 điểm")
    for judge, own in ((one, "77,5"), (two, "52,5"), (third, "75,5")):
        assert_blind(client_of, judging, judge, own)


def test_letters_in_every_step_tell_a_judge_nothing_of_the_others(client_of: ClientOf, db: Any) -> None:
    judging = two_apart()
    where = (judging.edition.id, "preliminary", judging.entries[0].id)
    for place in (0, 1):
        actions.answer_case(judging.judge(place), *where, "kept", "tôi giữ điểm")
    actions.call_judges(judging.the_clerk, *where, db.session.execute(select(DisagreementCase.proposed)).scalar_one())
    letters = list(db.session.scalars(select(Letter)))
    assert {letter.event for letter in letters} == {"case.look_again", "case.called"}
    for letter in letters:
        judge = next(one for one in judging.judges if one.id == letter.person_id)
        told = {word for word in hidden_from(judging, judge, "") if word in letter.subject + letter.text}
        assert not told


def as_chair(db: Any, judging: Judging, place: int) -> Person:
    """A judge who leads the council."""
    person = judging.judges[place]
    grant(person, judging.edition, Role.CHAIR)
    db.session.execute(select(Seat).where(Seat.person_id == person.id)).scalar_one().role = "chair"
    db.session.execute(select(Seat).where(Seat.person_id == judging.chair.id)).scalar_one().role = "deputy"
    db.session.commit()
    return person


def test_a_chair_who_is_asked_too_sees_the_figures_only_after_answering(client_of: ClientOf, db: Any) -> None:
    judging = two_apart()
    chair = as_chair(db, judging, 0)
    browser = client_of(chair)
    for address in (LIST, case_page(judging)):
        page = plain(words(browser.get(address)))
        assert "A001" in page
        assert not {word for word in ("52,5", "25", judging.judges[1].name) if re.search(rf"\b{word}\b", page)}
    actions.answer_case(judging.judge(0), judging.edition.id, "preliminary", judging.entries[0].id, "kept", WHY)
    assert "52,5" in words(browser.get(case_page(judging)))


def test_where_the_whole_council_may_be_called_its_chair_sees_no_figures_before(client_of: ClientOf, db: Any) -> None:
    judging = two_apart(text=text_of("small_technical").replace("then: third_judge", "then: whole_council"))
    browser = client_of(judging.chair)
    assert "52,5" not in words(browser.get(case_page(judging)))
    assert "chưa xem được điểm" in words(browser.get(case_page(judging)))
    assert "52,5" in words(client_of(judging.clerk).get(case_page(judging)))


def test_the_pages_of_cases_ask_the_same_few_questions_however_many(client_of: ClientOf, db: Any) -> None:
    counts: list[int] = []
    for many in (1, 12):
        judging = make_judging(entries=many, judges=2, slug=f"so-{many}")
        for entry in range(many):
            score(judging, 0, entry)
            score(judging, 1, entry, LOW)
        browser = client_of(judging.secretary)
        for page in ("", f"/{judging.entries[0].id}"):
            counts.append(count_queries(browser, f"/so-{many}/tien-do/preliminary/chenh-lech{page}"))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 8, counts
    assert db.session.scalar(select(CaseRequest.id).limit(1)) is not None
