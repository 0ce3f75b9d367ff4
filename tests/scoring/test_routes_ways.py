"""The ways out of a round that cannot close: each is shown with what it would change, then done from there."""

import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select

from contest.foundation.mail import Letter
from contest.people.models import Person
from contest.scoring.models import QuorumDecision, ScoreSheet
from tests.scoring.makers import FULL, Judging, make_judging, off_the_entry, score
from tests.scoring.test_routes import count_queries

ClientOf = Callable[[Person], FlaskClient]
BOARD = "/thu-nghiem/tien-do/preliminary"


def words(answer: Any) -> str:
    """The page as text."""
    return answer.get_data(as_text=True)


def plain(page: str) -> str:
    """A page's words without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def with_reserve(entries: int = 2, slug: str = "thu-nghiem") -> Judging:
    """Two judges on every entry, a third member on none."""
    judging = make_judging(entries=entries, judges=3, slug=slug)
    for entry in judging.entries:
        off_the_entry(judging, 2, entry)
    return judging


def test_a_reminder_is_read_before_it_is_sent(client_of: ClientOf, db: Any) -> None:
    judging = with_reserve()
    browser, late = client_of(judging.chair), judging.judges[0]
    page = words(browser.get(f"{BOARD}/dong"))
    address = f"{BOARD}/dong/xem-truoc?viec=nhac&giam_khao={late.id}"
    assert address in page.replace("&amp;", "&")
    shown = words(browser.get(address))
    assert f"Thư gửi {late.email}" in shown
    assert "ông/bà còn 2 trên 2 phiếu" in shown
    assert db.session.scalar(select(func.count(Letter.id))) == 0
    browser.post(f"{BOARD}/nhac", data={"judge_id": late.id})
    letter = db.session.execute(select(Letter)).scalar_one()
    assert letter.text.strip() in plain(shown).replace("  ", " ") or "ông/bà còn 2 trên 2 phiếu" in letter.text


def test_marking_absent_shows_what_becomes_short_and_changes_nothing_yet(client_of: ClientOf, db: Any) -> None:
    judging = with_reserve()
    score(judging, 1, 0)
    browser = client_of(judging.secretary)
    shown = plain(words(browser.get(f"{BOARD}/dong/xem-truoc?viec=vang&giam_khao={judging.judges[0].id}")))
    assert "2 phiếu chưa nộp của Nguyễn Thị Ánh được ghi vắng" in shown
    assert "Phiếu còn thiếu: 3 → 1" in shown
    assert "A001 (1/2)" in shown
    assert db.session.scalar(select(func.count(ScoreSheet.id))) == 1


def test_marking_absent_tells_which_disagreements_would_open(client_of: ClientOf, db: Any) -> None:
    judging = make_judging(entries=1, judges=3)
    score(judging, 0, 0)
    score(judging, 1, 0, FULL | {"novelty": FULL["use"] - FULL["use"]})
    browser = client_of(judging.secretary)
    shown = plain(words(browser.get(f"{BOARD}/dong/xem-truoc?viec=vang&giam_khao={judging.judges[2].id}")))
    assert "Sẽ mở việc xem xét điểm chênh lệch A001" in shown


def test_a_lower_quorum_is_seen_then_decided_and_stands_on_the_page(client_of: ClientOf, db: Any) -> None:
    judging = with_reserve()
    for entry in (0, 1):
        score(judging, 1, entry)
    browser = client_of(judging.chair)
    browser.post(f"{BOARD}/ghi", data={"judge_id": judging.judges[0].id, "state": "absent", "reason": "ốm"})
    organiser = client_of(judging.chair)
    first = judging.entries[0].id
    shown = plain(words(organiser.get(f"{BOARD}/dong/xem-truoc?viec=tuc-so&entry_id={first}&quorum=1&reason=ốm")))
    assert "Hồ sơ A001 chỉ cần 1 phiếu được tính" in shown
    assert "Sẽ đủ phiếu A001 (1/2)" in shown
    assert db.session.scalar(select(func.count(QuorumDecision.id))) == 0
    organiser.post(f"{BOARD}/tuc-so", data={"entry_id": first, "quorum": "1", "reason": "giám khảo ốm"})
    page = plain(words(organiser.get(f"{BOARD}/dong")))
    assert "Đủ 1 phiếu cho hồ sơ A001 giám khảo ốm" in page


def test_a_preview_of_nonsense_is_no_page(client_of: ClientOf, db: Any) -> None:
    judging = with_reserve()
    browser = client_of(judging.secretary)
    assert browser.get(f"{BOARD}/dong/xem-truoc?viec=xoa").status_code == 404
    assert browser.get(f"{BOARD}/dong/xem-truoc?viec=vang&giam_khao=999999").status_code == 404
    answer = browser.get(f"{BOARD}/dong/xem-truoc?viec=tuc-so&quorum=x", follow_redirects=True)
    assert "Xin ghi số phiếu tối thiểu mới" in words(answer)


def test_a_judge_is_replaced_from_the_page_of_closing(client_of: ClientOf, db: Any) -> None:
    judging = with_reserve(entries=3)
    score(judging, 0, 0)
    old, new = judging.judges[0], judging.judges[2]
    browser = client_of(judging.secretary)
    address = f"{BOARD}/thay/{old.id}"
    assert address in words(browser.get(f"{BOARD}/dong"))
    shown = plain(words(browser.get(f"{address}?nguoi={new.id}")))
    assert "2 hồ sơ chuyển cho Lê Thị Cúc: A002, A003" in shown
    assert "1 phiếu đã nộp vẫn được tính" in shown
    shown = plain(words(browser.get(f"{address}?nguoi={new.id}&phieu=khong")))
    assert "3 hồ sơ chuyển cho Lê Thị Cúc" in shown
    answer = browser.post(address, data={"replacement_id": new.id, "keeps": "khong", "reason": ""})
    assert answer.status_code == 422
    assert "Cần ghi lý do" in words(answer)
    assert "3 hồ sơ chuyển cho" in plain(words(answer))
    answer = browser.post(
        address, data={"replacement_id": new.id, "keeps": "tinh", "reason": "đi công tác"}, follow_redirects=True
    )
    assert "Đã thay Nguyễn Thị Ánh: chuyển 2 hồ sơ." in words(answer)


def test_a_kept_sheet_is_said_to_count_or_not_on_the_entrys_page(client_of: ClientOf, db: Any) -> None:
    judging = with_reserve(entries=1)
    score(judging, 0, 0)
    browser = client_of(judging.secretary)
    given = {"replacement_id": judging.judges[2].id, "keeps": "khong", "reason": "đi công tác"}
    browser.post(f"{BOARD}/thay/{judging.judges[0].id}", data=given)
    page = f"{BOARD}/ho-so/{judging.entries[0].id}"
    assert "Phiếu giữ lại, không tính" in words(browser.get(page))
    given = {"entry_id": judging.entries[0].id, "judge_id": judging.judges[0].id, "counts": "tinh"}
    answer = browser.post(f"{BOARD}/phieu-giu-lai", data=given, follow_redirects=True)
    assert "Cần ghi lý do" in words(answer)
    answer = browser.post(f"{BOARD}/phieu-giu-lai", data={**given, "reason": "họp ngày 5/3"}, follow_redirects=True)
    assert "Đã ghi: phiếu này được tính." in words(answer)
    assert "Phiếu giữ lại, đang được tính" in words(answer)


def test_previews_ask_few_questions_however_many_entries(client_of: ClientOf, db: Any) -> None:
    costs: dict[str, list[int]] = {}
    for many, slug in ((3, "thu-nghiem"), (30, "lon-hon")):
        judging = with_reserve(entries=many, slug=slug)
        browser, late = client_of(judging.secretary), judging.judges[0].id
        for way in (f"dong/xem-truoc?viec=vang&giam_khao={late}", f"thay/{late}?nguoi={judging.judges[2].id}"):
            key = way.split("?")[0].split("/")[0]
            costs.setdefault(key, []).append(count_queries(browser, f"/{slug}/tien-do/preliminary/{way}"))
    for counts in costs.values():
        assert counts[0] == counts[1]
        assert counts[0] <= 13, costs  # a preview reads what the deed itself would, once
