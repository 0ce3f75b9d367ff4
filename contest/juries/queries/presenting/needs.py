"""What a timetable is built from: the entries of the round, and everybody each of them needs in its room."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, exists, func, select, union_all

from contest.editions.queries import regulation_of
from contest.editions.rules import Round
from contest.entries.models import Entry, EntryAuthor
from contest.entries.rules import OUT
from contest.foundation.database import ask
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, PresentationSlot, RoundEntry
from contest.juries.queries.conflicts import conflict_pairs
from contest.juries.queries.councils import seats
from contest.juries.queries.rounds import RoundCard, assignments, round_of
from contest.juries.rules.seating import VOTING
from contest.juries.rules.timetable import Called, Show, call_order
from contest.people.models import Person
from contest.people.queries import people_cards


@dataclass(frozen=True, slots=True)
class Needs:
    """The entries to be presented, by id, before and after their turns are drawn."""

    called: tuple[Called, ...]
    councils: Mapping[int, int | None]
    people: Mapping[int, Mapping[str, str]]

    def shows(self, way: str, seed: int, *, units_together: bool) -> dict[int, Show]:
        """The entries with their turns in the call."""
        turns = call_order(self.called, way, seed, units_together=units_together)
        return {
            one.entry_id: Show(
                one.entry_id,
                one.label,
                self.councils[one.entry_id],
                one.unit,
                turns[one.entry_id],
                self.people[one.entry_id],
            )
            for one in self.called
        }

    def of(self, entry_ids: Collection[int]) -> "Needs":
        """Some of the entries alone."""
        called = tuple(one for one in self.called if one.entry_id in entry_ids)
        return Needs(called, self.councils, self.people)

    @property
    def fingerprint(self) -> str:
        """A hash of all that a timetable rests on beside its frame; names of people are not in it."""
        content = [
            [one.entry_id, self.councils[one.entry_id], one.unit, one.late, sorted(self.people[one.entry_id])]
            for one in sorted(self.called)
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


# Above so many, all of the round are asked for instead of naming them.
_MANY = 300
# An entry with its authors: a row for each, one without any for an entry without.
_CALLED = (
    select(
        Entry.id, Entry.code, RoundEntry.council_id, Entry.unit, Entry.mentor, RoundEntry.number,
        EntryAuthor.name.label("author"), EntryAuthor.unit.label("author_unit"), EntryAuthor.person_id,
    )
    .join(RoundEntry, RoundEntry.entry_id == Entry.id)
    .outerjoin(EntryAuthor, (EntryAuthor.entry_id == Entry.id) & EntryAuthor.forgotten_at.is_(None))
    .where(RoundEntry.round_id == bindparam("round_id"), Entry.status.not_in(OUT))
    .order_by(Entry.code, Entry.id, EntryAuthor.position)
)  # fmt: skip


def needs_of(edition_id: int, card: RoundCard, *, turns: bool = False) -> Needs:
    """The entries of a prepared round that are still in the contest; a handful of queries, however many entries.

    turns: also how late each was judged before, which only the order of a new call needs.
    """
    return _needs(edition_id, card, ask(_CALLED, {"round_id": card.id}).all(), turns=turns)


def _needs(
    edition_id: int, card: RoundCard, found: Sequence[Any], *, turns: bool = False, of: Collection[int] | None = None
) -> Needs:
    """The entries of these rows, and who is needed for them; for some of them, where only these are shown."""
    rows = list({row.id: row for row in found}.values())
    authors: dict[int, list[tuple[str, str, int | None]]] = defaultdict(list)
    for row in found:
        if row.author is not None:
            authors[row.id].append((row.author, row.author_unit, row.person_id))
    rules = regulation_of(edition_id).round_of(card.key)
    councils = {row.id: row.council_id for row in rows}
    judges = _judges(edition_id, card, rules, councils if of is None else {key: councils[key] for key in of})
    late = _late_before(edition_id, card) if turns else {}
    people = {
        row.id: {
            **_named(authors.get(row.id, []), row.unit),
            **{f"mentor:{fold(name)}|{fold(row.unit)}": name for name in _names(row.mentor)},
            **judges.get(row.id, {}),
        }
        for row in rows
        if of is None or row.id in of
    }
    called = tuple(Called(row.id, row.code or row.number, fold(row.unit), late.get(row.id)) for row in rows)
    return Needs(called, councils, people)


MOST_WITHOUT = 60
# Of a round without end only what its page names: who has a slot, and the first who have none.
_PLACED = select(PresentationSlot.entry_id).where(PresentationSlot.round_id == bindparam("round_id"))
_WITHOUT = (
    select(Entry.id)
    .where(
        Entry.edition_id == bindparam("edition_id"),
        Entry.status.not_in(OUT),
        exists().where(RoundEntry.round_id == bindparam("round_id"), RoundEntry.entry_id == Entry.id),
        ~exists().where(
            PresentationSlot.round_id == bindparam("round_id"),
            PresentationSlot.entry_id == Entry.id,
            PresentationSlot.state != "cancelled",
        ),
    )
    .order_by(Entry.code, Entry.id)
    .limit(MOST_WITHOUT)
)
_LEFT = (
    select(func.count())
    .select_from(Entry)
    .join(RoundEntry, RoundEntry.entry_id == Entry.id)
    .where(
        Entry.edition_id == bindparam("edition_id"),
        Entry.status.in_(OUT),
        RoundEntry.round_id == bindparam("round_id"),
    )
)
_EVERY = select(func.count()).select_from(RoundEntry).where(RoundEntry.round_id == bindparam("round_id"))
_NAMED_HERE = union_all(select(_WITHOUT.subquery().c.id), _PLACED)
_ON_PAGE = _CALLED.add_columns((_EVERY.scalar_subquery() - _LEFT.scalar_subquery()).label("every")).where(
    Entry.id.in_(_NAMED_HERE)
)


def needs_on_page(edition_id: int, card: RoundCard, placed: Collection[int]) -> tuple[Needs, int]:
    """The entries with a slot and the first without one; people of those `placed` alone. Also how many entries are."""
    found = ask(_ON_PAGE, {"round_id": card.id, "edition_id": edition_id}).all()
    here = {row.id for row in found} & set(placed)
    return _needs(edition_id, card, found, of=here), found[0].every if found else 0


_LABELS = (
    select(Entry.id, Entry.code, RoundEntry.number)
    .join(RoundEntry, RoundEntry.entry_id == Entry.id)
    .where(RoundEntry.round_id == bindparam("round_id"), Entry.status.not_in(OUT))
)


def labels_of(round_id: int) -> dict[int, str]:
    """What the entries of a round are called in its timetable."""
    return {row[0]: row[1] or row[2] for row in ask(_LABELS, {"round_id": round_id})}


_ASSIGNED = (
    select(Assignment.entry_id, Person.id, Person.name)
    .join(Person, Person.id == Assignment.judge_id)
    .where(Assignment.round_id == bindparam("round_id"), Assignment.removed_at.is_(None))
)
_ASSIGNED_SOME = _ASSIGNED.where(Assignment.entry_id.in_(bindparam("ids", expanding=True)))


def _judges(
    edition_id: int, card: RoundCard, rules: Round | None, councils: Mapping[int, int | None]
) -> dict[int, dict[str, str]]:
    """Who is to judge each entry; before anybody is assigned, everybody of its council who is free of conflicts."""
    panels: dict[int, set[int]] = defaultdict(set)
    names: dict[int, str] = {}
    if len(councils) <= _MANY:
        rows = ask(_ASSIGNED_SOME, {"round_id": card.id, "ids": list(councils)}).all() if councils else ()
    else:
        rows = ask(_ASSIGNED, {"round_id": card.id}).all()
    for entry_id, judge_id, name in rows:
        panels[entry_id].add(judge_id)
        names[judge_id] = name
    if any(entry_id not in panels for entry_id in councils):
        barred = conflict_pairs(edition_id)
        joint = rules is not None and rules.joint_council
        voting = [seat for seat in seats(edition_id) if seat.role in VOTING]
        for entry_id, council_id in councils.items():
            if entry_id not in panels:
                sits = {seat.person_id for seat in voting if joint or seat.council_id == council_id}
                panels[entry_id] = {person_id for person_id in sits if (person_id, entry_id) not in barred}
        others = {judge_id for panel in panels.values() for judge_id in panel} - set(names)
        names |= {judge_id: each.name for judge_id, each in people_cards(others).items()}
    return {
        entry_id: {f"person:{judge_id}": names[judge_id] for judge_id in sorted(panel) if judge_id in names}
        for entry_id, panel in panels.items()
    }


def _named(authors: list[tuple[str, str, int | None]], unit: str) -> dict[str, str]:
    """An author is known again by the account, and by name and school: most pupils have no account."""
    found = {}
    for name, own_unit, person_id in authors:
        found[f"author:{fold(name)}|{fold(own_unit or unit)}"] = name
        if person_id is not None:
            found[f"person:{person_id}"] = name
    return found


def _names(mentor: str) -> list[str]:
    parts = (part.strip() for line in mentor.splitlines() for part in line.replace(",", ";").split(";"))
    return [part for part in parts if part]


def _late_before(edition_id: int, card: RoundCard) -> dict[int, float]:
    """How late each entry was judged in the round before, on average over its judges: 0 first, 1 last."""
    keys = [round_.key for round_ in regulation_of(edition_id).rounds]
    place = keys.index(card.key) if card.key in keys else 0
    earlier = round_of(edition_id, keys[place - 1]) if place else None
    if earlier is None:
        return {}
    rows = assignments(earlier.id)
    sizes = Counter(row.judge_id for row in rows)
    places: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        places[row.entry_id].append((row.turn - 0.5) / sizes[row.judge_id])
    return {entry_id: round(sum(each) / len(each), 6) for entry_id, each in places.items()}
