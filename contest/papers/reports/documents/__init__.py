"""Administrative documents, filled from the database alone: `facts_of` gathers, `as_word` and `as_pdf` set."""

from contest.papers.reports.documents.making import (
    NAMES_WINNERS,
    as_pdf,
    as_word,
    facts_of,
    mark_of,
    shipped_template,
    template_faults,
    template_of,
)
from contest.papers.reports.documents.meetings import about_meeting, closed_meetings

__all__ = [
    "NAMES_WINNERS",
    "about_meeting",
    "as_pdf",
    "as_word",
    "closed_meetings",
    "facts_of",
    "mark_of",
    "shipped_template",
    "template_faults",
    "template_of",
]
