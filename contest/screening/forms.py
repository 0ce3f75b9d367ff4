"""Forms of the desk: strings to values."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from contest.foundation.forms import HouseForm
from contest.screening.rules import VERDICT_WORDS


class DecisionForm(HouseForm):
    """A verdict, the words for the entrant, and by which day a supplement is wanted."""

    verdict = RadioField(
        "Kết luận",
        choices=[SelectChoice(key, words) for key, words in VERDICT_WORDS.items()],
        validate_choice=False,
    )
    reason = TextAreaField(
        "Lý do, hoặc những gì cần bổ sung",
        [Length(max=2000)],
        description="Tác giả đọc được lời này.",
        render_kw={"rows": 3},
    )
    supplement_by = StringField(
        "Hạn bổ sung",
        [Length(max=40)],
        description="Chỉ khi cần bổ sung; tính đến hết ngày.",
        render_kw={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"},
    )
