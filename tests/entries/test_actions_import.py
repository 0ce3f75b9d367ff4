"""Registers taken in: every fault at its cell, all or nothing, and the same entry never twice."""

import time
from typing import Any

import pytest
from sqlalchemy import func, select

from contest.entries import actions, queries
from contest.entries.models import CodeCounter, Consent, Entry, EntryAuthor
from contest.foundation.access import Role
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from tests.editions.makers import make_edition
from tests.entries.makers import workbook
from tests.people.makers import actor_of, make_person

HEAD = ("Mã số", "Tên giải pháp", "Lĩnh vực", "Tác giả", "Đơn vị", "Điện thoại", "Email", "Ngày nộp")
ROW = (
    None,
    "Máy gặt lúa mini",
    "Cơ khí tự động hóa, xây dựng, giao thông vận tải",
    "Nguyễn Văn Bình | 05/03/1990 | Nam | 60 | Kỹ sư | HTX Bình Minh\nTrần Thị Hoà | 1992 | Nữ | 40",
    "HTX Bình Minh",
    "0912345678",
    "binh@example.org",
    "01/06/2026",
)


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest."""
    return make_edition()


@pytest.fixture
def secretary(edition: Any) -> Any:
    """Somebody of the secretariat."""
    return actor_of(make_person("Phạm Thị Ái"), (Role.SECRETARY, edition))


def take(actor: Any, edition: Any, *rows: tuple[Any, ...], head: tuple[str, ...] = HEAD, **how: Any) -> Any:
    sheet = actions.read_register(workbook(head, *rows), edition.id)
    return actions.import_entries(actor, edition.id, sheet.rows, **how)


def but(**changes: Any) -> tuple[Any, ...]:
    """The row with other cells; named by the first word of the heading."""
    names = ("code", "title", "field", "authors", "unit", "phone", "email", "day")
    return tuple(changes.get(name, value) for name, value in zip(names, ROW, strict=True))


def told(refusal: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [f"{reason.where}: {sentence(reason)}" for reason in refusal.value.reasons]


def test_a_row_becomes_an_entry_with_its_authors(db: Any, edition: Any, secretary: Any) -> None:
    outcome = take(secretary, edition, ROW)
    assert (outcome.new, outcome.rows[0].code) == (1, "KT-001")
    entry = db.session.scalar(select(Entry))
    assert (entry.status, entry.source, entry.field_key, entry.unit) == ("received", "import", "mech", "HTX Bình Minh")
    assert entry.sent_on.isoformat() == "2026-06-01"
    authors = db.session.execute(
        select(EntryAuthor.name, EntryAuthor.birth_year, EntryAuthor.share, EntryAuthor.unit).order_by(
            EntryAuthor.position
        )
    ).all()
    assert authors == [("Nguyễn Văn Bình", None, 6000, "HTX Bình Minh"), ("Trần Thị Hoà", 1992, 4000, "")]


def test_the_same_file_twice_changes_nothing(db: Any, edition: Any, secretary: Any) -> None:
    take(secretary, edition, ROW)
    again = take(secretary, edition, but(title="  MÁY GẶT lúa mini ", authors=ROW[3].replace("Hoà", "Hòa")))
    assert (again.new, again.updated, again.doubtful) == (0, 1, 0)
    assert take(secretary, edition, but(title="MÁY GẶT lúa mini", authors=ROW[3].replace("Hoà", "Hòa"))).unchanged == 1
    assert db.session.scalar(select(func.count()).select_from(Entry)) == 1


def test_planted_faults_are_all_told_at_their_cells(edition: Any, secretary: Any, db: Any) -> None:
    rows = (
        but(title="Đ" * 501),
        but(title=None),
        but(field="Thiên văn học"),
        but(authors="Nguyễn Văn Bình | 31/02/1990"),
        but(authors="Nguyễn Văn Bình | | | 60; Trần Thị Hoà | | | 39"),
        but(authors="Nguyễn Văn Bình | 1990 | Nam | | Kỹ sư | HTX | thừa"),
        but(authors="Nguyeãn Vaên Bình"),
        but(phone="ghi sau"),
        but(email="binh@"),
        but(day="30/02/2026"),
        but(code="KT-9"),
        but(code="KT-9", title="Máy khác"),
        but(title="Máy lặp"),
        but(title="Máy  lặp"),
    )
    with pytest.raises(Refusal) as refusal:
        take(secretary, edition, *rows)
    faults = told(refusal)
    for place, words in (
        ("dòng 2, cột “Tên giải pháp” (ô B2)", "Nội dung dài 501 ký tự"),
        ("dòng 3, cột “Tên giải pháp” (ô B3)", "Ô này chưa có nội dung."),
        ("dòng 4, cột “Lĩnh vực” (ô C4)", "“Thiên văn học” không có trong thể lệ"),
        ("dòng 5, cột “Tác giả” (ô D5)", "Ngày “31/02/1990” không có trong lịch"),
        ("dòng 6, cột “Tác giả” (ô D6)", "Tổng tỷ lệ đóng góp là 99 %"),
        ("dòng 7, cột “Tác giả” (ô D7)", "Không hiểu phần “thừa”"),
        ("dòng 8, cột “Tác giả” (ô D8)", "phông cũ"),
        ("dòng 9, cột “Điện thoại” (ô F9)", "không phải số điện thoại"),
        ("dòng 10, cột “Email” (ô G10)", "không đúng"),
        ("dòng 11, cột “Ngày nộp” (ô H11)", "không có trong lịch"),
        ("dòng 13, cột “Mã số” (ô A13)", "Mã số “KT-9” đã có ở dòng 12."),
        ("dòng 15, cột “Tên giải pháp” (ô B15)", "Trùng với dòng 14"),
    ):
        assert any(fault.startswith(place) and words in fault for fault in faults), (place, words, faults)
    assert db.session.scalar(select(func.count()).select_from(Entry)) == 0


def test_a_likely_duplicate_is_shown_and_not_guessed(edition: Any, secretary: Any, db: Any) -> None:
    take(secretary, edition, ROW)
    other = but(unit="Trường THPT Khác")
    seen = take(secretary, edition, other, dry_run=True)
    assert (seen.doubtful, seen.rows[0].remark) == (1, "giống hồ sơ KT-001 nhưng khác đơn vị")
    with pytest.raises(Refusal) as refusal:
        take(secretary, edition, other)
    assert "Giống hồ sơ KT-001" in told(refusal)[0]
    assert take(secretary, edition, other, doubtful="skip").doubtful == 1
    assert take(secretary, edition, other, doubtful="new").rows[0].code == "KT-002"


def test_a_code_of_the_file_says_which_entry_is_meant(edition: Any, secretary: Any, db: Any) -> None:
    take(secretary, edition, but(code="A/12"))
    outcome = take(secretary, edition, but(code="A/12", title="Máy gặt lúa cỡ nhỏ"))
    assert (outcome.updated, db.session.scalar(select(Entry.title))) == (1, "Máy gặt lúa cỡ nhỏ")


def test_an_entry_decided_on_is_not_changed_by_a_file(edition: Any, secretary: Any, db: Any) -> None:
    take(secretary, edition, but(code="A1"))
    db.session.scalar(select(Entry)).status = "eligible"
    db.session.flush()
    assert take(secretary, edition, but(code="A1")).unchanged == 1
    with pytest.raises(Refusal) as refusal:
        take(secretary, edition, but(code="A1", title="Tên khác"))
    assert [reason.code for reason in refusal.value.reasons] == ["row_locked"]


def test_an_entry_withdrawn_does_not_come_back_by_its_code(edition: Any, secretary: Any, db: Any) -> None:
    take(secretary, edition, but(code="A1"))
    db.session.scalar(select(Entry)).status = "withdrawn"
    db.session.flush()
    assert take(secretary, edition, ROW).rows[0].code == "KT-001"
    with pytest.raises(Refusal) as refusal:
        take(secretary, edition, but(code="A1"))
    assert [reason.code for reason in refusal.value.reasons] == ["row_locked"]


def test_a_dry_run_writes_nothing(edition: Any, secretary: Any, db: Any) -> None:
    assert take(secretary, edition, ROW, dry_run=True).new == 1
    assert db.session.scalar(select(func.count()).select_from(Entry)) == 0
    assert db.session.scalar(select(func.count()).select_from(CodeCounter)) == 0


def test_text_of_a_formula_stays_text_and_decomposed_letters_are_composed(
    edition: Any, secretary: Any, db: Any
) -> None:
    take(secretary, edition, but(title='\'=HYPERLINK("http://x")', authors="Nguye\u0302\u0303n Va\u0306n Bi\u0300nh"))
    assert db.session.scalar(select(Entry.title)) == '\'=HYPERLINK("http://x")'
    assert db.session.scalar(select(EntryAuthor.name)) == "Nguyễn Văn Bình"


def test_unknown_columns_are_told_and_ignored(edition: Any) -> None:
    sheet = actions.read_register(workbook((*HEAD, "Ghi chú"), (*ROW, "x")), edition.id)
    assert list(sheet.unknown) == ["Ghi chú"]


def test_571_rows_take_seconds_and_few_questions(edition: Any, secretary: Any, db: Any, questions: Any) -> None:
    rows = [but(title=f"Giải pháp tưới tiêu số {place} cho nương rẫy") for place in range(571)]
    sheet = actions.read_register(workbook(HEAD, *rows), edition.id)
    begun = time.monotonic()
    with questions() as asked:
        outcome = actions.import_entries(secretary, edition.id, sheet.rows)
    spent = time.monotonic() - begun
    assert outcome.new == 571
    assert len([words for words in asked if words.startswith("SELECT")]) < 15
    assert spent < 20
    assert len(queries.briefs(edition.id)) == 571


def test_the_units_paper_on_publishing_is_put_on_record(db: Any) -> None:
    edition, office = make_edition("small_youth"), make_person("Phạm Thị Ái")
    db.session.commit()
    secretary = actor_of(office, (Role.SECRETARY, edition))
    head = ("Tên giải pháp", "Lĩnh vực", "Bảng", "Tác giả", "Đơn vị", "Đồng ý công bố")
    row = ("Thùng rác", "Phần mềm tin học", "THCS", "Lê Thị Na | 12/09/2012; Lê Văn Tí | 2021", "THCS Bình Minh", "Có")

    def stand() -> set[tuple[str, str, str]]:
        query = select(EntryAuthor.name, Consent.purpose, Consent.given_by).join(
            EntryAuthor, EntryAuthor.id == Consent.author_id
        )
        return {tuple(found) for found in db.session.execute(query.where(Consent.withdrawn_at.is_(None)))}

    with pytest.raises(Refusal) as refusal:
        take(secretary, edition, (*row[:5], "hình như có"), head=head)
    assert "consent_unreadable" in {reason.code for reason in refusal.value.reasons}
    row = (*row[:3], "Lê Thị Na | 12/09/2012; Lê Văn Tí", *row[4:])
    take(secretary, edition, row, head=head)
    both = {("judging", "guardian"), ("judging", "self"), ("publish_name", "guardian"), ("publish_name", "self")}
    assert stand() == {(name, *one) for name in ("Lê Thị Na", "Lê Văn Tí") for one in both}
    assert set(db.session.scalars(select(Consent.recorded_by_id))) == {office.id}
    assert take(secretary, edition, (*row[:5], None), head=head).unchanged == 1
    assert take(secretary, edition, (*row[:5], "không"), head=head).updated == 1
    assert {one[1] for one in stand()} == {"judging"}
    entry_id = db.session.scalar(select(Entry.id))
    actions.record_consents(secretary, edition.id, entry_id, True)
    assert len(stand()) == 8
    assert queries.history(edition.id, entry_id)[0].deed == "Ghi nhận giấy đồng ý công bố"
