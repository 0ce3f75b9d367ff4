"""What complaining, recording a paper, giving it to somebody and answering it ask."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length

from contest.foundation.forms import HouseForm
from contest.results.rules.complaints import ABOUT, OUTCOMES


def _choices(words: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(key, word) for key, word in words.items()]


class ComplaintForm(HouseForm):
    """A complaint of an entrant."""

    about = RadioField("Khiếu nại về", [DataRequired()], choices=_choices(ABOUT))
    text = TextAreaField("Nội dung", [DataRequired(), Length(max=10_000)])
    files = MultipleFileField("Tài liệu kèm theo")


class PaperComplaintForm(ComplaintForm):
    """A complaint that came on paper."""

    code = StringField("Mã số hồ sơ", [DataRequired(), Length(max=40)])
    from_name = StringField("Người ký đơn", [DataRequired(), Length(max=200)])
    received_on = DateField("Ngày nhận đơn", [DataRequired()])
    late_reason = TextAreaField("Lý do tiếp nhận sau hạn")


class AssignForm(HouseForm):
    """Who handles a complaint."""

    handler = SelectField("Người giải quyết", [DataRequired()])


def assign_form(people: Sequence[tuple[int, str]], **values: Any) -> AssignForm:
    """The form with those who may handle it."""
    form = AssignForm(**values)
    form.handler.choices = _choices({"": "Chọn người"} | {str(key): name for key, name in people})
    return form


class AnswerForm(HouseForm):
    """The conclusion and the answer."""

    outcome = RadioField("Kết luận", [DataRequired()], choices=_choices(OUTCOMES))
    answer = TextAreaField("Trả lời", [DataRequired(), Length(max=10_000)])
