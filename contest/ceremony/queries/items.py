"""Things that are handed over: what there is, which award gets what, what is where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from contest.ceremony.models import Call, Ceremony, CeremonyItem, DoorNote, ItemMove, ItemRule, Segment
from contest.ceremony.rules.awards import key_of
from contest.ceremony.rules.items import Balance, Difference, Due, Move, Place, balances, differences, places
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask
from contest.papers.queries.winners import Winners, winners
from contest.people.models import Person
from contest.results.rules.embargo import reference


class ItemRow(NamedTuple):
    """A kind of thing."""

    id: int
    kind: str
    name: str
    per: str


class AwardRow(NamedTuple):
    """An award somebody is handed things for. group: the stage group it is called in; authors: how many people."""

    ref: str
    entry_id: int | None
    award_key: str
    tier_key: str
    code: str
    title: str
    prize: str
    names: tuple[str, ...]
    unit: str
    group: str
    place: int
    authors: int
    is_absent: bool


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move as the page shows it."""

    item_id: int
    award: str
    kind: str
    count: int
    note: str
    made_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ItemBook:
    """Everything about the things of an edition."""

    items: Sequence[ItemRow]
    rules: Mapping[tuple[int, str, str], int]
    awards: Sequence[AwardRow]
    dues: Sequence[Due]
    moves: Sequence[Move]
    balances: Sequence[Balance]
    differences: Sequence[Difference]
    of_award: Mapping[tuple[int, str], Place]
    is_sealed: bool

    def due_of(self, award: str) -> list[tuple[ItemRow, int, Place]]:
        """What belongs to an award: each thing, how many, and where they are."""
        names = {item.id: item for item in self.items}
        return [
            (names[due.item_id], due.count, self.of_award.get((due.item_id, award), Place()))
            for due in self.dues
            if due.award == award
        ]


def items(edition_id: int) -> list[ItemRow]:
    """The kinds of things, as they are listed. Kept until a change."""
    columns = [getattr(CeremonyItem, name) for name in ItemRow._fields]
    own = select(*columns).where(CeremonyItem.edition_id == edition_id)
    own = own.order_by(CeremonyItem.position, CeremonyItem.id)
    return list(until_a_change(("items", edition_id), lambda: [ItemRow(*row) for row in ask(own)]))


def item_rules(edition_id: int) -> dict[tuple[int, str, str], int]:
    """How many of each thing go with each award (and tier). Kept until a change."""
    own = (
        select(ItemRule.item_id, ItemRule.award_key, ItemRule.tier_key, ItemRule.count)
        .join(CeremonyItem, CeremonyItem.id == ItemRule.item_id)
        .where(CeremonyItem.edition_id == edition_id)
    )
    rows = until_a_change(("item rules", edition_id), lambda: ask(own).all())
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def moves(edition_id: int) -> list[Move]:
    """Every move, in the order they were made."""
    columns = (ItemMove.item_id, ItemMove.award, ItemMove.kind, ItemMove.count)
    return [Move(*row) for row in ask(select(*columns).where(ItemMove.edition_id == edition_id).order_by(ItemMove.id))]


def last_moves(edition_id: int, most: int = 50) -> list[MoveRow]:
    """The last moves, the newest first."""
    rows = ask(
        select(
            ItemMove.item_id,
            ItemMove.award,
            ItemMove.kind,
            ItemMove.count,
            ItemMove.note,
            ItemMove.made_at,
            func.coalesce(Person.name, ""),
        )
        .outerjoin(Person, Person.id == ItemMove.made_by_id)
        .where(ItemMove.edition_id == edition_id)
        .order_by(ItemMove.id.desc())
        .limit(most)
    )
    return [MoveRow(*row) for row in rows]


def award_rows(given: Winners) -> list[AwardRow]:
    """The awards in calling order, each with the group of the running order it is called in."""
    groups, absent = _groups(given.edition_id), _absent(given.edition_id)
    found = []
    for winner in given.entries:
        award: dict[str, Any] = {
            "entry": winner.entry.id,
            "award": winner.award_key,
            "tier": winner.tier_key,
            "author": winner.author,
        }
        place, group = _named(groups.get(key_of(award)), winner.prize)
        came = absent is None or any(person.id in absent for person in winner.people)
        found.append(
            AwardRow(
                reference(award),
                winner.entry.id,
                winner.award_key,
                winner.tier_key,
                winner.entry.code,
                winner.entry.title,
                winner.prize,
                winner.names,
                winner.entry.unit,
                group,
                place,
                max(1, len(winner.people)),
                not came,
            )
        )
    for unit in given.units:
        award = {"unit": unit.unit, "award": unit.award_key}
        place, group = _named(groups.get(key_of(award)), unit.prize)
        ref, name = reference(award), unit.named
        found.append(AwardRow(ref, None, unit.award_key, "", "", name, unit.prize, (), name, group, place, 1, False))
    return sorted(found, key=lambda row: row.place) if groups else found


def _groups(edition_id: int) -> dict[str, tuple[int, str]]:
    """The group of each award in the running order, counted from 1, with its title; empty before there is one."""
    own = (
        select(Call.key, Segment.position, Segment.title)
        .join(Segment, Segment.id == Call.segment_id)
        .join(Ceremony, Ceremony.id == Segment.ceremony_id)
        .where(Ceremony.edition_id == edition_id)
        .order_by(Segment.position, Call.position)
    )
    rows = until_a_change(("groups of awards", edition_id), lambda: ask(own).all())
    counted = {position: number for number, position in enumerate(dict.fromkeys(row.position for row in rows), 1)}
    return {row.key: (counted[row.position], row.title) for row in rows}


def _named(group: tuple[int, str] | None, prize: str) -> tuple[int, str]:
    """Which group, and how people call it: "Đợt 3, Giải Nhì"; by the prize alone before there is an order."""
    return (group[0], f"Đợt {group[0]}, {group[1] or prize}") if group else (0, prize)


def _absent(edition_id: int) -> set[int] | None:
    """The authors who came or sent somebody, by the doors' last notes; None while no door has noted anything."""
    rows = ask(
        select(DoorNote.author_id, DoorNote.state)
        .join(Ceremony, Ceremony.id == DoorNote.ceremony_id)
        .where(Ceremony.edition_id == edition_id, DoorNote.author_id.is_not(None))
        .order_by(DoorNote.noted_at, DoorNote.id)
    ).all()
    if not rows:
        return None
    last: dict[Any, str] = {row[0]: row[1] for row in rows}
    return {author_id for author_id, state in last.items() if state in ("present", "stand_in")}


def dues(awards: Sequence[AwardRow], things: Sequence[ItemRow], rules: Mapping[tuple[int, str, str], int]) -> list[Due]:
    """What belongs to each award: one for it, or one for each of its authors."""
    found = []
    for award in awards:
        for item in things:
            count = rules.get((item.id, award.award_key, award.tier_key), 0)
            if count:
                found.append(Due(item.id, award.ref, count * (award.authors if item.per == "author" else 1)))
    return found


def item_book(edition_id: int) -> ItemBook:
    """All of it at once; needs come from the sealed result alone."""
    given = winners(edition_id)
    awards = award_rows(given) if given.seal is not None else []
    things, rules, moved = items(edition_id), item_rules(edition_id), moves(edition_id)
    wanted = dues(awards, things, rules)
    keys = [item.id for item in things]
    return ItemBook(
        things,
        rules,
        awards,
        wanted,
        moved,
        balances(keys, wanted, moved),
        differences(keys, wanted, moved),
        places(moved)[1],
        given.seal is not None,
    )
