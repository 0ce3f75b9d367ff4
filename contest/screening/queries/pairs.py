"""Pairs the radar found: the list, and marks for the desk."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, String, bindparam, cast, func, literal, select, union_all
from sqlalchemy.orm import aliased

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.audit import CHANGE, change_seen, settled
from contest.foundation.database import ask
from contest.foundation.pages import Paging, page_there_is
from contest.screening.models import RadarOldTitle, RadarPair
from contest.screening.queries.desk import GROUPS
from contest.screening.rules.radar import Evidence

# Which pairs a list shows.
RADAR_GROUPS = ("open", "judged")


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair in the list."""

    id: int
    likelihood: int
    evidence: tuple[Evidence, ...]
    verdict: str
    code: str
    title: str
    unit: str
    other_code: str
    other_title: str
    other_unit: str
    # "" when the other is of this edition, too.
    other_from: str


def pair_rows(edition_id: int, group: str, page: int, total: int, size: int = 50) -> Paging[PairRow]:
    """One page of the pairs, the likeliest first; `total` is the group's count, known already."""
    page = page_there_is(page, size, total)
    query = _pairs().where(RadarPair.edition_id == edition_id, _in_group(group))
    query = query.order_by(RadarPair.likelihood.desc(), RadarPair.id).limit(size).offset((page - 1) * size)
    return Paging([_row(row, edition_id) for row in ask(query)], page, size, total)


def _in_group(group: str) -> ColumnElement[bool]:
    return RadarPair.verdict == "" if group == "open" else RadarPair.verdict != ""


def radar_counts(edition_id: int) -> dict[str, int]:
    """How many pairs are open, and judged."""
    rows = ask(
        select(RadarPair.verdict, func.count()).where(RadarPair.edition_id == edition_id).group_by(RadarPair.verdict)
    )
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    is_open = counts.pop("", 0)
    return {"open": is_open, "judged": sum(counts.values())}


# Asked for every page of the desk: built once, without pairs and with them. A count for each state: on an index that
# takes half of what grouping does.
_EDITION: BindParameter[int] = bindparam("edition_id")
_CHANGES = select(literal("change"), cast(CHANGE[0], String), CHANGE[1])
_STATES = [
    select(literal("state"), literal(state), func.count()).where(Entry.edition_id == _EDITION, Entry.status == state)
    for states in GROUPS.values()
    for state in states
]
_PAIRS = [
    select(literal("pair"), cast(column, String), func.count())
    .where(RadarPair.edition_id == _EDITION, RadarPair.verdict == "", column.is_not(None))
    .group_by(column)
    for column in (RadarPair.entry_id, RadarPair.other_id)
]
_DESK_COUNTS = {False: union_all(_CHANGES, *_STATES), True: union_all(_CHANGES, *_STATES, *_PAIRS)}


def desk_counts(edition_id: int, *, with_pairs: bool) -> tuple[dict[str, int], dict[int, int]]:
    """How many entries stand in each group of the desk, and how many open pairs each entry is in; one question."""
    statuses: dict[str, int] = {}
    alike: dict[int, int] = {}
    for kind, key, count in ask(_DESK_COUNTS[with_pairs], {"edition_id": edition_id} | settled()):
        if kind == "change":
            change_seen(key, count)
        elif kind == "state":
            statuses[key] = count
        else:
            alike[int(key)] = alike.get(int(key), 0) + count
    return {group: sum(statuses.get(one, 0) for one in states) for group, states in GROUPS.items()}, alike


def pairs_of(edition_id: int, entry_id: int) -> list[PairRow]:
    """All pairs of one entry, the open ones first."""
    query = _pairs().where(
        RadarPair.edition_id == edition_id, (RadarPair.entry_id == entry_id) | (RadarPair.other_id == entry_id)
    )
    query = query.order_by(RadarPair.verdict != "", RadarPair.likelihood.desc(), RadarPair.id).limit(20)
    return [_row(row, edition_id) for row in ask(query)]


_Other = aliased(Entry)
_Others = aliased(Edition)


def _pairs() -> Select[Any]:
    return (
        select(
            RadarPair.id,
            RadarPair.likelihood,
            RadarPair.evidence,
            RadarPair.verdict,
            Entry.code,
            Entry.title,
            Entry.unit,
            _Other.code.label("other_code"),
            _Other.title.label("other_title"),
            _Other.unit.label("other_unit"),
            _Other.edition_id.label("other_edition"),
            _Others.title.label("other_edition_title"),
            RadarOldTitle.title.label("old_title"),
            RadarOldTitle.unit.label("old_unit"),
            RadarOldTitle.year.label("old_year"),
        )
        .join(Entry, Entry.id == RadarPair.entry_id)
        .outerjoin(_Other, _Other.id == RadarPair.other_id)
        .outerjoin(_Others, _Others.id == _Other.edition_id)
        .outerjoin(RadarOldTitle, RadarOldTitle.id == RadarPair.old_title_id)
    )


def _row(row: Any, edition_id: int) -> PairRow:
    old = row.old_title is not None
    other_from = f"năm {row.old_year}" if old else row.other_edition_title
    return PairRow(
        id=row.id,
        likelihood=row.likelihood,
        evidence=evidence_kept(row.evidence),
        verdict=row.verdict,
        code=row.code or "",
        title=row.title,
        unit=row.unit,
        other_code="" if old else row.other_code or "",
        other_title=row.old_title if old else row.other_title,
        other_unit=row.old_unit if old else row.other_unit,
        other_from="" if row.other_edition == edition_id else other_from,
    )


def evidence_kept(kept: list[Any]) -> tuple[Evidence, ...]:
    """The likenesses of a pair as they were put on record."""
    return tuple(Evidence(kind, likely / 1000, shared, of) for kind, likely, shared, of in kept)
