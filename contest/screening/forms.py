"""Forms of the desk: strings to values."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from contest.foundation.forms import HouseForm
from contest.screening.rules import VERDICT_WORDS
from contest.screening.rules.radar import RADAR_WORDS


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


class PairForm(HouseForm):
    """What two works of the radar are, and what was seen."""

    verdict = RadioField(
        "Kết luận của người xem",
        choices=[SelectChoice(key, words) for key, words in RADAR_WORDS.items()],
        validate_choice=False,
    )
    note = TextAreaField(
        "Ghi chú",
        description="Giống, khác ở điểm nào; phải ghi khi chọn Khác công dụng. Chỉ Ban Tổ chức và Ban Thư ký đọc được.",
        render_kw={"rows": 3},
    )
