"""Reads of results: the document to seal, the seals, what the public sees."""

from contest.results.queries.complaints import (
    ComplaintCard,
    ComplaintRow,
    complaint_card,
    complaints,
    complaints_of,
    free_handlers,
    open_complaints,
    owns,
    taking,
)
from contest.results.queries.content import Frozen, brief_of, content_of, frozen_of
from contest.results.queries.package import SealedResult, package, package_files, sealed_result
from contest.results.queries.public import PublicResults, PublicRow, PublicTier, public_results
from contest.results.queries.retention import ended_editions, ended_on, kept_data
from contest.results.queries.revocations import (
    RevocationRow,
    ToldRevocation,
    award_validity,
    moves_for,
    revocations,
    revoked_awards,
    told_revocations,
)
from contest.results.queries.seals import (
    PublicationRow,
    SealCard,
    SealHistory,
    history,
    newest_seal,
    published_at,
    published_editions,
)

__all__ = [
    "ComplaintCard",
    "ComplaintRow",
    "Frozen",
    "PublicResults",
    "PublicRow",
    "PublicTier",
    "PublicationRow",
    "RevocationRow",
    "SealCard",
    "SealHistory",
    "SealedResult",
    "ToldRevocation",
    "award_validity",
    "brief_of",
    "complaint_card",
    "complaints",
    "complaints_of",
    "content_of",
    "ended_editions",
    "ended_on",
    "free_handlers",
    "frozen_of",
    "history",
    "kept_data",
    "moves_for",
    "newest_seal",
    "open_complaints",
    "owns",
    "package",
    "package_files",
    "public_results",
    "published_at",
    "published_editions",
    "revocations",
    "revoked_awards",
    "sealed_result",
    "taking",
    "told_revocations",
]
