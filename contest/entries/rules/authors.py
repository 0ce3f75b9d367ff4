"""Authors: how a line is read, shares that add up to exactly 100 %, birth dates within the regulation's window."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from contest.editions.rules import Regulation
from contest.entries.rules.facts import AuthorFacts, age_on
from contest.entries.rules.values import HUNDRED, LONGEST, Collector, read_gender, read_share, share_words
from contest.entries.rules.words import GIVEN_BY
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import date as shown_date
from contest.foundation.vietnamese import fold, parse_year_or_date, plausible_name

_TEXTS = ("position_title", "unit", "qualification", "ethnicity", "union_member", "guardian")


def read_author(
    row: Mapping[str, Any], where: str, chosen: bool, regulation: Regulation, faults: Collector
) -> AuthorFacts:
    """One line of the authors' table."""
    name = faults.text(row.get("name"), f"{where}-name", LONGEST["name"])
    if not name and not any(reason.where == f"{where}-name" for reason in faults.reasons):
        faults.add("author_name_missing", f"{where}-name")
    elif name and not plausible_name(name):
        faults.add("author_name_strange", f"{where}-name", value=name[:80])
    birth_on, birth_year = _birth(row.get("birth_on"), f"{where}-birth_on", faults)
    texts: dict[str, Any] = {
        key: faults.text(value, f"{where}-{key}", LONGEST[key]) if (value := row.get(key)) else "" for key in _TEXTS
    }
    return AuthorFacts(
        name=name,
        birth_on=birth_on,
        birth_year=birth_year,
        gender=faults.read(read_gender, faults.text(row.get("gender"), f"{where}-gender", 20), f"{where}-gender"),
        share=_share(row.get("share"), f"{where}-share", regulation, faults),
        is_representative=chosen,
        consents=_consents(row, regulation),
        **texts,
    )


def _birth(value: Any, where: str, faults: Collector) -> tuple[date | None, int | None]:
    text = faults.text(value, where, 40)
    if not text:
        return None, None
    try:
        found = parse_year_or_date(text)
    except Refusal as refusal:
        faults.reasons.extend(Reason(each.code, each.params, where) for each in refusal.reasons)
        return None, None
    return (None, found) if isinstance(found, int) else (found, None)


def _share(value: Any, where: str, regulation: Regulation, faults: Collector) -> int | None:
    text = faults.text(value, where, 40)
    if not text or regulation.authors.shares == "none":
        return None
    try:
        return read_share(text)
    except Refusal as refusal:
        faults.reasons.extend(Reason(each.code, each.params, where) for each in refusal.reasons)
        return None


def _consents(row: Mapping[str, Any], regulation: Regulation) -> frozenset[tuple[str, str]]:
    return frozenset(
        (purpose, given_by)
        for purpose in regulation.consents
        for given_by in GIVEN_BY
        if row.get(f"consent_{given_by}_{purpose}")
    )


def author_faults(
    authors: Sequence[AuthorFacts], places: Sequence[int], regulation: Regulation, today: date, faults: Collector
) -> None:
    """What is wrong between the lines, each at the line it is about."""
    limit = regulation.authors.max
    if len(authors) > limit:
        faults.add("authors_too_many", f"rows-{places[limit]}-name", count=len(authors), limit=limit)
    seen: set[tuple[str, date | None]] = set()
    for author, place in zip(authors, places, strict=True):
        known = (fold(author.name), author.birth_on)
        if author.name and known in seen:
            faults.add("author_twice", f"rows-{place}-name", name=author.name)
        seen.add(known)
        for reason in birth_faults(author, regulation, today):
            faults.reasons.append(Reason(reason.code, reason.params, f"rows-{place}-birth_on"))
    wrong = shares_fault([author.share for author in authors], regulation)
    if wrong is not None:
        faults.reasons.append(Reason(wrong.code, wrong.params, f"rows-{places[-1]}-share"))
    least = regulation.authors.least_share
    for author, place in zip(authors, places, strict=True):
        if least is not None and author.share is not None and author.share < least * 100:
            faults.add("share_too_small", f"rows-{place}-share", least=least)


def shares_fault(shares: Sequence[int | None], regulation: Regulation) -> Reason | None:
    """Shares that are all there and do not add up to exactly 100 %; also some there and already beyond it."""
    given = [share for share in shares if share is not None]
    if regulation.authors.shares == "none" or not given:
        return None
    total = sum(given)
    whole = len(given) == len(shares)
    if (whole and total != HUNDRED) or total > HUNDRED:
        return Reason("shares_sum", {"sum": share_words(total)})
    return None


def birth_faults(author: AuthorFacts, regulation: Regulation, today: date) -> list[Reason]:
    """Why a birth date cannot be right, or lies outside the regulation's window."""
    if author.birth_on is not None and author.birth_on > today:
        return [Reason("birth_in_future", {"birth": author.birth_on})]
    verdict = birth_window(author, regulation)
    if verdict is False:
        return [Reason("birth_outside_window", {"birth": birth_words(author), "window": window_words(regulation)})]
    return []


def birth_words(author: AuthorFacts) -> str:
    """The birth date, or the year a register has; "chưa rõ" without either."""
    if author.birth_on is not None:
        return shown_date(author.birth_on)
    return f"năm {author.birth_year}" if author.birth_year else "chưa rõ"


def birth_window(author: AuthorFacts, regulation: Regulation) -> bool | None:
    """Whether the author's birth lies in the regulation's window; None when the datum cannot say."""
    rules = regulation.entrants.age
    if not (rules.born_from or rules.born_to or rules.min is not None or rules.max is not None):
        return True
    if author.birth_on is None and author.birth_year is None:
        return None
    earliest = author.birth_on or date(author.birth_year or 1900, 1, 1)
    latest = author.birth_on or date(author.birth_year or 1900, 12, 31)
    answers = {_inside(earliest, regulation), _inside(latest, regulation)}
    return answers.pop() if len(answers) == 1 else None


def _inside(birth: date, regulation: Regulation) -> bool:
    rules = regulation.entrants.age
    if rules.precision == "year":
        early = rules.born_from is not None and birth.year < rules.born_from.year
        late = rules.born_to is not None and birth.year > rules.born_to.year
    else:
        early = rules.born_from is not None and birth < rules.born_from
        late = rules.born_to is not None and birth > rules.born_to
    if early or late:
        return False
    if rules.born_from or rules.born_to:
        return True  # the window of dates says it more exactly than ages do
    day = reference_day(regulation)
    age = day.year - birth.year if rules.precision == "year" else age_on(birth, day)
    return (rules.min is None or age >= rules.min) and (rules.max is None or age <= rules.max)


def reference_day(regulation: Regulation) -> date:
    """The day on which ages are counted."""
    return regulation.entrants.age.on or regulation.timeline.submission.shown_deadline.date()


def window_words(regulation: Regulation) -> str:
    """The window as a sentence reads it."""
    rules = regulation.entrants.age
    if rules.born_from or rules.born_to:
        by_year = rules.precision == "year"
        ends = [
            "" if day is None else f"{word} {day.year if by_year else shown_date(day)}"
            for word, day in (("từ", rules.born_from), ("đến", rules.born_to))
        ]
        return "sinh " + " ".join(end for end in ends if end)
    lowest = f"từ {rules.min} tuổi" if rules.min is not None else ""
    highest = f"đến {rules.max} tuổi" if rules.max is not None else ""
    return " ".join(part for part in (lowest, highest) if part)
