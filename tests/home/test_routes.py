"""The front door through a browser: who sees what, and what it costs."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

from contest.editions.models import Edition
from contest.foundation.access import Role
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.home.makers import hand_in, make_council, make_entry, make_round
from tests.people.makers import grant, make_person

ClientOf = Callable[[Person], FlaskClient]


def someone(edition: Edition | None, *roles: Role) -> Person:
    """A person with roles in the edition (or, without one, in the installation)."""
    person = make_person()
    for role in roles:
        grant(person, edition, role)
    return person


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    """The page's HTML."""
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return answer.text


def queries_of(client: FlaskClient, path: str) -> int:
    """How many statements a page costs."""
    seen: list[str] = []

    def count(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        text_of(client, path)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return len(seen)


def test_a_fresh_installation_says_what_to_do_first(client: FlaskClient, client_of: ClientOf) -> None:
    assert "Chưa có hội thi nào được công bố" in text_of(client, "/")
    assert "Hãy bắt đầu từ một thể lệ mẫu" in text_of(client_of(someone(None, Role.ADMIN)), "/")


def test_the_front_page_lists_open_editions_with_their_deadline(client: FlaskClient) -> None:
    make_edition(stage="open")
    html = text_of(client, "/")
    assert "Hội thi Sáng tạo Kỹ thuật tỉnh Bình Minh" in html
    assert "data-deadline=" in html
    assert "Nộp hồ sơ dự thi" in html


def test_a_draft_is_on_nobodys_front_page_but_of_those_who_prepare_it(client: FlaskClient, client_of: ClientOf) -> None:
    edition = make_edition(stage="draft")
    assert edition.title not in text_of(client, "/")
    assert edition.title in text_of(client_of(someone(edition, Role.ORGANISER)), "/")


def test_the_board_is_for_who_has_signed_in(client: FlaskClient) -> None:
    make_edition()
    answer = client.get("/thu-nghiem/ban-lam-viec")
    assert answer.status_code == 303
    assert "/dang-nhap" in answer.headers["Location"]


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.SECRETARY, Role.OBSERVER])
def test_the_office_sees_the_figures(client_of: ClientOf, role: Role) -> None:
    edition = make_edition(stage="screening")
    make_entry(edition, 1, status="submitted")
    make_entry(edition, 2)
    html = text_of(client_of(someone(edition, role)), "/thu-nghiem/ban-lam-viec")
    assert "Hồ sơ theo lĩnh vực" in html
    assert ("Còn 1 hồ sơ chờ thẩm định" in html) == (role is not Role.OBSERVER)


def test_a_judge_is_told_how_many_entries_wait(client_of: ClientOf) -> None:
    edition = make_edition(stage="judging")
    entries = [make_entry(edition, number) for number in (1, 2, 3)]
    judges = make_council(edition, judges=2)
    round_ = make_round(edition, entries, judges)
    hand_in(round_, entries[0], judges[1])
    hand_in(round_, entries[1], judges[1], "draft")
    grant(judges[1], edition, Role.JUDGE)
    html = text_of(client_of(judges[1]), "/thu-nghiem/ban-lam-viec")
    assert "Còn 2 hồ sơ chờ chấm ở vòng Sơ khảo." in html
    assert "Hồ sơ theo lĩnh vực" not in html


def test_a_chair_sees_how_far_the_council_is(client_of: ClientOf) -> None:
    edition = make_edition(stage="judging")
    entry = make_entry(edition, 1)
    judges = make_council(edition, judges=2)
    round_ = make_round(edition, [entry], judges)
    for person in judges:
        hand_in(round_, entry, person)
    grant(judges[0], edition, Role.CHAIR)
    html = text_of(client_of(judges[0]), "/thu-nghiem/ban-lam-viec")
    assert "Hội đồng đã nộp đủ phiếu ở vòng Sơ khảo." in html


def test_an_entrant_sees_the_own_entries_and_the_days_left(client_of: ClientOf) -> None:
    edition = make_edition()
    owner = someone(edition, Role.ENTRANT)
    make_entry(edition, 1, status="draft", owner=owner)
    make_entry(edition, 2, status="submitted")
    html = text_of(client_of(owner), "/thu-nghiem/ban-lam-viec")
    assert "chưa nộp; còn" in html
    assert "tiết kiệm nước số 2" not in html


def test_the_stages_say_everything_that_is_missing(client_of: ClientOf) -> None:
    edition = make_edition(stage="screening")
    make_entry(edition, 1, status="submitted")
    html = text_of(client_of(someone(edition, Role.ORGANISER)), "/thu-nghiem/quan-ly/giai-doan")
    assert "Còn 1 hồ sơ chưa thẩm định: KT-001." in html
    assert "Hội đồng Công nghệ và Cơ khí chưa có giám khảo nào." in html
    assert 'aria-disabled="true"' in html


def test_the_committee_takes_the_edition_on_by_a_button(client_of: ClientOf) -> None:
    edition = make_edition(stage="open")
    client = client_of(someone(edition, Role.ORGANISER))
    refused = client.post("/thu-nghiem/quan-ly/giai-doan", data={"stage": "closed", "reason": ""})
    assert refused.status_code == 422
    assert "Kết thúc sớm thì phải ghi lý do." in refused.text
    done = client.post("/thu-nghiem/quan-ly/giai-doan", data={"stage": "closed", "reason": "Đã đủ hồ sơ"})
    assert done.status_code == 303
    assert edition.stage == "closed"


def test_a_step_back_that_is_refused_says_so_at_its_own_field_and_keeps_what_was_typed(client_of: ClientOf) -> None:
    edition = make_edition(stage="closed")
    client = client_of(someone(edition, Role.ORGANISER))
    long = "Rà lại hạn nhận hồ sơ. " * 2000
    for reason, words in (("", "Lùi giai đoạn cần nêu lý do."), (long, "ký tự, nhiều nhất là 2.000.")):
        answer = client.post("/thu-nghiem/quan-ly/giai-doan", data={"stage": "open", "reason": reason})
        assert answer.status_code == 422
        onwards, back = answer.text.split('<details class="step-back" open>')
        assert 'href="#back-reason"' in onwards
        assert words in back.split("</details>")[0]
        assert 'class="field-error"' not in onwards
        assert reason.strip() in back
    assert edition.stage == "closed"


def test_the_secretariat_reads_the_stages_but_does_not_change_them(client_of: ClientOf) -> None:
    edition = make_edition(stage="open")
    client = client_of(someone(edition, Role.SECRETARY))
    assert "do Ban Tổ chức thực hiện" in text_of(client, "/thu-nghiem/quan-ly/giai-doan")
    answer = client.post("/thu-nghiem/quan-ly/giai-doan", data={"stage": "closed", "reason": "x"})
    assert answer.status_code == 403
    assert edition.stage == "open"


def test_the_story_of_an_entry_hides_the_sheets_of_an_open_round_from_the_secretariat(client_of: ClientOf) -> None:
    edition = make_edition(stage="judging")
    entry = make_entry(edition, 1)
    judges = make_council(edition, judges=1)
    round_ = make_round(edition, [entry], judges)
    hand_in(round_, entry, judges[0])
    path = f"/thu-nghiem/danh-muc/{entry.id}/toan-canh"
    secret = text_of(client_of(someone(edition, Role.SECRETARY)), path)
    assert "điểm chỉ hiện sau khi đóng vòng" in secret
    assert judges[0].name not in secret
    assert judges[0].name in text_of(client_of(someone(edition, Role.ORGANISER)), path)
    round_.state = "closed"
    assert judges[0].name in text_of(client_of(someone(edition, Role.SECRETARY)), path)


@pytest.mark.parametrize(("office", "seat"), [(Role.SECRETARY, Role.CHAIR), (Role.ORGANISER, Role.JUDGE)])
def test_whoever_also_judges_sees_no_colleagues_sheets_of_an_open_round(
    client_of: ClientOf, office: Role, seat: Role
) -> None:
    edition = make_edition(stage="judging")
    entry = make_entry(edition, 1)
    judges = make_council(edition, judges=1)
    round_ = make_round(edition, [entry], judges)
    hand_in(round_, entry, judges[0])
    path = f"/thu-nghiem/danh-muc/{entry.id}/toan-canh"
    both = someone(edition, office)
    grant(both, edition, seat)
    assert judges[0].name not in text_of(client_of(both), path)
    round_.state = "closed"
    assert judges[0].name in text_of(client_of(both), path)


def test_the_story_of_another_editions_entry_is_not_found(client_of: ClientOf) -> None:
    edition, other = make_edition(), make_edition("small_youth", slug="khac")
    entry = make_entry(other, 1)
    text_of(client_of(someone(edition, Role.ORGANISER)), f"/thu-nghiem/danh-muc/{entry.id}/toan-canh", 404)


@pytest.mark.parametrize("page", ["ban-lam-viec", "quan-ly/vong-cham", "quan-ly/giai-doan"])
def test_pages_cost_eight_queries_at_most_whatever_the_number_of_entries(client_of: ClientOf, page: str) -> None:
    edition = make_edition(stage="judging")
    judges = make_council(edition, judges=3)
    make_round(edition, [make_entry(edition, number) for number in range(1, 4)], judges)
    client = client_of(someone(edition, Role.ORGANISER))
    few = queries_of(client, f"/thu-nghiem/{page}")
    for number in range(10, 40):
        make_entry(edition, number)
    assert queries_of(client, f"/thu-nghiem/{page}") <= few <= 8


def test_the_menu_shows_each_role_its_places(client: FlaskClient, client_of: ClientOf) -> None:
    edition = make_edition()
    assert "Bàn làm việc" not in text_of(client, "/thu-nghiem/")
    html = text_of(client_of(someone(edition, Role.ORGANISER)), "/thu-nghiem/ban-lam-viec")
    assert 'aria-current="page"' in html
    assert "Giai đoạn" in html
    assert "Giai đoạn" not in text_of(client_of(someone(edition, Role.ENTRANT)), "/thu-nghiem/ban-lam-viec")


def test_the_menu_follows_the_roles_and_the_place_not_who_was_there_before(client_of, db):
    edition = make_edition("small_technical", stage="judging")
    people = {role: make_person() for role in (Role.ORGANISER, Role.SECRETARY, Role.JUDGE)}
    for role, person in people.items():
        grant(person, edition, role)

    def menu(person, page):
        text = client_of(person).get(f"/{edition.slug}/{page}").get_data(as_text=True)
        return text[text.index('<nav class="menu"') : text.index("</nav>", text.index('<nav class="menu"'))]

    for _ in range(2):
        office, judge = menu(people[Role.SECRETARY], "ban-lam-viec"), menu(people[Role.JUDGE], "ban-lam-viec")
        assert "/danh-muc" in office
        assert "/danh-muc" not in judge
        assert "/cham-diem" in judge
        assert f'/{edition.slug}/cham-diem"' not in office
        assert "/quan-ly/the-le" in menu(people[Role.ORGANISER], "ban-lam-viec")
        assert "/quan-ly/the-le" not in office
        elsewhere = menu(people[Role.SECRETARY], "danh-muc")
        assert f'/{edition.slug}/danh-muc" aria-current="page"' in elsewhere
        assert elsewhere.count("aria-current") == 1
        assert elsewhere != office
