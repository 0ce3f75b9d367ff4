"""More time for everybody: until when, by which decision, why."""

from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from contest.foundation.forms import HouseForm

DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}


class ExtensionForm(HouseForm):
    """A numbered decision that moves the announced deadline."""

    until = StringField("Hạn nộp mới", [Length(max=40)], render_kw=DAY)
    clock = StringField("Giờ", [Length(max=10)], description="Để trống là 17:00.", render_kw={"placeholder": "17:00"})
    number = StringField("Số quyết định, thông báo", [Length(max=120)], description="Ví dụ 15/QĐ-BTC.")
    decided_on = StringField("Ngày quyết định", [Length(max=40)], render_kw=DAY)
    reason = TextAreaField(
        "Lý do", [Length(max=2000)], description="Được công khai trên trang hội thi.", render_kw={"rows": 2}
    )
