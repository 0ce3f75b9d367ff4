"""One disagreement with its history, and who must not see its figures yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.access import Actor, Permission
from contest.foundation.database import db
from contest.juries.models import Conflict, RoundEntry
from contest.juries.queries import leaders_of
from contest.people.models import Person
from contest.scoring.models import CaseEvent, CaseRequest, DisagreementCase, ScoreSheet
from contest.scoring.queries.case_list import IN_ROUND
from contest.scoring.queries.cases import compares_cells
from contest.scoring.queries.rounds import ScoredRound, councils_in_reach
from contest.scoring.queries.sheets import SheetRow, place_of, sheets_of
from contest.scoring.queries.sums import Reach, within
from contest.scoring.queries.tasks import unfinished
from contest.scoring.rules import Gap, gaps
from contest.scoring.rules.cases import AWAITED

_BY = aliased(Person)
_ABOUT = aliased(Person)


class AskedLine(NamedTuple):
    """Somebody asked in a case, and the answer."""

    judge_id: int
    name: str
    kind: str
    answer: str
    reason: str
    asked_at: datetime
    answered_at: datetime | None


class EventLine(NamedTuple):
    """A line of a case's history; no name where the house did it."""

    kind: str
    at: datetime
    by: str
    judge: str
    words: str


class SheetLine(NamedTuple):
    """A sheet on the entry; `use` says whether it counts."""

    judge_id: int
    name: str
    total: Decimal
    use: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """One entry's case (the last one), everybody asked in it, its history, the sheets as they stand."""

    id: int
    entry_id: int
    number: str
    title: str
    step: str
    spread: Decimal
    opened_at: datetime
    way: str
    reason: str
    closed_at: datetime | None
    proposed: Sequence[int]
    apart: Sequence[Gap]
    asked: Sequence[AskedLine]
    events: Sequence[EventLine]
    sheets: Sequence[SheetLine]
    earlier: int
    is_apart: bool = False

    @property
    def totals(self) -> dict[int, Decimal]:
        """The totals a conclusion chooses among, by judge."""
        return {sheet.judge_id: sheet.total for sheet in self.sheets if sheet.use != "set_aside"}

    @property
    def is_awaited(self) -> bool:
        """Whether somebody has not answered."""
        return any(one.answer in AWAITED for one in self.asked)


def case_page(round_: ScoredRound, entry_id: int, reach: Reach, reader_id: int | None = None) -> CasePage | None:
    """The entry's last case, and whether its reader is in conflict; None when it has none or is out of reach.

    Four queries, five where cells are compared.
    """
    rows = db.session.execute(
        select(DisagreementCase, RoundEntry.number, Entry.title, _is_apart(reader_id))
        .join(RoundEntry, IN_ROUND)
        .join(Entry, Entry.id == DisagreementCase.entry_id)
        .where(
            DisagreementCase.round_id == round_.id,
            DisagreementCase.entry_id == entry_id,
            Entry.status.not_in(OUT),
            within(reach),
        )
        .order_by(DisagreementCase.id.desc())
    ).all()
    if not rows:
        return None
    case, number, title, is_apart = rows[0]
    given = sheets_of(round_.id, round_.criteria, cells=compares_cells(round_), entry_ids=[entry_id])
    asked, sheets = _people(case, given)
    return CasePage(
        case.id,
        entry_id,
        number,
        title,
        case.step,
        case.spread,
        case.opened_at,
        case.way,
        case.reason,
        case.closed_at,
        tuple(case.proposed),
        gaps(round_.rules, round_.criteria, given),
        asked,
        _events(case.id),
        sheets,
        len(rows) - 1,
        bool(is_apart),
    )


def _is_apart(reader_id: int | None) -> ColumnElement[bool]:
    return exists().where(
        Conflict.person_id == reader_id, Conflict.entry_id == DisagreementCase.entry_id, Conflict.state != "dismissed"
    )


def _people(case: DisagreementCase, rows: Sequence[SheetRow]) -> tuple[list[AskedLine], list[SheetLine]]:
    """Everybody asked, and everybody who has a sheet. One query."""
    asked: list[tuple[int, AskedLine]] = []
    sheets: list[SheetLine] = []
    own = {row.judge_id: row for row in rows}
    found = db.session.execute(
        select(
            Person.id,
            Person.name,
            CaseRequest.id,
            CaseRequest.kind,
            CaseRequest.answer,
            CaseRequest.reason,
            CaseRequest.asked_at,
            CaseRequest.answered_at,
        )
        .outerjoin(CaseRequest, (CaseRequest.judge_id == Person.id) & (CaseRequest.case_id == case.id))
        .where(or_(CaseRequest.id.is_not(None), Person.id.in_(own)))
        .order_by(Person.sort_key, Person.id)
    )
    for id_, name, request_id, kind, answer, reason, asked_at, answered_at in found:
        if request_id is not None:
            asked.append((request_id, AskedLine(id_, name, kind, answer, reason, asked_at, answered_at)))
        row = own.get(id_)
        if row is not None and row.state in _HANDED_IN and row.total is not None:
            sheets.append(SheetLine(id_, name, row.total, _HANDED_IN[row.state]))
    return [line for _, line in sorted(asked)], sheets


_HANDED_IN = {"submitted": "counts", "left_out": "left_out", "set_aside": "set_aside"}


def _events(case_id: int) -> list[EventLine]:
    rows = db.session.execute(
        select(CaseEvent.kind, CaseEvent.at, _BY.name, _ABOUT.name, CaseEvent.words)
        .outerjoin(_BY, _BY.id == CaseEvent.by_id)
        .outerjoin(_ABOUT, _ABOUT.id == CaseEvent.judge_id)
        .where(CaseEvent.case_id == case_id)
        .order_by(CaseEvent.id)
    )
    return [EventLine(kind, at, by or "", about or "", words) for kind, at, by, about, words in rows]


def leads_case(actor: Actor, edition_id: int, round_: ScoredRound, entry_id: int) -> bool:
    """Whether somebody concludes for the entry's council: the office, the chair, or a deputy for a chair who is away or
    in conflict; not one beside a chair who can act. Three queries, one for the office."""
    if councils_in_reach(actor, edition_id) is None:
        return True
    place = place_of(round_, entry_id, actor.id or 0)
    return place is None or actor.id in leaders_of(place.council_id, entry_id)


def blind_to(actor: Actor, edition_id: int, round_: ScoredRound) -> "BlindTo":
    """What a judge who also leads a council must not see yet. Two queries; none for who scores nothing."""
    if not actor.may(Permission.SCORE_GIVE, edition_id) or round_.state == "closed":
        return BlindTo(frozenset(), None)
    awaited = db.session.scalars(
        select(DisagreementCase.entry_id)
        .join(CaseRequest, CaseRequest.case_id == DisagreementCase.id)
        .where(
            DisagreementCase.round_id == round_.id,
            CaseRequest.judge_id == actor.id,
            CaseRequest.answer.in_(AWAITED),
            DisagreementCase.closed_at.is_(None),
        )
    )
    hidden = frozenset(awaited) | unfinished(actor, round_)
    limit = round_.rules.disagreement
    if limit is None or limit.then != "whole_council":
        return BlindTo(hidden, None)
    scored = db.session.scalars(
        select(ScoreSheet.entry_id).where(
            ScoreSheet.round_id == round_.id,
            ScoreSheet.judge_id == actor.id,
            ScoreSheet.state.in_(("submitted", "recused")),
        )
    )
    return BlindTo(hidden, frozenset(scored))


@dataclass(frozen=True, slots=True)
class BlindTo:
    """Entries whose figures somebody may not see yet. `scored`: where the whole council may still be called, the only
    ones whose figures are shown while their case is open (None: not asked)."""

    hidden: frozenset[int]
    scored: frozenset[int] | None

    def and_barred(self, entry_ids: frozenset[int]) -> "BlindTo":
        """The same, with the entries somebody has a conflict of interest with."""
        return replace(self, hidden=self.hidden | entry_ids)

    def to(self, entry_id: int, step: str) -> bool:
        """Whether the figures of this entry are hidden."""
        if entry_id in self.hidden:
            return True
        return self.scored is not None and step not in ("closing", "closed") and entry_id not in self.scored
