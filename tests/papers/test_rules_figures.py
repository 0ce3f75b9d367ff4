"""Figures of reports: every table adds up, and what somebody may not know yet is in none of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from contest.papers.rules.figures import (
    MOST_DRAWN,
    Counted,
    Known,
    by_gender,
    by_list,
    by_makers,
    by_name,
    over_editions,
    prizes,
    steps,
)
from contest.results.rules.past import PastRow

FIELDS = {"a": "Cơ khí", "b": "Y dược"}
ALL = Known(finalists=True, awards=True)
ENTRIES = st.builds(
    Counted,
    field=st.sampled_from(["a", "b", "gone", ""]),
    unit=st.sampled_from(["Trường A", "TRƯỜNG A", "Trường B", ""]),
    authors=st.integers(0, 4),
    is_eligible=st.booleans(),
    is_finalist=st.booleans(),
    is_awarded=st.booleans(),
)


def of_unit(each: Counted) -> str:
    return each.unit


@settings(max_examples=20)
@given(st.lists(ENTRIES, max_size=10), st.sampled_from([ALL, Known(), Known(awards=True)]))
def test_each_table_adds_up_to_the_same_steps(entries: list[Counted], known: Known) -> None:
    whole = tuple(row[0] for _, row in steps(entries, known).rows)
    assert whole[0] == len(entries)
    for figure in (
        by_list("linh-vuc", "", "", entries, known, FIELDS),
        by_name("don-vi", "", "", entries, known, of_unit),
        by_makers(entries, known),
    ):
        columns = zip(*(values for _, values in figure.rows), strict=True)
        assert figure.total == whole
        assert tuple(map(sum, columns)) == (whole if figure.rows else ())
        assert len(figure.columns) == len(whole)


def test_units_are_one_however_they_are_capitalised_and_those_without_a_name_are_said() -> None:
    entries = [Counted(unit=name) for name in ("Trường A", "TRƯỜNG A", "Trường A", "", "Trường B")]
    rows = by_name("don-vi", "", "", entries, Known(), of_unit).rows
    assert rows == (("Trường A", (3, 0)), ("Chưa ghi", (1, 0)), ("Trường B", (1, 0)))


def test_fields_stand_in_the_order_of_the_regulation_and_old_ones_behind() -> None:
    rows = by_list("linh-vuc", "", "", [Counted(field="gone"), Counted(field="b")], Known(), FIELDS).rows
    assert [name for name, _ in rows] == ["Cơ khí", "Y dược", "gone"]


def test_of_many_names_the_first_are_drawn_and_the_picture_says_so() -> None:
    figure = by_name("don-vi", "", "", [Counted(unit=f"Đơn vị {place}") for place in range(40)], Known(), of_unit)
    assert len(figure.drawn_rows) == MOST_DRAWN
    assert figure.drawn_note == "Hình có 15 trong 40 dòng của bảng."


def test_authors_are_counted_by_gender_and_nobody_is_left_out() -> None:
    figure = by_gender([Counted(authors=3, women=1, men=1, is_eligible=True), Counted(authors=2, women=2)], Known())
    assert figure is not None
    assert figure.rows == (("Nữ", (3, 1)), ("Nam", (1, 1)), ("Không ghi", (1, 1)))
    assert figure.total == (5, 3)
    assert by_gender([Counted(authors=3)], Known()) is None


def test_prizes_and_money_by_name() -> None:
    count, paid = prizes([("Giải Nhất", 30_000_000), ("Giải Ba", 5_000_000), ("Giải Ba", 5_000_000)])
    assert count.rows == (("Giải Nhất", (1,)), ("Giải Ba", (2,)))
    assert paid.printed()[1] == ("Giải Ba", ("2", "10.000.000 đ"))
    assert paid.total == (3, 40_000_000)
    assert [figure.key for figure in prizes([("Giải Ba", None)])] == ["giai"]


def test_editions_are_drawn_when_there_are_several_and_what_is_not_known_is_no_nought() -> None:
    rows = [PastRow("1", "2020", {"entries": 34, "awards": None}), PastRow("2", "2022", {"entries": 50, "awards": 9})]
    figure = over_editions(rows)[0]
    assert figure.printed()[0] == ("1 (2020)", ("34", "–", "–"))
    assert "Dấu – là số liệu không có." in figure.note
    assert over_editions(rows[:1]) == ()
