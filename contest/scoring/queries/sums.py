"""The sums of a round's progress: sheets and assignments by judge, entries, open disagreements."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    and_,
    bindparam,
    func,
    literal,
    null,
    select,
    true,
    tuple_,
    union_all,
)

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.juries.models import Assignment, RoundEntry
from contest.juries.queries import unchanged
from contest.scoring.models import DisagreementCase, ScoreSheet

Reach = frozenset[int] | None

SHEET = and_(
    ScoreSheet.round_id == Assignment.round_id,
    ScoreSheet.entry_id == Assignment.entry_id,
    ScoreSheet.judge_id == Assignment.judge_id,
)
IN_ROUND = and_(RoundEntry.round_id == Assignment.round_id, RoundEntry.entry_id == Assignment.entry_id)
MARKED = ("absent", "abstained", "recused")


def within(reach: Reach) -> ColumnElement[bool]:
    """Only entries of the councils somebody may see."""
    return true() if reach is None else RoundEntry.council_id.in_(reach)


_GONE = select(Entry.id).join(RoundEntry, RoundEntry.entry_id == Entry.id)
_GONE = _GONE.where(RoundEntry.round_id == bindparam("round_id"), Entry.status.in_(OUT))
_TAKEN_AWAY = select(Assignment.entry_id, Assignment.judge_id)
_TAKEN_AWAY = _TAKEN_AWAY.where(Assignment.round_id == bindparam("round_id"), Assignment.removed_at.is_not(None))


class RoundProgress(NamedTuple):
    """By judge: how many sheets there should be, how many of each state, when one was saved last.

    In all: how many entries there are, and how many of them have an open disagreement.
    """

    assigned: Mapping[int, int]
    states: Mapping[int, Mapping[str, int]]
    last_at: Mapping[int, datetime]
    entries: int
    cases: int


def round_progress(edition_id: int, round_id: int, reach: Reach = None) -> RoundProgress:
    """The sums of a round, or of some of its councils; made anew once a sheet was saved or an assignment changed."""
    return unchanged(edition_id, ("progress", round_id, reach), lambda: _summed(round_id, reach))


def _sums(reach: Reach) -> CompoundSelect[*tuple[Any, ...]]:
    """Sheets and assignments, each counted apart: a look-up of the sheet of each assignment takes ten times as long."""
    entries = select(literal(0), literal("entries"), func.count(), null()).select_from(RoundEntry)
    entries = entries.where(
        RoundEntry.round_id == bindparam("round_id"), RoundEntry.entry_id.not_in(_GONE), within(reach)
    )
    cases = select(literal(0), literal("cases"), func.count(), null()).select_from(DisagreementCase)
    cases = cases.where(
        DisagreementCase.round_id == bindparam("round_id"),
        DisagreementCase.closed_at.is_(None),
        DisagreementCase.entry_id.not_in(_GONE),
    )
    assigned = select(Assignment.judge_id, literal("assigned"), func.count(Assignment.id), null())
    assigned = assigned.where(
        Assignment.round_id == bindparam("round_id"),
        Assignment.removed_at.is_(None),
        Assignment.entry_id.not_in(_GONE),
    )
    answered = select(ScoreSheet.judge_id, ScoreSheet.state, func.count(), func.max(ScoreSheet.updated_at))
    answered = answered.where(
        ScoreSheet.round_id == bindparam("round_id"),
        ScoreSheet.entry_id.not_in(_GONE),
        tuple_(ScoreSheet.entry_id, ScoreSheet.judge_id).not_in(_TAKEN_AWAY),
    )
    if reach is not None:
        theirs = (RoundEntry.round_id == ScoreSheet.round_id) & (RoundEntry.entry_id == ScoreSheet.entry_id)
        answered = answered.join(RoundEntry, theirs).where(within(reach))
        assigned = assigned.join(RoundEntry, IN_ROUND).where(within(reach))
        disputed = RoundEntry.entry_id == DisagreementCase.entry_id
        disputed &= RoundEntry.round_id == DisagreementCase.round_id
        cases = cases.join(RoundEntry, disputed).where(within(reach))
    return union_all(
        answered.group_by(ScoreSheet.judge_id, ScoreSheet.state), assigned.group_by(Assignment.judge_id), entries, cases
    )


def _summed(round_id: int, reach: Reach) -> RoundProgress:
    states: dict[int, dict[str, int]] = {}
    last_at: dict[int, datetime] = {}
    assigned: dict[int, int] = {}
    whole = {"entries": 0, "cases": 0}
    for judge_id, word, count, moment in db.session.execute(_sums(reach), {"round_id": round_id}):
        if word in whole:
            whole[word] = count
        elif word == "assigned":
            assigned[judge_id] = count
        else:
            states.setdefault(judge_id, {})[word] = count
            last_at[judge_id] = max(moment, last_at.get(judge_id, moment))
    return RoundProgress(assigned, states, last_at, whole["entries"], whole["cases"])
