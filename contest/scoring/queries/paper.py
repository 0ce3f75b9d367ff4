"""One sheet of paper by its code: how far it is, who keyed it in; and, for deeds and a third look, what was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from contest.entries.models import Entry
from contest.foundation.access import Actor, Permission
from contest.foundation.database import db
from contest.juries.models import Conflict, Council, JudgingRound, RoundEntry
from contest.people.models import Person
from contest.scoring.models import PaperKeying, PaperSheet, ScoreSheet
from contest.scoring.queries.sums import Reach
from contest.scoring.rules import CellRead, PaperStanding, Reading

_BY_HAND = ("absent", "abstained", "recused", "missing")


class KeyedBy(NamedTuple):
    """Somebody keyed a sheet in."""

    person_id: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One sheet of paper and how far it is; no figures: whoever reads second must not meet the first's."""

    id: int
    code: str
    round_id: int
    round_key: str
    round_state: str
    entry_id: int | None
    number: str
    title: str
    judge_id: int | None
    judge: str
    council_id: int | None
    council: str
    is_spare: bool
    state: str
    photo_sha256: str
    photo_type: str
    sheet_state: str
    sheet_source: str
    settled_reason: str
    settled_by: str
    keyings: Sequence[KeyedBy]

    def standing(self, actor: Actor, edition_id: int) -> PaperStanding:
        """How it stands to somebody."""
        judges = actor.may(Permission.SCORE_GIVE, edition_id) and self.round_state == "open"
        keyed_by = tuple(one.person_id for one in self.keyings)
        return PaperStanding(self.state, keyed_by, self.judge_id, actor.id, judges)

    def is_within(self, reach: Reach) -> bool:
        """Whether it is of a council in reach."""
        return reach is None or self.council_id in reach


_Settler = aliased(Person)


def paper_card(edition_id: int, code: str) -> PaperCard | None:
    """The sheet of this code. Two queries."""
    row = db.session.execute(
        select(
            PaperSheet.id,
            PaperSheet.code,
            PaperSheet.round_id,
            JudgingRound.key.label("round_key"),
            JudgingRound.state.label("round_state"),
            PaperSheet.entry_id,
            RoundEntry.number,
            Entry.title,
            PaperSheet.judge_id,
            Person.name.label("judge"),
            PaperSheet.council_id,
            Council.name.label("council"),
            PaperSheet.is_spare,
            PaperSheet.state,
            PaperSheet.photo_sha256,
            PaperSheet.photo_type,
            ScoreSheet.state.label("sheet_state"),
            ScoreSheet.source,
            PaperSheet.settled_reason,
            _Settler.name.label("settled_by"),
        )
        .join(JudgingRound, JudgingRound.id == PaperSheet.round_id)
        .outerjoin(Entry, Entry.id == PaperSheet.entry_id)
        .outerjoin(RoundEntry, PAPER_ENTRY)
        .outerjoin(Person, Person.id == PaperSheet.judge_id)
        .outerjoin(Council, Council.id == PaperSheet.council_id)
        .outerjoin(ScoreSheet, PAPER_ONLINE)
        .outerjoin(_Settler, _Settler.id == PaperSheet.settled_by_id)
        .where(PaperSheet.edition_id == edition_id, PaperSheet.code == code)
    ).one_or_none()
    if row is None:
        return None
    values: dict[str, Any] = {
        name: "" if value is None and name in _WORDS else value for name, value in row._mapping.items()
    }
    values["sheet_source"] = values.pop("source")
    return PaperCard(**values, keyings=keyed_by_of([row.id]).get(row.id, []))


def kept_from_paper(person_id: int, edition_id: int, code: str) -> bool:
    """Whether somebody has a conflict of interest with the entry a sheet is of: the one printed on it, or on a spare
    sheet the one that was read."""
    whose = (PaperSheet.edition_id == edition_id, PaperSheet.code == code)
    read = select(PaperKeying.entry_id).join(PaperSheet, PaperSheet.id == PaperKeying.sheet_id).where(*whose)
    entries = or_(
        Conflict.entry_id.in_(select(PaperSheet.entry_id).where(*whose)),
        Conflict.entry_id.in_(read.where(PaperKeying.withdrawn_at.is_(None))),
    )
    apart = select(Conflict.id).where(Conflict.person_id == person_id, Conflict.state != "dismissed", entries)
    return db.session.scalar(apart.limit(1)) is not None


_WORDS = frozenset({"number", "title", "judge", "council", "sheet_state", "source", "settled_by"})
PAPER_ENTRY = and_(RoundEntry.round_id == PaperSheet.round_id, RoundEntry.entry_id == PaperSheet.entry_id)
PAPER_ONLINE = and_(
    ScoreSheet.round_id == PaperSheet.round_id,
    ScoreSheet.entry_id == PaperSheet.entry_id,
    ScoreSheet.judge_id == PaperSheet.judge_id,
)


def keyed_by_of(sheet_ids: Sequence[int]) -> dict[int, list[KeyedBy]]:
    """Who keyed each of these sheets in, the first one first. One query."""
    rows = db.session.execute(
        select(PaperKeying.sheet_id, Person.id, Person.name, PaperKeying.keyed_at)
        .join(Person, Person.id == PaperKeying.keyed_by_id)
        .where(PaperKeying.sheet_id.in_(sheet_ids), PaperKeying.withdrawn_at.is_(None))
        .order_by(PaperKeying.id)
    )
    found: dict[int, list[KeyedBy]] = {}
    for sheet_id, person_id, name, at in rows:
        found.setdefault(sheet_id, []).append(KeyedBy(person_id, name, at))
    return found


def keyings_of(sheet_id: int) -> list[PaperKeying]:
    """The readings that stand, the first one first; for deeds and for the third look only."""
    return list(
        db.session.scalars(
            select(PaperKeying)
            .where(PaperKeying.sheet_id == sheet_id, PaperKeying.withdrawn_at.is_(None))
            .order_by(PaperKeying.id)
        )
    )


def reading_of(keyed: PaperKeying) -> Reading:
    """A kept reading as the rules compare it."""
    cells = {
        key: CellRead(said) if said in _BY_HAND else CellRead("scored", Decimal(said))
        for key, said in keyed.cells.items()
    }
    return Reading(keyed.entry_id, keyed.judge_id, cells, keyed.control, keyed.tier_key, keyed.comment)


def other_paper(round_id: int, entry_id: int, judge_id: int, sheet_id: int) -> str:
    """The code of another sheet on which somebody keys the same pair in; "" for none. One query."""
    code = db.session.scalar(
        select(PaperSheet.code)
        .outerjoin(PaperKeying, and_(PaperKeying.sheet_id == PaperSheet.id, PaperKeying.withdrawn_at.is_(None)))
        .where(
            PaperSheet.round_id == round_id,
            PaperSheet.id != sheet_id,
            PaperSheet.state != "printed",
            or_(
                and_(PaperSheet.entry_id == entry_id, PaperSheet.judge_id == judge_id),
                and_(PaperKeying.entry_id == entry_id, PaperKeying.judge_id == judge_id),
            ),
        )
        .limit(1)
    )
    return code or ""
