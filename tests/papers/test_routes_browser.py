"""On a telephone: an entrant takes the form that is filled in already; the office watches a bundle come together."""

import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from contest.foundation.database import db
from contest.foundation.jobs import work_forever
from contest.papers.models import Bundle
from tests.editions.makers import make_edition
from tests.entries.makers import authors_typed, drafted, solution_typed
from tests.live import Live, cookie_of
from tests.looking import Eyes
from tests.papers.makers import full_judging
from tests.people.makers import actor_of, make_person
from tests.printed import pdf_words, squeezed

pytestmark = pytest.mark.browser


@pytest.fixture
def clerk(live: Live) -> Iterator[None]:
    """The thread that does the jobs, as behind `contest serve`."""
    stop = threading.Event()
    thread = threading.Thread(target=work_forever, args=(live.app, stop, 0.2), daemon=True)
    thread.start()
    yield
    stop.set()
    thread.join(30)


def signed_in(browser: Any, live: Live, key: str) -> Any:
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    return browser.new_page()


def looked_at(page: Any) -> None:
    """Nothing is wider than the telephone, and nothing hinders whoever cannot see it."""
    assert Eyes().faults(page) == [], page.url


def test_an_entrant_takes_the_form_filled_in(browser: Any, live: Live, tmp_path: Path) -> None:
    with live.writing():
        edition = make_edition()
        person = make_person("Nguyễn Văn Bình")
        entry_id = drafted(actor_of(person), edition, solution_typed(title="Máy gieo hạt đẩy tay"), authors_typed())
        key = person.fs_uniquifier
    page = signed_in(browser, live, key)
    page.goto(f"{live.url}/thu-nghiem/ho-so/{entry_id}/tep")
    looked_at(page)
    with page.expect_download() as taken:
        page.locator("a[href*='/phieu-dang-ky.pdf']").click()
    path = tmp_path / taken.value.suggested_filename
    taken.value.save_as(path)
    assert path.name == "ban-nhap_phieu-dang-ky-du-thi.pdf"
    words = squeezed(pdf_words(path.read_bytes()))
    assert squeezed("Máy gieo hạt đẩy tay") in words
    assert squeezed("BẢN NHÁP") in words
    page.goto(f"{live.url}/thu-nghiem/bieu-mau")
    looked_at(page)


def test_the_office_watches_a_bundle_and_fetches_it(browser: Any, live: Live, clerk: None, tmp_path: Path) -> None:
    with live.writing():
        judging = full_judging(3)
        key = judging.secretary.fs_uniquifier
    page = signed_in(browser, live, key)
    page.goto(f"{live.url}/thu-nghiem/van-ban/ho-so-cham")
    looked_at(page)
    page.get_by_label("Bản in liền trang (PDF)").check()
    page.get_by_role("button", name="Lập bộ hồ sơ").click()
    # The page sees by itself that the file is there.
    page.get_by_role("button", name="Tải về").wait_for(timeout=60_000)
    looked_at(page)
    assert page.get_by_text("6 tệp không có trong bộ này").is_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải về").click()
    path = tmp_path / "bundle.pdf"
    taken.value.save_as(path)
    with live.app.app_context():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == db.session.scalar(select(Bundle.sha256))
    page.goto(f"{live.url}/thu-nghiem/danh-muc/nhan")
    looked_at(page)
    page.goto(f"{live.url}/thu-nghiem/van-ban/danh-sach-gui-kem")
    looked_at(page)
