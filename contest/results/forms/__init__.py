"""What the pages of results ask."""

from contest.results.forms.publication import RetractForm
from contest.results.forms.revocation import FindAwardForm, RevokeForm, UndoForm

__all__ = ["FindAwardForm", "RetractForm", "RevokeForm", "UndoForm"]
