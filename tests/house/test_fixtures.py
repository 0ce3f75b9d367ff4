"""The fixtures keep their promises: no network, no question from a template, a database that forgets, one clock."""

import gc
import io
import socket
import threading

import pytest
from flask import before_render_template, render_template_string, template_rendered
from sqlalchemy import func, select

from contest.foundation.clock import local, now
from contest.people.models import Person
from tests.people.makers import make_person


def test_no_test_reaches_another_machine():
    with socket.socket() as line, pytest.raises(AssertionError, match="tried to reach"):
        line.connect(("192.0.2.1", 80))


def test_a_template_that_asks_the_database_is_caught_and_spoils_nothing_after_it(app, db):
    def ask() -> int:
        return db.session.scalar(select(func.count()).select_from(Person))

    with app.test_request_context(), pytest.raises(AssertionError, match="asked the database"):
        render_template_string("{{ ask() }}", ask=ask)


def test_a_page_drawn_in_another_thread_is_not_this_tests(app, db, count_queries):
    drawing, asked = threading.Event(), threading.Event()

    def draw() -> None:
        """As a server of a test before that still answers its last question."""
        with app.app_context():
            before_render_template.send(app, template=app.jinja_env.from_string(""), context={})
            drawing.set()
            asked.wait(5)
            template_rendered.send(app, template=app.jinja_env.from_string(""), context={})

    other = threading.Thread(target=draw)
    other.start()
    assert drawing.wait(5)
    with count_queries() as questions:
        db.session.scalar(select(func.count()).select_from(Person))
    asked.set()
    other.join()
    assert len(questions) == 1


def test_no_file_of_an_answer_stays_open(client):
    assert client.get("/static/_house/house.css").status_code == 200
    files = [one for one in gc.get_objects() if isinstance(one, io.FileIO) and str(one.name).endswith("house.css")]
    assert [one for one in files if not one.closed] == []


def test_what_a_test_wrote_is_forgotten_even_when_a_request_committed_it(client, db):
    assert db.session.scalar(select(func.count()).select_from(Person)) == 0
    data = {"name": "Trần Bình", "email": "binh@example.org", "password": "mèo xanh nhảy dây"}
    assert client.post("/dang-ky", data=data).status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1


def test_and_indeed_it_is_forgotten(db):
    assert db.session.scalar(select(func.count()).select_from(Person)) == 0


def test_two_browsers_do_not_know_of_each_other(app, client_of):
    anh = client_of(make_person("Nguyễn Ánh"))
    assert anh.get("/tai-khoan").status_code == 200
    assert app.test_client().get("/tai-khoan").status_code == 303
    assert "Trần Bình" in client_of(make_person("Trần Bình")).get("/tai-khoan").text


def test_what_a_request_changed_is_seen_by_the_test(client_of):
    person = make_person("Nguyen Anh")
    client_of(person).post("/tai-khoan/ho-so", data={"name": "Nguyễn Ánh", "unit": ""})
    assert person.name == "Nguyễn Ánh"


def test_the_clock_can_be_stopped_at_a_vietnamese_hour(at):
    at("2026-05-01T10:00")
    assert now() == now()
    assert local(now()).isoformat() == "2026-05-01T10:00:00+07:00"
