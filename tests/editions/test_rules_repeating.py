"""The next edition of a series starts from the last one; what still shows the old one is pointed out."""

from datetime import date

import pytest

from contest.editions.rules import parse
from contest.editions.rules.leftovers import Before, Era, oddities
from contest.editions.rules.repeating import before_of, next_edition, old_traces
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
    assert [trace.why for trace in old_traces(parse(text), NOW)][:1] == ["ghi 2025-2026, khác với 2029-2030"]


def test_every_day_year_and_paper_of_the_last_edition_is_found() -> None:
    last = parse(current())
    following = parse(next_edition(last).replace("lần thứ ba", "lần thứ tư"))
    found = old_traces(following, moment_of("2027-01-01T00:00"), before_of(last), last)
    whys = {trace.place.split(" › ")[-1]: trace.why for trace in found}
    assert whys["Năm hoặc giai đoạn"] == "giống hệt lần trước"
    assert whys["Phát động"] == "ghi ngày 01/10/2025 đã qua; giống hệt lần trước"
    assert {trace.part for trace in found} >= {"title", "timeline", "edition"}
    assert before_of(last).papers == ("12/QĐ-BTC",)


ERA = Era(4, "2026-2027", date(2026, 9, 1), Before(3, "2025-2026", ("12/QĐ-BTC",)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Hội thi lần thứ III gửi lời chào", "ghi lần khác với lần thứ 4"),
        ("Chào mừng hội thi lần 3", "ghi lần khác với lần thứ 4"),
        ("Trong năm học 2025 – 2026", "ghi 2025-2026, khác với 2026-2027"),
        ("Kế hoạch năm 2025", "ghi năm 2025 của lần trước"),
        ("Gửi trước ngày 05 tháng 6 năm 2026.", "ghi ngày 05/06/2026 đã qua"),
        ("Hạn 30/06/2026", "ghi ngày 30/06/2026 đã qua"),
        ("Kèm theo Quyết định số 12/QĐ-BTC", "nêu văn bản 12/QĐ-BTC của lần trước"),
    ],
)
def test_what_speaks_of_the_last_edition_is_said(text: str, why: str) -> None:
    assert oddities(text, ERA) == [why]


@pytest.mark.parametrize(
    "text",
    [
        "Nhắc nộp hồ sơ lần 2",
        "Hội thi lần thứ tư, năm học 2026-2027",
        "Theo Nghị định 30/2020/NĐ-CP và Thông tư 27/2018/TT-BTC",
        "Tác giả sinh từ ngày 01/9/2008",
        "Nhận hồ sơ đến ngày 30/6/2027, trao giải năm 2026",
        "Ngày 31/02/2026 không có",
        "",
    ],
)
def test_what_rightly_stands_there_is_left_alone(text: str) -> None:
    assert oddities(text, ERA) == []


def test_offices_of_the_committee_go_along_and_their_people_do_not() -> None:
    seats = "[{role: head, office: Phó Chủ tịch UBND tỉnh, name: Lê Thị Lan, since: 2025-10-01, decision: rules}, "
    seats += "{role: member, office: Giám đốc Sở, name: Võ An, since: 2025-10-01, until: 2026-01-01}]"
    text = current().replace("bodies: {", f"bodies: {{committee: {seats}, ")
    committee = parse(next_edition(parse(text))).bodies.committee
    assert [(seat.office, seat.name, seat.since, seat.decision) for seat in committee] == [
        ("Phó Chủ tịch UBND tỉnh", "", None, None)
    ]
