"""A new edition from a preset or a file; the text of a regulation; the reason of an amendment."""

from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from contest.editions.rules.source import LARGEST
from contest.foundation.forms import HouseForm


class NewEditionForm(HouseForm):
    """Where the regulation comes from, and under which address the edition is found."""

    preset = SelectField("Bắt đầu từ thể lệ mẫu", [Optional()], validate_choice=False)
    file = FileField("Hoặc tải lên tệp thể lệ (YAML)")
    slug = StringField("Địa chỉ trên mạng", [Length(max=80)])


class TextForm(HouseForm):
    """The file of the regulation itself; kept word for word, so nothing is cleaned."""

    text = TextAreaField("Tệp thể lệ", [Length(max=LARGEST)], clean=False)
    seen = HiddenField()
    reason = TextAreaField("Lý do sửa đổi", [Length(max=2000)])


class AmendmentForm(HouseForm):
    """Why the regulation is amended."""

    reason = TextAreaField("Lý do sửa đổi", [Length(max=2000)])
