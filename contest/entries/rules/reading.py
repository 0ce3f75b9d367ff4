"""From what was typed on the form to facts, every fault at its field; and from facts back to the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from contest.editions.rules import Regulation
from contest.entries.rules.asked import asked_facts, asked_questions
from contest.entries.rules.authors import author_faults, read_author
from contest.entries.rules.facts import AuthorFacts, EntryFacts
from contest.entries.rules.values import (
    LONGEST,
    Collector,
    read_answer,
    read_email,
    read_phone,
    share_words,
    shown_answer,
)
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import date as shown_date
from contest.foundation.vietnamese import nfc

PARTS = ("solution", "authors")
_LINES = ("title", "short_title", "summary", "unit", "locality", "mentor")
CONSENT = "consent"

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read, and what could not."""

    facts: EntryFacts
    faults: tuple[Reason, ...]


def read_content(content: Content, regulation: Regulation, today: date) -> Reading:
    """A whole form."""
    solution, first = read_solution(content.get("solution", {}), regulation)
    authors, second = read_authors(content.get("authors", {}), regulation, today)
    return Reading(replace(solution, authors=authors), (*first, *second))


def read_solution(values: Mapping[str, Any], regulation: Regulation) -> tuple[EntryFacts, tuple[Reason, ...]]:
    """The first part of the form: the solution, its facts and answers, whom to reach."""
    faults = Collector()
    lines: dict[str, Any] = {key: faults.text(values.get(key), key, LONGEST[key]) for key in _LINES}
    facts = {
        asked.key: read_answer(asked, values.get(f"fact_{asked.key}"), f"fact_{asked.key}", faults)
        for asked in asked_facts(regulation)
    }
    answers = {
        asked.key: read_answer(asked, values.get(f"answer_{asked.key}"), f"answer_{asked.key}", faults)
        for asked in asked_questions(regulation)
    }
    known: dict[str, Sequence[str]] = {
        "field_key": [field.key for field in regulation.fields],
        "division_key": [division.key for division in regulation.divisions],
        "entrant_type": list(regulation.entrants.types),
    }
    lines |= {name: _choice(values.get(name), choices, name, faults) for name, choices in known.items()}
    read = EntryFacts(
        **lines,
        phone=faults.read(read_phone, faults.text(values.get("phone"), "phone", 40), "phone"),
        email=faults.read(read_email, faults.text(values.get("email"), "email", 254), "email"),
        facts={key: value for key, value in facts.items() if value},
        answers={key: value for key, value in answers.items() if value},
    )
    return read, tuple(faults.reasons)


def _choice(value: object, known: Sequence[str], where: str, faults: Collector) -> str:
    text = nfc(value) if isinstance(value, str) else ""
    if text and text not in known:
        faults.add("choice_unknown", where, value=text[:60])
        return ""
    return text


def read_authors(
    values: Mapping[str, Any], regulation: Regulation, today: date
) -> tuple[tuple[AuthorFacts, ...], tuple[Reason, ...]]:
    """The second part: the authors. Lines left wholly blank do not count."""
    faults = Collector()
    chosen = str(values.get("representative", ""))
    authors: list[AuthorFacts] = []
    places: list[int] = []
    for place, row in enumerate(values.get("rows", ())):
        if not is_blank(row):
            authors.append(read_author(row, f"rows-{place}", str(place) == chosen, regulation, faults))
            places.append(place)
    if len(authors) == 1 and not authors[0].is_representative:
        authors = [replace(authors[0], is_representative=True)]
    author_faults(authors, places, regulation, today, faults)
    return tuple(authors), tuple(faults.reasons)


def is_blank(row: Mapping[str, Any]) -> bool:
    """Whether nothing was typed on an author's line."""
    return not any(isinstance(value, str) and value.strip() for value in row.values())


def content_of(facts: EntryFacts, regulation: Regulation) -> dict[str, Any]:
    """The form as it would have been typed: what an amendment begins with."""
    solution = {key: getattr(facts, key) for key in (*_LINES, "field_key", "division_key", "entrant_type")}
    solution |= {"phone": facts.phone, "email": facts.email}
    for asked in asked_facts(regulation):
        solution[f"fact_{asked.key}"] = shown_answer(asked.kind, facts.facts.get(asked.key, ""))
    for asked in asked_questions(regulation):
        solution[f"answer_{asked.key}"] = shown_answer(asked.kind, facts.answers.get(asked.key, ""))
    representative = next((str(at) for at, author in enumerate(facts.authors) if author.is_representative), "")
    rows = [author_row(author) for author in facts.authors]
    return {"solution": solution, "authors": {"rows": rows, "representative": representative}}


def author_row(author: AuthorFacts) -> dict[str, str]:
    """One author as typed on a line of the form."""
    birth = shown_date(author.birth_on) if author.birth_on else str(author.birth_year or "")
    row = {
        "name": author.name,
        "birth_on": birth,
        "gender": author.gender,
        "share": share_words(author.share),
        "position_title": author.position_title,
        "unit": author.unit,
        "qualification": author.qualification,
        "ethnicity": author.ethnicity,
        "union_member": author.union_member,
        "guardian": author.guardian,
    }
    row |= {f"{CONSENT}_{given_by}_{purpose}": "y" for purpose, given_by in author.consents}
    return row
