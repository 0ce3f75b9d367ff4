"""The statements of the boards, built once: building them anew costs as much as running them."""

from sqlalchemy import BindParameter, ColumnElement, Label, and_, bindparam, func, select

from contest.editions.models import Question
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.foundation.mail import Letter
from contest.juries.models import Assignment, JudgingRound, RoundEntry
from contest.people.models import ForgetRequest
from contest.prizes.models import Award, Proposal
from contest.ranking.models import RankingRun
from contest.results.models import Publication, Seal
from contest.scoring.models import DisagreementCase, ScoreSheet

SETTLED = ("submitted", "absent", "abstained", "recused")
_EDITION: BindParameter[int] = bindparam("edition_id")
_IS_GONE = Assignment.removed_at.is_not(None)


def _count(name: str, table: type[Table], *which: ColumnElement[bool]) -> Label[int]:
    """How many rows of a table of the edition there are, as one column."""
    here = table.__table__.c.edition_id == _EDITION
    return select(func.count()).select_from(table).where(here, *which).scalar_subquery().label(name)


ENTRIES = (
    select(Entry.status, Entry.field_key, func.count())
    .where(Entry.edition_id == _EDITION)
    .group_by(Entry.status, Entry.field_key)
)

FIGURES = select(
    _count("questions", Question, Question.answered_at.is_(None)),
    select(func.count())
    .select_from(ForgetRequest)
    .where(ForgetRequest.state == "asked")
    .scalar_subquery()
    .label("forget_requests"),
    _count("letters_waiting", Letter, Letter.state == "waiting"),
    _count("letters_failed", Letter, Letter.state.in_(("failed", "unsure"))),
    _count("has_proposal", Proposal),
    _count("awards_proposed", Award, Award.state == "proposed"),
    _count("awards_confirmed", Award, Award.state == "confirmed"),
    _count("is_sealed", Seal),
    _count("is_published", Publication, Publication.retracted_at.is_(None)),
)

_newest = (
    select(func.max(RankingRun.number)).where(RankingRun.round_id == JudgingRound.id).correlate(JudgingRound)
).scalar_subquery()
_entries = select(func.count()).where(RoundEntry.round_id == JudgingRound.id)
_asked = select(func.count()).where(Assignment.round_id == JudgingRound.id)
_gone = _asked.where(_IS_GONE)
_said = select(func.count()).where(ScoreSheet.round_id == JudgingRound.id, ScoreSheet.state.in_(SETTLED))
# An outer join keeps the order of the tables: from the few that are gone to their sheets, never the other way.
_said_by_gone = (
    select(func.count(ScoreSheet.id))
    .select_from(Assignment)
    .outerjoin(
        ScoreSheet,
        and_(
            ScoreSheet.round_id == Assignment.round_id,
            ScoreSheet.entry_id == Assignment.entry_id,
            ScoreSheet.judge_id == Assignment.judge_id,
            ScoreSheet.state.in_(SETTLED),
        ),
    )
    .where(Assignment.round_id == JudgingRound.id, _IS_GONE)
)
_cases = select(func.count()).where(DisagreementCase.round_id == JudgingRound.id, DisagreementCase.closed_at.is_(None))
# Sheets are counted on indexes alone, less those of the few assignments that were taken away.
ROUNDS = (
    select(
        JudgingRound.id,
        JudgingRound.key,
        JudgingRound.state,
        *(
            query.correlate(JudgingRound).scalar_subquery().label(name)
            for name, query in (
                ("entries", _entries),
                ("asked", _asked),
                ("gone", _gone),
                ("said", _said),
                ("said_by_gone", _said_by_gone),
                ("cases", _cases),
            )
        ),
        RankingRun.number.label("ranked"),
        RankingRun.waiting,
    )
    .outerjoin(RankingRun, and_(RankingRun.round_id == JudgingRound.id, RankingRun.number == _newest))
    .where(JudgingRound.edition_id == _EDITION)
)
