"""Eligibility as evidence: each rule says pass, fail or unknown with the datum it used."""

from calendar import isleap
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.editions.rules import DossierPart, Regulation
from contest.entries.rules import AuthorFacts, EntryFacts, FileFacts, Standing
from contest.screening.rules import Around, checks, flips, read_verdict, sum_of
from contest.screening.rules.levels import levels_of
from tests.editions.makers import regulation

TECHNICAL = regulation()
YOUTH = regulation("small_youth")
AT = datetime(2026, 5, 1, tzinfo=UTC)
WEB = Standing("submitted", submitted_at=AT)


def file(part: str) -> FileFacts:
    return FileFacts(1, part, "a.pdf", "0" * 64, 10, "application/pdf", AT)


WHOLE = EntryFacts(
    title="Máy gặt lúa mini",
    field_key="mech",
    entrant_type="group",
    unit="HTX Bình Minh",
    facts={"applied_on": "2024-05", "applied_in": "xã A, tỉnh Bình Minh", "earlier": "Chưa"},
    answers={"known": "a", "content": "b"},
    authors=(
        AuthorFacts("Nguyễn Văn Bình", share=6000, is_representative=True),
        AuthorFacts("Trần Thị Hoà", share=4000),
    ),
    files=(file("description"),),
)
CHILD = AuthorFacts(
    "Lê Thị Na",
    birth_on=date(2012, 9, 12),
    guardian="Lê Văn Ba",
    position_title="8A",
    unit="THCS Bình Minh",
    is_representative=True,
    consents=frozenset({("judging", "guardian"), ("judging", "self")}),
)
PUPIL = EntryFacts(
    title="Thùng rác",
    field_key="green",
    division_key="secondary",
    entrant_type="individual",
    unit="THCS Bình Minh",
    answers={"idea": "x"},
    authors=(CHILD,),
    files=(file("explanation"), file("photos")),
)


def found(rule: str, facts: EntryFacts, rules: Regulation, standing: Standing = WEB) -> set[tuple[str, str]]:
    return {(one.verdict, one.datum) for one in checks(facts, standing, rules) if one.rule == rule}


def test_a_title_that_names_its_author_is_for_a_person_where_judges_score_blind() -> None:
    named = replace(WHOLE, title="Máy gặt của nguyen van binh")
    open_ = TECHNICAL.but(rounds=tuple(each.model_copy(update={"blind": False}) for each in TECHNICAL.rounds))
    assert {verdict for verdict, _ in found("title_names_nobody", named, TECHNICAL)} == {"unknown"}
    assert found("title_names_nobody", WHOLE, TECHNICAL) == set()
    assert found("title_names_nobody", named, open_) == set()


def test_a_whole_dossier_fails_nothing_and_leaves_to_people_what_is_theirs() -> None:
    findings = checks(WHOLE, WEB, TECHNICAL)
    assert sum_of(findings).failed == 0
    assert {one.rule for one in findings if one.verdict == "unknown"} == {"residence"}
    assert sum_of(checks(PUPIL, WEB, YOUTH)).failed == 0


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("2023-01", "pass"), ("2022-12", "fail"), ("2022-12-31", "fail"), ("2023-01-01", "pass"), ("", "unknown")],
)
def test_applied_since_is_read_from_the_month_or_day(value: str, verdict: str) -> None:
    facts = replace(WHOLE, facts={"applied_on": value} if value else {})
    assert {one[0] for one in found("applied_since", facts, TECHNICAL)} == {verdict}


def test_a_month_that_straddles_the_border_is_left_to_people() -> None:
    solution = TECHNICAL.entrants.solution.model_copy(update={"applied_since": date(2023, 1, 15)})
    rules = TECHNICAL.but(entrants=TECHNICAL.entrants.model_copy(update={"solution": solution}))
    facts = replace(WHOLE, facts={"applied_on": "2023-01"})
    assert found("applied_since", facts, rules) == {("unknown", "Áp dụng lần đầu: 01/2023, chưa rõ ngày")}


@pytest.mark.parametrize(
    ("birth", "year", "verdict"),
    [
        (date(2007, 7, 31), None, "pass"),
        (date(2007, 7, 30), None, "fail"),
        (date(2020, 7, 31), None, "pass"),
        (date(2020, 8, 1), None, "fail"),
        (None, 2010, "pass"),
        (None, 2007, "unknown"),
        (None, 2020, "unknown"),
        (None, 2006, "fail"),
        (None, None, "unknown"),
    ],
)
def test_the_window_of_birth_dates_has_both_ends_in(birth: date | None, year: int | None, verdict: str) -> None:
    facts = replace(PUPIL, authors=(replace(CHILD, birth_on=birth, birth_year=year),))
    assert {one[0] for one in found("birth", facts, YOUTH)} == {verdict}


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [
        ((6000, 4000), "pass"),
        ((6000, 3999), "fail"),
        ((6000, 4001), "fail"),
        ((3333, 3333, 3334), "pass"),
        ((6000, None), "fail"),
        ((None, None), "unknown"),
    ],
)
def test_shares_add_up_to_exactly_a_hundred(shares: tuple[int | None, ...], verdict: str) -> None:
    facts = replace(WHOLE, authors=tuple(AuthorFacts(f"Lê Văn {place}", share=one) for place, one in enumerate(shares)))
    assert {one[0] for one in found("shares", facts, TECHNICAL)} == {verdict}


def test_more_authors_than_the_regulation_allows_fail() -> None:
    facts = replace(WHOLE, authors=tuple(AuthorFacts(f"Lê Văn {place}") for place in range(6)))
    assert found("authors_max", facts, TECHNICAL) == {("fail", "Hồ sơ ghi 6 tác giả")}


def test_a_missing_part_fails_on_line_and_is_unknown_on_paper() -> None:
    facts = replace(WHOLE, files=())
    assert found("part:description", facts, TECHNICAL) == {("fail", "Chưa có tệp nào")}
    paper = Standing("received", source="paper", sent_on=date(2026, 5, 1), received_at=AT)
    assert found("part:description", facts, TECHNICAL, paper) == {("unknown", "Chưa có tệp nào")}


@pytest.mark.parametrize(
    ("birth", "consents", "verdicts"),
    [
        (date(2012, 9, 12), {("judging", "guardian"), ("judging", "self")}, ["pass", "pass"]),
        (date(2012, 9, 12), {("judging", "guardian")}, ["fail", "pass"]),
        (date(2012, 9, 12), {("judging", "self")}, ["fail", "pass"]),
        # From six on 15/07/2030 the child is not asked yet.
        (date(2023, 7, 16), {("judging", "guardian")}, ["pass"]),
        (date(2000, 1, 1), {("judging", "self")}, ["pass"]),
        (date(2000, 1, 1), set(), ["fail"]),
    ],
)
def test_who_has_to_agree_follows_from_the_age(
    birth: date, consents: set[tuple[str, str]], verdicts: list[str]
) -> None:
    facts = replace(PUPIL, authors=(replace(CHILD, birth_on=birth, consents=frozenset(consents)),))
    assert sorted(one.verdict for one in checks(facts, WEB, YOUTH) if one.rule == "consent") == verdicts


@pytest.mark.parametrize(
    ("paper", "sent", "received", "verdict"),
    [
        ("postmark", date(2030, 6, 30), date(2030, 7, 5), "pass"),
        ("postmark", date(2030, 7, 1), date(2030, 7, 1), "fail"),
        ("postmark", None, date(2030, 6, 1), "unknown"),
        ("received", date(2030, 6, 1), date(2030, 7, 5), "fail"),
        ("received", None, date(2030, 6, 30), "pass"),
    ],
)
def test_paper_counts_by_postmark_or_by_receipt(
    paper: str, sent: date | None, received: date | None, verdict: str
) -> None:
    window = TECHNICAL.timeline.submission.model_copy(update={"paper": paper})
    rules = TECHNICAL.but(timeline=TECHNICAL.timeline.model_copy(update={"submission": window}))
    at = datetime(received.year, received.month, received.day, 3, tzinfo=UTC) if received else None
    standing = Standing("received", source="paper", sent_on=sent, received_at=at)
    assert {one[0] for one in found("on_time", WHOLE, rules, standing)} == {verdict}


def test_another_entry_of_the_same_title_is_shown_and_condemns_nobody() -> None:
    same = [one for one in checks(WHOLE, WEB, TECHNICAL, Around(same_title=("KT-009",))) if one.rule == "same_title"]
    assert [(one.verdict, one.datum) for one in same] == [("unknown", "Cùng tên với KT-009")]


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("Hợp lệ", "eligible"),
        (" hop le ", "eligible"),
        ("KHÔNG HỢP LỆ", "ineligible"),
        ("Cần bổ sung", "needs_supplement"),
        ("có thể", ""),
        ("", ""),
    ],
)
def test_a_verdict_is_read_with_or_without_accents(typed: str, verdict: str) -> None:
    assert read_verdict(typed) == verdict


@pytest.mark.parametrize(
    ("birth", "year", "datum"),
    [
        (date(2006, 3, 12), None, "Tác giả Lê Thị Na sinh 12/03/2006: quá 18 tuổi ngày 30/06/2025"),
        (date(2020, 3, 12), None, "Tác giả Lê Thị Na sinh 12/03/2020: chưa đủ 6 tuổi ngày 30/06/2025"),
        (date(2012, 7, 1), None, "Tác giả Lê Thị Na sinh 01/07/2012: 12 tuổi ngày 30/06/2025"),
        (None, 2006, "Tác giả Lê Thị Na sinh năm 2006: chưa đủ ngày, tháng để biết"),
        (None, None, "Tác giả Lê Thị Na: chưa ghi ngày sinh"),
    ],
)
def test_an_age_is_told_with_the_birth_date_and_the_day_it_is_counted_on(
    birth: date | None, year: int | None, datum: str
) -> None:
    age = YOUTH.entrants.age.model_copy(update={"born_from": None, "born_to": None, "on": date(2025, 6, 30)})
    rules = YOUTH.but(entrants=YOUTH.entrants.model_copy(update={"age": age}))
    facts = replace(PUPIL, authors=(replace(CHILD, birth_on=birth, birth_year=year),))
    assert {one[1] for one in found("birth", facts, rules)} == {datum}


@pytest.mark.parametrize(
    ("title", "school", "levels"),
    [
        ("8A", "", {"thcs"}),
        ("Lớp 8A2", "Trường THPT A", {"thcs"}),
        ("lớp 5/1", "", {"tieu_hoc"}),
        ("12 Toán", "", {"thpt"}),
        ("Học sinh lớp 10", "", {"thpt"}),
        ("", "Trường Tiểu học và THCS Sơn Ca", {"tieu_hoc", "thcs"}),
        ("Sinh viên", "Trường Đại học Tây Nguyên", {"dai_hoc"}),
        ("Kỹ sư", "Công ty 12", set()),
        ("2024", "", set()),
        ("13A", "", set()),
        ("", "", set()),
    ],
)
def test_a_school_level_is_read_from_the_class_or_the_school(title: str, school: str, levels: set[str]) -> None:
    assert levels_of(AuthorFacts("Lê Thị Na", position_title=title, unit=school)) == levels


@pytest.mark.parametrize(
    ("title", "school", "verdict"),
    [("8A", "", "pass"), ("3A", "", "fail"), ("", "Trường THCS và THPT A", "unknown"), ("", "", "unknown")],
)
def test_the_division_is_compared_with_each_pupils_school_level(title: str, school: str, verdict: str) -> None:
    facts = replace(PUPIL, authors=(replace(CHILD, position_title=title, unit=school),))
    assert {one[0] for one in found("division_level", facts, YOUTH)} == {verdict}


@pytest.mark.parametrize(
    ("locality", "workplace", "verdict"),
    [
        ("Xã An, tỉnh Bình Minh", "", "pass"),
        ("xa an, binh minh", "", "pass"),
        ("", "UBND tỉnh Bình Minh", "pass"),
        # A workplace may bear the name without lying there.
        ("", "Hợp tác xã Bình Minh", "unknown"),
        ("Tỉnh Đăk Nông", "", "unknown"),
        ("Bình Minhhai", "", "unknown"),
    ],
)
def test_an_address_in_the_locality_fulfils_residence_and_another_proves_nothing(
    locality: str, workplace: str, verdict: str
) -> None:
    facts = replace(WHOLE, locality=locality, authors=(AuthorFacts("Lê Văn A", unit=workplace),))
    assert {one[0] for one in found("residence", facts, TECHNICAL)} == {verdict}


@pytest.mark.parametrize(
    ("declared", "verdict"),
    [("Chưa", "pass"), ("chưa từng dự thi.", "pass"), ("Giải Ba năm 2023", "unknown"), ("", "unknown")],
)
def test_a_declared_never_is_enough_and_a_declared_prize_is_read_by_a_person(declared: str, verdict: str) -> None:
    facts = replace(WHOLE, facts={"earlier": declared} if declared else {})
    assert {one[0] for one in found("earlier_entry", facts, TECHNICAL)} == {verdict}


def test_more_entries_of_one_person_than_allowed_fail_and_are_named() -> None:
    quota = TECHNICAL.entrants.quota.model_copy(update={"per_person": 2, "per_unit": 3})
    rules = TECHNICAL.but(entrants=TECHNICAL.entrants.model_copy(update={"quota": quota}))
    around = Around(of_person={"Nguyễn Văn Bình": ("KT-002", "KT-003")}, of_unit=3)
    told = {
        one.rule: one
        for one in checks(WHOLE, WEB, rules, around)
        if one.rule.startswith("per_") and "Hoà" not in one.datum
    }
    assert told["per_person"].verdict == "fail"
    assert told["per_person"].datum == "Tác giả Nguyễn Văn Bình có 3 hồ sơ: hồ sơ này và KT-002, KT-003"
    assert told["per_unit"].verdict == "pass"


def test_an_extension_of_its_own_makes_an_entry_be_in_time() -> None:
    window = TECHNICAL.timeline.submission
    late = window.enforced_deadline + timedelta(hours=2)
    assert {one[0] for one in found("on_time", WHOLE, TECHNICAL, Standing("submitted", submitted_at=late))} == {"fail"}
    extended = Standing("submitted", submitted_at=late, allowed_until=late)
    assert {one[0] for one in found("on_time", WHOLE, TECHNICAL, extended)} == {"pass"}
    paper = Standing("received", source="paper", sent_on=late.date(), allowed_until=late)
    assert {one[0] for one in found("on_time", WHOLE, TECHNICAL, paper)} == {"pass"}


def test_a_stamp_is_for_a_person_to_see_and_paper_that_came_is_there() -> None:
    part = DossierPart(key="form", name="Phiếu", required=True, made_from_entry=True, signed=("authors", "unit_stamp"))
    rules = TECHNICAL.but(dossier=(part,))
    assert found("unit_confirmation", WHOLE, rules) == {("unknown", "Chưa có bản ký để xem")}
    facts = replace(WHOLE, files=(file("form"),))
    assert found("unit_confirmation", facts, rules) == {("unknown", "Hãy xem tệp a.pdf")}
    came = replace(WEB, parts_in=frozenset({"form"}))
    assert found("part:form", WHOLE, rules, came) == {("pass", "Ban Thư ký đã nhận bản giấy")}


def test_an_amendment_turns_exactly_the_findings_it_is_about() -> None:
    solution = TECHNICAL.entrants.solution.model_copy(update={"applied_since": date(2024, 6, 1)})
    after = TECHNICAL.but(entrants=TECHNICAL.entrants.model_copy(update={"solution": solution}))
    turned = flips(checks(WHOLE, WEB, TECHNICAL), checks(WHOLE, WEB, after))
    assert [(one.before, one.after, one.datum) for one in turned] == [("pass", "fail", "Áp dụng lần đầu: 05/2024")]
    assert flips(checks(WHOLE, WEB, TECHNICAL), checks(WHOLE, WEB, TECHNICAL)) == ()


days = st.dates(date(1995, 1, 1), date(2024, 12, 31))


@given(birth=days, low=st.integers(3, 12), span=st.integers(0, 15), on=st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_an_age_inside_its_bounds_passes_outside_fails_and_a_year_alone_never_says_more_than_the_day(
    birth: date, low: int, span: int, on: date
) -> None:
    age = YOUTH.entrants.age.model_copy(
        update={"born_from": None, "born_to": None, "min": low, "max": low + span, "on": on}
    )
    rules = YOUTH.but(entrants=YOUTH.entrants.model_copy(update={"age": age}))
    exact = verdict_of("birth", replace(PUPIL, authors=(replace(CHILD, birth_on=birth),)), rules)
    assert exact == ("pass" if low <= full_years(birth, on) <= low + span else "fail")
    rough = verdict_of("birth", replace(PUPIL, authors=(replace(CHILD, birth_on=None, birth_year=birth.year),)), rules)
    assert rough in ("unknown", exact)


def full_years(birth: date, on: date) -> int:
    """Counted birthday by birthday, not by the formula of the rule."""
    years = -1
    day_ = birth
    while day_ <= on:
        years += 1
        year = birth.year + years + 1
        leap = birth.month == 2 and birth.day == 29 and not isleap(year)
        day_ = date(year, 3, 1) if leap else birth.replace(year=year)
    return years


def verdict_of(rule: str, facts: EntryFacts, rules: Regulation) -> str:
    (only,) = [one.verdict for one in checks(facts, WEB, rules) if one.rule == rule]
    return only


@given(shares=st.lists(st.integers(1, 10_000), min_size=1, max_size=5))
def test_shares_pass_exactly_when_they_are_a_hundred_percent(shares: list[int]) -> None:
    authors = tuple(AuthorFacts(f"Lê Văn {place}", share=one) for place, one in enumerate(shares))
    assert verdict_of("shares", replace(WHOLE, authors=authors), TECHNICAL) == (
        "pass" if sum(shares) == 10_000 else "fail"
    )


@given(first=days, since=days, until=days)
def test_what_flips_back_and_forth_between_two_regulations_is_the_same_turned_round(
    first: date, since: date, until: date
) -> None:
    def under(day_: date) -> list[Any]:
        solution = TECHNICAL.entrants.solution.model_copy(update={"applied_since": day_})
        rules = TECHNICAL.but(entrants=TECHNICAL.entrants.model_copy(update={"solution": solution}))
        return checks(replace(WHOLE, facts={"applied_on": first.isoformat()}), WEB, rules)

    there, back = flips(under(since), under(until)), flips(under(until), under(since))
    assert [(one.key, one.before, one.after) for one in there] == [(one.key, one.after, one.before) for one in back]
    turned = (first >= since) != (first >= until)
    assert bool(there) == turned


def test_keys_of_findings_are_never_shared_within_an_entry(any_regulation: Any) -> None:
    keys = [one.key for one in checks(replace(WHOLE, field_key="x"), WEB, any_regulation)]
    assert len(keys) == len(set(keys))


def test_every_shipped_kind_of_regulation_can_be_checked(any_regulation: Any) -> None:
    findings = checks(WHOLE, WEB, any_regulation)
    assert all(one.words and one.datum and one.verdict in ("pass", "fail", "unknown") for one in findings)
