"""Eligibility as evidence: each rule says pass, fail or unknown with the datum it used."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contest.editions.rules import Regulation
from contest.entries.rules import AuthorFacts, EntryFacts, FileFacts, Standing
from contest.screening.rules import checks, read_verdict, sum_of
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
    authors=(AuthorFacts("Nguyễn Văn Bình", share=6000), AuthorFacts("Trần Thị Hoà", share=4000)),
    files=(file("description"),),
)
CHILD = AuthorFacts(
    "Lê Thị Na",
    birth_on=date(2012, 9, 12),
    guardian="Lê Văn Ba",
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


def test_a_whole_dossier_fails_nothing_and_leaves_to_people_what_is_theirs() -> None:
    findings = checks(WHOLE, WEB, TECHNICAL)
    assert sum_of(findings).failed == 0
    assert {one.rule for one in findings if one.verdict == "unknown"} == {"earlier_entry", "residence"}
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
    assert found("applied_since", facts, rules) == {("unknown", "01/2023")}


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
    assert found("authors_max", facts, TECHNICAL) == {("fail", "6 tác giả")}


def test_a_missing_part_fails_on_line_and_is_unknown_on_paper() -> None:
    facts = replace(WHOLE, files=())
    assert found("part:description", facts, TECHNICAL) == {("fail", "chưa có")}
    paper = Standing("received", source="paper", sent_on=date(2026, 5, 1), received_at=AT)
    assert found("part:description", facts, TECHNICAL, paper) == {("unknown", "chưa có")}


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
    same = [one for one in checks(WHOLE, WEB, TECHNICAL, ["KT-009"]) if one.rule == "same_title"]
    assert [(one.verdict, one.datum) for one in same] == [("unknown", "KT-009")]


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


def test_every_shipped_kind_of_regulation_can_be_checked(any_regulation: Any) -> None:
    findings = checks(WHOLE, WEB, any_regulation)
    assert all(one.words and one.datum and one.verdict in ("pass", "fail", "unknown") for one in findings)
