"""The register's rules: kinds, numbers, citations, what may still change."""

from collections.abc import Sequence
from datetime import date

import pytest

from contest.editions.rules.regulation import Paper
from contest.foundation.refusal import Reason
from contest.papers.rules.documents import (
    DOCUMENT_KINDS,
    Citation,
    DocumentKind,
    contest_word,
    document_kind,
    document_kinds,
    minutes_name,
    number_key,
    number_of,
    usual_details,
    why_not_change,
    why_not_issue,
    why_not_replace,
    why_not_sign,
)
from contest.papers.rules.documents.register import State
from tests.editions.makers import regulation

DAY = date(2026, 3, 5)


def codes(reasons: Sequence[Reason]) -> list[str]:
    return [reason.code for reason in reasons]


def test_a_citation_reads_as_a_decision_is_cited() -> None:
    cited = Citation("result_decision", "05/QĐ-LHH", DAY, "Liên hiệp hội tỉnh", "", "", "", "", "", True)
    assert cited.words == "Quyết định số 05/QĐ-LHH ngày 05 tháng 3 năm 2026 của Liên hiệp hội tỉnh"
    minutes = Citation("prize_minutes", "", date(2026, 2, 12), "Ban Tổ chức", "", "", "", "", "", False)
    assert minutes.words == "Biên bản ngày 12 tháng 02 năm 2026 của Ban Tổ chức"


def test_numbers_below_ten_are_written_with_a_zero_and_begin_anew_each_year() -> None:
    assert [number_of(n, "QĐ-LHH") for n in (7, 15, None)] == ["07/QĐ-LHH", "15/QĐ-LHH", "....../QĐ-LHH"]
    key = number_key("Liên hiệp Hội", "QĐ-LHH", 7, DAY)
    assert key == number_key("LIÊN HIỆP HỘI", "qđ-lhh", 7, date(2026, 12, 31))
    assert key != number_key("Liên hiệp Hội", "QĐ-LHH", 7, date(2027, 1, 1))
    assert key != number_key("Ban Tổ chức", "QĐ-LHH", 7, DAY)
    assert number_key("Ban Tổ chức", "BB-HĐ", None, DAY) is None


@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.key)
@pytest.mark.parametrize("name", ["small_technical", "small_youth"])
def test_every_kind_has_its_details_from_the_regulation(kind: DocumentKind, name: str) -> None:
    assert document_kind(kind.key) == kind
    details = usual_details(regulation(name), kind)
    assert details.body
    assert details.symbol.startswith(f"{kind.letters}-")
    assert regulation(name).title in details.summary
    assert details.parent_body != details.body


def test_a_document_is_called_as_the_contest_calls_itself() -> None:
    names = {
        name: [kind.name for kind in document_kinds(regulation(name)) if kind.key == "contest_announcement"]
        for name in ("small_technical", "small_youth")
    }
    assert names == {"small_technical": ["Thông báo tổ chức Hội thi"], "small_youth": ["Thông báo tổ chức Cuộc thi"]}
    award = regulation("small_technical").model_copy(update={"title": "Giải thưởng Sáng tạo năm 2026"})
    assert contest_word(award) == "Giải thưởng"
    # A title of its own: the kind of contest decides.
    assert contest_word(award.model_copy(update={"title": "Sáng tạo Sông Hồng", "kind": "youth"})) == "Cuộc thi"


def test_minutes_say_council_once_and_what_tells_them_apart_first() -> None:
    assert minutes_name("Hội đồng Cơ khí", "", 1) == "Biên bản họp lần 1: Hội đồng Cơ khí"
    assert minutes_name("Cơ khí", "Chung khảo", 2) == "Biên bản họp lần 2, vòng Chung khảo: Hội đồng Cơ khí"
    assert minutes_name("", "Vòng 1", 1) == "Biên bản họp lần 1, vòng 1: Hội đồng chung"


def test_a_paper_is_issued_by_the_body_the_regulation_names_for_it() -> None:
    kind = document_kind("jury_decision")
    assert kind is not None
    given = regulation("small_youth")
    by_committee = Paper(key="jury", number="18/QĐ-BTC", date=DAY, by=given.bodies.organiser, about="Lập hội đồng")
    details = usual_details(given.model_copy(update={"decisions": (by_committee,)}), kind)
    assert (details.body, details.parent_body) == (given.bodies.organiser, given.bodies.standing)
    assert details.signatory_title.endswith("TRƯỞNG BAN")
    assert details.symbol == "QĐ-BTC"
    foreign = by_committee.model_copy(update={"by": "UBND thành phố Sông Hồng"})
    details = usual_details(given.model_copy(update={"decisions": (foreign,)}), kind)
    assert (details.body, details.symbol) == ("UBND thành phố Sông Hồng", "QĐ-UBND")


def issue(
    state: State = "draft", number: int | None = 7, symbol: str = "QĐ-LHH", on: date = DAY, taken: bool = False
) -> list[str]:
    kind = document_kind("result_decision")
    assert kind is not None
    return codes(why_not_issue(kind, state, number, symbol, on, today=DAY, taken=taken))


def test_a_number_is_given_once_to_a_draft() -> None:
    assert issue() == []
    assert issue(state="issued") == ["document_numbered"]
    assert issue(number=None) == ["document_number_missing"]
    assert issue(number=0, symbol=" ") == ["document_number_odd", "document_symbol_missing"]
    assert issue(on=date(2026, 3, 6), taken=True) == ["document_future", "document_number_taken"]
    minutes = document_kind("prize_minutes")
    assert minutes is not None
    assert why_not_issue(minutes, "draft", None, "BB-BTC", DAY, today=DAY, taken=False) == []


def test_what_is_signed_changes_no_more_and_a_change_before_that_has_its_reason() -> None:
    kind = document_kind("result_decision")
    assert kind is not None

    def change(state: State, reason: str) -> list[str]:
        return codes(why_not_change(kind, state, 8, "QĐ-LHH", DAY, reason, today=DAY, taken=False))

    assert change("issued", "ghi nhầm") == []
    assert change("issued", " ") == ["document_reason_missing"]
    assert change("signed", "ghi nhầm") == ["document_closed"]
    assert change("draft", "ghi nhầm") == ["document_unnumbered"]
    assert codes(why_not_sign("draft")) == ["document_unnumbered"]
    assert codes(why_not_sign("signed")) == ["document_closed"]
    assert why_not_sign("issued") == []
    assert codes(why_not_replace("draft", "đổi")) == ["document_unnumbered"]
    assert codes(why_not_replace("signed", "")) == ["document_reason_missing"]
