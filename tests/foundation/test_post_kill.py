"""A worker killed between handing a letter over and writing it down: nobody gets the letter twice."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from contest.foundation.action import transaction
from contest.foundation.clock import now
from contest.foundation.database import db, writing
from contest.foundation.jobs import Job
from contest.foundation.mail import Letter, Recipient, let_leave, post
from tests.apart import apart
from tests.editions.makers import make_edition
from tests.engines import fresh_url
from tests.foundation.post_office import open_office
from tests.foundation.working import work
from tests.live import open_house

pytestmark = pytest.mark.slow
LETTERS = 5


def wait_for(what: Callable[[], bool]) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + 180
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False


@contextmanager
def written() -> Iterator[None]:
    """A transaction that holds the writers' lock no longer than it has to."""
    # What was read last may be older than what the worker wrote since, and from there nobody may write.
    db.session.rollback()
    mark = writing.set(True)
    try:
        with transaction():
            yield
    finally:
        writing.reset(mark)


def states() -> list[str]:
    """How the letters stand, in the order they were written."""
    db.session.rollback()
    return list(db.session.scalars(select(Letter.state).order_by(Letter.id)))


def test_a_kill_between_sending_and_recording_sends_no_letter_twice(tmp_path: Path, engine: str, worker: str) -> None:
    url = fresh_url(engine, f"post_{worker}", tmp_path)
    house = open_house(tmp_path, url)
    with open_office() as office, house.app_context():
        with written():
            edition = make_edition()
            for number in range(LETTERS):
                values = {"hội thi": "A", "mã số": f"KT-{number}", "tên hồ sơ": "Máy", "lý do": "x"}
                post("entry.withdrawn", edition.id, Recipient(email=f"n{number}@example.org"), values)
        given = (str(tmp_path), url, office.url)
        # The third letter is taken whole, and the answer does not come: there the worker dies.
        office.hold_at = 3
        with apart(work, *given):
            assert office.reached.wait(60)
        assert states() == ["sent", "sent", "sending", "queued", "queued"]
        office.hold_at = 0
        office.release.set()
        with written():
            # Its lease would end by itself in five minutes.
            db.session.execute(update(Job).where(Job.state == "running").values(lease_until=now() - timedelta(1)))
        with apart(work, *given):
            assert wait_for(lambda: states() == ["sent", "sent", "unsure", "sent", "sent"])
        assert len(office.letters) == LETTERS
        assert len({letter.split(b"Message-ID: ")[1].split(b"\r\n")[0] for letter in office.letters}) == LETTERS
        # A person looks, and has it sent again on purpose: the same letter, told by its number.
        with written():
            let_leave(db.session.scalars(select(Letter).where(Letter.state == "unsure")).one())
        with apart(work, *given):
            assert wait_for(lambda: set(states()) == {"sent"})
        assert len(office.letters) == LETTERS + 1
        db.session.remove()
        db.engine.dispose()
