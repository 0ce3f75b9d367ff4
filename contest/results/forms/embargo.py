"""What the page of keeping the result back asks."""

from datetime import datetime

from wtforms import DateField, TextAreaField, TimeField
from wtforms.validators import DataRequired, Length, Optional

from contest.foundation.clock import LOCAL
from contest.foundation.forms import HouseForm


class HoldForm(HouseForm):
    """Until when, if not until it is called out."""

    opens_at = DateField("Tự công bố toàn bộ vào ngày", [Optional()])
    opens_time = TimeField("Lúc", [Optional()])

    def moment(self) -> datetime | None:
        """The moment in Vietnamese time; None without a day."""
        day, hour = self.opens_at.data, self.opens_time.data
        return datetime.combine(day, hour, LOCAL) if day and hour else None

    def is_whole(self) -> bool:
        """A day needs its hour, an hour its day; says so at the field."""
        wanting = [
            (field, words)
            for field, other, words in (
                (self.opens_time, self.opens_at, "Hãy ghi giờ của ngày này."),
                (self.opens_at, self.opens_time, "Hãy ghi ngày của giờ này."),
            )
            if other.data and not field.data
        ]
        for field, words in wanting:
            field.errors = [*field.errors, words]
        return not wanting


class LiftForm(HouseForm):
    """Why nothing is kept back any more."""

    reason = TextAreaField("Lý do thôi giữ kết quả", [DataRequired(), Length(max=2000)])
