"""What the pages of results ask."""

from contest.results.forms.complaint import AnswerForm, AssignForm, ComplaintForm, PaperComplaintForm, assign_form
from contest.results.forms.look import AskForm, DeclineForm, LookForm, RedressForm, ask_form, look_form, redress_form
from contest.results.forms.nominations import AddForm, AgreementForm, DropForm, OutcomeForm
from contest.results.forms.posting import ConclusionForm, PostForm, RemarkForm, UnpostForm
from contest.results.forms.publication import RetractForm
from contest.results.forms.revocation import FindAwardForm, RevokeForm, UndoForm

__all__ = [
    "AddForm",
    "AgreementForm",
    "AnswerForm",
    "AskForm",
    "AssignForm",
    "ComplaintForm",
    "ConclusionForm",
    "DeclineForm",
    "DropForm",
    "FindAwardForm",
    "LookForm",
    "OutcomeForm",
    "PaperComplaintForm",
    "PostForm",
    "RedressForm",
    "RemarkForm",
    "RetractForm",
    "RevokeForm",
    "UndoForm",
    "UnpostForm",
    "ask_form",
    "assign_form",
    "look_form",
    "redress_form",
]
