"""What taking a prize back asks, and undoing it."""

from wtforms import DateField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from contest.foundation.forms import HouseForm


class FindAwardForm(HouseForm):
    """The entry whose prize is looked at."""

    code = StringField("Mã số hồ sơ", [DataRequired(), Length(max=40)])


class RevokeForm(HouseForm):
    """By which decision and why; `moving` is what the page showed of those who move up."""

    decision = StringField("Số quyết định thu hồi", [DataRequired(), Length(max=200)])
    decided_on = DateField("Ngày ký", [DataRequired()])
    reason = TextAreaField("Lý do", [DataRequired()])
    moving = HiddenField()


class UndoForm(HouseForm):
    """By which decision a revocation is undone, and why."""

    decision = StringField("Số quyết định hủy bỏ", [DataRequired(), Length(max=200)])
    reason = TextAreaField("Lý do", [DataRequired()])
