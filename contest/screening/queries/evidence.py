"""Evidence about entries: every check with its datum, and what persons said who looked."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, select

from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.entries.queries import EntryCard, Held, held
from contest.foundation.access import OPERATOR
from contest.foundation.database import ask
from contest.people.models import Person
from contest.screening.models import ScreeningLook
from contest.screening.queries.around import around
from contest.screening.rules import Finding, Look, checks, with_looks


def evidence(
    edition_id: int, entries: Mapping[int, Held], regulation: Regulation, *, only_failing: bool = False
) -> dict[int, list[Finding]]:
    """Every finding about each of these entries, in a fixed number of questions.

    `only_failing` leaves out what lies around an entry and can never fail (a twin title, a judge of the same name):
    two questions less, for lists.
    """
    surroundings = around(edition_id, entries, regulation, only_failing=only_failing)
    looks = looks_of(edition_id, entries)
    return {
        key: with_looks(checks(one.facts, one.standing, regulation, surroundings[key]), looks.get(key, {}))
        for key, one in entries.items()
    }


def evidence_of(edition_id: int, entry_id: int, regulation: Regulation) -> list[Finding]:
    """Every finding about one entry; none when there is no such entry."""
    entries = held(edition_id, [entry_id])
    return evidence(edition_id, entries, regulation).get(entry_id, [])


def evidence_on(edition_id: int, card: EntryCard, regulation: Regulation) -> list[Finding]:
    """Every finding about an entry whose card is at hand: nothing is read twice."""
    known = Held(card.id, card.code, card.owner_id, card.standing, card.facts, card.status_reason)
    return evidence(edition_id, {card.id: known}, regulation)[card.id]


# Above so many, all of the edition are asked for instead of naming them. Asked for every page of the desk: built once.
_MANY = 300
_LOOKS = (
    select(
        ScreeningLook.entry_id,
        ScreeningLook.rule_key,
        ScreeningLook.verdict,
        ScreeningLook.datum_digest,
        Person.name,
        ScreeningLook.looked_at,
        ScreeningLook.note,
    )
    .join(Entry, Entry.id == ScreeningLook.entry_id)
    .outerjoin(Person, Person.id == ScreeningLook.looked_by_id)
    .where(Entry.edition_id == bindparam("edition_id"))
)
_LOOKS_AT = _LOOKS.where(Entry.id.in_(bindparam("ids", expanding=True)))


def looks_of(edition_id: int, entry_ids: Collection[int]) -> dict[int, dict[str, Look]]:
    """What persons said who looked, by entry and key of the finding."""
    if len(entry_ids) <= _MANY:
        rows = ask(_LOOKS_AT, {"edition_id": edition_id, "ids": list(entry_ids)})
    else:
        rows = ask(_LOOKS, {"edition_id": edition_id})
    found: dict[int, dict[str, Look]] = defaultdict(dict)
    for entry_id, key, verdict, digest, name, at, note in rows:
        found[entry_id][key] = Look("pass" if verdict == "pass" else "fail", digest, name or OPERATOR.name, at, note)
    return found
