"""What the pages of nominations ask."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from contest.foundation.forms import HouseForm
from contest.results.rules.nominating import OUTCOMES


class AddForm(HouseForm):
    """An entry to be put on the list."""

    code = StringField("Mã số hồ sơ", [DataRequired(), Length(max=40)])
    reason = TextAreaField("Lý do", [DataRequired(), Length(max=2000)])


class DropForm(HouseForm):
    """Why an entry is taken off the list."""

    reason = StringField("Lý do bỏ khỏi danh sách", [DataRequired(), Length(max=500)])


class OutcomeForm(HouseForm):
    """What came back from above."""

    outcome = SelectField("Kết quả", choices=[SelectChoice(*each) for each in (("", "Chưa biết"), *OUTCOMES.items())])
    award = StringField("Giải ở cấp trên", [Optional(), Length(max=200)])
    note = StringField("Ghi chú", [Optional(), Length(max=500)])


class AgreementForm(HouseForm):
    """Where the signed paper lies; who signed is ticked beside."""

    note = StringField("Giấy đồng ý lưu ở đâu", [DataRequired(), Length(max=300)])
