"""Forms of this room: new editions, questions and answers, the regulation's own."""

from contest.editions.forms.editions import AmendmentForm, NewEditionForm, TextForm
from contest.editions.forms.questions import AnswerForm, QuestionForm

__all__ = ["AmendmentForm", "AnswerForm", "NewEditionForm", "QuestionForm", "TextForm"]
