"""Checks of the solution itself: since when it exists and is applied, how recent it is, where."""

from collections.abc import Iterator
from datetime import date, timedelta

from contest.editions.rules import Regulation
from contest.entries.rules import EntryFacts, earliest_day, masked, names_of, shown_answer
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import fold
from contest.screening.rules.findings import Finding, finding

_CALLED = {
    "applied_on": "Áp dụng lần đầu",
    "created_on": "Tạo ra",
    "recognised_on": "Được công nhận sáng kiến",
}


def solution_checks(facts: EntryFacts, regulation: Regulation) -> Iterator[Finding]:
    """A finding for each window the regulation sets."""
    rules = regulation.entrants.solution
    deadline = regulation.timeline.submission.shown_deadline.date()
    if rules.applied_since:
        words = f"Áp dụng từ {day(rules.applied_since)}"
        yield _window("applied_since", facts, "applied_on", (rules.applied_since, None), words)
    if rules.applied_until:
        words = f"Áp dụng trước {day(rules.applied_until)}"
        yield _window("applied_until", facts, "applied_on", (None, rules.applied_until), words)
    if rules.created_since:
        words = f"Tạo ra từ {day(rules.created_since)}"
        yield _window("created_since", facts, "created_on", (rules.created_since, None), words)
    if rules.max_age_years_from_deadline:
        years = rules.max_age_years_from_deadline
        words = f"Áp dụng không quá {years} năm tính đến hạn nộp {day(deadline)}"
        yield _window("applied_recently", facts, "applied_on", (_years_before(deadline, years), None), words)
    if rules.max_age_years_from_recognition:
        years = rules.max_age_years_from_recognition
        words = f"Được công nhận không quá {years} năm tính đến hạn nộp {day(deadline)}"
        yield _window("recognised_recently", facts, "recognised_on", (_years_before(deadline, years), None), words)
    if rules.applied_in:
        where = facts.facts.get("applied_in", "")
        inside = True if where and fold(rules.applied_in) in fold(where) else None
        datum = f"Nơi áp dụng: {where}" if where else "Chưa ghi nơi áp dụng"
        yield finding("applied_in", inside, datum, f"Áp dụng tại {rules.applied_in}", "fact:applied_in")
    yield from _title(facts, regulation)


def _title(facts: EntryFacts, regulation: Regulation) -> Iterator[Finding]:
    """The title is what judges of a blind round know an entry by: what names somebody in it is for a person to see."""
    if not any(round_.blind for round_ in regulation.rounds):
        return
    people = (facts.mentor, *(name for author in facts.authors for name in (author.name, author.guardian)))
    names = names_of(people, (facts.unit, *(author.unit for author in facts.authors)), (facts.email, facts.phone))
    if masked(facts.title, names) != facts.title:
        datum = "Tên có ghi tác giả, người hướng dẫn hoặc đơn vị; đề nghị tác giả sửa tên trước khi chấm"
        yield finding("title_names_nobody", None, datum, "Vòng chấm ẩn danh: tên không nêu tác giả, đơn vị")


def _window(rule: str, facts: EntryFacts, key: str, window: tuple[date | None, date | None], words: str) -> Finding:
    """A month may straddle the border: then nobody knows."""
    value, called = facts.facts.get(key, ""), _CALLED[key]
    if not value:
        return finding(rule, None, f"{called}: chưa ghi", words, f"fact:{key}")
    first = earliest_day(value)
    last = first if len(value) == 10 else _month_end(first)
    answers = {_inside(one, *window) for one in (first, last)}
    datum = f"{called}: {shown_answer('month', value)}"
    holds = answers.pop() if len(answers) == 1 else None
    if holds is None:
        datum += ", chưa rõ ngày"
    return finding(rule, holds, datum, words, f"fact:{key}")


def _inside(one: date, since: date | None, until: date | None) -> bool:
    return (since is None or one >= since) and (until is None or one <= until)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _years_before(one: date, years: int) -> date:
    try:
        return one.replace(year=one.year - years)
    except ValueError:
        return one.replace(year=one.year - years, day=28)
