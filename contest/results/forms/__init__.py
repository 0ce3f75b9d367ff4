"""What the pages of results ask."""

from contest.results.forms.complaint import (
    AnswerForm,
    AssignForm,
    ComplaintForm,
    PaperComplaintForm,
    assign_form,
)
from contest.results.forms.look import (
    AskForm,
    DeclineForm,
    LookForm,
    RedressForm,
    ask_form,
    look_form,
    redress_form,
)
from contest.results.forms.publication import RetractForm
from contest.results.forms.revocation import FindAwardForm, RevokeForm, UndoForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "AssignForm",
    "ComplaintForm",
    "DeclineForm",
    "FindAwardForm",
    "LookForm",
    "PaperComplaintForm",
    "RedressForm",
    "RetractForm",
    "RevokeForm",
    "UndoForm",
    "ask_form",
    "assign_form",
    "look_form",
    "redress_form",
]
