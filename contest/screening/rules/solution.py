"""Checks of the solution itself: since when it exists and is applied, how recent it is, where."""

from collections.abc import Iterator
from datetime import date, timedelta

from contest.editions.rules import Regulation
from contest.entries.rules import EntryFacts, earliest_day, shown_answer
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import fold
from contest.screening.rules.findings import Finding, finding


def solution_checks(facts: EntryFacts, regulation: Regulation) -> Iterator[Finding]:
    """A finding for each window the regulation sets."""
    rules = regulation.entrants.solution
    applied, created = facts.facts.get("applied_on", ""), facts.facts.get("created_on", "")
    deadline = regulation.timeline.submission.shown_deadline.date()
    if rules.applied_since:
        yield _window("applied_since", applied, rules.applied_since, None, f"Áp dụng từ {day(rules.applied_since)}")
    if rules.applied_until:
        yield _window("applied_until", applied, None, rules.applied_until, f"Áp dụng trước {day(rules.applied_until)}")
    if rules.created_since:
        yield _window("created_since", created, rules.created_since, None, f"Tạo ra từ {day(rules.created_since)}")
    if rules.max_age_years_from_deadline:
        years = rules.max_age_years_from_deadline
        since = _years_before(deadline, years)
        yield _window("applied_recently", applied, since, None, f"Áp dụng không quá {years} năm tính đến hạn nộp")
    if rules.max_age_years_from_recognition:
        years = rules.max_age_years_from_recognition
        since = _years_before(deadline, years)
        known = facts.facts.get("recognised_on", "")
        yield _window("recognised_recently", known, since, None, f"Được công nhận không quá {years} năm")
    if rules.applied_in:
        where = facts.facts.get("applied_in", "")
        inside = True if where and fold(rules.applied_in) in fold(where) else None
        yield finding("applied_in", inside, where, f"Áp dụng tại {rules.applied_in}")


def _window(rule: str, value: str, since: date | None, until: date | None, words: str) -> Finding:
    """A month may straddle the border: then nobody knows."""
    if not value:
        return finding(rule, None, "", words)
    first = earliest_day(value)
    last = first if len(value) == 10 else _month_end(first)
    answers = {_inside(one, since, until) for one in (first, last)}
    return finding(rule, answers.pop() if len(answers) == 1 else None, shown_answer("month", value), words)


def _inside(one: date, since: date | None, until: date | None) -> bool:
    return (since is None or one >= since) and (until is None or one <= until)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _years_before(one: date, years: int) -> date:
    try:
        return one.replace(year=one.year - years)
    except ValueError:
        return one.replace(year=one.year - years, day=28)
