"""How facts become rows; shared by every deed that writes an entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from contest.editions.models import Edition
from contest.entries.models import CodeCounter, Consent, Entry, EntryAuthor, EntryStep
from contest.entries.queries.cards import ONE_OF_ALL, ONE_OF_UNIT, ONE_OWN, choice_of
from contest.entries.rules import AuthorFacts, EntryFacts, code_of, series_of
from contest.entries.rules.consents import stays_withdrawn
from contest.entries.rules.search import fingerprint, search_text, title_key
from contest.foundation.access import Actor, Permission
from contest.foundation.bulk import insert_many
from contest.foundation.clock import now
from contest.foundation.database import ask, db
from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import fold, name_key
from contest.people.queries import known_units

_PLAIN = (
    "title",
    "short_title",
    "summary",
    "field_key",
    "division_key",
    "entrant_type",
    "unit",
    "locality",
    "phone",
    "email",
    "mentor",
)
_OF_AUTHOR = (
    "name",
    "birth_on",
    "birth_year",
    "gender",
    "share",
    "position_title",
    "unit",
    "qualification",
    "ethnicity",
    "union_member",
    "is_representative",
    "guardian",
)
_LONGEST_SORT_KEY = 600


@dataclass(frozen=True, slots=True)
class Locked:
    """The edition as it stands while this transaction runs."""

    stage: str
    title: str


_LOCKED = (
    select(Edition.stage, Edition.title).where(Edition.id == bindparam("edition_id")).with_for_update(key_share=True)
)


def lock_edition(edition_id: int) -> Locked:
    """Keep the edition's stage and code counters still until the transaction ends; short by design."""
    return Locked(*ask(_LOCKED, {"edition_id": edition_id}).one())


_WRITABLE = tuple(select(Entry).where(one).with_for_update(of=Entry) for one in (ONE_OF_ALL, ONE_OWN, ONE_OF_UNIT))


def entry_of(actor: Actor, edition_id: int, entry_id: int) -> Entry:
    """The entry for writing: one's own, or any for whoever manages dossiers; who may only read finds none.

    Raises Refusal: entry_not_visible.
    """
    choice = choice_of(actor, sees_all=actor.may(Permission.ENTRY_MANAGE, edition_id))
    named = {"entry_id": entry_id, "edition_id": edition_id, "actor_id": actor.id}
    entry = db.session.scalar(_WRITABLE[choice], named)
    if entry is None:
        raise refuse_with("entry_not_visible")
    return entry


# Units of the directory by what was typed: (name, locality).
KnownUnits = Mapping[tuple[str, str], int]


def units_of(facts: Iterable[EntryFacts]) -> dict[tuple[str, str], int]:
    """The units of the directory that these entries and their authors mean, all in one question."""
    typed = {(name, one.locality) for one in facts for name in (one.unit, *(each.unit for each in one.authors))}
    return known_units(sorted(typed))


def fill(entry: Entry, facts: EntryFacts, units: KnownUnits | None = None) -> None:
    """Write the facts onto the entry's columns, and the keys that follow from them.

    An entry that an account of a unit registered stays that unit's, whatever is typed. units: what `units_of` said.
    """
    if entry.source != "unit" or entry.unit_id is None:
        units = units_of([replace(facts, authors=())]) if units is None else units
        entry.unit_id = units.get((facts.unit, facts.locality))
    for name, value in columns_of(entry.code, facts).items():
        setattr(entry, name, value)


def columns_of(code: str | None, facts: EntryFacts) -> dict[str, Any]:
    """What an entry's columns hold of its facts, and the keys that follow from them."""
    names = [author.name for author in facts.authors]
    searched = [code or "", facts.title, facts.short_title, *names, facts.unit, facts.locality, facts.mentor]
    return {
        **{name: getattr(facts, name) for name in _PLAIN},
        "facts": dict(facts.facts),
        "answers": dict(facts.answers),
        "unit_key": fold(facts.unit)[:300],
        "title_key": title_key(facts.title),
        "fingerprint": fingerprint(facts.unit, facts.title, names),
        "search_text": search_text(searched),
    }


def fill_author(row: EntryAuthor, author: AuthorFacts, unit_id: int | None = None) -> None:
    """Write an author's facts onto a row; unit_id: of the author's unit in the directory, where it is known."""
    row.unit_id = unit_id
    for name, value in author_columns(author).items():
        setattr(row, name, value)


def author_columns(author: AuthorFacts) -> dict[str, Any]:
    """What an author's columns hold, and the key of the place in a list of people."""
    columns = {name: getattr(author, name) for name in _OF_AUTHOR}
    return {**columns, "sort_key": name_key(author.name)[:_LONGEST_SORT_KEY]}


def set_authors(
    entry: Entry,
    authors: Sequence[AuthorFacts],
    people: Mapping[str, int],
    actor: Actor,
    *,
    from_paper: bool = False,
    units: KnownUnits | None = None,
) -> None:
    """Make the entry's authors these, in this order; accounts stay linked to names, consents to whom gave them.

    `from_paper`: the office has seen them signed, so that they hold also where they had been taken back.
    `units`: what `units_of` said of the entry.
    """
    rows = list(
        db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry.id).order_by(EntryAuthor.position))
    )
    consents = _consents(rows)
    units = known_units((author.unit, entry.locality) for author in authors) if units is None else units
    linked = dict(people) | {fold(row.name): row.person_id for row in rows if row.person_id is not None}
    for place, author in enumerate(authors):
        row = rows[place] if place < len(rows) else EntryAuthor(entry_id=entry.id, position=place + 1)
        same = place < len(rows) and fold(row.name) == fold(author.name)
        fill_author(row, author, units.get((author.unit, entry.locality)))
        row.person_id = linked.get(fold(author.name))
        db.session.add(row)
        if row.id is None:
            db.session.flush()
        _set_consents(row.id, author.consents, consents.get(row.id, []), same, actor, from_paper)
    for row in rows[len(authors) :]:
        for consent in consents.get(row.id, []):
            db.session.delete(consent)
        db.session.flush()
        db.session.delete(row)


def _consents(rows: Sequence[EntryAuthor]) -> dict[int, list[Consent]]:
    found: dict[int, list[Consent]] = {}
    if rows:
        for consent in db.session.scalars(select(Consent).where(Consent.author_id.in_([row.id for row in rows]))):
            found.setdefault(consent.author_id, []).append(consent)
    return found


def _set_consents(
    author_id: int,
    wanted: frozenset[tuple[str, str]],
    given: Sequence[Consent],
    same_person: bool,
    actor: Actor,
    from_paper: bool,
) -> None:
    """Consents given stay with their moment; one taken back keeps its row with the moment it was withdrawn."""
    if not same_person:
        for consent in given:
            db.session.delete(consent)
        if given:
            db.session.flush()
        given = []
    source = "paper" if from_paper else "online"
    known = {(consent.purpose, consent.given_by): consent for consent in given}
    for key, consent in known.items():
        if key not in wanted and consent.withdrawn_at is None:
            consent.withdrawn_at, consent.withdrawn_by = now(), "office" if from_paper else "entrant"
        elif key in wanted and consent.withdrawn_at is not None:
            if not from_paper and stays_withdrawn(consent.withdrawn_by):
                continue
            consent.withdrawn_at, consent.given_at, consent.recorded_by_id = None, now(), actor.id
            consent.withdrawn_by, consent.source = "", source
    for purpose, given_by in sorted(wanted - known.keys()):
        about = {"author_id": author_id, "purpose": purpose, "given_by": given_by, "source": source}
        db.session.add(Consent(**about, given_at=now(), recorded_by_id=actor.id))


def note_step(entry: Entry, status: str, actor: Actor, note: str = "", at: datetime | None = None) -> None:
    """Put a moment on the entry's timeline."""
    db.session.add(
        EntryStep(entry_id=entry.id, status=status, at=at or now(), by_id=actor.id, by_name=actor.name, note=note)
    )


def note_steps(actor: Actor, steps: Sequence[tuple[Entry, str, str]]) -> None:
    """Put one moment on the timelines of many entries: (entry, status, words for the entrant) of each."""
    said = {"at": now(), "by_id": actor.id, "by_name": actor.name}
    insert_many(
        EntryStep, [{"entry_id": entry.id, "status": status, "note": note, **said} for entry, status, note in steps]
    )


_CODE_TAKEN = select(Entry.id).where(Entry.edition_id == bindparam("edition_id"), Entry.code == bindparam("code"))


class CodeGiver:
    """Gives codes in this transaction, passing over those that came with a register."""

    def __init__(self, edition_id: int, pattern: str, taken: set[str] | None = None) -> None:
        self._edition_id, self._pattern, self._taken = edition_id, pattern, taken
        self._counters: dict[str, CodeCounter] = {}

    def take(self, field_key: str) -> str:
        """The next free code; the edition must be locked, so that nobody else gets it."""
        counter = self._counter(series_of(self._pattern, field_key))
        while True:
            counter.last += 1
            code = code_of(self._pattern, counter.last, field_key)
            if not self._is_taken(code):
                return code

    def _is_taken(self, code: str) -> bool:
        if self._taken is not None:
            return code in self._taken
        return ask(_CODE_TAKEN, {"edition_id": self._edition_id, "code": code}).first() is not None

    def _counter(self, series: str) -> CodeCounter:
        if series not in self._counters:
            self._counters[series] = _counter_of(self._edition_id, series)
        return self._counters[series]


def _counter_of(edition_id: int, series: str) -> CodeCounter:
    found = db.session.scalar(
        select(CodeCounter).where(CodeCounter.edition_id == edition_id, CodeCounter.series == series)
    )
    if found is None:
        found = CodeCounter(edition_id=edition_id, series=series, last=0)
        db.session.add(found)
    return found


def next_number(edition_id: int, series: str) -> int:
    """The next number of a series; the edition must be locked, so that nobody else gets it."""
    counter = _counter_of(edition_id, series)
    counter.last += 1
    db.session.flush()
    return counter.last
