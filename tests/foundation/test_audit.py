"""Who did what, and which values changed: one line a deed, secrets as dots."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from contest.entries.models import EntryAuthor
from contest.foundation.access import OPERATOR
from contest.foundation.audit import AuditLine, record, until_a_change
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.people.makers import make_person


def last(db: Any) -> AuditLine:
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert isinstance(line, AuditLine)
    return line


def changes(line: AuditLine, column: str) -> list[list[Any]]:
    return [change for change in line.changes if change[2] == column]


def test_a_new_row_is_noted_with_its_values_and_secrets_as_dots(db: Any) -> None:
    person = make_person("Đỗ Thị Hồng Ánh", "anh@example.org")
    record(OPERATOR, "people.register", None)
    db.session.flush()
    line = last(db)
    assert changes(line, "name") == [["person", person.id, "name", None, "Đỗ Thị Hồng Ánh"]]
    assert changes(line, "fs_uniquifier") == [["person", person.id, "fs_uniquifier", None, "•"]]
    assert changes(line, "password") == []


def test_a_secret_figure_is_a_dot_too(db: Any) -> None:
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == make_entry(make_edition()).id)).one()
    author.birth_year = 2014
    record(OPERATOR, "entries.change", None)
    db.session.flush()
    assert changes(last(db), "birth_year") == [["entry_author", author.id, "birth_year", None, "•"]]


def test_a_change_is_noted_with_the_value_before(db: Any) -> None:
    person = make_person("Nguyễn Văn Đức")
    record(OPERATOR, "people.register", None)
    person.name = "Nguyễn Văn Đức (Hà Nội)"
    db.session.flush()
    person.unit = "Trường THPT Bình Minh"
    record(OPERATOR, "people.change_profile", None)
    db.session.flush()
    line = last(db)
    assert changes(line, "name") == [["person", person.id, "name", "Nguyễn Văn Đức", "Nguyễn Văn Đức (Hà Nội)"]]
    assert changes(line, "unit") == [["person", person.id, "unit", "", "Trường THPT Bình Minh"]]
    assert changes(line, "email") == []


def test_setting_the_same_value_is_no_change_and_leaves_no_line(db: Any) -> None:
    person = make_person("Nguyễn Văn Đức")
    record(OPERATOR, "people.register", None)
    before = last(db).id
    person.name = "Nguyễn Văn Đức"
    record(OPERATOR, "people.change_profile", None)
    db.session.flush()
    assert last(db).id == before


def test_a_change_of_an_expired_row_still_knows_the_value_before(db: Any) -> None:
    person_id = make_person("Trần Thị Bích").id
    record(OPERATOR, "people.register", None)
    db.session.flush()
    db.session.expire_all()
    person = db.session.get(Person, person_id)
    person.name = "Trần Thị Ngọc Bích"
    record(OPERATOR, "people.change_profile", None)
    db.session.flush()
    assert changes(last(db), "name") == [["person", person_id, "name", "Trần Thị Bích", "Trần Thị Ngọc Bích"]]


def test_what_was_found_is_kept_until_something_audited_changes(db: Any, at: Callable[[str], None]) -> None:
    found: list[int] = []

    def look() -> int:
        found.append(len(found))
        # As for the next page: what was read of the last change before is forgotten.
        db.session.commit()
        return until_a_change("something", lambda: len(found))

    at("2026-05-01T10:00")
    person = make_person("Nguyễn Văn Đức")
    record(OPERATOR, "people.register", None)
    assert [look(), look()] == [1, 2], "a change that is not committed yet may be older than the last one"
    at("2026-05-01T10:02")
    assert [look(), look(), look()] == [3, 3, 3]
    person.name = "Nguyễn Văn Đức (Hà Nội)"
    record(OPERATOR, "people.change_profile", None)
    assert look() == 6
    at("2026-05-01T10:04")
    assert [look(), look()] == [7, 7]
