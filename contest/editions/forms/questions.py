"""A question of the public, and its answer."""

from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length

from contest.foundation.forms import HouseForm


class QuestionForm(HouseForm):
    """Ask the secretariat."""

    text = TextAreaField("Câu hỏi của bạn", [InputRequired(), Length(max=2000)])


class AnswerForm(HouseForm):
    """Answer a question; the question may be reworded so that it names nobody."""

    text = TextAreaField("Câu hỏi như sẽ công khai", [InputRequired(), Length(max=2000)])
    answer = TextAreaField("Trả lời", [InputRequired(), Length(max=5000)])
    publish = BooleanField("Công khai cho mọi người cùng đọc")
