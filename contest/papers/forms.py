"""What the pages of certificates and of administrative documents ask."""

from collections.abc import Mapping

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from contest.foundation.forms import HouseForm
from contest.papers.rules.guests import OWN
from contest.papers.rules.yearbook import SIZES


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

    def offer(self, kinds: Mapping[str, str]) -> None:
        """The kinds there are, by key; all of them until somebody chooses."""
        self.kinds.choices = [SelectChoice(key, name) for key, name in kinds.items()]
        if not self.is_submitted():
            self.kinds.data = list(kinds)


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


class DetailsForm(HouseForm):
    """Who issues and signs a document, and what it is about."""

    parent_body = StringField("Cơ quan chủ quản", [Optional(), Length(max=300)])
    body = StringField("Cơ quan ban hành", [DataRequired(), Length(max=300)])
    symbol = StringField("Ký hiệu", [Optional(), Length(max=60)])
    place = StringField("Địa danh", [Optional(), Length(max=100)])
    signatory_title = TextAreaField("Chức vụ người ký", [Optional(), Length(max=200)])
    signatory = StringField("Họ tên người ký", [Optional(), Length(max=200)])
    summary = TextAreaField("Trích yếu", [Optional(), Length(max=1000)])


class NumberForm(HouseForm):
    """Number and day of a document, as its paper has them; a reason when they were noted already."""

    number = IntegerField(
        "Số", [Optional()], widget=TextInput(), render_kw={"inputmode": "numeric", "autocomplete": "off"}
    )
    symbol = StringField("Ký hiệu", [Optional(), Length(max=60)])
    issued_on = _day("Ngày ban hành", DataRequired())
    reason = StringField("Lý do sửa", [Optional(), Length(max=500)])


class ScanForm(HouseForm):
    """The signed paper, scanned or photographed."""

    scan = FileField("Bản đã ký (PDF hoặc ảnh)", [FileRequired("Chưa chọn tệp.")])


class AnewForm(HouseForm):
    """Why a document is replaced."""

    reason = StringField("Lý do thay thế", [DataRequired(), Length(max=500)])


class GuestsForm(HouseForm):
    """The list of guests as somebody filled it in."""

    file = FileField("Danh sách khách đã điền (.xlsx)", [FileRequired("Hãy chọn tệp danh sách khách.")])


class GuestForm(HouseForm):
    """One guest. Group, name and unit are asked of whom the office writes down itself."""

    group = SelectField("Nhóm", choices=[SelectChoice(word, word) for word in OWN.values()])
    name = StringField("Họ và tên", [Optional(), Length(max=200)])
    unit = StringField("Chức danh – Đơn vị", [Optional(), Length(max=300)])
    people = StringField("Số người được mời", [Optional(), Length(max=5)], render_kw={"inputmode": "numeric"})
    invited = BooleanField("Mời dự")
    sent = StringField("Số giấy mời", [Optional(), Length(max=40)])
    coming = StringField("Xác nhận dự", [Optional(), Length(max=20)])
    seat = StringField("Chỗ ngồi", [Optional(), Length(max=40)])
    booth = StringField("Gian trưng bày", [Optional(), Length(max=40)])
    note = StringField("Ghi chú", [Optional(), Length(max=300)])


class TemplateForm(HouseForm):
    """A template changed in Word."""

    file = FileField("Mẫu đã sửa (.docx)", [FileRequired("Chưa chọn tệp.")])


class CoverForm(HouseForm):
    """What stands on the yearbook's cover and before its pages."""

    title = StringField("Tên sách", [DataRequired(), Length(max=300)])
    subtitle = StringField("Dòng dưới tên sách", [Optional(), Length(max=300)])
    size = SelectField("Khổ giấy", choices=[SelectChoice(key, name) for key, (name, _, _) in SIZES.items()])
    foreword = TextAreaField("Lời nói đầu", [Optional(), Length(max=20000)])
    signatory_title = StringField("Chức vụ người ký", [Optional(), Length(max=200)])
    signatory = StringField("Họ tên người ký", [Optional(), Length(max=200)])
    version = HiddenField()
