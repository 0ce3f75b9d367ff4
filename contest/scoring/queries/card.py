"""The card of one entry: the judge's own sheet, and how the judge stands to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import BindParameter, bindparam, not_, select

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.access import Actor
from contest.foundation.database import ask, is_one_of
from contest.foundation.refusal import Reason
from contest.juries.models import RoundEntry
from contest.scoring.models import CaseRequest, DisagreementCase, Score, ScoreSheet
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.queries.sheets import standing_columns
from contest.scoring.rules import Standing, why_not_write


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A judge's own sheet on one entry, and how the judge stands to it. Nothing of anybody else.

    request: the judge's answer to an open request to look at the sheet again ("" while awaited); None: not asked.
    """

    round: ScoredRound
    entry_id: int
    number: str
    title: str
    state: str
    version: int
    points: Mapping[str, Decimal | None]
    cell_states: Mapping[str, str]
    total: Decimal | None
    comment: str
    tier_key: str
    reason: str
    updated_at: datetime | None
    submitted_at: datetime | None
    case_step: str
    request: str | None
    why_not: Sequence[Reason]

    @property
    def is_open(self) -> bool:
        """Whether the judge may write on it."""
        return not self.why_not


def sheet_card(actor: Actor, round_: ScoredRound, number: str) -> SheetCard | None:
    """The judge's own sheet, by the entry's judging number; None when the entry is not the judge's. One query."""
    if actor.id is None or round_.state == "preparing":
        return None
    rows = ask(_CARD, {"round_id": round_.id, "number": number, "judge_id": actor.id}).all()
    if not rows:
        return None
    head = rows[0]
    has_sheet = head.state is not None
    if not (head.is_assigned or (has_sheet and not head.in_conflict)):
        return None
    standing = Standing(round_.state, head.is_assigned, head.in_conflict, head.state or "", head.case_step or "")
    return SheetCard(
        round_,
        head.entry_id,
        head.number,
        head.title,
        state=head.state or "",
        version=head.version or 0,
        points={row.criterion_key: row.points for row in rows if row.criterion_key},
        cell_states={row.criterion_key: row.cell_state for row in rows if row.criterion_key},
        total=head.total,
        comment=head.comment or "",
        tier_key=head.tier_key or "",
        reason=head.reason or "",
        updated_at=head.updated_at,
        submitted_at=head.submitted_at,
        case_step=head.case_step or "",
        request=head.request,
        why_not=why_not_write(standing),
    )


_JUDGE: BindParameter[int] = bindparam("judge_id")
_ROUND: BindParameter[int] = bindparam("round_id")
# Asked whenever a judge opens or saves a card: built once. A line for each cell of the sheet (one when there is none),
# each with how the judge stands to the entry.
_CARD = (
    select(
        RoundEntry.entry_id,
        RoundEntry.number,
        Entry.title,
        *standing_columns(_ROUND, RoundEntry.entry_id, _JUDGE),
        select(CaseRequest.answer)
        .join(DisagreementCase, DisagreementCase.id == CaseRequest.case_id)
        .where(
            DisagreementCase.round_id == _ROUND,
            DisagreementCase.entry_id == RoundEntry.entry_id,
            DisagreementCase.closed_at.is_(None),
            CaseRequest.judge_id == _JUDGE,
            CaseRequest.kind == "again",
        )
        .scalar_subquery()
        .label("request"),
        ScoreSheet.state,
        ScoreSheet.version,
        ScoreSheet.total,
        ScoreSheet.comment,
        ScoreSheet.tier_key,
        ScoreSheet.reason,
        ScoreSheet.updated_at,
        ScoreSheet.submitted_at,
        Score.criterion_key,
        Score.state.label("cell_state"),
        Score.points,
    )
    .select_from(RoundEntry)
    .join(Entry, Entry.id == RoundEntry.entry_id)
    .outerjoin(
        ScoreSheet,
        (ScoreSheet.round_id == RoundEntry.round_id)
        & (ScoreSheet.entry_id == RoundEntry.entry_id)
        & (ScoreSheet.judge_id == _JUDGE),
    )
    .outerjoin(Score, Score.sheet_id == ScoreSheet.id)
    .where(RoundEntry.round_id == _ROUND, RoundEntry.number == bindparam("number"), not_(is_one_of(Entry.status, OUT)))
)
