"""Files are looked at as pictures made here or in a player, by whoever may have them, and never served as a page."""

import io
import zipfile
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter
from sqlalchemy import func, select

from contest.entries import actions, queries
from contest.entries.models import FileReading
from contest.foundation import derived, files
from contest.foundation.access import Role
from contest.foundation.jobs import work_all
from contest.foundation.workshop import WorkFailed
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import authors_typed, drafted, picture, solution_typed
from tests.films import film
from tests.people.makers import actor_of, grant, make_person

SEALED = "default-src 'none'; sandbox"
PARTS = """  - {key: video, name: Video, required: false, formats: [mp4, mov], max_mb: 30}
  - {key: papers, name: Giấy khai sinh, required: false, formats: [pdf], sensitive: true}
  - {key: other, name: Tệp khác, required: false, formats: [zip]}
  - {key: photos,"""


@pytest.fixture
def cleo(db: Any) -> Any:
    """Somebody who enters."""
    return make_person("Nguyễn Văn Bình")


@pytest.fixture
def edition(db: Any) -> Any:
    """A contest that takes everything that can be looked at."""
    return make_edition(text=text_of("small_technical").replace("  - {key: photos,", PARTS))


def pdf_of(pages: int) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    writer.write(out)
    return out.getvalue()


def placed(cleo: Any, edition: Any, part: str, content: bytes, name: str) -> str:
    """The address of a file in a dossier."""
    entry_id = drafted(actor_of(cleo), edition, solution_typed(), authors_typed())
    kept = files.keep(io.BytesIO(content), name, max_mb=30)
    file_id = actions.attach_file(actor_of(cleo), edition.id, entry_id, part, kept)
    return f"/thu-nghiem/ho-so/{entry_id}/tep/{file_id}"


def test_pages_of_a_pdf_are_pictures(client_of: Any, cleo: Any, edition: Any) -> None:
    browser, url = client_of(cleo), placed(cleo, edition, "description", pdf_of(3), "mo-ta.pdf")
    page = browser.get(f"{url}/xem").get_data(as_text=True)
    assert page.count("/hinh/trang-") == 3
    assert "Trang 3 trong 3" in page
    assert "<iframe" not in page
    with browser.get(f"{url}/hinh/trang-3") as got:
        assert (got.status_code, got.content_type) == (200, "image/jpeg")
        assert got.headers["Content-Security-Policy"] == SEALED
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["Cache-Control"] == "private, no-cache"
        with Image.open(io.BytesIO(got.data)) as shown:
            assert shown.size == (1240, 1860)
        mark = got.headers["ETag"]
    with browser.get(f"{url}/hinh/trang-3", headers={"If-None-Match": mark}) as again:
        assert (again.status_code, again.data) == (304, b"")
    for what in ("trang-0", "trang-4", "trang-x", "trang-999999999999", "vua", "..", "pages.txt", "khong-ten"):
        assert browser.get(f"{url}/hinh/{what}").status_code == 404


def test_a_photograph_has_a_small_and_a_middle_picture(client_of: Any, cleo: Any, edition: Any) -> None:
    out = io.BytesIO()
    Image.new("RGB", (3000, 1500), "#345").save(out, "JPEG")
    browser, url = client_of(cleo), placed(cleo, edition, "photos", out.getvalue(), "anh.jpg")
    assert f"{url}/hinh/vua" in browser.get(f"{url}/xem").get_data(as_text=True)
    for what, size in (("nho", (240, 120)), ("vua", (1600, 800))):
        with browser.get(f"{url}/hinh/{what}") as got, Image.open(io.BytesIO(got.data)) as shown:
            assert (shown.format, shown.size) == ("JPEG", size)
    assert f"{url}/hinh/nho" in browser.get(url.rsplit("/", 1)[0]).get_data(as_text=True)


def test_a_film_plays_in_parts(client_of: Any, cleo: Any, edition: Any) -> None:
    content = film(300_000)
    browser, url = client_of(cleo), placed(cleo, edition, "video", content, "phim.mp4")
    page = browser.get(f"{url}/xem").get_data(as_text=True)
    assert f'<video class="look" controls preload="metadata" src="{url}/phim"' in page
    assert "media-src 'self'" in browser.get(f"{url}/xem").headers["Content-Security-Policy"]
    with browser.get(f"{url}/phim", headers={"Range": "bytes=100-199"}) as got:
        assert (got.status_code, got.data) == (206, content[100:200])
        assert got.headers["Content-Range"] == f"bytes 100-199/{len(content)}"
        assert got.headers["Content-Length"] == "100"
        assert got.headers["Content-Security-Policy"] == SEALED
        mark = got.headers["ETag"]
    with browser.get(f"{url}/phim", headers={"Range": "bytes=-50", "If-Range": mark}) as got:
        assert (got.status_code, got.data) == (206, content[-50:])
    with browser.get(f"{url}/phim", headers={"Range": "bytes=0-9", "If-Range": '"another"'}) as got:
        assert (got.status_code, got.data) == (200, content)
    with browser.get(f"{url}/phim", headers={"Range": "bytes=0-1,5-6"}) as got:
        assert (got.status_code, len(got.data)) == (200, len(content))
    with browser.get(f"{url}/phim", headers={"Range": f"bytes={len(content)}-"}) as got:
        assert got.status_code == 416
    with browser.get(f"{url}/tai-ve", headers={"Range": "bytes=299990-"}) as got:
        assert (got.status_code, got.data) == (206, content[299_990:])


def test_what_cannot_be_looked_at_is_only_handed_out(client_of: Any, cleo: Any, edition: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("trang.html", "<script>alert(1)</script>")
    browser, url = client_of(cleo), placed(cleo, edition, "other", out.getvalue(), "tep.zip")
    assert "không xem trước được" in browser.get(f"{url}/xem").get_data(as_text=True)
    assert browser.get(f"{url}/phim").status_code == 404
    assert browser.get(f"{url}/hinh/vua").status_code == 404
    with browser.get(f"{url}/tai-ve") as got:
        assert got.headers["Content-Disposition"].startswith("attachment")


def test_only_who_may_have_the_file_may_look_at_it(client_of: Any, cleo: Any, edition: Any) -> None:
    open_, secret = (
        placed(cleo, edition, "description", pdf_of(1), "a.pdf"),
        placed(cleo, edition, "papers", pdf_of(2), "b.pdf"),
    )
    ways = ("xem", "hinh/nho", "hinh/trang-1", "tai-ve")
    stranger, watcher, ada = make_person("Dương Văn Đan"), make_person("Lý Văn Em"), make_person("Phạm Thị Ái")
    grant(watcher, edition, Role.OBSERVER)
    grant(ada, edition, Role.SECRETARY)
    for person, sees_open, sees_secret in (
        (cleo, 200, 200),
        (ada, 200, 200),
        (watcher, 200, 404),
        (stranger, 404, 404),
    ):
        browser = client_of(person)
        for way in ways:
            for url, status in ((open_, sees_open), (secret, sees_secret)):
                with browser.get(f"{url}/{way}") as got:
                    assert got.status_code == status, (person.name, url, way)
    with client_of(ada).get(f"{secret}/hinh/trang-1") as got:
        assert got.headers["Cache-Control"] == "private, no-store"


def test_looking_at_an_identity_paper_is_one_line_on_record(client_of: Any, cleo: Any, edition: Any, db: Any) -> None:
    url = placed(cleo, edition, "papers", pdf_of(4), "khai-sinh.pdf")
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    browser = client_of(ada)
    readings = select(func.count()).select_from(FileReading)
    with browser.get(f"{url}/hinh/trang-1") as got:
        assert got.status_code == 200
    assert db.session.scalar(readings) == 1
    for what in ("trang-2", "trang-3", "nho"):
        browser.get(f"{url}/hinh/{what}").close()
    assert db.session.scalar(readings) == 1
    browser.get(f"{url}/xem").close()
    assert db.session.scalar(readings) == 2
    client_of(cleo).get(f"{url}/xem").close()
    assert db.session.scalar(readings) == 2


def test_a_pdf_that_cannot_be_drawn_says_so_and_is_not_tried_again_at_once(
    client_of: Any, cleo: Any, edition: Any, monkeypatch: Any
) -> None:
    browser, url = client_of(cleo), placed(cleo, edition, "description", b"%PDF-1.7 broken and by nobody", "a.pdf")
    assert "Không vẽ được các trang" in browser.get(f"{url}/xem").get_data(as_text=True)

    def unasked(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr("contest.foundation.derived.ask", unasked)
    assert browser.get(f"{url}/hinh/trang-1").status_code == 404


def test_a_busy_server_asks_to_come_again(client_of: Any, cleo: Any, edition: Any, monkeypatch: Any) -> None:
    browser, url = client_of(cleo), placed(cleo, edition, "description", pdf_of(5), "ban-mo-ta.pdf")

    def busy(*args: Any, **kwargs: Any) -> None:
        raise WorkFailed("busy")

    with monkeypatch.context() as patched:
        patched.setattr("contest.foundation.derived.ask", busy)
        answer = browser.get(f"{url}/hinh/nho")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "tải lại trang sau ít giây" in browser.get(f"{url}/xem").get_data(as_text=True)
    with browser.get(f"{url}/hinh/nho") as got:
        assert got.status_code == 200


def test_small_pictures_are_made_before_somebody_asks(cleo: Any, edition: Any, app: Any, monkeypatch: Any) -> None:
    url = placed(cleo, edition, "photos", picture() + b"seen ahead", "anh.jpg")
    work_all()

    def unasked(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("not made ahead")

    monkeypatch.setattr("contest.foundation.derived.ask", unasked)
    card = queries.entry_card(actor_of(cleo), edition.id, int(url.split("/")[3]))
    assert card is not None
    made = derived.picture(card.facts.files[0].sha256, derived.THUMB)
    assert made.is_file()
    files.destroy(card.facts.files[0].sha256)
    assert not made.exists()
