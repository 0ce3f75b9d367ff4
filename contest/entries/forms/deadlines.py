"""Time given to one entry or unit, codes for late ones."""

from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from contest.foundation.forms import HouseForm

_DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}


class TimeForm(HouseForm):
    """Until when, and why."""

    until = StringField("Được nộp đến ngày", [Length(max=40)], render_kw=_DAY)
    clock = StringField("Giờ", [Length(max=10)], description="Để trống là 17:00.", render_kw={"placeholder": "17:00"})
    reason = TextAreaField("Lý do", [Length(max=2000)], render_kw={"rows": 2})


class UnitTimeForm(TimeForm):
    """For which unit."""

    unit = StringField(
        "Đơn vị",
        [Length(max=300)],
        description="Viết tên như trong danh bạ hoặc hồ sơ; đơn vị trùng tên thì kèm xã, phường trong ngoặc.",
        render_kw={"autocomplete": "off", "list": "units"},
    )


class CodeForm(TimeForm):
    """Whom a code is handed to."""

    given_to = StringField("Giao cho", [Length(max=200)], description="Họ tên hoặc đơn vị, để sau này tra lại.")


class LateForm(HouseForm):
    """The code somebody was given."""

    code = StringField("Mã nộp muộn", [Length(max=40)], render_kw={"autocomplete": "off"})
