"""Foreign registers: guessed by heading and by content, authors split and joined, words for fields understood."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from contest.editions.rules import parse
from contest.entries.rules.guessing import guess, likely_choice
from contest.entries.rules.mapping import Layout, layout_of, mapped_rows, signature, unknown_words
from contest.entries.rules.register import read_rows
from contest.foundation.refusal import Reason
from tests.editions.makers import text_of

YOUTH = parse(text_of("small_youth"))
LETTERS = [chr(65 + place) for place in range(26)]


@dataclass(frozen=True)
class Line:
    number: int
    cells: tuple[Any, ...]

    def cell(self, column: int) -> Any:
        return self.cells[column] if column < len(self.cells) else None


def lines(*rows: tuple[Any, ...]) -> list[Line]:
    return [Line(number, row) for number, row in enumerate(rows, 1) if any(cell is not None for cell in row)]


REGISTER = lines(
    ("DANH SÁCH SẢN PHẨM DỰ THI",),
    (None, "(Kèm theo Công văn số 12)"),
    ("STT", "Tên sản phẩm dự thi", "Lĩnh vực dự thi", "Họ và tên học sinh", "Ngày sinh", "Lớp", "Trường", "Khối"),
    (1, "Thùng rác thông minh", "Môi trường", "Lê Thị Na", date(2012, 9, 12), "8A", "THCS Nguyễn Huệ", "THCS"),
    (None, None, None, "Trần Văn Bách", date(2012, 3, 5), "8B", None, None),
    (2, "Phần mềm học chữ", "Tin học", "Phạm Gia Khánh", date(2011, 1, 2), "9A", "THCS Lê Lợi", "THCS"),
    ("Tổng cộng: 2 sản phẩm",),
)


def test_headings_in_the_middle_of_a_page_are_found_and_columns_guessed():
    layout = guess(REGISTER, 8, YOUTH)
    assert layout.head == 3
    assert layout.columns == {
        "title": (1,), "field": (2,), "authors": (3,), "birth_on": (4,), "position_title": (5,), "unit": (6,),
        "division": (7,),
    }  # fmt: skip
    assert layout.per_row
    assert layout.values["field"] == {"moi truong": "green", "tin hoc": "software"}


def test_lines_of_one_entry_are_joined_and_sums_left_out():
    rows, faults = mapped_rows(guess(REGISTER, 8, YOUTH), REGISTER, YOUTH, LETTERS)
    assert faults == []
    assert [row.number for row in rows] == [4, 6]
    assert rows[0].text("authors") == "Lê Thị Na | 12/09/2012 | | | 8A |\nTrần Văn Bách | 05/03/2012 | | | 8B |"
    read, wrong = read_rows(rows, YOUTH, date(2026, 6, 1))
    assert wrong == []
    assert [line.facts.field_key for line in read] == ["green", "software"]
    assert [author.position_title for author in read[0].facts.authors] == ["8A", "8B"]


@pytest.mark.parametrize(
    ("split", "cell", "names"),
    [
        ("lines", "Lê Thị Na\nTrần Văn Bách; Hồ Thu", ["Lê Thị Na", "Trần Văn Bách", "Hồ Thu"]),
        ("commas", "Lê Thị Na, Trần Văn Bách và Hồ Thu", ["Lê Thị Na", "Trần Văn Bách", "Hồ Thu"]),
        ("dashes", "- Lê Thị Na\n- Trần Văn Bách", ["Lê Thị Na", "Trần Văn Bách"]),
        ("dashes", "1. Lê Thị Na 2. Trần Văn Bách", ["Lê Thị Na", "Trần Văn Bách"]),
    ],
)
def test_authors_in_one_cell_are_split_as_somebody_says(split, cell, names):
    layout = Layout(1, {"title": (0,), "authors": (1,), "position_title": (2,)}, split=split)
    (row,), _ = mapped_rows(layout, lines(("T", "A", "L"), ("Máy", cell, "8A")), YOUTH, LETTERS)
    assert [part.split(" | ")[0] for part in row.text("authors").split("\n")] == names
    assert row.text("authors").count("8A") == len(names)


def test_several_columns_of_authors_are_joined_and_pieces_stand_beside_their_names():
    layout = Layout(1, {"title": (0,), "authors": (1, 2), "birth_on": (3,)})
    sheet = lines(
        ("T", "A", "B", "S"), ("Máy", "Lê Thị Na", "Hồ Thu", "12/09/2012\n2013"), ("Bếp", "Vũ An", None, 2012)
    )
    rows, _ = mapped_rows(layout, sheet, YOUTH, LETTERS)
    assert [row.text("authors") for row in rows] == [
        "Lê Thị Na | 12/09/2012 | | | |\nHồ Thu | 2013 | | | |", "Vũ An | 2012 | | | |",
    ]  # fmt: skip


def test_a_cell_nobody_can_read_is_a_fault_at_its_cell_and_hides_no_other():
    bad = Reason("sheet_formula_uncomputed")
    layout = Layout(1, {"title": (0,), "authors": (1,), "field": (2,)}, fixed={"division": "secondary"})
    sheet = lines(("T", "A", "F"), (bad, "Lê Thị Na", "Thiên văn"), ("Máy", "Hồ Thu", "Phần mềm tin học"))
    rows, faults = mapped_rows(layout, sheet, YOUTH, LETTERS)
    assert [(fault.code, fault.where) for fault in faults] == [("sheet_formula_uncomputed", "dòng 2, ô A2")]
    _, wrong = read_rows(rows, YOUTH, date(2026, 6, 1))
    assert [(fault.code, fault.where) for fault in wrong] == [("choice_unknown", "dòng 2, ô C2")]
    assert unknown_words("field", layout, sheet, YOUTH) == ["Thiên văn"]


def test_content_tells_what_headings_do_not():
    sheet = lines(
        ("c1", "c2", "c3", "c4", "c5"),
        ("Máy gieo hạt cho đất dốc", "Lê Thị Na", "0912 345 678", "na@example.org", "Phần mềm tin học"),
        ("Bếp nấu không khói", "Trần Văn Bách", "0987654321", "bach@example.org", "Đồ dùng dành cho học tập"),
    )
    columns = guess(sheet, 5, YOUTH).columns
    assert columns == {"title": (0,), "authors": (1,), "phone": (2,), "email": (3,), "field": (4,)}


def test_a_layout_is_kept_and_carried_whole_and_strange_parts_are_left_out():
    layout = guess(REGISTER, 8, YOUTH)
    assert layout_of(layout.plain()) == layout
    strange = {"head": 2, "columns": {"title": [1, -5, "x"], "password": [3]}, "split": "eval", "fixed": {"code": "1"}}
    assert layout_of(strange) == Layout(2, {"title": (1,)})


def test_a_signature_forgets_accents_and_case_and_knows_other_headings():
    head, same = Line(3, ("STT", "Tên sản phẩm")), Line(1, ("stt", "TÊN SẢN PHẨM", None))
    assert signature(head, 2) == signature(same, 3)
    assert signature(head, 2) != signature(Line(1, ("STT", "Tên")), 2)


def test_what_is_far_from_every_field_is_not_guessed():
    assert likely_choice("field", "Thiên văn", YOUTH) == ""
    assert likely_choice("field", "phan mem", YOUTH) == "software"
