"""The door for writes: permission, one transaction, an audit line, and what happens after the commit."""

import threading

import pytest
from flask import g
from sqlalchemy import select

from contest.editions.models import Edition
from contest.foundation.access import ANONYMOUS, Actor, Permission, Role
from contest.foundation.action import action, after_commit, transaction
from contest.foundation.audit import AuditLine, forget_pending
from contest.foundation.database import db as database
from contest.foundation.pages import PUBLIC, page
from contest.foundation.refusal import Reason, Refusal, refuse
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.engines import fresh_url
from tests.live import open_house
from tests.people.makers import actor_of, make_person


@action(Permission.EDITION_EDIT)
def rename(actor: Actor, edition_id: int, title: str) -> Edition:
    """A small deed."""
    edition = database.session.get_one(Edition, edition_id)
    edition.title = title
    return edition


@action(Permission.EDITION_EDIT)
def rename_and_fail(actor: Actor, edition_id: int, title: str) -> None:
    """A deed that does another and is then refused."""
    rename(actor, edition_id, title)
    refuse([Reason("not_permitted")])


@action(Permission.EDITION_EDIT)
def rename_because(actor: Actor, edition_id: int, title: str, reason: str = "") -> None:
    """A deed that says why."""
    rename(actor, edition_id, title)


@pytest.fixture
def organiser(db):
    edition, person = make_edition(), make_person("Ánh")
    # What the makers made is no deed of anybody.
    forget_pending()
    return edition, actor_of(person, (Role.ORGANISER, edition))


def lines(deed: str) -> list[AuditLine]:
    return list(database.session.scalars(select(AuditLine).where(AuditLine.deed.endswith(deed))))


def test_a_deed_is_recorded_with_who_where_and_every_value_before_and_after(organiser):
    edition, actor = organiser
    before = edition.title
    rename(actor, edition.id, "Tên mới")
    (line,) = lines("rename")
    assert (line.actor_id, line.actor_name, line.edition_id) == (actor.id, "Ánh", edition.id)
    assert line.changes == [["edition", edition.id, "title", before, "Tên mới"]]


def test_a_reason_that_no_minutes_could_hold_is_refused_at_its_field_whatever_deed_it_is_for(organiser):
    edition, actor = organiser
    before, long = edition.title, "Vì sao. " * 5000
    for told in (lambda: rename_because(actor, edition.id, "Tên mới", long),
                 lambda: rename_because(actor, edition.id, "Tên mới", reason=long)):  # fmt: skip
        with pytest.raises(Refusal) as caught:
            told()
        (reason,) = caught.value.reasons
        assert (reason.code, reason.where) == ("text_too_long", "reason")
        assert dict(reason.params) == {"length": "39.999", "limit": "2.000"}
    assert edition.title == before
    rename_because(actor, edition.id, "Tên mới", "Vì sao. " * 200)
    assert edition.title == "Tên mới"


def test_a_deed_that_changes_nothing_leaves_no_line(organiser):
    edition, actor = organiser
    rename(actor, edition.id, edition.title)
    assert lines("rename") == []


def test_who_may_not_changes_nothing(organiser):
    edition, _ = organiser
    judge = actor_of(make_person(), (Role.JUDGE, edition))
    elsewhere = actor_of(make_person(), (Role.ORGANISER, make_edition(slug="khac")))
    for actor in (ANONYMOUS, judge, elsewhere):
        with pytest.raises(Refusal) as refused:
            rename(actor, edition.id, "Tên của kẻ khác")
        assert [reason.code for reason in refused.value.reasons] == ["not_permitted"]
    assert lines("rename") == []


def test_a_refused_deed_takes_back_what_the_deeds_inside_it_did(organiser, db):
    edition, actor = organiser
    before = edition.title
    db.session.commit()
    with pytest.raises(Refusal):
        rename_and_fail(actor, edition.id, "Nửa chừng")
    db.session.expire_all()
    assert edition.title == before
    assert lines("rename") == lines("rename_and_fail") == []


def _begin_and_fail(done: list[str]) -> None:
    with transaction():
        after_commit(lambda: done.append("never"))
        raise ValueError("late")


def test_what_waits_for_the_commit_runs_after_the_outermost_one_and_never_on_failure(db):
    done = []
    with transaction():
        with transaction():
            after_commit(lambda: done.append("inner"))
        assert done == []
    assert done == ["inner"]
    with pytest.raises(ValueError, match="late"):
        _begin_and_fail(done)
    with transaction():
        pass
    assert done == ["inner"]


def test_secrets_are_not_shown_in_the_audit(db):
    @action(Permission.ACCOUNT_OPEN)
    def change_key(actor: Actor, person: Person) -> None:
        person.fs_uniquifier = "moi"

    change_key(ANONYMOUS, make_person())
    (line,) = lines("change_key")
    assert all("moi" not in str(change) for change in line.changes)


THREADS, ROUNDS = 6, 40


def test_reading_and_then_writing_loses_nothing_under_many_threads(tmp_path, engine, worker):
    """With the driver's own transactions, four of five such updates vanish without an error (on SQLite)."""
    house = open_house(tmp_path, fresh_url(engine, f"threads_{worker}", tmp_path))
    house.config["WTF_CSRF_ENABLED"] = False

    @house.post("/<slug>/dem")
    @page(PUBLIC)
    def count() -> str:
        with transaction():
            row = database.session.scalar(select(Edition).where(Edition.id == g.edition.id).with_for_update())
            row.regulation_number = row.regulation_number + 1
        return ""

    with house.app_context():
        slug = make_edition().slug
        database.session.commit()
    answers: list[int] = []

    def press() -> None:
        browser = house.test_client()
        answers.extend(browser.post(f"/{slug}/dem").status_code for _ in range(ROUNDS))

    threads = [threading.Thread(target=press) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with house.app_context():
        assert database.session.scalar(select(Edition.regulation_number)) == 1 + THREADS * ROUNDS
        database.session.remove()
        database.engine.dispose()
    assert answers == [200] * (THREADS * ROUNDS)


def test_pages_that_only_read_are_answered_while_somebody_writes(tmp_path, engine, worker):
    house = open_house(tmp_path, fresh_url(engine, f"readers_{worker}", tmp_path))
    with house.app_context():
        slug = make_edition().slug
        database.session.commit()
    writing_now, may_end = threading.Event(), threading.Event()

    @house.post("/<slug>/lau")
    @page(PUBLIC)
    def slow() -> str:
        with transaction():
            database.session.scalar(select(Edition).with_for_update())
            writing_now.set()
            may_end.wait(20)
        return ""

    house.config["WTF_CSRF_ENABLED"] = False
    thread = threading.Thread(target=lambda: house.test_client().post(f"/{slug}/lau"))
    thread.start()
    assert writing_now.wait(20)
    assert house.test_client().get(f"/{slug}/").status_code == 200
    assert thread.is_alive()
    may_end.set()
    thread.join(20)
    with house.app_context():
        database.engine.dispose()
