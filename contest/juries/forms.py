"""Forms of the councils, conflicts and assignments: text into values, nothing decided here."""

from collections.abc import Iterable, Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from contest.editions.rules import Regulation
from contest.foundation.forms import HouseForm
from contest.juries.rules.roster import expertise_of
from contest.juries.rules.seating import SEAT_WORDS
from contest.people.queries import PersonCard

_NEEDED = InputRequired("Mục này chưa được điền.")
_MOST = 100_000


class _Ticks(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SeatForm(HouseForm):
    """A role on a council, expertise, a ceiling of entries."""

    role = SelectField("Vai trò", choices=[SelectChoice(*each) for each in SEAT_WORDS.items()], default="member")
    fields = _Ticks("Chuyên môn trong các lĩnh vực của hội đồng")
    words = StringField("Chuyên môn khác", [Length(max=300)])
    most_entries = IntegerField("Nhận nhiều nhất bao nhiêu hồ sơ", [Optional(), NumberRange(0, _MOST)])

    def offer(self, regulation: Regulation, field_keys: Sequence[str]) -> None:
        """The fields of the council as choices."""
        self.fields.choices = [SelectChoice(key, regulation.field_name(key)) for key in field_keys]

    def expertise(self, regulation: Regulation) -> list[str]:
        """Ticked fields, then free words; a word that is a field's name becomes the field."""
        names = {field.key: field.name for field in regulation.fields}
        return list(dict.fromkeys([*(self.fields.data or ()), *expertise_of(self.words.data or "", names)]))


class NewSeatForm(SeatForm):
    """Somebody new on a council."""

    name = StringField("Họ và tên", [_NEEDED, Length(max=200)], render_kw={"autocomplete": "off"})
    email = StringField(
        "Thư điện tử",
        [_NEEDED, Length(max=254)],
        render_kw={"type": "email", "inputmode": "email", "autocomplete": "off", "autocapitalize": "none"},
    )
    unit = StringField("Đơn vị công tác", [Length(max=300)])
    invites = BooleanField("Gửi thư mời nhận nhiệm vụ", default=True)


class ReasonForm(HouseForm):
    """A reason that goes on record."""

    reason = TextAreaField("Lý do", [_NEEDED, Length(max=1000)])


class SettleForm(HouseForm):
    """A reason; needed to dismiss, free to confirm."""

    reason = StringField("Lý do", [Length(max=1000)])


class RecordForm(HouseForm):
    """A conflict the secretariat knows of."""

    person_id = SelectField("Giám khảo", [_NEEDED], coerce=int)
    code = StringField("Mã số hồ sơ", [_NEEDED, Length(max=40)])
    reason = StringField("Lý do", [_NEEDED, Length(max=1000)])

    def offer(self, people: Iterable[PersonCard]) -> None:
        """The people of all councils as choices."""
        named = [(one.id, f"{one.name} – {one.unit}" if one.unit else one.name) for one in people]
        self.person_id.choices = [SelectChoice(*each) for each in named]


class ImportForm(HouseForm):
    """The spreadsheet of judges."""

    file = FileField("Tệp Excel (.xlsx)", [FileRequired("Chưa chọn tệp.")])


class ConfirmForm(HouseForm):
    """The spreadsheet looked at before, by its token."""

    token = HiddenField("", [_NEEDED, Length(max=400)])
    invites = BooleanField("Gửi thư mời nhận nhiệm vụ cho người mới")


class RunForm(HouseForm):
    """How to propose an assignment."""

    seed = IntegerField("Số phân xử các phương án ngang nhau", [Optional(), NumberRange(1, 10**9)], default=1)
    fresh = BooleanField("Phân công lại từ đầu, không giữ phân công hiện có")
    patient = BooleanField("Tính kỹ hơn để hồ sơ thiệt nhất được chấm hợp nhất (đến một phút)")
