"""The script: the order with its clock times and every line as it is read aloud."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contest.ceremony.queries.names import SaidRow, stage_names
from contest.ceremony.queries.order import CallRow, CeremonyCard, Order, SegmentRow, order_from, order_of
from contest.ceremony.queries.winners import Sealed, prize_names, sealed_from, sealed_of
from contest.ceremony.rules.attendance import Attendance, CallFacts, Guest
from contest.ceremony.rules.awards import Winner
from contest.ceremony.rules.calling import Planned
from contest.ceremony.rules.kinds import SEGMENT_WORDS
from contest.ceremony.rules.merging import Difference, differences
from contest.ceremony.rules.ordering import clock_times
from contest.ceremony.rules.speaking import Said, Spoken, group_words, said, sentence_of, usual_title
from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.rules import AuthorFacts
from contest.foundation.clock import local
from contest.papers.queries.winners import Winners
from contest.results.rules import Shown, shown_of


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands on the page: what is read, whose award, which guests may go up."""

    call: CallRow
    winner: Winner
    code: str
    spoken: Spoken
    words: str
    facts: CallFacts

    @property
    def people(self) -> int:
        """How many go up."""
        return self.winner.people


@dataclass(frozen=True, slots=True)
class Part:
    """A segment with its hour and, of a group, its lines.

    title, words: as they are read, without winners who may not be named; as they were typed they are the segment's.
    """

    segment: SegmentRow
    title: str
    starts_at: datetime | None
    after: int
    lines: Sequence[Line]
    words: str

    @property
    def hour(self) -> str:
        """When it begins, as on a clock; without a beginning, after how many minutes."""
        return f"{local(self.starts_at):%H:%M}" if self.starts_at else f"+{self.after}′"

    @property
    def people(self) -> int:
        """How many go up."""
        return sum(line.people for line in self.lines)


@dataclass(frozen=True, slots=True)
class Script:
    """The whole script; differences: what a newer sealed version says otherwise."""

    order: Order
    sealed: Sealed
    regulation: Regulation
    parts: Sequence[Part]
    differences: Sequence[Difference]
    prizes: Mapping[tuple[str, str], str]

    @property
    def minutes(self) -> int:
        """How long it all takes."""
        return sum(part.segment.minutes for part in self.parts)

    @property
    def lines(self) -> dict[int, Line]:
        """Every line by its key."""
        return {line.call.id: line for part in self.parts for line in part.lines}

    @property
    def plan(self) -> list[Planned]:
        """The order as the rule of calling sees it."""
        return [
            Planned(
                part.segment.id,
                part.segment.is_group,
                part.segment.award,
                tuple(line.call.id for line in part.lines),
            )
            for part in self.parts
        ]

    def part_of(self, segment_id: int | None) -> Part | None:
        """A segment's part."""
        return next((part for part in self.parts if part.segment.id == segment_id), None)


def script_of(
    edition_id: int,
    doors: Mapping[Guest, Attendance] | None = None,
    given: Winners | None = None,
    card: CeremonyCard | None = None,
) -> Script | None:
    """The script by the newest sealed version and the consents of today; None while there is no ceremony or no seal.

    doors: what the doors noted, for stand-ins who are there; given, card: the winners and the ceremony, where they are
    at hand. A line that no award stands behind any more is left out: it shows among the differences.
    """
    order = order_from(card) if card is not None else order_of(edition_id)
    if order is None:
        return None
    goes_up = order.card.goes_up
    sealed = sealed_of(edition_id, goes_up) if given is None else sealed_from(given, goes_up)
    if sealed is None:
        return None
    regulation = regulation_of(edition_id)
    by_key = {winner.key: winner for winner in sealed.winners}
    names = stage_names([author for own in sealed.authors.values() for author in own])
    lines: dict[int, list[Line]] = {segment.id: [] for segment in order.segments}
    for call in order.calls:
        if call.key in by_key:
            lines[call.segment_id].append(line_of(call, by_key[call.key], sealed, regulation, names, doors or {}))
    prizes = prize_names(regulation)
    everybody = [author for own in sealed.authors.values() for author in own.values()]
    parts = _parts(order, lines, prizes, shown_of(everybody, regulation))
    return Script(order, sealed, regulation, parts, differences(order.groups, sealed.winners), prizes)


def line_of(
    call: CallRow,
    winner: Winner,
    sealed: Sealed,
    regulation: Regulation,
    names: Mapping[int, SaidRow],
    doors: Mapping[Guest, Attendance],
) -> Line:
    """An award as it is read, with the names of today."""
    guests = sealed.guests_of(winner)
    stand_in = call.stand_in or _stand_in(guests, doors)
    if winner.entry_id is None:
        spoken = Spoken(call.id, winner.prize, "", (), winner.named, stand_in, call.hands_over)
        return Line(call, winner, "", spoken, sentence_of(spoken, ""), CallFacts(call.id, guests))
    entry = sealed.entries[winner.entry_id]
    everybody = list(sealed.authors.get(winner.entry_id, {}).values())
    title = shown_of(everybody, regulation).of_text(usual_title(entry.title, entry.short_title))
    spoken = Spoken(
        call.id,
        winner.prize,
        title,
        _names(sealed.authors_of(winner), regulation, names),
        entry.unit,
        stand_in,
        call.hands_over,
    )
    words = sentence_of(spoken, regulation.entry_word)
    return Line(call, winner, entry.code, spoken, words, CallFacts(call.id, guests))


def _names(
    authors: Mapping[int, AuthorFacts], regulation: Regulation, names: Mapping[int, SaidRow]
) -> tuple[Said, ...]:
    found = []
    for author_id, author in authors.items():
        own = names.get(author_id, SaidRow())
        found.append(said(author, regulation, own.sounds, own.called_as))
    return tuple(found)


def _stand_in(guests: Collection[Guest], doors: Mapping[Guest, Attendance]) -> str:
    """Who came instead, when none of those awaited is there themselves."""
    notes = [doors[guest].note for guest in guests if guest in doors]
    if any(note.state == "present" for note in notes):
        return ""
    return next((note.stand_in for note in notes if note.state == "stand_in"), "")


def _parts(
    order: Order, lines: Mapping[int, Sequence[Line]], prizes: Mapping[tuple[str, str], str], named: Shown
) -> tuple[Part, ...]:
    times = clock_times(order.card.starts_at, [segment.minutes for segment in order.segments])
    groups = Counter(segment.award for segment in order.segments if segment.is_group)
    seen: Counter[tuple[str, str]] = Counter()
    parts = []
    for segment, (starts_at, after) in zip(order.segments, times, strict=True):
        title = segment.title or SEGMENT_WORDS[segment.kind]
        if segment.is_group:
            seen[segment.award] += 1
            prize = prizes.get(segment.award, segment.tier_key or segment.award_key)
            title = group_words(prize, seen[segment.award], groups[segment.award], segment.title)
        words = named.of_text(segment.words)
        parts.append(Part(segment, named.of_text(title), starts_at, after, tuple(lines[segment.id]), words))
    return tuple(parts)
