"""What the pages of the running order ask."""

from collections.abc import Sequence
from datetime import datetime

from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import TextInput

from contest.ceremony.rules.kinds import AWARDING, SEGMENT_WORDS
from contest.ceremony.rules.ordering import LEAST, MOST, MOST_MINUTES, USUAL
from contest.foundation.clock import LOCAL
from contest.foundation.forms import HouseForm

CALLING = [
    SelectChoice("lowest_first", "Từ giải thấp lên giải cao"),
    SelectChoice("highest_first", "Từ giải cao xuống giải thấp"),
]
GOES_UP = [
    SelectChoice("authors", "Tất cả tác giả của hồ sơ"),
    SelectChoice("representative", "Một người đại diện của hồ sơ"),
]
LED = [
    SelectChoice("one", "Đi cùng nhau: một lần bấm chuyển cả lời dẫn và trang chiếu"),
    SelectChoice("apart", "Tách riêng: người ở màn hình tự bấm trang chiếu"),
]
KINDS = [SelectChoice(key, words) for key, words in SEGMENT_WORDS.items() if key != AWARDING]


class CeremonyForm(HouseForm):
    """When, where and how."""

    version = HiddenField()
    day = DateField(
        "Ngày tổ chức",
        [Optional()],
        format=["%d/%m/%Y", "%Y-%m-%d"],
        widget=TextInput(),
        render_kw={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"},
    )
    time = TimeField(
        "Giờ bắt đầu",
        [Optional()],
        format=["%H:%M", "%H:%M:%S", "%Hh%M"],
        widget=TextInput(),
        render_kw={"placeholder": "giờ:phút", "autocomplete": "off"},
    )
    place = StringField("Địa điểm", [Optional(), Length(max=300)])
    calling_order = SelectField("Thứ tự trao", choices=CALLING)
    group_size = IntegerField(
        "Số người mỗi đợt",
        [InputRequired(), NumberRange(LEAST, MOST)],
        default=USUAL,
        description="Sân khấu đứng được bao nhiêu người một lượt; thường từ 10 đến 15.",
        render_kw={"inputmode": "numeric"},
    )
    goes_up = SelectField("Ai lên sân khấu", choices=GOES_UP)
    led = SelectField("Lời dẫn và trang chiếu", choices=LED, default="one")

    def starts_at(self) -> datetime | None:
        """The moment it begins; a day without an hour begins at eight."""
        if self.day.data is None:
            return None
        hour = self.time.data
        return datetime(
            self.day.data.year,
            self.day.data.month,
            self.day.data.day,
            hour.hour if hour else 8,
            hour.minute if hour else 0,
            tzinfo=LOCAL,
        )


class SegmentForm(HouseForm):
    """What is written of a segment."""

    version = HiddenField()
    title = StringField("Tên nội dung", [Optional(), Length(max=300)])
    minutes = IntegerField(
        "Thời lượng (phút)", [InputRequired(), NumberRange(0, MOST_MINUTES)], render_kw={"inputmode": "numeric"}
    )
    words = TextAreaField("Lời dẫn", [Optional(), Length(max=5000)])
    hands_over = StringField("Người trao", [Optional(), Length(max=300)])


class NewSegmentForm(SegmentForm):
    """A segment to be put in: of which kind, after which."""

    kind = SelectField("Loại nội dung", choices=KINDS)
    after = SelectField("Đặt sau", coerce=int)

    def offer(self, segments: Sequence[tuple[int, str]]) -> None:
        """After which it may be put: (key, title) of each."""
        self.after.choices = [SelectChoice(0, "Đầu buổi lễ"), *(SelectChoice(*each) for each in segments)]


class CallForm(HouseForm):
    """Who comes up instead, who hands over."""

    stand_in = StringField("Người lên nhận thay", [Optional(), Length(max=200)])
    hands_over = StringField("Người trao riêng", [Optional(), Length(max=300)])


class NameForm(HouseForm):
    """How a name sounds, and what the family agreed to."""

    sounds = StringField("Cách đọc", [Optional(), Length(max=200)])
    called_as = StringField("Gọi trên sân khấu là", [Optional(), Length(max=200)])
    agreed_by = StringField("Ai trong gia đình đồng ý", [Optional(), Length(max=200)])


class WayForm(HouseForm):
    """A deed on the order, by who saw this version of it."""

    version = IntegerField(validators=[DataRequired()])
