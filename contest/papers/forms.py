"""What the pages of certificates ask."""

from wtforms import BooleanField, DateField, HiddenField, StringField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import TextInput

from contest.foundation.forms import HouseForm


class DesignForm(HouseForm):
    """How a kind of certificate looks."""

    body = StringField("Cơ quan cấp", [DataRequired(), Length(max=300)])
    heading = StringField("Tên giấy", [DataRequired(), Length(max=100)])
    decision = StringField("Số quyết định", [Optional(), Length(max=200)])
    decided_on = DateField(
        "Ngày quyết định",
        [Optional()],
        format=["%d/%m/%Y", "%Y-%m-%d"],
        widget=TextInput(),
        render_kw={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"},
    )
    place = StringField("Nơi ký", [Optional(), Length(max=100)])
    signatory_title = StringField("Chức vụ người ký", [Optional(), Length(max=200)])
    signatory = StringField("Họ tên người ký", [Optional(), Length(max=200)])
    is_on_forms = BooleanField("In trên phôi có sẵn khung, quốc hiệu và tên giấy")
    has_bleed = BooleanField("Chừa 3 mm mỗi cạnh để xén (in ở nhà in)")


class ReplaceForm(HouseForm):
    """Why a certificate is given anew."""

    certificate_id = HiddenField()
    reason = StringField("Lý do cấp lại", [DataRequired(), Length(max=500)])


class CodeForm(HouseForm):
    """The code beside the QR of a certificate."""

    code = StringField("Mã trên giấy", [DataRequired(), Length(max=40)])
