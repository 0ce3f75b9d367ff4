"""A film over a line that is cut five times arrives whole, and the server stays small; with a browser and without."""

import hashlib
import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from flask import Flask
from sqlalchemy import select

from contest.entries import actions
from contest.entries.models import EntryFile, EntryUpload
from contest.foundation import files
from contest.foundation.database import db, writing
from tests.apart import answering
from tests.editions.makers import make_edition, text_of
from tests.engines import fresh_url
from tests.entries.makers import authors_typed, solution_typed
from tests.entries.serving import serve
from tests.films import write_film
from tests.line import Uploader, bad_line
from tests.live import Live, cookie_of, open_house
from tests.looking import FLAGS, NOT_COMPILED, WINDOW, Eyes, program, too_wide
from tests.people.makers import actor_of, make_person

MB = 1 << 20
FILM_PART = "  - {key: video, name: Video, required: false, formats: [mp4, mov], max_mb: 500}\n  - {key: photos,"


def prepared(house: Flask) -> tuple[str, str]:
    """An entry that wants a film: where its uploads begin, and its entrant's cookie."""
    with house.app_context():
        mark = writing.set(True)
        edition = make_edition(text=text_of("small_technical").replace("  - {key: photos,", FILM_PART))
        cleo = make_person("Nguyễn Văn Bình")
        db.session.commit()
        actor = actor_of(cleo)
        entry_id = actions.start_entry(actor, edition.id)
        values = {"solution": solution_typed(), "authors": authors_typed()}
        actions.save_draft(actor, edition.id, entry_id, values)
        writing.reset(mark)
        cookie = cookie_of(house, cleo.fs_uniquifier)
        # First given back, then closed: a connection still held would be lost open.
        db.session.remove()
        db.engine.dispose()
        return f"/thu-nghiem/ho-so/{entry_id}/tep/video/tai-len", cookie


def sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def look(house: Flask, film: Path) -> str:
    """The one file of the dossier has the film's length and lies in the store; returns its hash."""
    with house.app_context():
        (file,) = db.session.scalars(select(EntryFile)).all()
        (upload,) = db.session.scalars(select(EntryUpload)).all()
        assert (file.name, file.size, upload.file_id) == (film.name, film.stat().st_size, file.id)
        assert upload.digest == sum_of(film)
        assert sum_of(files.path_of(file.sha256)) == file.sha256
        found = file.sha256
        db.session.remove()
        db.engine.dispose()
        return found


class Watch:
    """The most memory that a process and its children had at once, in bytes, looked at twenty times a second."""

    def __init__(self, number: int | None) -> None:
        self.process, self.most, self.over = psutil.Process(number), 0, threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def now(self) -> int:
        family = [self.process, *self.process.children(recursive=True)]
        return sum(int(each.memory_info().rss) for each in family if each.is_running())

    def _look(self) -> None:
        while not self.over.wait(0.05):
            self.most = max(self.most, self.now())


@pytest.mark.parametrize(
    ("size", "most"),
    [(24 * MB, 150 * MB), pytest.param(300 * MB, 150 * MB, marks=pytest.mark.slow)],
    ids=["24 MB", "300 MB"],
)
def test_a_film_over_a_line_cut_five_times_arrives_whole_and_the_server_stays_small(
    tmp_path: Path, engine: str, worker: str, size: int, most: int
) -> None:
    url = fresh_url(engine, f"line_{worker}", tmp_path)
    house = open_house(tmp_path, url)
    begin, cookie = prepared(house)
    film = write_film(tmp_path / "phim-san-pham.mp4", size)
    with answering(serve, str(tmp_path), url) as (server, port):
        with Uploader(port, cookie) as client:
            client.where_is_the_page(begin.rsplit("/", 2)[0])
        watch = Watch(server.pid)
        idle = watch.now()
        watch.thread.start()
        cuts = [size * part // 7 + 300_000 for part in (1, 2, 3, 4, 5)]
        with bad_line(port, cuts) as line, Uploader(line.port, cookie, piece=max(size // 20, MB)) as client:
            address = client.begin(begin, film)
            digest = client.send(address, film)
        watch.over.set()
        watch.thread.join()
    assert (line.made, client.breaks >= 5) == (5, True)
    assert digest == sum_of(film)
    assert watch.most - idle < most, f"{(watch.most - idle) / MB:.0f} MB above idle"
    look(house, film)


def test_slow_downloads_hold_up_nobody_and_fill_no_memory(tmp_path: Path, engine: str, worker: str) -> None:
    url = fresh_url(engine, f"slow_{worker}", tmp_path)
    house = open_house(tmp_path, url)
    begin, cookie = prepared(house)
    film = write_film(tmp_path / "phim.mp4", 40 * MB)
    whole = film.read_bytes()
    with answering(serve, str(tmp_path), url) as (server, port), Uploader(port, cookie, piece=8 * MB) as client:
        address = client.begin(begin, film)
        client.send(address, film)
        answer = client.ask("HEAD", address, {})
        here = begin.rsplit("/", 2)[0]
        film_at = f"{here}/{answer.headers['Upload-File']}/phim"
        client.where_is_the_page(here)
        watch = Watch(server.pid)
        idle = watch.now()
        watch.thread.start()
        lines = []
        # More of them than the server has threads; each asks for all the rest and then hardly reads.
        for place in range(12):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            line.request("GET", film_at, headers={"Cookie": f"session={cookie}", "Range": f"bytes={place}-"})
            lines.append(line)
        answers = [line.getresponse() for line in lines]
        assert [each.status for each in answers] == [206] * 12
        began = time.perf_counter()
        client.where_is_the_page(here)
        assert time.perf_counter() - began < 3
        got = answers[5].read()
        for line in lines:
            line.close()
        watch.over.set()
        watch.thread.join()
    assert watch.most - idle < 150 * MB
    assert len(got) == len(whole) - 5
    assert got[-(30 * MB) : -100_000] == whole[-(30 * MB) : -100_000]


def test_the_server_is_killed_between_two_pieces_and_keeps_what_it_acknowledged(
    tmp_path: Path, engine: str, worker: str
) -> None:
    url = fresh_url(engine, f"killed_{worker}", tmp_path)
    house = open_house(tmp_path, url)
    begin, cookie = prepared(house)
    film = write_film(tmp_path / "phim.mp4", 6 * MB)
    acknowledged, address = 0, ""
    for life in range(3):
        with (
            answering(serve, str(tmp_path), url) as (_, port),
            Uploader(port, cookie, piece=MB) as client,
            film.open("rb") as content,
        ):
            address = address or client.begin(begin, film)
            offset, _ = client.where(address)
            assert offset == acknowledged
            for _ in range(2 if life < 2 else 9):
                answer = client.piece_of(address, content, offset, sum_of(film))
                assert answer.status == 204
                offset = acknowledged = int(answer.headers["Upload-Offset"])
                if offset == film.stat().st_size:
                    break
    assert acknowledged == film.stat().st_size
    look(house, film)


@pytest.fixture
def quick(chromium: Any) -> Iterator[Any]:
    """A telephone whose browser compiles what runs long, as those of users do: it reckons sums of whole files."""
    own = chromium.browser_type.launch(executable_path=program(), args=[flag for flag in FLAGS if flag != NOT_COMPILED])
    window = own.new_context(**WINDOW, viewport={"width": 390, "height": 844})
    window.set_default_timeout(60_000)
    yield window
    own.close()


@pytest.mark.slow
@pytest.mark.browser
def test_a_browser_goes_on_after_cuts_and_after_a_reload(
    quick: Any, engine: str, worker: str, tmp_path: Path, shot: Any
) -> None:
    url = fresh_url(engine, f"browser_{worker}", tmp_path)
    house = open_house(tmp_path, url)
    begin, cookie = prepared(house)
    film = write_film(tmp_path / "phim-san-pham.mp4", 12 * MB)
    with (
        answering(serve, str(tmp_path), url) as (_, port),
        bad_line(port, [1 * MB, 3 * MB, 5 * MB, 8 * MB, 10 * MB], dark=2.5, pace=0.04) as line,
    ):
        here = f"http://127.0.0.1:{line.port}"
        quick.add_cookies([{"name": "session", "value": cookie, "url": here}])
        page = quick.new_page()
        page.goto(here + begin.rsplit("/", 2)[0])
        page.locator("#file-video").set_input_files(film)
        page.get_by_text("Đang tự thử lại").first.wait_for()
        shot(page, "sending-broken")
        page.get_by_text("Đã gửi").first.wait_for()
        page.get_by_role("button", name="Tạm dừng").click()
        page.get_by_text("Đã tạm dừng ở").first.wait_for()
        shot(page, "sending-paused")
        assert Eyes().faults(page) == []
        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
        assert "đang gửi dở" in page.locator("#files-video").inner_text()
        shot(page, "sending-found-again")
        page.locator("#file-video").set_input_files(film)
        page.locator("#files-video .sent").wait_for(timeout=90_000)
        assert "đúng từng byte" in page.locator("#files-video .sent").inner_text()
        assert "phim-san-pham.mp4" in page.locator("#files-video .files").inner_text()
        assert too_wide(page) == 0
        shot(page, "sending-done")
        assert line.made >= 3
    look(house, film)


@pytest.mark.browser
def test_what_cannot_be_sent_is_said_at_its_place(browser: Any, live: Live, tmp_path: Path, shot: Any) -> None:
    begin, cookie = prepared(live.app)
    browser.add_cookies([{"name": "session", "value": cookie, "url": live.url}])
    page = browser.new_page()
    page.goto(live.url + begin.rsplit("/", 2)[0])
    wrong = tmp_path / "trang.mp4"
    wrong.write_bytes(b"<html><script>alert(1)</script></html>" * 40)
    page.locator("#file-video").set_input_files(wrong)
    page.get_by_text("không đúng loại cho phép (MP4, MOV)").first.wait_for()
    large = tmp_path / "lon.pdf"
    with large.open("wb") as file:
        file.truncate(21 * MB)
    page.locator("#file-description").set_input_files(large)
    page.get_by_text("phần này nhận nhiều nhất 20 MB").first.wait_for()
    shot(page, "sending-refused")
    with live.app.app_context():
        assert db.session.scalars(select(EntryFile)).all() == []
        db.session.remove()
