"""What became of a dossier, word by word: for the office with names, for the entrant without the office's."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.entries import actions, queries
from contest.entries.models import Entry, EntryFile
from contest.entries.rules.differences import difference
from contest.foundation.access import Role
from contest.foundation.database import db as database
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.entries.makers import author_typed, authors_typed, drafted, handed_in, solution_typed, stored, workbook
from tests.people.makers import actor_of, grant, make_person


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest that takes entries."""
    return make_edition()


@pytest.fixture
def cleo(edition: Any) -> Any:
    """Somebody who enters."""
    return actor_of(make_person("Nguyễn Văn Bình"))


@pytest.fixture
def ada(edition: Any) -> Any:
    """Somebody of the secretariat."""
    person = make_person("Phạm Thị Ái")
    grant(person, edition, Role.SECRETARY)
    return actor_of(person, (Role.SECRETARY, edition))


def edit(ada: Any, edition: Any, entry_id: int, content: dict[str, Any], reason: str) -> None:
    """The office corrects what was handed in."""
    version = database.session.query(Entry.version).filter(Entry.id == entry_id).scalar()
    actions.edit_entry(ada, edition.id, entry_id, content, reason, version)


def told(lines: list[queries.HistoryLine]) -> dict[str, tuple[str, str]]:
    """The changes of the latest deed by their labels."""
    return {change.label: (change.before, change.after) for change in lines[0].changes}


def test_an_answer_is_called_as_the_regulation_asks_and_compared_word_by_word(
    edition: Any, ada: Any, cleo: Any
) -> None:
    entry_id = handed_in(cleo, edition).entry_id
    long = "Khung nhôm, lưỡi cắt đôi, pin thay nhanh. " * 40
    solution = solution_typed(answer_content=long, field_key="ict")
    edit(ada, edition, entry_id, {"solution": solution, "authors": authors_typed()}, "Theo thư")
    again = solution_typed(answer_content=long.replace("lưỡi cắt đôi", "lưỡi cắt đơn"), field_key="ict")
    edit(ada, edition, entry_id, {"solution": again, "authors": authors_typed()}, "Theo thư")
    lines = queries.history(edition.id, entry_id)
    assert (lines[0].who, lines[0].deed) == ("Phạm Thị Ái", "Ban Thư ký sửa hồ sơ")
    (change,) = lines[0].changes
    assert change.label == "Nội dung chủ yếu của giải pháp"
    assert [piece.words for piece in change.pieces if piece.kind == "new"] == ["đơn"] * 40
    assert "Công nghệ thông tin" in told(lines[1:])["Lĩnh vực"][1]


def test_authors_and_files_that_come_and_go_are_named(edition: Any, ada: Any, cleo: Any) -> None:
    entry_id = handed_in(cleo, edition).entry_id
    alone = authors_typed(author_typed())
    edit(ada, edition, entry_id, {"solution": solution_typed(), "authors": alone}, "Một người rút")
    changes = told(queries.history(edition.id, entry_id))
    assert changes["Bỏ tác giả"] == ("Trần Thị Hoà", "")
    assert changes["Tác giả Nguyễn Văn Bình: tỷ lệ đóng góp"] == ("60 %", "100 %")
    edit(ada, edition, entry_id, {"solution": solution_typed(), "authors": authors_typed()}, "Trở lại")
    assert told(queries.history(edition.id, entry_id))["Thêm tác giả"][1].startswith("Trần Thị Hoà, Kỹ sư")
    actions.attach_file(
        ada, edition.id, entry_id, "description", stored(name="ban-moi.pdf", content=b"%PDF-1.4\n%%EOF\n")
    )
    changes = told(queries.history(edition.id, entry_id))
    assert changes["Thêm tệp"] == ("", "ban-moi.pdf (Bản mô tả giải pháp)")
    assert changes["Bỏ tệp"] == ("ban-mo-ta.pdf (Bản mô tả giải pháp)", "")
    assert database.session.query(EntryFile).count() == 2


def test_an_entrant_reads_the_same_without_names_of_the_office(edition: Any, ada: Any, cleo: Any) -> None:
    entry_id = handed_in(cleo, edition).entry_id
    solution = solution_typed(title="Máy gặt lúa mini")
    edit(ada, edition, entry_id, {"solution": solution, "authors": authors_typed()}, "Theo thư")
    lines = queries.own_history(edition.id, entry_id, (cleo.id,))
    assert lines[0].who == "Ban Thư ký"
    assert told(lines)["Tên"] == ("Máy gặt lúa mini cho ruộng bậc thang", "Máy gặt lúa mini")
    assert {line.who for line in lines} == {"Ban Thư ký", "Nguyễn Văn Bình"}


def test_the_pages_of_both_show_what_went_and_what_came(edition: Any, client_of: Any) -> None:
    binh, ai = make_person("Nguyễn Văn Bình"), make_person("Phạm Thị Ái")
    grant(ai, edition, Role.SECRETARY)
    office = actor_of(ai, (Role.SECRETARY, edition))
    entry_id = handed_in(actor_of(binh), edition).entry_id
    solution = solution_typed(title="Máy gặt lúa nhỏ cho ruộng bậc thang")
    edit(office, edition, entry_id, {"solution": solution, "authors": authors_typed()}, "Theo thư")
    database.session.commit()
    own = client_of(binh).get(f"/thu-nghiem/ho-so/{entry_id}").text
    assert "<del>mini</del><ins>nhỏ</ins>" in own
    assert "Phạm Thị Ái" not in own
    record = client_of(ai).get(f"/thu-nghiem/danh-muc/{entry_id}").text
    assert "<del>mini</del><ins>nhỏ</ins>" in record
    assert "Phạm Thị Ái" in record


def test_a_draft_has_a_history_without_faults(edition: Any, cleo: Any) -> None:
    entry_id = drafted(cleo, edition, solution_typed(), authors_typed(), "description")
    deeds = [line.deed for line in queries.history(edition.id, entry_id)]
    assert deeds[:2] == ["Thêm tệp", "Lưu bản nháp"]


@given(st.text(max_size=120), st.text(max_size=120))
def test_a_difference_put_together_is_either_text(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.words for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.words for piece in pieces if piece.kind != "gone") == after


def test_a_difference_is_told_in_words_not_in_letters() -> None:
    pieces = difference("Máy gặt lúa mini", "Máy cắt rạ nhỏ")
    assert [(piece.kind, piece.words) for piece in pieces] == [
        ("same", "Máy "), ("gone", "gặt lúa mini"), ("new", "cắt rạ nhỏ"),
    ]  # fmt: skip


def test_what_came_with_a_register_is_told_value_by_value_when_somebody_asks(
    edition: Any, ada: Any, client_of: Any
) -> None:
    head = ("Tên giải pháp", "Lĩnh vực", "Tác giả", "Đơn vị", "Tóm tắt")
    field = "Cơ khí tự động hóa, xây dựng, giao thông vận tải"
    names = ("Ngô Bảo", "Lý Châu")
    rows = [
        (f"Máy gặt số {place}", field, name, "Trường An", f"Tóm tắt {place}") for place, name in enumerate(names, 1)
    ]
    actions.import_entries(ada, edition.id, actions.read_register(workbook(head, *rows), edition.id).rows)
    database.session.commit()
    entry_id = database.session.query(Entry.id).filter(Entry.title == "Máy gặt số 1").scalar()
    (line,) = queries.history(edition.id, entry_id)
    assert (line.who, line.changes) == ("Phạm Thị Ái", ())
    (line,) = queries.history(edition.id, entry_id, opened=line.bulk_id)
    changes = {change.label: change.after for change in line.changes}
    assert "Máy gặt số 1" in changes.values()
    assert changes["Thêm tác giả"].startswith("Ngô Bảo")
    assert not any("số 2" in value or "Lý Châu" in value for value in changes.values())
    office = client_of(database.session.get(Person, ada.id))
    page = office.get(f"/thu-nghiem/danh-muc/{entry_id}").text
    assert "Xem việc này đã ghi gì vào hồ sơ" in page
    assert "Thêm tác giả" in office.get(f"/thu-nghiem/danh-muc/{entry_id}?nhieu={line.bulk_id}").text
