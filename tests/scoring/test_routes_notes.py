"""The page of listening, as a judge and afterwards the council see it."""

import io
import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from PIL import Image

from contest.people.models import Person
from tests.entries.makers import picture
from tests.scoring.makers import Judging, make_judging, number_of

ClientOf = Callable[[Person], FlaskClient]
CARD = f"/thu-nghiem/cham-diem/preliminary/{number_of(0)}"
HERE = f"{CARD}/nghe"


def plain(answer: Any) -> str:
    """A page's words without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)).split())


def attach(browser: FlaskClient, content: bytes | None = None) -> Any:
    """Send a photograph that tells where it was taken."""
    photo = {"photo": (io.BytesIO(content or picture()), "tham.jpg"), "caption": "Máy chạy thử"}
    return browser.post(f"{CARD}/anh", data=photo, content_type="multipart/form-data", follow_redirects=True)


def link_of(page: str) -> str:
    """The address of the one photograph."""
    (link,) = set(re.findall(r'href="([^"]+/anh/\d+/vua)"', page))
    return str(link)


def close(judging: Judging, db: Any) -> None:
    judging.round.state = "closed"
    db.session.commit()


def test_a_photograph_loses_place_and_camera_and_is_the_judges_own_until_the_round_is_closed(
    client_of: ClientOf, db: Any
) -> None:
    judging = make_judging()
    judge = client_of(judging.judges[0])
    answer = attach(judge)
    assert "Đã giữ ảnh." in plain(answer)
    own = link_of(answer.get_data(as_text=True))
    with judge.get(own) as shown:
        assert dict(Image.open(io.BytesIO(shown.get_data())).getexif()) == {}
    board = f"/thu-nghiem/tien-do/preliminary/ho-so/{judging.entries[0].id}"
    theirs = f"{board}/anh/{own.split('/')[-2]}/vua"
    assert client_of(judging.judges[1]).get(own).status_code == 404
    for person in (judging.chair, judging.secretary):
        assert client_of(person).get(theirs).status_code == 404
        assert "Máy chạy thử" not in plain(client_of(person).get(board))
    close(judging, db)
    for person in (judging.chair, judging.secretary):
        browser = client_of(person)
        assert "Máy chạy thử" in plain(browser.get(board))
        with browser.get(theirs) as shown:
            assert shown.status_code == 200
    assert client_of(judging.judges[1]).get(theirs).status_code == 403


def test_what_is_no_photograph_is_refused_at_its_field(client_of: ClientOf) -> None:
    judge = client_of(make_judging().judges[0])
    assert "Chưa chọn ảnh" in plain(judge.post(f"{CARD}/anh"))
    answer = attach(judge, b"%PDF-1.4 khong phai anh")
    assert (answer.status_code, "Chưa giữ được ảnh" in plain(answer)) == (422, True)


def test_notes_work_without_any_script_and_show_both_versions_when_they_meet(client_of: ClientOf) -> None:
    judge = client_of(make_judging().judges[0])
    assert judge.post(HERE, data={"text": "Máy chạy êm", "version": "0", "save_key": "a"}).status_code == 303
    answer = judge.post(HERE, data={"text": "Bản khác", "version": "0", "save_key": "b"})
    assert answer.status_code == 422
    assert "Bản đã lưu ở nơi khác: Máy chạy êm" in plain(answer)
    assert "Bản khác" in plain(answer)
    assert 'name="version" value="1"' in answer.get_data(as_text=True)


def test_the_page_costs_few_questions_and_the_card_leads_to_it(client_of: ClientOf, count_queries: Any) -> None:
    judge = client_of(make_judging(entries=12).judges[0])
    assert HERE in judge.get(CARD).get_data(as_text=True)
    with count_queries() as asked:
        assert judge.get(HERE).status_code == 200
    assert len(asked) <= 8


def test_a_closed_round_shows_the_note_and_takes_nothing(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    judge = client_of(judging.judges[0])
    judge.post(HERE, data={"text": "Máy chạy êm", "version": "0"})
    close(judging, db)
    page = judge.get(HERE).get_data(as_text=True)
    assert "Máy chạy êm" in page
    assert "readonly" in page
    assert judge.post(HERE, data={"text": "Nữa", "version": "1"}).status_code == 422
