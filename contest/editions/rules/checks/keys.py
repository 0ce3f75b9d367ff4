"""Names by which parts of a regulation are called: each once, and readable where they are printed."""

import string
from collections.abc import Iterator, Sequence
from typing import Any

from contest.editions.rules.expected import nearest
from contest.editions.rules.faults import Fault, Path, quoted
from contest.editions.rules.regulation import Regulation
from contest.foundation.vietnamese import fold

_CODE_PLACES = frozenset({"n", "field"})
_NUMBER_PLACES = frozenset({"n", "year"})


def _lists_with_keys(regulation: Regulation) -> Iterator[tuple[Path, Sequence[Any]]]:
    for name in ("decisions", "fields", "divisions", "councils", "dossier", "questions", "rounds", "certificates"):
        yield (name,), getattr(regulation, name)
    yield ("forms",), regulation.forms
    yield ("prizes", "tiers"), regulation.prizes.tiers
    for number, council in enumerate(regulation.councils):
        yield ("councils", number, "teams"), council.teams
    for number, round_ in enumerate(regulation.rounds):
        yield ("rounds", number, "criteria"), round_.criteria
        yield ("rounds", number, "parts"), round_.parts
        for place, criterion in enumerate(round_.criteria):
            yield ("rounds", number, "criteria", place, "parts"), criterion.parts


def keys_stand_once(regulation: Regulation) -> Iterator[Fault]:
    """No two parts of one list have the same key."""
    for path, items in _lists_with_keys(regulation):
        yield from _repeated(path, [item.key for item in items], "key", "regulation_same_key")


def award_keys_stand_once(regulation: Regulation) -> Iterator[Fault]:
    """Tiers, extra awards and topic awards share one space of keys: an award is named by its key alone."""
    seen = {tier.key for tier in regulation.prizes.tiers}
    for name in ("extra_awards", "topic_awards"):
        for number, award in enumerate(getattr(regulation, name)):
            if award.key in seen:
                yield Fault(
                    "regulation_same_key", (name, number, "key"), {"value": award.key}, (("prizes", "tiers"), (name,))
                )
            seen.add(award.key)


def names_stand_once(regulation: Regulation) -> Iterator[Fault]:
    """Spreadsheets find fields, divisions, criteria and judges' columns by name, whatever the accents."""
    for path, items in _lists_with_keys(regulation):
        if path[-1] in ("fields", "divisions", "rounds", "criteria", "tiers", "councils", "teams", "dossier"):
            yield from _repeated(path, [fold(item.name) for item in items], "name", "regulation_same_name")


def _repeated(path: Path, values: Sequence[str], key: str, code: str) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, value in enumerate(values):
        if value in seen:
            yield Fault(code, (*path, number, key), {"value": value}, ((*path, seen[value], key),))
        seen.setdefault(value, number)


def patterns_are_printable(regulation: Regulation) -> Iterator[Fault]:
    """Entry codes and certificate numbers hold {n}, and nothing the house does not know."""
    yield from _pattern(("entry_code",), regulation.entry_code, _CODE_PLACES)
    for number, certificate in enumerate(regulation.certificates):
        yield from _pattern(("certificates", number, "numbering"), certificate.numbering, _NUMBER_PLACES)


def _pattern(path: Path, pattern: str, places: frozenset[str]) -> Iterator[Fault]:
    try:
        names = [(name, form) for _, name, form, _ in string.Formatter().parse(pattern) if name is not None]
    except ValueError:
        yield Fault("regulation_pattern_unreadable", path, {"value": quoted(pattern)})
        return
    for name, _ in names:
        if name not in places:
            known = ", ".join("{" + place + "}" for place in sorted(places))
            yield Fault("regulation_pattern_place", path, {"value": quoted("{" + name + "}"), "known": known})
    if "n" not in [name for name, _ in names]:
        yield Fault("regulation_pattern_without_number", path, {"value": quoted(pattern)})
    for name, form in names:
        if form and not (name == "n" and form.isdigit() and len(form) <= 3 and int(form) <= 12):
            yield Fault("regulation_pattern_unreadable", path, {"value": quoted(pattern)})


def assumptions_are_keys(regulation: Regulation) -> Iterator[Fault]:
    """An assumption names a part of this file (`rounds`, `prizes`, or more exactly `rounds.combine`)."""
    known = set(type(regulation).model_fields)
    seen: set[str] = set()
    for number, name in enumerate(regulation.assumptions):
        first = name.replace("[", ".").split(".")[0]
        if first not in known:
            perhaps = nearest(first, known)
            code = "regulation_unknown_assumption_perhaps" if perhaps else "regulation_unknown_assumption"
            yield Fault(code, ("assumptions", number), {"value": quoted(name), "perhaps": perhaps})
        elif name in seen:
            yield Fault("regulation_said_twice", ("assumptions", number), {"value": quoted(name)})
        seen.add(name)


def addresses_are_addresses(regulation: Regulation) -> Iterator[Fault]:
    """Sources begin with http, and the contact's e-mail has its @."""
    for number, source in enumerate(regulation.sources):
        if not source.startswith(("http://", "https://")):
            yield Fault("regulation_not_an_address", ("sources", number), {"value": quoted(source)})
    email = regulation.contact.email
    if email and (email.count("@") != 1 or " " in email or "." not in email.partition("@")[2]):
        yield Fault("regulation_not_an_email", ("contact", "email"), {"value": quoted(email)})


CHECKS = (
    keys_stand_once,
    award_keys_stand_once,
    names_stand_once,
    patterns_are_printable,
    assumptions_are_keys,
    addresses_are_addresses,
)
