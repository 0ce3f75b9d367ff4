"""What the pages of results ask."""

from contest.results.forms.complaint import (
    AnswerForm,
    AssignForm,
    ComplaintForm,
    PaperComplaintForm,
    assign_form,
)
from contest.results.forms.publication import RetractForm
from contest.results.forms.revocation import FindAwardForm, RevokeForm, UndoForm

__all__ = [
    "AnswerForm",
    "AssignForm",
    "ComplaintForm",
    "FindAwardForm",
    "PaperComplaintForm",
    "RetractForm",
    "RevokeForm",
    "UndoForm",
    "assign_form",
]
