"""What the pages of a posted list ask."""

from typing import Any

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from contest.foundation.forms import HouseForm


class PostForm(HouseForm):
    """For how many days."""

    days = IntegerField("Số ngày niêm yết", [DataRequired(), NumberRange(1, 90)])


class UnpostForm(HouseForm):
    """Why the list is taken down."""

    reason = TextAreaField("Lý do gỡ danh sách", [DataRequired()])


class RemarkForm(HouseForm):
    """Something to say about a posted list; who says it, and how to reach them, only if they wish."""

    entry = SelectField("Về giải nào", coerce=int, default=0)
    text = TextAreaField("Ý kiến", [DataRequired(), Length(max=5000)])
    sender = StringField("Họ tên", [Optional(), Length(max=200)])
    contact = StringField("Điện thoại hoặc thư điện tử", [Optional(), Length(max=200)])

    def __init__(self, choices: list[tuple[int, str]], **values: Any) -> None:
        """choices: (entry's key, title) of what is posted."""
        super().__init__(**values)
        shown = [(key, _short(title)) for key, title in choices]
        self.entry.choices = [SelectChoice(*each) for each in ((0, "Về cả danh sách"), *shown)]


class ConclusionForm(HouseForm):
    """What became of a remark."""

    conclusion = TextAreaField("Kết luận", [DataRequired(), Length(max=5000)])


def _short(title: str) -> str:
    return title if len(title) <= 90 else f"{title[:90].rsplit(' ', 1)[0]}…"
