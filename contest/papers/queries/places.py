"""Seats and booths of entries, who is invited beside the winners, and what judges are paid for."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import bindparam, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.foundation.access import Role
from contest.foundation.database import ask
from contest.foundation.vietnamese import name_key
from contest.juries.queries import council_parts, rounds
from contest.papers.models import EntryPlace, JudgeFee
from contest.people.queries import members, people_cards
from contest.scoring.queries import handed_in


class Place(NamedTuple):
    """Where an entry's people sit, and where it is exhibited."""

    seat: str
    booth: str


def places_of(edition_id: int) -> dict[int, Place]:
    """Seats and booths by entry."""
    asked = select(EntryPlace.entry_id, EntryPlace.seat, EntryPlace.booth)
    rows = ask(asked.join(Entry, Entry.id == EntryPlace.entry_id).where(Entry.edition_id == edition_id))
    return {row[0]: Place(row[1], row[2]) for row in rows}


_MENTORS = select(Entry.id, Entry.mentor).where(Entry.id.in_(bindparam("ids", expanding=True)))


def mentors_of(ids: Collection[int]) -> dict[int, str]:
    """Who guided the work, as the dossier says it, by entry."""
    return {row[0]: row[1] for row in ask(_MENTORS, {"ids": list(ids)})} if ids else {}


class Guest(NamedTuple):
    """Somebody who comes by office: on a council, or of the committee."""

    person_id: int
    name: str
    unit: str
    role: str


def guests_of(edition_id: int) -> list[Guest]:
    """The councils as they sit, then committee and secretariat; each person once."""
    found: dict[int, Guest] = {}
    for part in council_parts(edition_id):
        for sitter in part.sitters:
            if not sitter.has_declined:
                found.setdefault(
                    sitter.person_id,
                    Guest(sitter.person_id, sitter.name, sitter.unit, f"{sitter.role_word}, {part.name}"),
                )
    for member in members(edition_id):
        if member.role in (Role.ORGANISER, Role.SECRETARY):
            word = "Ban Tổ chức" if member.role == Role.ORGANISER else "Ban Thư ký"
            found.setdefault(member.person_id, Guest(member.person_id, member.name, member.unit, word))
    return list(found.values())


def fees_of(edition_id: int) -> dict[str, int]:
    """What a sheet is paid with, in đồng, by round; rounds nobody has set are not there."""
    asked = select(JudgeFee.round_key, JudgeFee.amount_vnd).where(JudgeFee.edition_id == edition_id)
    return {row[0]: row[1] for row in ask(asked)}


class Work(NamedTuple):
    """What a judge did in a round."""

    name: str
    unit: str
    round_key: str
    sheets: int


def work_of(edition_id: int) -> list[Work]:
    """How many sheets each judge has handed in, round by round in the regulation's order, by name."""
    found: list[tuple[str, int, int]] = []
    ids = {round_.key: round_.id for round_ in rounds(edition_id)}
    for round_ in regulation_of(edition_id).rounds:
        if round_.key in ids:
            # Also those a decision leaves out of the result, for the work was done.
            done = handed_in(edition_id, ids[round_.key])
            found += [(round_.key, judge_id, one.done) for judge_id, one in done.items()]
    cards = people_cards({judge_id for _, judge_id, _ in found})
    lines = [Work(cards[judge].name, cards[judge].unit, key, count) for key, judge, count in found]
    order = [round_.key for round_ in regulation_of(edition_id).rounds]
    return sorted(lines, key=lambda line: (order.index(line.round_key), name_key(line.name)))
