"""The papers of dossiers: the register, and what an entrant or a unit prints, signs and sends back.

`forms` the registration form and the consent of guardians · `description` · `cover` · `receipt` · `covering` a unit's
list · `empty` the register to fill in · `labels` for what comes on paper. `papers` says which of them there are.
"""

from contest.entries.reports.counts import count_sheets
from contest.entries.reports.covering import covering
from contest.entries.reports.empty import blank_register
from contest.entries.reports.labels import ON_A_SHEET, Label, labels, sheet
from contest.entries.reports.papers import Paper, Subject, blank, made, mark_of, papers_for
from contest.entries.reports.register import register

__all__ = [
    "ON_A_SHEET",
    "Label",
    "Paper",
    "Subject",
    "blank",
    "blank_register",
    "count_sheets",
    "covering",
    "labels",
    "made",
    "mark_of",
    "papers_for",
    "register",
    "sheet",
]
