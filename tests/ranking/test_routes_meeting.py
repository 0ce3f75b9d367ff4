"""Pages of a council's meeting: what each member may see, entries side by side, the minutes."""

import io
import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from docx import Document as open_word
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from contest.foundation.access import OPERATOR, Actor, Role
from contest.foundation.refusal import Refusal
from contest.juries.actions import record_conflict, seat_judge, settle_conflict
from contest.juries.models import Conflict, Council
from contest.juries.queries import councils, seats
from contest.people.models import Person
from contest.people.queries import actor_of as loaded
from contest.ranking.actions import meeting as actions
from contest.ranking.actions import run_ranking
from contest.ranking.queries.meeting import items_of
from contest.scoring import actions as scoring
from tests.editions.makers import make_edition
from tests.people.makers import actor_of, grant, make_person
from tests.ranking.makers import make_entries, make_scored_round
from tests.scoring.makers import Judging, conflict, make_judging

Browser = Callable[[Person], FlaskClient]


@pytest.fixture
def judging(db: Any) -> Judging:
    """An open blind round of three entries and three judges; the second judge is in conflict with the first entry."""
    made = make_judging(judges=3)
    conflict(made, made.judges[1], made.entries[0])
    return made


def _meeting(judging: Judging, *codes: str) -> str:
    """A meeting that has begun, with these items; its address."""
    edition = judging.edition
    made = actions.call_meeting(judging.the_chair, edition.id, judging.round.key, judging.council.id, "Phòng họp 2")
    for each in codes:
        actions.add_item(judging.the_chair, edition.id, made, each)
    for person in (judging.chair, *judging.judges):
        actions.mark_presence(judging.the_chair, edition.id, made, person.id, present=True)
    actions.open_meeting(judging.the_chair, edition.id, made)
    return f"/{edition.slug}/hop/{judging.round.key}/{made}"


def _table(judging: Judging, address: str, place: int = 0) -> None:
    meeting_id = int(address.rpartition("/")[2])
    actions.put_on_table(judging.the_chair, judging.edition.id, meeting_id, place)


def test_a_chair_calls_a_meeting_and_leads_it_to_its_end(judging: Judging, client_of: Browser) -> None:
    chair = client_of(judging.chair)
    base = f"/{judging.edition.slug}/hop/{judging.round.key}"
    answer = chair.post(base, data={"council_id": str(judging.council.id), "place": "Phòng họp 2"})
    address = answer.headers["Location"]
    page = chair.post(f"{address}/muc", data={"codes": "A999", "words": "Bàn lại"}).get_data(as_text=True)
    assert "Không có hồ sơ “A999” trong vòng này của hội đồng." in page
    assert 'value="Bàn lại"' in page
    chair.post(f"{address}/muc", data={"codes": "a001", "words": "Bàn lại điểm"})
    for person in (judging.chair, judging.judges[0], judging.judges[2]):
        chair.post(f"{address}/co-mat/{person.id}/den")
    chair.post(f"{address}/bat-dau")
    page = chair.get(address).get_data(as_text=True)
    item = page.split("/muc/")[2].split("/")[0]
    chair.post(f"{address}/muc/{item}/ban")
    page = chair.get(address).get_data(as_text=True)
    assert f"Ra khỏi phòng: {judging.judges[1].name}." in page
    page = chair.post(f"{address}/muc/{item}/ket-luan", data={"decision": " "}, follow_redirects=True)
    assert "Hãy ghi kết luận và lý do" in page.get_data(as_text=True)
    chair.post(f"{address}/muc/{item}/ket-luan", data={"decision": "Giữ nguyên điểm."})
    page = chair.post(f"{address}/ket-thuc", data={"remarks": ""}, follow_redirects=True).get_data(as_text=True)
    assert "Cuộc họp đã kết thúc. Biên bản đã sẵn sàng để in và ký." in page


def test_who_is_in_conflict_is_asked_out_and_reads_nothing_of_it(judging: Judging, client_of: Browser) -> None:
    address = _meeting(judging, "A001")
    chair = client_of(judging.chair)
    item = chair.get(address).get_data(as_text=True).split("/muc/")[1].split("/")[0]
    chair.post(f"{address}/muc/{item}/ban")
    barred, free = client_of(judging.judges[1]), client_of(judging.judges[0])
    for where in (address, f"{address}/hien-tai"):
        page = barred.get(where).get_data(as_text=True)
        assert "Xin mời ông/bà ra ngoài" in page
        assert "A001" not in page
        assert judging.entries[0].title not in page
        assert "A001" in free.get(where).get_data(as_text=True)
    answer = barred.get(f"{address}/so-sanh?ho-so=A001+A002")
    assert answer.status_code == 409
    assert "không xem so sánh được" in answer.get_data(as_text=True)


def test_a_blind_round_stays_blind_on_the_table(judging: Judging, client_of: Browser) -> None:
    address = _meeting(judging, "A002 A003")
    page = client_of(judging.judges[0]).get(f"{address}/so-sanh?ho-so=A002+A003").get_data(as_text=True)
    assert judging.entries[1].title in page
    for hidden in ("KT-002", "Trường Trung học Hoa Phượng"):
        assert hidden not in page
        assert hidden not in client_of(judging.chair).get(address).get_data(as_text=True)


def test_before_the_round_is_closed_nobody_compares_but_the_own_points(judging: Judging, client_of: Browser) -> None:
    address = _meeting(judging, "A002 A003")
    for judge, points in enumerate(("31.5", "22", "13")):
        for entry in (1, 2):
            scoring.hand_in_sheet(
                judging.judge(judge), judging.edition.id, judging.round.key, judging.entries[entry].id,
                {"novelty": Decimal(points), "use": Decimal(20), "effect": Decimal(22)}, "Tốt.",
            )  # fmt: skip
    first = client_of(judging.judges[0])
    page = first.get(f"{address}/so-sanh?ho-so=A002+A003").get_data(as_text=True)
    assert "31,5" in page
    assert ">22<" not in page.replace(">22</td></tr><tr class", "")
    assert "13–31,5" not in page
    judging.round.state = "closed"
    page = first.get(f"{address}/so-sanh?ho-so=A002+A003").get_data(as_text=True)
    assert "13–31,5" in page
    assert "22,17" in page


def test_only_two_to_four_entries_are_compared(judging: Judging, client_of: Browser) -> None:
    address = _meeting(judging, "A002")
    browser = client_of(judging.judges[0])
    page = browser.get(f"{address}/so-sanh?ho-so=A002").get_data(as_text=True)
    assert "Hãy chọn từ 2 đến 4 hồ sơ của vòng này." in page


def test_judges_of_other_councils_do_not_find_the_meeting(judging: Judging, client_of: Browser) -> None:
    address = _meeting(judging, "A001")
    other = make_person("Người Khác")
    grant(other, judging.edition, Role.JUDGE)
    assert client_of(other).get(address).status_code == 404
    assert client_of(other).get(f"{address}/hien-tai").status_code == 404
    observer = make_person("Giám Sát")
    grant(observer, judging.edition, Role.OBSERVER)
    assert client_of(observer).get(address).status_code == 200
    assert client_of(observer).post(f"{address}/bat-dau").status_code == 403


def test_the_live_part_is_sent_only_when_something_changed(judging: Judging, client_of: Browser) -> None:
    address = _meeting(judging, "A002")
    browser = client_of(judging.judges[0])
    answer = browser.get(f"{address}/hien-tai")
    mark = {"If-None-Match": answer.headers["ETag"]}
    assert browser.get(f"{address}/hien-tai", headers=mark).status_code == 304
    item = client_of(judging.chair).get(address).get_data(as_text=True).split("/muc/")[1].split("/")[0]
    client_of(judging.chair).post(f"{address}/muc/{item}/ban")
    assert browser.get(f"{address}/hien-tai", headers=mark).status_code == 200


def test_votes_and_decisions_stand_in_the_minutes(judging: Judging, client_of: Browser) -> None:
    address = _meeting(judging, "A002")
    chair = client_of(judging.chair)
    item = chair.get(address).get_data(as_text=True).split("/muc/")[1].split("/")[0]
    chair.post(f"{address}/muc/{item}/ban")
    chair.post(f"{address}/muc/{item}/bo-phieu", data={"question": "Đồng ý giữ nguyên điểm"})
    ballot = chair.get(address).get_data(as_text=True).split("/phieu/")[1].split("/")[0]
    for person, option in ((judging.chair, 0), (judging.judges[0], 0), (judging.judges[2], 1)):
        client_of(person).post(f"{address}/phieu/{ballot}/chon", data={"option": str(option)})
    page = client_of(judging.judges[0]).get(address).get_data(as_text=True)
    assert "Ông/bà đã bỏ phiếu" in page
    chair.post(f"{address}/phieu/{ballot}/kiem")
    chair.post(f"{address}/muc/{item}/ket-luan", data={"decision": "Giữ nguyên điểm vì hồ sơ đủ căn cứ."})
    draft = PdfReader(io.BytesIO(chair.get(f"{address}/bien-ban.pdf").get_data()))
    assert "BẢN NHÁP" in "".join(page.extract_text() for page in draft.pages)
    chair.post(f"{address}/ket-thuc")
    words = "\n".join(
        each.text for each in open_word(io.BytesIO(chair.get(f"{address}/bien-ban.docx").get_data())).paragraphs
    )
    for said in (
        "Biểu quyết công khai: Đồng ý giữ nguyên điểm. 4/4 người được biểu quyết có mặt.",
        "Đồng ý: 2, Không đồng ý: 1, Không ý kiến: 0. Cần 2 phiếu; kết quả: Đồng ý.",
        "Giữ nguyên điểm vì hồ sơ đủ căn cứ.",
    ):
        assert said in words, words
    assert client_of(judging.judges[0]).get(f"{address}/bien-ban.pdf").status_code == 403


def test_the_page_asks_the_database_the_same_however_long_the_agenda(
    client_of: Browser, count_queries: Any, db: Any
) -> None:
    counts = []
    for slug, items in (("ngan", 1), ("dai", 9)):
        judging = make_judging(entries=10, judges=3, slug=slug)
        address = _meeting(judging, *(f"A{place:03}" for place in range(1, items + 1)))
        browser = client_of(judging.judges[0])
        with count_queries() as asked:
            assert browser.get(f"{address}/hien-tai").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 13


def test_after_the_round_is_closed_codes_are_said(judging: Judging, client_of: Browser) -> None:
    address = _meeting(judging, "A002")
    judging.round.state = "closed"
    assert "KT-002" in client_of(judging.judges[0]).get(address).get_data(as_text=True)


def test_what_a_meeting_decided_of_a_tie_is_taken_down_without_typing_it_again(client_of: Browser, db: Any) -> None:
    edition = make_edition(stage="judging")
    entries = make_entries(edition, 3)
    make_scored_round(edition, entries, [["90"] * 3, ["80"] * 3, ["80"] * 3], key="preliminary")
    person = make_person("Ban Tổ Chức")
    grant(person, edition, Role.ORGANISER)
    organiser = actor_of(person, (Role.ORGANISER, edition))
    run_ranking(organiser, edition.id, "preliminary")
    council_id = councils(edition.id)[0].id
    made = actions.call_meeting(organiser, edition.id, "preliminary", council_id)
    assert actions.add_disputed(organiser, edition.id, made) == 1
    item = items_of(made)[0]
    assert (item.kind, set(item.entry_ids)) == ("tie", {entries[1].id, entries[2].id})
    judges = [seat.person_id for seat in seats(edition.id)]
    for judge in judges:
        actions.mark_presence(organiser, edition.id, made, judge, present=True)
    actions.open_meeting(organiser, edition.id, made)
    actions.put_on_table(organiser, edition.id, made, item.id)
    ballot = actions.open_ballot(organiser, edition.id, made, item.id, "Hồ sơ nào đứng trước", between=True)
    second = item.entry_ids.index(entries[2].id)
    for judge, option in zip(judges, (second, second, 1 - second), strict=True):
        voter = Actor(judge, "Giám khảo", frozenset({(Role.JUDGE, edition.id)}), signed_in=True)
        actions.cast_vote(voter, edition.id, made, ballot, option)
    actions.close_ballot(organiser, edition.id, made, ballot)
    actions.decide_item(organiser, edition.id, made, item.id, "Hồ sơ có hiệu quả rõ hơn đứng trước.")
    browser = client_of(person)
    page = browser.get(f"/{edition.slug}/hop/preliminary/{made}").get_data(as_text=True)
    link = re.search(r'href="(/[^"]+/bieu-quyet/[^"]+)"', page)
    assert link is not None
    address = unescape(link[1])
    page = browser.get(address).get_data(as_text=True)
    assert "Hồ sơ có hiệu quả rõ hơn đứng trước." in page
    chosen = page.split(f'name="place-{entries[2].id}"')[1].split("</select>")[0]
    assert '<option value="1" selected>' in chosen
    answer = browser.post(
        address.partition("?")[0],
        data={f"place-{entries[2].id}": "1", f"place-{entries[1].id}": "2", "reason": "Theo biểu quyết."},
    )
    assert answer.status_code == 303


def test_who_stands_in_for_the_clerk_takes_down_that_item_alone_and_the_minutes_name_them(
    db: Any, client_of: Browser
) -> None:
    judging = make_judging(judges=3)
    edition, one = judging.edition, judging.entries[0].id
    address = _meeting(judging, "A001", "A002")
    meeting_id = int(address.rpartition("/")[2])
    other = make_person("Lý Thị Khác", "khac@example.org")
    second = Council(edition_id=edition.id, key="c2", name="Hội đồng Nông nghiệp", field_keys=["agri"])
    db.session.add(second)
    db.session.flush()
    seat_judge(OPERATOR, edition.id, second.id, other.name, "khac@example.org", role="clerk")
    for person in (judging.secretary, judging.clerk):
        record_conflict(OPERATOR, edition.id, person.id, one, "con gái")
    db.session.commit()
    browser = client_of(other)
    first, later = (item.id for item in items_of(meeting_id))
    assert address in browser.get(f"/{edition.slug}/hop/{judging.round.key}").text
    page = browser.get(address).text
    assert "A001" in page
    assert "A002" not in page
    assert "Thư ký thay: Lý Thị Khác" in page
    assert browser.get(f"{address}/bien-ban.docx").status_code == 404
    assert browser.get(f"{address}/so-sanh?ho-so=A001+A002").status_code == 404
    acting = loaded(other.id)
    with pytest.raises(Refusal) as refused:
        actions.put_on_table(acting, edition.id, meeting_id, later)
    assert [one.code for one in refused.value.reasons] == ["meeting_not_yours"]
    assert browser.post(f"{address}/muc/{first}/ban").status_code == 303
    browser.post(f"{address}/muc/{first}/ket-luan", data={"decision": "Giữ nguyên điểm."})
    db.session.commit()
    assert [item.decision for item in items_of(meeting_id)] == ["Giữ nguyên điểm.", ""]
    # Nobody stands in any more: the minutes say who took it down then.
    of_clerk = db.session.scalars(select(Conflict.id).where(Conflict.person_id == judging.clerk.id)).one()
    settle_conflict(OPERATOR, edition.id, of_clerk, "dismissed", "nhầm")
    with client_of(judging.chair).get(f"{address}/bien-ban.docx") as answer:
        words = [part.text for part in open_word(io.BytesIO(answer.data)).paragraphs]
    assert "Thư ký thay: Lý Thị Khác ghi nội dung này." in words
