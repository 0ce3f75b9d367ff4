"""Work for later: done once, again after a fault, and long work without keeping the writers waiting."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from contest.foundation import jobs
from contest.foundation.action import transaction
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.foundation.database import writing


@pytest.fixture
def heard(db, monkeypatch):
    """What the works of a test have done; the works themselves are this test's own."""
    monkeypatch.setattr(jobs, "_WORKS", dict(jobs._WORKS))
    monkeypatch.setattr(jobs, "_LONG_WORKS", dict(jobs._LONG_WORKS))
    return []


def enqueue(name, **arguments):
    mark = writing.set(True)
    try:
        with transaction():
            jobs.later(name, **arguments)
    finally:
        writing.reset(mark)


def test_a_key_already_known_is_not_enqueued_again(heard):
    jobs.job("test.note")(lambda word: heard.append(word))
    enqueue("test.note", unique_key="once", word="a")
    enqueue("test.note", unique_key="once", word="b")
    assert jobs.work_all() == 1
    assert heard == ["a"]


def test_a_job_that_fails_waits_and_says_why(heard):
    @jobs.job("test.fail")
    def fail():
        raise ValueError("no paper in the printer")

    enqueue("test.fail", unique_key="fail")
    jobs.work_all()
    state = jobs.state_of("fail")
    assert state is not None
    assert state.state == "waiting"
    assert "no paper" in state.last_words
    assert database.session.scalar(select(jobs.Job.run_at).where(jobs.Job.unique_key == "fail")) > now()


def test_a_long_job_tells_how_far_it_is_and_leaves_the_writers_alone(heard):
    @jobs.long_job("test.long")
    def work(beat, pages):
        assert not writing.get()
        for page in range(pages):
            beat(page, pages)
            heard.append(jobs.state_of("long"))
        assert not database.session().info.get("transaction_depth")

    enqueue("test.long", unique_key="long", pages=3)
    assert jobs.work_all() == 1
    assert [(each.state, each.done, each.total) for each in heard] == [("running", each, 3) for each in range(3)]
    assert jobs.state_of("long").state == "done"


def test_a_long_job_that_beats_keeps_its_lease(heard):
    @jobs.long_job("test.slow")
    def work(beat):
        with transaction():
            database.session.execute(update(jobs.Job).values(lease_until=now() - timedelta(seconds=1)))
        beat(1, 2)
        heard.append(jobs.claim())

    enqueue("test.slow", unique_key="slow")
    assert jobs.work_all() == 1
    assert heard == [None]


def test_a_long_job_that_fails_is_tried_again(heard):
    @jobs.long_job("test.long_fail")
    def work(beat):
        beat(1, 2)
        raise OSError("disk")

    enqueue("test.long_fail", unique_key="long_fail")
    jobs.work_all()
    assert jobs.state_of("long_fail").state == "waiting"
