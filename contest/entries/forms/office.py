"""Forms of the office's desk: paper that comes in, things that go from hand to hand."""

from wtforms import FileField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, NumberRange
from wtforms.validators import Optional as MayBeBlank
from wtforms.widgets import CheckboxInput, ListWidget

from contest.editions.rules import Regulation
from contest.entries.rules.custody import KINDS
from contest.entries.rules.paper import MOST_MODELS, paper_parts
from contest.foundation.forms import HouseForm

_DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}
_PLAIN = {"autocomplete": "off"}


class QuickPaperForm(HouseForm):
    """A dossier on paper in one breath, field after field by the Enter key."""

    title = StringField("Tên", [Length(max=500)], render_kw=_PLAIN)
    authors = StringField(
        "Tác giả",
        [Length(max=2000)],
        description="Nhiều người thì cách nhau bằng dấu chấm phẩy; người đầu là đại diện.",
        render_kw=_PLAIN,
    )
    unit = StringField("Đơn vị", [Length(max=300)], render_kw=_PLAIN)
    field_key = SelectField("Lĩnh vực", validate_choice=False)
    division_key = SelectField("Bảng", validate_choice=False)
    phone = StringField("Điện thoại", [Length(max=40)], render_kw={"inputmode": "tel", "autocomplete": "off"})
    sent_on = StringField(
        "Ngày dấu bưu điện", [Length(max=40)], description="Nộp tận tay thì bỏ trống.", render_kw=_DAY
    )
    received_on = StringField("Ngày nhận", [Length(max=40)], description="Để trống là hôm nay.", render_kw=_DAY)
    parts = SelectMultipleField(
        "Đã có trong hồ sơ",
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    models = IntegerField(
        "Số mô hình, sản phẩm kèm theo",
        [MayBeBlank(), NumberRange(0, MOST_MODELS)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    code = StringField("Mã số", [Length(max=40)], description="Để trống thì hệ thống cấp.", render_kw=_PLAIN)
    late_reason = StringField("Lý do nhận muộn", [Length(max=500)], description="Chỉ ghi khi muộn.", render_kw=_PLAIN)

    def offer(self, regulation: Regulation) -> None:
        """The choices of the regulation; what it does not have falls away."""
        self.title.label.text = f"Tên {regulation.entry_word}"
        none = SelectChoice("", "– Chọn –")
        self.field_key.choices = [none, *(SelectChoice(one.key, one.name) for one in regulation.fields)]
        if regulation.divisions:
            self.division_key.choices = [none, *(SelectChoice(one.key, one.name) for one in regulation.divisions)]
        else:
            del self.division_key
        parts = paper_parts(regulation)
        if parts:
            self.parts.choices = [SelectChoice(part.key, part.name) for part in parts]
        else:
            del self.parts
        if regulation.timeline.submission.paper == "received":
            del self.sent_on
        self.title.flags.required = self.authors.flags.required = self.field_key.flags.required = True


_CAMERA = {"accept": "image/*", "capture": "environment"}


class MoveForm(HouseForm):
    """The next step of a thing: where to, whom to, what is to be said."""

    place = StringField("Chỗ để", [Length(max=200)], render_kw={"autocomplete": "off", "list": "places"})
    note = StringField("Ghi chú, hoặc trả cho ai", [Length(max=500)], render_kw=_PLAIN)
    photo = FileField("Ảnh", render_kw=_CAMERA)


class CheckInForm(HouseForm):
    """A thing that comes in."""

    kind = SelectField("Loại", choices=[SelectChoice(key, words) for key, words in KINDS.items()])
    words = TextAreaField(
        "Mô tả",
        [Length(max=300)],
        description="Ví dụ: mô hình gỗ, 2 thùng, có bộ nguồn.",
        render_kw={"rows": 2},
    )
    place = StringField("Chỗ để", [Length(max=200)], render_kw={"autocomplete": "off", "list": "places"})
    photo = FileField("Ảnh", render_kw=_CAMERA)


__all__ = ["CheckInForm", "MoveForm", "QuickPaperForm"]
