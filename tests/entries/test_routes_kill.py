"""The server is killed in the middle of 200 submissions: what was acknowledged is there, nothing is half there."""

import hashlib
import http.client
import threading
from pathlib import Path
from queue import Empty, SimpleQueue
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select

from contest.entries import actions
from contest.entries.models import Entry, EntryAuthor, EntryDraft, EntryFile, EntryStep
from contest.foundation import files
from contest.foundation.database import db, writing
from contest.foundation.mail import Letter
from tests.apart import answering
from tests.editions.makers import make_edition
from tests.engines import fresh_url
from tests.entries.makers import PDF, authors_typed, solution_typed
from tests.entries.serving import serve
from tests.live import cookie_of, open_house
from tests.people.makers import actor_of, make_person

ENTRIES = 200
THREADS = 8
KILLED_AFTER = 60

pytestmark = pytest.mark.slow


def prepared(house: Flask) -> tuple[str, list[int]]:
    """Two hundred dossiers ready but for their file, and the cookie of their entrant."""
    with house.app_context():
        mark = writing.set(True)
        edition, cleo = make_edition(), make_person("Nguyễn Văn Bình")
        db.session.commit()
        actor = actor_of(cleo)
        ids = []
        for place in range(ENTRIES):
            entry_id = actions.start_entry(actor, edition.id)
            values = {"solution": solution_typed(title=f"Máy gặt kiểu {place}"), "authors": authors_typed()}
            actions.save_draft(actor, edition.id, entry_id, values)
            ids.append(entry_id)
        writing.reset(mark)
        return cookie_of(house, cleo.fs_uniquifier), ids


class Entrants:
    """Eight browsers that hand in one dossier after the other, and remember what they were told."""

    def __init__(self, port: int, cookie: str, ids: list[int]) -> None:
        self.port, self.cookie = port, cookie
        self.waiting: SimpleQueue[int] = SimpleQueue()
        for entry_id in ids:
            self.waiting.put(entry_id)
        self.uploaded: dict[int, str] = {}
        self.submitted: set[int] = set()
        self.enough = threading.Event()
        self.threads = [threading.Thread(target=self.work, daemon=True) for _ in range(THREADS)]

    def work(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            while True:
                self.hand_in(connection, self.waiting.get_nowait())
        except (Empty, OSError, http.client.HTTPException):
            return
        finally:
            connection.close()

    def hand_in(self, connection: http.client.HTTPConnection, entry_id: int) -> None:
        content = PDF + str(entry_id).encode()
        part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="ban-mo-ta.pdf"\r\n\r\n'
        body = part + content + b"\r\n--x--\r\n"
        here = f"/thu-nghiem/ho-so/{entry_id}"
        assert self.post(connection, f"{here}/tep/description", body, "multipart/form-data; boundary=x") == 303
        self.uploaded[entry_id] = hashlib.sha256(content).hexdigest()
        form = urlencode({"submission_key": f"key-{entry_id}", "committed": "y"}).encode()
        assert self.post(connection, f"{here}/nop", form, "application/x-www-form-urlencoded") == 303
        self.submitted.add(entry_id)
        if len(self.submitted) >= KILLED_AFTER:
            self.enough.set()

    def post(self, connection: http.client.HTTPConnection, path: str, body: bytes, kind: str) -> int:
        connection.request("POST", path, body, {"Cookie": f"session={self.cookie}", "Content-Type": kind})
        answer = connection.getresponse()
        answer.read()
        return answer.status


def test_what_was_acknowledged_survives_a_kill_and_nothing_is_half_there(
    tmp_path: Path, engine: str, worker: str
) -> None:
    url = fresh_url(engine, f"kill_{worker}", tmp_path)
    house = open_house(tmp_path, url)
    cookie, ids = prepared(house)
    with answering(serve, str(tmp_path), url) as (server, port):
        entrants = Entrants(port, cookie, ids)
        for thread in entrants.threads:
            thread.start()
        reached = entrants.enough.wait(90)
        server.kill()
        server.join()
        for thread in entrants.threads:
            thread.join(30)
    assert reached
    assert KILLED_AFTER <= len(entrants.submitted) < ENTRIES
    with house.app_context():
        look(entrants, ids)
        # First given back, then closed: a connection still held would be lost open.
        db.session.remove()
        db.engine.dispose()


def look(entrants: Entrants, ids: list[int]) -> None:
    """Every acknowledged deed is whole; every other dossier is whole or still a draft with all that was typed."""
    entries = {entry.id: entry for entry in db.session.scalars(select(Entry))}
    drafts = set(db.session.scalars(select(EntryDraft.entry_id)))
    authors = list(db.session.scalars(select(EntryAuthor.entry_id)))
    steps = set(db.session.scalars(select(EntryStep.entry_id).where(EntryStep.status == "submitted")))
    letters = db.session.scalars(select(Letter.subject)).all()
    stored = {row.entry_id: row.sha256 for row in db.session.scalars(select(EntryFile))}
    assert set(entries) == set(ids)
    for entry_id in entrants.submitted:
        assert entries[entry_id].status == "submitted"
    for entry_id, entry in entries.items():
        whole = entry.status == "submitted"
        assert (entry.code is not None) is whole
        assert (entry_id in drafts) is not whole
        assert (entry_id in steps) is whole
        assert authors.count(entry_id) == (2 if whole else 0)
        assert f"Đã nhận hồ sơ {entry.code}" in letters or not whole
        assert entry_id in stored or not whole
    for entry_id, sha256 in entrants.uploaded.items():
        assert stored[entry_id] == sha256
        assert hashlib.sha256(files.path_of(sha256).read_bytes()).hexdigest() == sha256
    codes = [entry.code for entry in entries.values() if entry.code]
    assert len(codes) == len(set(codes))
