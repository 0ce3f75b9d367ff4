"""Where a page refuses what was typed into its form, it is there to be copied; and nothing is cut silently."""

from typing import Any

import pytest

from contest.foundation.access import Role
from contest.foundation.action import whole
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from tests.editions.makers import make_edition
from tests.people.makers import grant, make_person

LONG = "Nhóm chuyển sang đề tài khác vì thiết bị đo đã hỏng. " * 40
HOME = {"Referer": "http://localhost/mot-trang"}


@pytest.fixture
def settling(db: Any, client_of: Any) -> Any:
    """A secretary's browser, and the address at which a conflict is settled that somebody else settled before."""
    person, edition = make_person("Lê Thị Thư"), make_edition(stage="judging")
    grant(person, edition, Role.SECRETARY)
    return client_of(person), f"/{edition.slug}/hoi-dong/xung-dot/999999/dismissed"


def test_a_long_text_stands_on_the_page_that_refuses_it(settling: Any) -> None:
    browser, address = settling
    answer = browser.post(address, data={"reason": LONG}, headers=HOME)
    assert answer.status_code == 409
    assert LONG.strip() in answer.get_data(as_text=True)


def test_a_short_text_travels_with_the_notice_that_refuses_it(settling: Any) -> None:
    browser, address = settling
    answer = browser.post(address, data={"reason": "Đã đổi đơn vị công tác"}, headers=HOME, follow_redirects=True)
    assert "Nội dung vừa nhập, chưa được ghi: “Đã đổi đơn vị công tác”" in answer.get_data(as_text=True)


def test_what_is_too_long_is_refused_whole_instead_of_cut() -> None:
    assert whole("  Nguye\u0302\u0303n ", 6, "name") == "Nguyễn"
    with pytest.raises(Refusal) as refused:
        whole("Nguyễn Ánh", 6, "name")
    assert [sentence(reason)[:43] for reason in refused.value.reasons] == [
        "Nội dung dài 10 ký tự, nhiều nhất là 6. Hãy"
    ]
    assert [reason.where for reason in refused.value.reasons] == ["name"]


def test_who_was_signed_out_meanwhile_gets_back_what_was_typed(settling: Any, client: Any) -> None:
    answer = client.post(settling[1], data={"reason": LONG}, headers=HOME)
    assert answer.status_code == 401
    assert LONG.strip() in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("referrer", "shown"), [("http://localhost/dang-ky", True), ("https://la.example/", False), (None, False)]
)
def test_a_lost_token_loses_no_words_and_repeats_neither_passwords_nor_what_a_stranger_s_page_sent(
    app: Any, client: Any, monkeypatch: pytest.MonkeyPatch, referrer: str | None, shown: bool
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    typed = {"name": "Đặng Thị Minh Châu", "password": "bốn từ không liên quan", "csrf_token": "của phiên trước đây"}
    answer = client.post("/dang-ky", data=typed, headers={"Referer": referrer} if referrer else {})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert ("Đặng Thị Minh Châu" in page) is shown
    assert typed["password"] not in page
    assert typed["csrf_token"] not in page
