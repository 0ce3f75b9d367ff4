"""The statements of the boards, built once: building them anew costs as much as running them."""

from sqlalchemy import BindParameter, ColumnElement, Label, and_, bindparam, func, literal, select, tuple_, union_all

from contest.editions.models import Question
from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.audit import CHANGE
from contest.foundation.database import Table, is_one_of
from contest.foundation.mail import Letter
from contest.juries.models import Assignment, JudgingRound, RoundEntry
from contest.juries.queries import STAMP
from contest.people.models import ForgetRequest
from contest.prizes.models import Award, Proposal
from contest.ranking.models import RankingRun
from contest.results.models import Complaint, Posting, PostingRemark, Publication, Seal
from contest.scoring.models import DisagreementCase, ScoreSheet

SETTLED = ("submitted", "absent", "abstained", "recused")
_EDITION: BindParameter[int] = bindparam("edition_id")
_IS_GONE = Assignment.removed_at.is_not(None)


def _count(name: str, table: type[Table], *which: ColumnElement[bool]) -> Label[int]:
    """How many rows of a table of the edition there are, as one column."""
    here = table.__table__.c.edition_id == _EDITION
    return select(func.count()).select_from(table).where(here, *which).scalar_subquery().label(name)


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
    _count("complaints", Complaint, Complaint.state.in_(("received", "assigned"))),
    _count("is_sealed", Seal),
    _count("is_published", Publication, Publication.retracted_at.is_(None)),
    select(func.max(Posting.ends_on))
    .where(Posting.edition_id == _EDITION, Posting.removed_at.is_(None))
    .scalar_subquery()
    .label("posted_until"),
    _count("remarks_open", PostingRemark, PostingRemark.settled_at.is_(None)),
    # Last, and no figures: what tells whether kept counts are still right.
    *CHANGE,
)

_newest = (
    select(func.max(RankingRun.number)).where(RankingRun.round_id == JudgingRound.id).correlate(JudgingRound)
).scalar_subquery()
_entries = select(func.count()).where(RoundEntry.round_id == JudgingRound.id)
_asked = select(func.count()).where(Assignment.round_id == JudgingRound.id)
_gone = _asked.where(_IS_GONE)
_said = select(func.count()).where(ScoreSheet.round_id == JudgingRound.id, ScoreSheet.state.in_(SETTLED))
_of_assignment = and_(
    ScoreSheet.round_id == Assignment.round_id,
    ScoreSheet.entry_id == Assignment.entry_id,
    ScoreSheet.judge_id == Assignment.judge_id,
    ScoreSheet.state.in_(SETTLED),
)
# An outer join keeps the order of the tables: from the few that are gone to their sheets, never the other way.
_said_by_gone = (
    select(func.count(ScoreSheet.id))
    .select_from(Assignment)
    .outerjoin(ScoreSheet, _of_assignment)
    .where(Assignment.round_id == JudgingRound.id, _IS_GONE)
)
# Of entries that left the contest: what stays on record, and is asked for and counted no more.
_left = is_one_of(Entry.status, OUT)
_left_here = and_(Entry.edition_id == _EDITION, _left)
_entries_left = (
    select(func.count(RoundEntry.id))
    .select_from(Entry)
    .join(RoundEntry, RoundEntry.entry_id == Entry.id)
    .where(_left_here, RoundEntry.round_id == JudgingRound.id)
)
_asked_left = (
    select(func.count(Assignment.id))
    .select_from(Entry)
    .join(Assignment, Assignment.entry_id == Entry.id)
    .where(_left_here, Assignment.round_id == JudgingRound.id, Assignment.removed_at.is_(None))
)
_said_left = _asked_left.join(ScoreSheet, _of_assignment)
_cases = select(func.count()).where(DisagreementCase.round_id == JudgingRound.id, DisagreementCase.closed_at.is_(None))
# How the rounds stand, with what tells whether their sums are still right.
ROUNDS = (
    select(
        JudgingRound.id,
        JudgingRound.key,
        JudgingRound.state,
        _cases.correlate(JudgingRound).scalar_subquery().label("cases"),
        RankingRun.number.label("ranked"),
        RankingRun.waiting,
        *STAMP,
    )
    .outerjoin(RankingRun, and_(RankingRun.round_id == JudgingRound.id, RankingRun.number == _newest))
    .where(JudgingRound.edition_id == _EDITION)
)
# Sheets are counted on indexes alone, less those of the few assignments taken away and of the few entries that left.
SUMS = select(
    JudgingRound.id,
    *(
        query.correlate(JudgingRound).scalar_subquery()
        for query in (_entries, _asked, _gone, _said, _said_by_gone, _entries_left, _asked_left, _said_left)
    ),
).where(JudgingRound.edition_id == _EDITION)

_JUDGE: BindParameter[int] = bindparam("judge_id")
_taken_away = select(Assignment.round_id, Assignment.entry_id).where(Assignment.judge_id == _JUDGE, _IS_GONE)
_own_left = (
    select(Assignment.round_id, literal("asked_left"), func.count())
    .join(Entry, Entry.id == Assignment.entry_id)
    .where(Assignment.judge_id == _JUDGE, Assignment.removed_at.is_(None), _left)
    .group_by(Assignment.round_id)
)
# Of one judge, by round: how many sheets are asked for, how many say something; each counted apart, on an index, and
# beside it how many of them are of entries that left.
OWN_SHEETS = union_all(
    select(Assignment.round_id, literal("asked"), func.count())
    .where(Assignment.judge_id == _JUDGE, Assignment.removed_at.is_(None))
    .group_by(Assignment.round_id),
    select(ScoreSheet.round_id, literal("said"), func.count())
    .where(
        ScoreSheet.judge_id == _JUDGE,
        ScoreSheet.state.in_(SETTLED),
        tuple_(ScoreSheet.round_id, ScoreSheet.entry_id).not_in(_taken_away),
    )
    .group_by(ScoreSheet.round_id),
    _own_left,
    _own_left.with_only_columns(Assignment.round_id, literal("said_left"), func.count()).join(
        ScoreSheet, _of_assignment
    ),
)
