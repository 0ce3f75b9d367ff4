"""A unit's own register: its entries stay its own, within the quota of the regulation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from contest.entries.rules.facts import EntryFacts
from contest.entries.rules.matching import Match, OnRecord
from contest.entries.rules.register import RegisterLine
from contest.entries.rules.search import fingerprint
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """The unit that registers; `is_school`: its pupils go to it unless a row says another school."""

    id: int
    name: str
    label: str
    place: str
    phone: str
    is_school: bool


def own_facts(facts: EntryFacts, unit: OwnUnit) -> EntryFacts:
    """The entry under the unit's own name; what the row leaves blank is what the directory says of the unit."""
    authors = facts.authors
    if unit.is_school:
        authors = tuple(author if author.unit else replace(author, unit=unit.name) for author in authors)
    return replace(
        facts,
        unit=unit.label,
        locality=facts.locality or unit.place,
        phone=facts.phone or unit.phone,
        authors=authors,
    )


def own_lines(
    lines: Sequence[RegisterLine],
    unit: OwnUnit,
    meant: Mapping[tuple[str, str], int],
    codes: frozenset[str],
    places: Mapping[tuple[int, str], str],
) -> tuple[list[RegisterLine], list[Reason]]:
    """The rows as the unit's own, and what is not the unit's about them.

    meant: units of the directory that the typed names mean. codes: those of the unit's entries.
    places: where a reader finds a cell, by row and key.
    """
    own, reasons = [], []
    for line in lines:
        typed = line.facts.unit
        known = meant.get((typed, line.facts.locality)) == unit.id
        if typed and not known and fold(typed) not in (fold(unit.name), fold(unit.label)):
            params = {"value": typed[:80], "unit": unit.label}
            reasons.append(Reason("row_unit_foreign", params, places[line.number, "unit"]))
        if line.code and line.code not in codes:
            reasons.append(Reason("row_code_foreign", {"code": line.code}, places[line.number, "code"]))
        facts = own_facts(line.facts, unit)
        own.append(replace(line, facts=facts, fingerprint=own_print(facts)))
    return own, reasons


def own_print(facts: EntryFacts) -> str:
    """The same for the same title and authors, whatever the unit was called when the entry came."""
    return fingerprint("", facts.title, [author.name for author in facts.authors])


def over_quota(matches: Sequence[Match], limit: int | None, count: int, places: Mapping[int, str]) -> list[Reason]:
    """Every row that would be one entry more than the unit may hand in; count: entries it has already."""
    if limit is None:
        return []
    reasons = []
    new = [match for match in matches if match.kind == "new"]
    for place, match in enumerate(new, 1):
        if count + place > limit:
            params = {"limit": limit, "count": count, "place": place}
            reasons.append(Reason("row_over_quota", params, places[match.line.number]))
    return reasons


def own_records(records: Sequence[tuple[OnRecord, EntryFacts]]) -> list[OnRecord]:
    """Entries on record as they are compared with the unit's own rows."""
    return [replace(record, fingerprint=own_print(facts)) for record, facts in records]
