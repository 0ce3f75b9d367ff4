"""Administrative documents: `register`, which there are, how they are numbered and when they close."""

from contest.papers.rules.documents.register import (
    DOCUMENT_KINDS,
    SCAN_FORMATS,
    SCAN_MB,
    STATE_KINDS,
    STATE_WORDS,
    Citation,
    Details,
    DocumentKind,
    document_kind,
    number_key,
    number_of,
    usual_details,
    why_not_change,
    why_not_issue,
    why_not_replace,
    why_not_sign,
)

__all__ = [
    "DOCUMENT_KINDS",
    "SCAN_FORMATS",
    "SCAN_MB",
    "STATE_KINDS",
    "STATE_WORDS",
    "Citation",
    "Details",
    "DocumentKind",
    "document_kind",
    "number_key",
    "number_of",
    "usual_details",
    "why_not_change",
    "why_not_issue",
    "why_not_replace",
    "why_not_sign",
]
