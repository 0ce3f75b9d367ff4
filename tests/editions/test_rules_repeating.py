"""The next edition of a series starts from the last one; what still shows the old one is pointed out."""

import pytest

from contest.editions.rules import parse
from contest.editions.rules.repeating import next_edition, old_traces
from contest.foundation.clock import moment_of
from tests.editions.makers import regulation, text_of

NOW = moment_of("2026-01-01T00:00")


def current(name: str = "small_technical") -> str:
    """A small regulation with its deadline within its years."""
    return text_of(name).replace("2030-", "2026-")


def test_the_number_is_raised_and_papers_of_the_last_edition_are_left_out() -> None:
    following = parse(next_edition(regulation()))
    assert following.edition.number == 4
    assert following.decisions == ()
    assert following.rounds == regulation().rounds


def test_a_regulation_of_its_own_edition_shows_no_traces() -> None:
    assert old_traces(parse(current()), NOW) == []
    assert old_traces(parse(current("small_youth")), NOW) == []


def test_the_old_number_and_a_deadline_gone_by_are_pointed_out() -> None:
    found = old_traces(parse(next_edition(parse(current()))), moment_of("2027-01-01T00:00"))
    assert [(trace.place.split(" › ")[-1], trace.why) for trace in found] == [
        ("Hạn nộp công bố", "đã qua"),
        ("Tên đầy đủ, in nguyên văn trên mọi văn bản", "ghi lần khác với lần thứ 4"),
        ("Cách ghi lần", "ghi lần khác với lần thứ 4"),
    ]


@pytest.mark.parametrize("said", ["lần thứ 3", "lần thứ III", "lần thứ ba", "lần 3"])
def test_a_number_is_known_however_it_is_written(said: str) -> None:
    text = current().replace("lần thứ 3 (2025-2026)", f"{said} (2025-2026)")
    assert old_traces(parse(text), NOW) == []
    other = text.replace("edition: {number: 3", "edition: {number: 12").replace("label: lần thứ ba, ", "")
    assert [trace.why for trace in old_traces(parse(other), NOW)] == ["ghi lần khác với lần thứ 12"]


def test_the_old_years_are_pointed_out() -> None:
    text = current().replace("years: 2025-2026}", "years: 2029-2030}")
    assert [trace.why for trace in old_traces(parse(text), NOW)][:1] == ["ghi năm khác với 2029-2030"]
