"""Administrative documents, filled from the database alone: `facts_of` gathers, `as_word` and `as_pdf` set.

`places` are all documents of an edition, for who wants every one of them.
"""

from contest.papers.reports.documents.making import (
    NAMES_WINNERS,
    as_pdf,
    as_word,
    facts_of,
    mark_of,
    shipped_template,
    template_faults,
    template_gaps,
    template_of,
)
from contest.papers.reports.documents.meetings import about_meeting, closed_meetings
from contest.papers.reports.documents.packing import documents
from contest.papers.reports.documents.places import Place, places

__all__ = [
    "NAMES_WINNERS",
    "Place",
    "about_meeting",
    "as_pdf",
    "as_word",
    "closed_meetings",
    "documents",
    "facts_of",
    "mark_of",
    "places",
    "shipped_template",
    "template_faults",
    "template_gaps",
    "template_of",
]
