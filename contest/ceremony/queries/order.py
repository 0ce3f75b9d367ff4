"""The ceremony and its order as they are on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from contest.ceremony.models import Call, Ceremony, Segment
from contest.ceremony.rules.kinds import AWARDING
from contest.ceremony.rules.merging import Standing
from contest.foundation.database import ask
from contest.people.models import Person
from contest.results.models import Seal


class CeremonyCard(NamedTuple):
    """The ceremony of an edition; seal_version: the sealed version it was last brought up to."""

    id: int
    starts_at: datetime | None
    place: str
    calling_order: str
    group_size: int
    goes_up: str
    is_led_as_one: bool
    seal_id: int | None
    version: int
    changed_at: datetime
    changed_by: str | None
    seal_version: int | None
    door_since: datetime | None


class SegmentRow(NamedTuple):
    """A segment as it stands."""

    id: int
    position: int
    kind: str
    title: str
    words: str
    minutes: int
    award_key: str
    tier_key: str
    hands_over: str
    version: int

    @property
    def is_group(self) -> bool:
        """Whether winners are called in it."""
        return self.kind == AWARDING

    @property
    def award(self) -> tuple[str, str]:
        """Which kind of award is given in it, as in Winner."""
        return self.award_key, self.tier_key


class CallRow(NamedTuple):
    """A line of a group."""

    id: int
    segment_id: int
    position: int
    key: str
    entry_id: int | None
    stand_in: str
    hands_over: str


@dataclass(frozen=True, slots=True)
class Order:
    """The whole order: segments as they follow each other, and the lines of each group."""

    card: CeremonyCard
    segments: Sequence[SegmentRow]
    calls: Sequence[CallRow]

    def lines_of(self, segment_id: int) -> list[CallRow]:
        """The lines of a group in the order they are called."""
        return [call for call in self.calls if call.segment_id == segment_id]

    @property
    def groups(self) -> list[Standing]:
        """The groups as a new sealed version meets them."""
        return [
            Standing(
                segment.id,
                segment.award,
                tuple(call.key for call in self.lines_of(segment.id)),
                bool(segment.words or segment.hands_over or segment.title),
            )
            for segment in self.segments
            if segment.is_group
        ]


_CARD = [getattr(Ceremony, name) for name in CeremonyCard._fields if name not in ("changed_by", "seal_version")]
_SEGMENT = [getattr(Segment, name) for name in SegmentRow._fields]
_CALL = [getattr(Call, name) for name in CallRow._fields]


_CEREMONY = (
    select(*_CARD, Person.name.label("changed_by"), Seal.version.label("seal_version"))
    .outerjoin(Person, Person.id == Ceremony.changed_by_id)
    .outerjoin(Seal, Seal.id == Ceremony.seal_id)
    .where(Ceremony.edition_id == bindparam("edition_id"))
)
_ORDER = (
    select(*_SEGMENT, *_CALL)
    .outerjoin(Call, Call.segment_id == Segment.id)
    .where(Segment.ceremony_id == bindparam("ceremony_id"))
    .order_by(Segment.position, Segment.id, Call.position, Call.id)
)


def ceremony_of(edition_id: int) -> CeremonyCard | None:
    """The edition's ceremony; None while nobody has opened it."""

    row = ask(_CEREMONY, {"edition_id": edition_id}).one_or_none()
    return CeremonyCard(**row._mapping) if row is not None else None


def order_of(edition_id: int) -> Order | None:
    """The ceremony with its segments and lines, in two queries; None while there is none."""
    card = ceremony_of(edition_id)
    return order_from(card) if card is not None else None


def order_from(card: CeremonyCard) -> Order:
    """The segments and lines of a ceremony at hand, in one query."""
    segments: dict[int, SegmentRow] = {}
    calls = []
    for row in ask(_ORDER, {"ceremony_id": card.id}):
        segment, call = row[: len(_SEGMENT)], row[len(_SEGMENT) :]
        segments.setdefault(segment[0], SegmentRow(*segment))
        if call[0] is not None:
            calls.append(CallRow(*call))
    return Order(card, tuple(segments.values()), tuple(calls))
