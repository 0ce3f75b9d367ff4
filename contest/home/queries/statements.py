"""The statements of the boards, built once: building them anew costs as much as running them."""

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Label,
    and_,
    bindparam,
    exists,
    func,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased

from contest.editions.models import Question
from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.audit import CHANGE
from contest.foundation.database import Table
from contest.foundation.mail import Letter
from contest.juries.models import Assignment, Conflict, JudgingRound, RoundEntry
from contest.juries.queries import DUTIES_WAITING, STAMP
from contest.papers.models import CertificateCorrection, CertificateProof
from contest.people.models import ForgetRequest
from contest.prizes.models import (
    Award,
    ChangeApproval,
    ChangePreview,
    CommitteeBallot,
    CommitteeMember,
    Proposal,
    ProposedChange,
    UnitAward,
)
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


def _awards(name: str, state: str) -> Label[int]:
    """How many awards are in this state, of entries and of units together, as every list of them counts."""
    own = [
        select(func.count())
        .select_from(table)
        .where(table.__table__.c.edition_id == _EDITION, table.__table__.c.state == state)
        .scalar_subquery()
        for table in (Award, UnitAward)
    ]
    return (own[0] + own[1]).label(name)


# Changes somebody has approved as they are shown now: they wait for others.
_newer = aliased(ChangePreview)
_seen_by = (
    select(ChangePreview.change_id)
    .join(ChangeApproval, ChangeApproval.preview_id == ChangePreview.id)
    .where(
        ChangeApproval.person_id == bindparam("person_id"),
        ~exists().where(_newer.change_id == ChangePreview.change_id, _newer.number > ChangePreview.number),
    )
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
    _awards("awards_proposed", "proposed"),
    _awards("awards_confirmed", "confirmed"),
    _count("complaints", Complaint, Complaint.state.in_(("received", "assigned"))),
    _count("is_sealed", Seal),
    _count("is_published", Publication, Publication.retracted_at.is_(None)),
    select(func.max(Posting.ends_on))
    .where(Posting.edition_id == _EDITION, Posting.removed_at.is_(None))
    .scalar_subquery()
    .label("posted_until"),
    _count("remarks_open", PostingRemark, PostingRemark.settled_at.is_(None)),
    _count(
        "changes_waiting",
        ProposedChange,
        ProposedChange.state == "waiting",
        ProposedChange.expires_at > bindparam("at"),
        ProposedChange.id.not_in(_seen_by),
    ),
    select(func.count())
    .select_from(CommitteeMember)
    .join(CommitteeBallot, CommitteeBallot.id == CommitteeMember.ballot_id)
    .where(
        CommitteeBallot.edition_id == _EDITION,
        CommitteeBallot.state == "open",
        CommitteeMember.person_id == bindparam("person_id"),
        CommitteeMember.way == "phone",
        CommitteeMember.voted_at.is_(None),
    )
    .scalar_subquery()
    .label("ballots_waiting"),
    select(func.count())
    .select_from(CertificateCorrection)
    .join(CertificateProof, CertificateProof.id == CertificateCorrection.proof_id)
    .where(CertificateProof.edition_id == _EDITION, CertificateCorrection.state == "open")
    .scalar_subquery()
    .label("corrections"),
    DUTIES_WAITING,
    _count(
        "conflicts",
        Conflict,
        Conflict.person_id == bindparam("person_id"),
        Conflict.state != "dismissed",
    ),
    # Last, and no figures: what tells whether kept counts are still right.
    *CHANGE,
)
# What going on asks for once prizes are spoken of: four of them alone, as all take a second's thirtieth to write out.
_AHEAD = ("has_proposal", "awards_proposed", "is_sealed", "is_published")
AHEAD = select(*(FIGURES.selected_columns[name] for name in _AHEAD))

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
# Of entries that left the contest: what stays on record, and is asked for and counted no more. Looked up from the few
# that left; a join would go through all of the round.
_left = select(Entry.id).where(Entry.edition_id == _EDITION, Entry.status.in_(OUT))
_entries_left = _entries.where(RoundEntry.entry_id.in_(_left))
_asked_left = _asked.where(Assignment.removed_at.is_(None), Assignment.entry_id.in_(_left))
_said_left = _asked_left.where(exists().where(_of_assignment).correlate(Assignment))
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
# Of one judge, by round: how many sheets are asked for, how many say something; each counted apart, on an index, and
# without those of entries that left.
OWN_SHEETS = union_all(
    select(Assignment.round_id, literal("asked"), func.count())
    .where(Assignment.judge_id == _JUDGE, Assignment.removed_at.is_(None), Assignment.entry_id.not_in(_left))
    .group_by(Assignment.round_id),
    select(ScoreSheet.round_id, literal("said"), func.count())
    .where(
        ScoreSheet.judge_id == _JUDGE,
        ScoreSheet.state.in_(SETTLED),
        ScoreSheet.entry_id.not_in(_left),
        tuple_(ScoreSheet.round_id, ScoreSheet.entry_id).not_in(_taken_away),
    )
    .group_by(ScoreSheet.round_id),
)
