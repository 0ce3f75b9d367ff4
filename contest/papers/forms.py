"""What the pages of certificates ask."""

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, HiddenField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from contest.foundation.forms import HouseForm


def _day(words: str, needed: DataRequired | Optional) -> DateField:
    """A day as people here write it."""
    return DateField(
        words,
        [needed],
        format=["%d/%m/%Y", "%Y-%m-%d"],
        widget=TextInput(),
        render_kw={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"},
    )


class DesignForm(HouseForm):
    """How a kind of certificate looks."""

    body = StringField("Cơ quan cấp", [DataRequired(), Length(max=300)])
    heading = StringField("Tên giấy", [DataRequired(), Length(max=100)])
    decision = StringField("Số quyết định", [Optional(), Length(max=200)])
    decided_on = _day("Ngày quyết định", Optional())
    place = StringField("Nơi ký", [Optional(), Length(max=100)])
    signatory_title = StringField("Chức vụ người ký", [Optional(), Length(max=200)])
    signatory = StringField("Họ tên người ký", [Optional(), Length(max=200)])
    is_on_forms = BooleanField("In trên phôi có sẵn khung, quốc hiệu và tên giấy")
    has_bleed = BooleanField("Chừa 3 mm mỗi cạnh để xén (in ở nhà in)")


class BackgroundForm(HouseForm):
    """The organiser's own picture behind a certificate, or that there is none any more."""

    file = FileField("Tệp ảnh nền", [FileRequired("Hãy chọn một tệp ảnh (PNG, JPG) hoặc PDF một trang.")])
    is_removed = HiddenField()


class AskProofsForm(HouseForm):
    """Until when proofs are to be answered, and of which kinds of certificates."""

    due_on = _day("Hạn trả lời", DataRequired())
    kinds = SelectMultipleField(
        "Loại giấy", option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False), choices=[]
    )


class ReplaceForm(HouseForm):
    """Why a certificate is given anew."""

    certificate_id = HiddenField()
    reason = StringField("Lý do cấp lại", [DataRequired(), Length(max=500)])


class CodeForm(HouseForm):
    """The code beside the QR of a certificate."""

    code = StringField("Mã trên giấy", [DataRequired(), Length(max=40)])


class PlacesForm(HouseForm):
    """Seats or booths in a filled spreadsheet."""

    file = FileField("Tệp Excel (.xlsx)", [FileRequired("Hãy chọn tệp đã điền.")])
