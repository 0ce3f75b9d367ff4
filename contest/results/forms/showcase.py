"""What the page of one presented solution asks; its pictures are ticked beside."""

from wtforms import BooleanField, HiddenField, IntegerField, TextAreaField
from wtforms.validators import Optional

from contest.foundation.forms import HouseForm


class ShowcaseForm(HouseForm):
    """The words, the place, and whether it is presented at all; version: what was chosen from."""

    summary = TextAreaField("Lời giới thiệu", [Optional()])
    place = IntegerField("Thứ tự trong hạng giải", [Optional()])
    is_left_out = BooleanField("Không đưa vào trang giới thiệu và phần bài viết của kỷ yếu")
    version = HiddenField()
