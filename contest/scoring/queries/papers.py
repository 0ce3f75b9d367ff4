"""All sheets of paper of a round: how far the keying is, the list of them, and whom to print sheets for."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Subquery, and_, func, or_, select, true

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.foundation.pages import Paging, page_there_is
from contest.juries.models import Assignment, Council, RoundEntry
from contest.people.models import Person
from contest.scoring.models import PaperKeying, PaperSheet, ScoreSheet
from contest.scoring.queries.paper import PAPER_ENTRY, PAPER_ONLINE, KeyedBy, keyed_by_of
from contest.scoring.queries.sums import IN_ROUND, SHEET, Reach, within

LIST_SIZE = 50


class PaperCounts(NamedTuple):
    """How many sheets of a round are in each state; `unphotographed` of those keyed in; `online` need no keying."""

    by_state: Mapping[str, int]
    unphotographed: int
    online: int

    @property
    def whole(self) -> int:
        """How many were printed for an entry and are not scored online, and spare ones that were used."""
        return sum(self.by_state.values())


def paper_counts(round_id: int, reach: Reach = None) -> PaperCounts:
    """Spare sheets count from the first keying on. One query."""
    # Grouped by names: PostgreSQL takes two equal comparisons with values for two different ones.
    each = (
        select(PaperSheet.state, _is_online().label("online"), (PaperSheet.photo_sha256 == "").label("bare"))
        .outerjoin(ScoreSheet, PAPER_ONLINE)
        .where(PaperSheet.round_id == round_id, _within(reach), _counts())
        .subquery()
    )
    kinds = (each.c.state, each.c.online, each.c.bare)
    rows = db.session.execute(select(*kinds, func.count()).group_by(*kinds)).all()
    by_state: dict[str, int] = {}
    bare = online = 0
    for state, handed_in, no_photo, count in rows:
        if state == "printed" and handed_in:
            online += count
            continue
        by_state[state] = by_state.get(state, 0) + count
        bare += count if no_photo and state != "printed" else 0
    return PaperCounts(by_state, bare, online)


def _is_online() -> ColumnElement[bool]:
    """Whether the pair's sheet says something already, by whatever way."""
    return func.coalesce(ScoreSheet.state, "draft") != "draft"


def _counts() -> ColumnElement[bool]:
    return or_(PaperSheet.is_spare.is_(False), PaperSheet.state != "printed")


def _within(reach: Reach) -> ColumnElement[bool]:
    return true() if reach is None else PaperSheet.council_id.in_(reach)


class PaperLine(NamedTuple):
    """One line of the list of sheets."""

    id: int
    code: str
    number: str
    judge: str
    state: str
    is_spare: bool
    has_photo: bool
    is_online: bool
    keyings: Sequence[KeyedBy]


def paper_list(round_id: int, state: str, page: int, counts: PaperCounts, reach: Reach = None) -> Paging[PaperLine]:
    """The sheets in a state ("" for all), by judge and number; one query, and one for who keyed them in."""
    found = (
        select()
        .select_from(PaperSheet)
        .outerjoin(Entry, Entry.id == PaperSheet.entry_id)
        .outerjoin(RoundEntry, PAPER_ENTRY)
        .outerjoin(Person, Person.id == PaperSheet.judge_id)
        .outerjoin(ScoreSheet, PAPER_ONLINE)
        .where(PaperSheet.round_id == round_id, _within(reach), _counts())
    )
    if state:
        found = found.where(PaperSheet.state == state)
        found = found.where(~_is_online()) if state == "printed" else found
    total = counts.by_state.get(state, 0) if state else counts.whole + counts.online
    page = page_there_is(page, LIST_SIZE, total)
    columns = (
        PaperSheet.id,
        PaperSheet.code,
        RoundEntry.number,
        Person.name,
        PaperSheet.state,
        PaperSheet.is_spare,
        PaperSheet.photo_sha256 != "",
        _is_online(),
    )
    order = (Person.sort_key, Person.id, RoundEntry.number, PaperSheet.id)
    rows = db.session.execute(
        found.with_only_columns(*columns).order_by(*order).limit(LIST_SIZE).offset((page - 1) * LIST_SIZE)
    ).all()
    begun = [row[0] for row in rows if row[4] != "printed"]
    keyed = keyed_by_of(begun) if begun else {}
    lines = [
        PaperLine(row[0], row[1], row[2] or "", row[3] or "", row[4], row[5], row[6], row[7], keyed.get(row[0], []))
        for row in rows
    ]
    return Paging(lines, page, LIST_SIZE, total)


def papers_begun(round_id: int | BindParameter[int]) -> Subquery:
    """Sheets of paper that were keyed in and still wait, by the entry and the judge a reader says they are of."""
    return (
        select(
            PaperKeying.entry_id,
            PaperKeying.judge_id,
            func.min(PaperSheet.code).label("code"),
            func.min(PaperSheet.state).label("state"),
        )
        .join(PaperSheet, PaperSheet.id == PaperKeying.sheet_id)
        .where(
            PaperSheet.round_id == round_id,
            PaperSheet.state.in_(("once", "differs")),
            PaperKeying.withdrawn_at.is_(None),
        )
        .group_by(PaperKeying.entry_id, PaperKeying.judge_id)
        .subquery()
    )


class PrintPair(NamedTuple):
    """An entry and a judge a sheet is printed for; `code` when one was printed before."""

    entry_id: int
    number: str
    title: str
    judge_id: int
    judge: str
    council_id: int | None
    council: str
    code: str


def pairs_to_print(
    round_id: int, reach: Reach = None, *, council_id: int | None = None, judge_id: int | None = None
) -> list[PrintPair]:
    """Who is to judge what and has said nothing yet, by judge and number. One query."""
    pair = and_(
        PaperSheet.round_id == Assignment.round_id,
        PaperSheet.entry_id == Assignment.entry_id,
        PaperSheet.judge_id == Assignment.judge_id,
        PaperSheet.is_spare.is_(False),
    )
    found = (
        select(
            Entry.id,
            RoundEntry.number,
            Entry.title,
            Person.id,
            Person.name,
            RoundEntry.council_id,
            Council.name,
            PaperSheet.code,
        )
        .select_from(Assignment)
        .join(RoundEntry, IN_ROUND)
        .join(Entry, Entry.id == Assignment.entry_id)
        .join(Person, Person.id == Assignment.judge_id)
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .outerjoin(ScoreSheet, SHEET)
        .outerjoin(PaperSheet, pair)
        .where(
            Assignment.round_id == round_id,
            Assignment.removed_at.is_(None),
            Entry.status.not_in(OUT),
            ~_is_online(),
            within(reach),
        )
        .order_by(Person.sort_key, Person.id, RoundEntry.number)
    )
    if council_id is not None:
        found = found.where(RoundEntry.council_id == council_id)
    if judge_id is not None:
        found = found.where(Assignment.judge_id == judge_id)
    return [PrintPair(*row[:6], row[6] or "", row[7] or "") for row in db.session.execute(found)]


def printed_codes(round_id: int) -> dict[tuple[int, int], str]:
    """The code of the sheet printed for each entry and judge of a round. One query."""
    rows = db.session.execute(
        select(PaperSheet.entry_id, PaperSheet.judge_id, PaperSheet.code).where(
            PaperSheet.round_id == round_id, PaperSheet.is_spare.is_(False)
        )
    )
    return {(entry_id or 0, judge_id or 0): code for entry_id, judge_id, code in rows}


def codes_of(edition_id: int) -> set[str]:
    """Every code an edition has given to sheets. One query."""
    return set(db.session.scalars(select(PaperSheet.code).where(PaperSheet.edition_id == edition_id)))


def council_names(edition_id: int, reach: Reach = None) -> dict[int, str]:
    """The councils in reach by key, in order. One query."""
    found = select(Council.id, Council.name).where(Council.edition_id == edition_id).order_by(Council.name, Council.id)
    if reach is not None:
        found = found.where(Council.id.in_(reach))
    return {row[0]: row[1] for row in db.session.execute(found)}
