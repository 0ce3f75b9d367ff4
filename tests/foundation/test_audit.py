"""Who did what, and which values changed: one line a deed, secrets as dots."""

from typing import Any

from sqlalchemy import select

from contest.foundation.access import OPERATOR
from contest.foundation.audit import AuditLine, record
from contest.people.models import Person
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
