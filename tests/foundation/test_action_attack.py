"""A full disk, a busy database, numbers and bodies nobody can read: a sentence, and nothing half."""

import sqlite3

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from contest.editions.models import Edition
from contest.foundation.access import OPERATOR, Actor, Permission
from contest.foundation.action import action, after_commit
from contest.foundation.audit import AuditLine
from contest.foundation.database import db as database
from contest.foundation.database import writing
from contest.foundation.pages import PUBLIC, page
from contest.foundation.refusal import Refusal
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.live import open_house
from tests.people.makers import make_person

DONE: list[str] = []


@action(Permission.INSTALLATION_RUN)
def write_much(actor: Actor, many: int) -> None:
    """Rows until a small disk is full."""
    after_commit(lambda: DONE.append("told"))
    for _ in range(many):
        make_person(unit="x" * 300)


@pytest.fixture
def small(tmp_path):
    """A house whose database cannot grow: SQLite says then what it says when the disk is full."""
    house = open_house(tmp_path, f"sqlite:///{tmp_path / 'nho'}.sqlite")
    house.config["WTF_CSRF_ENABLED"] = False
    house.post("/ghi")(page(PUBLIC)(lambda: write_much(OPERATOR, 4000) or ""))
    with house.app_context():
        make_edition(slug="hoi-thi")
        database.session.commit()
    with house.app_context():
        yield house
        database.session.remove()
        database.engine.dispose()


def fill_the_disk() -> None:
    connection = database.session.connection()
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")


def people() -> int:
    return database.session.scalar(select(func.count()).select_from(Person)) or 0


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing_half_written(small):
    DONE.clear()
    mark = writing.set(True)
    fill_the_disk()
    with pytest.raises(Refusal) as refused:
        write_much(OPERATOR, 4000)
    writing.reset(mark)
    assert [reason.code for reason in refused.value.reasons] == ["disk_full"]
    assert people() == 0
    assert DONE == []
    assert database.session.scalar(select(func.count()).select_from(AuditLine)) == 0


def test_a_page_tells_of_a_full_disk(small):
    fill_the_disk()
    answer = small.test_client().post("/ghi")
    assert answer.status_code == 503
    assert "hết chỗ lưu" in answer.text


def test_a_writer_who_cannot_get_in_is_told_to_try_again(small, tmp_path):
    other = sqlite3.connect(tmp_path / "nho.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    database.session.connection().exec_driver_sql("PRAGMA busy_timeout = 50")
    database.session.rollback()
    for headers in ({}, {"Accept": "application/json"}):
        answer = small.test_client().post("/hoi-thi/hoi-dap", headers=headers)
        assert answer.status_code == 503
        words = answer.json["error"]["message"] if headers else answer.text
        assert "Hệ thống đang bận" in words
    other.execute("ROLLBACK")
    other.close()
    assert small.test_client().post("/ghi").status_code == 200


def test_a_fault_of_ours_is_not_called_a_full_disk(app: Flask, db):
    @action(Permission.INSTALLATION_RUN)
    def ask_nonsense(actor: Actor) -> None:
        database.session.connection().exec_driver_sql("SELECT nothing FROM nowhere")

    with pytest.raises(DBAPIError):
        ask_nonsense(OPERATOR)


def test_numbers_that_no_database_can_hold_are_no_fault_of_the_house(client, db):
    edition = make_edition(slug="hoi-thi")
    assert isinstance(edition, Edition)
    answer = client.get("/hoi-thi/the-le?ban=99999999999999999999")
    assert answer.status_code in (400, 404)
    assert client.get("/hoi-thi%00/").status_code in (400, 404)


@pytest.mark.parametrize("body", ["[]", '"x"', "[1]", '[["a"]]', "null", "{", "7"])
def test_json_sent_to_a_form_is_read_as_nothing(client, db, body):
    for path in ("/dang-nhap", "/dang-ky", "/quen-mat-khau"):
        answer = client.post(path, data=body, content_type="application/json")
        assert answer.status_code in (400, 422), path
