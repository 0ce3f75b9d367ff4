"""Reads of results: the document to seal, the seals, what the public sees."""

from contest.results.queries.content import content_of
from contest.results.queries.public import PublicResults, PublicRow, PublicTier, public_results
from contest.results.queries.seals import (
    PublicationRow,
    SealCard,
    latest_document,
    publications,
    published_at,
    published_editions,
    seals,
)

__all__ = [
    "PublicResults",
    "PublicRow",
    "PublicTier",
    "PublicationRow",
    "SealCard",
    "content_of",
    "latest_document",
    "public_results",
    "publications",
    "published_at",
    "published_editions",
    "seals",
]
