"""The slides of the evening, read from the sealed result in the order of the script, with the consents of today."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from contest.ceremony.queries.doors import notes_of, standing_of
from contest.ceremony.queries.live import Live, run_led
from contest.ceremony.queries.order import CeremonyCard, Order, ceremony_of, order_from, order_of
from contest.ceremony.rules.attendance import Attendance, Guest
from contest.ceremony.rules.awards import key_of
from contest.ceremony.rules.kinds import SEGMENT_WORDS
from contest.ceremony.rules.leading import counted, led
from contest.ceremony.rules.slides import Card, Part, Slide, deck, stand_in
from contest.editions.rules import Regulation
from contest.entries.rules import AuthorFacts
from contest.foundation.audit import until_a_change
from contest.foundation.clock import local
from contest.foundation.vietnamese import date as day
from contest.papers.queries.winners import UnitWinner, Winner, Winners, winners
from contest.results.queries.showcase import Photograph, photographs, presented
from contest.results.rules import UNNAMED, may_name, reference, shown_of
from contest.results.rules.showcase import may_show_pictures

_USUAL = "Lễ tổng kết và trao giải"


@dataclass(frozen=True, slots=True)
class Evening:
    """The slides of an edition, and the winners they are made from; the photographs that may be on them, by key.

    live: the script they go with, where one press moves both; None where they go by themselves.
    """

    winners: Winners
    slides: tuple[Slide, ...]
    pictures: Mapping[int, Photograph]
    live: Live | None = None


def evening_of(edition_id: int, *, has_stand_ins: bool = False, is_rehearsal: bool = False) -> Evening:
    """All slides in order; without a script the prizes in calling order, a group each. A rehearsal asks no doors."""
    given = winners(edition_id)
    card = ceremony_of(edition_id)
    absent = frozenset() if is_rehearsal else absent_of(given, card)
    return evening_from(given, pictures_of(given), absent, has_stand_ins=has_stand_ins, card=card)


def evening_shown(edition_id: int, *, has_stand_ins: bool, is_rehearsal: bool) -> Evening:
    """The slides of a show that is open: in the steps of the script that runs, where the two are led as one."""
    given, card = winners(edition_id), ceremony_of(edition_id)
    live = run_led(card, given, is_rehearsal=is_rehearsal)
    absent = frozenset() if is_rehearsal or live else absent_of(given, card)
    return evening_from(given, pictures_of(given), absent, has_stand_ins=has_stand_ins, live=live, card=card)


def evening_from(
    given: Winners,
    pictures: Mapping[int, Photograph] | None = None,
    absent: Collection[str] = (),
    *,
    has_stand_ins: bool = False,
    live: Live | None = None,
    card: CeremonyCard | None = None,
) -> Evening:
    """The same, of winners that are already at hand."""
    pictures = pictures or {}
    cards = cards_of(given)
    for key, one in cards.items():
        picture = pictures[one.entry_id].id if one.entry_id in pictures else 0
        cards[key] = one._replace(picture=picture, is_absent=key in absent, key=key)
    order = live.script.order if live else _order(card) if card is not None else order_of(given.edition_id)
    note, parts = _parts(order, cards, live)
    # What was typed for a part of the evening is read by the whole hall.
    named = shown_of([author for own in given.authors.values() for author in own.values()], given.regulation)
    parts = [part._replace(title=named.of_text(part.title)) for part in parts]
    if has_stand_ins:
        numbers = count(1)
        parts = [_stood_in(part, numbers) for part in parts]
    shown = {each.id: each for each in pictures.values()}
    return Evening(given, tuple(deck(given.title, note, parts)), shown, live)


def _order(card: CeremonyCard) -> Order:
    """The order of a ceremony at hand; kept until a change."""
    return until_a_change(("order of slides", card.id), lambda: order_from(card))


def absent_of(given: Winners, card: CeremonyCard | None) -> frozenset[str]:
    """The awards for which nobody is there; none while the doors have noted nobody."""
    standing = _noted(card) if card is not None else {}
    if not standing:
        return frozenset()
    guests: dict[str, list[Guest]] = {}
    for each in given.entries:
        guests[key_of(award_of(each))] = [Guest(person.id) for person in each.people]
    for unit in given.units:
        guests[key_of({"award": unit.award_key, "unit": unit.unit})] = [Guest(None, unit.unit)]
    here = {guest for guest, one in standing.items() if one.is_here}
    return frozenset(key for key, own in guests.items() if not here.intersection(own))


def _noted(card: CeremonyCard) -> Mapping[Guest, Attendance]:
    """What the doors noted; kept until a change, for who looks through the slides."""
    return until_a_change(("doors of slides", card.id, card.door_since), lambda: standing_of(notes_of(card)))


def pictures_of(given: Winners) -> dict[int, Photograph]:
    """Of each entry the first photograph the office chose to present it with, where every author may be seen."""
    people = {each.entry.id: each.people for each in given.entries if not each.author}
    may = [key for key, own in people.items() if may_show_pictures([one.facts for one in own], given.regulation)]
    if not may:
        return {}
    return dict(until_a_change(("pictures of slides", tuple(may)), lambda: _chosen_of(may, given.regulation)))


def _chosen_of(may: Collection[int], regulation: Regulation) -> dict[int, Photograph]:
    """Of these entries the first photograph that was chosen."""
    chosen = {key: each.pictures[0] for key, each in presented(may).items() if each.pictures and not each.is_left_out}
    found = photographs(list(chosen), regulation) if chosen else {}
    return {key: one for key, own in found.items() for one in own if one.id == chosen[key]}


def cards_of(given: Winners) -> dict[str, Card]:
    """Every winner's card by the key the script knows the award by, in calling order."""
    found = {}
    for each in given.entries:
        found[key_of(award_of(each))] = _card(each, given.regulation)
    for unit in given.units:
        found[key_of({"award": unit.award_key, "unit": unit.unit})] = _of_unit(unit)
    return found


def award_of(winner: Winner) -> dict[str, Any]:
    """Which award it is, as the sealed document says it."""
    return {"award": winner.award_key, "entry": winner.entry.id, "author": winner.author}


def unnamed(authors: Sequence[AuthorFacts], regulation: Regulation) -> str:
    """What stands on a slide for those of them who may not be named; "" while everybody may."""
    shown = shown_of(authors, regulation)
    return shown.names[-1] if shown.hidden else ""


def _card(winner: Winner, regulation: Regulation) -> Card:
    """With the title and the names that may be read in public."""
    entry, facts = winner.entry, [person.facts for person in winner.people]
    shown = shown_of(facts, regulation)
    names = shown.names
    if winner.author:
        names = tuple(_named(each, regulation) for each in facts)
    award = {"entry": entry.id, "award": winner.award_key, "tier": winner.tier_key, "author": winner.author}
    title = shown.of_text(entry.title)
    return Card(reference(award), entry.code, winner.prize, title, names, entry.unit, winner.author, entry_id=entry.id)


def _named(author: AuthorFacts, regulation: Regulation) -> str:
    return author.name if may_name(author, regulation) else UNNAMED


def _of_unit(winner: UnitWinner) -> Card:
    award = {"unit": winner.unit, "award": winner.award_key}
    return Card(reference(award), winner.named, winner.prize, winner.named, (), "")


def _parts(order: Order | None, cards: Mapping[str, Card], live: Live | None) -> tuple[str, list[Part]]:
    """The note of the first slide, and the parts as the script has them; awards it lacks come last, by prize."""
    if order is None:
        return _USUAL, _by_prize(cards.values(), "giai")
    called = {call.key for call in order.calls}
    rest = [card for key, card in cards.items() if key not in called]
    when = day(local(order.card.starts_at).date()) if order.card.starts_at else ""
    note = ", ".join(filter(None, (order.card.place, when))) or _USUAL
    parts, others = _scripted(order, cards), _by_prize(rest, "them")
    if live is None:
        return note, [*(part for _, part in parts), *others]
    steps = [*live.taken, *live.left]
    by_call = {call.id: cards[call.key] for call in order.calls if call.key in cards}
    return note, [*led(parts, steps, by_call), *(part._replace(step=len(steps)) for part in others)]


def _by_prize(cards: Iterable[Card], prefix: str) -> list[Part]:
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.prize, []).append(card)
    return [
        Part(f"{prefix}-{place}", prize, counted(len(own)), tuple(own))
        for place, (prize, own) in enumerate(groups.items(), 1)
    ]


def _scripted(order: Order, cards: Mapping[str, Card]) -> list[tuple[int, Part]]:
    """The segments by key in their order, groups with their winners; a group nobody is left in has no slide."""
    groups = Counter(each.award for each in order.segments if each.is_group)
    seen: Counter[tuple[str, str]] = Counter()
    parts = []
    for each in order.segments:
        own = tuple(cards[call.key] for call in order.lines_of(each.id) if call.key in cards)
        if not each.is_group:
            parts.append((each.id, Part(f"s-{each.id}", each.title or SEGMENT_WORDS[each.kind], "")))
        elif own:
            seen[each.award] += 1
            turn = f"đợt {seen[each.award]} trong {groups[each.award]} đợt, " if groups[each.award] > 1 else ""
            note = f"{turn}{counted(len(own))}"
            parts.append((each.id, Part(f"s-{each.id}", each.title or own[0].prize, note, own)))
    return parts


def _stood_in(part: Part, numbers: Iterator[int]) -> Part:
    return part._replace(cards=tuple(stand_in(card, next(numbers)) for card in part.cards))
