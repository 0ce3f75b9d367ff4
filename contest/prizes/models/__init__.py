"""What is remembered of prizes: awards and how they came to stand, votes of the committee, changes made by two."""

from contest.prizes.models.awards import Award, AwardChange, Confirmation, Proposal, Recommendation, UnitAward, UnitName
from contest.prizes.models.ballots import CommitteeBallot, CommitteeCount, CommitteeMember
from contest.prizes.models.changes import ChangeApproval, ChangePreview, ProposedChange

__all__ = [
    "Award",
    "AwardChange",
    "ChangeApproval",
    "ChangePreview",
    "CommitteeBallot",
    "CommitteeCount",
    "CommitteeMember",
    "Confirmation",
    "Proposal",
    "ProposedChange",
    "Recommendation",
    "UnitAward",
    "UnitName",
]
