"""Forms of the councils, conflicts and assignments: text into values, nothing decided here."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from contest.editions.rules import Regulation
from contest.foundation.forms import HouseForm, HouseMeta
from contest.foundation.refusal import Reason, Refusal
from contest.juries.forms.apart import AvoidForm, PairForm, ReasonForm, RecordForm, SettleForm, StandInForm
from contest.juries.queries import CouncilRow, teams_of
from contest.juries.queries.presenting import FrameCard
from contest.juries.rules.roster import expertise_of
from contest.juries.rules.seating import SEAT_WORDS
from contest.juries.rules.timetable import MOST_DAYS, MOST_ROOMS, Day, Frame, Room

__all__ = [
    "AvoidForm",
    "BuildForm",
    "ConfirmForm",
    "DelayForm",
    "FrameForm",
    "ImportForm",
    "MoveForm",
    "NewSeatForm",
    "PairForm",
    "ReasonForm",
    "RecordForm",
    "RunForm",
    "SeatForm",
    "SettleForm",
    "StandInForm",
    "SwapForm",
]

_NEEDED = InputRequired("Mục này chưa được điền.")
_MOST = 100_000


class _Ticks(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SeatForm(HouseForm):
    """A role on a council, expertise, a ceiling of entries."""

    role = SelectField("Vai trò", choices=[SelectChoice(*each) for each in SEAT_WORDS.items()], default="member")
    team = SelectField("Tổ chuyên gia", default="")
    fields = _Ticks("Chuyên môn trong các lĩnh vực của hội đồng")
    words = StringField("Chuyên môn khác", [Length(max=300)])
    away = BooleanField("Đang vắng")
    most_entries = IntegerField("Nhận nhiều nhất bao nhiêu hồ sơ", [Optional(), NumberRange(0, _MOST)])

    def offer(self, regulation: Regulation, council: CouncilRow) -> None:
        """The fields and the teams of the council as choices; what has no choices is not asked."""
        self.fields.choices = [SelectChoice(key, regulation.field_name(key)) for key in council.field_keys]
        teams = teams_of(regulation, council.key)
        if teams:
            own = [SelectChoice(team.key, team.name) for team in teams]
            self.team.choices = [SelectChoice("", "Cả hội đồng, không thuộc tổ nào"), *own]
        else:
            del self.team

    def expertise(self, regulation: Regulation) -> list[str]:
        """Ticked fields, then free words; a word that is a field's name becomes the field."""
        names = {field.key: field.name for field in regulation.fields}
        return list(dict.fromkeys([*(self.fields.data or ()), *expertise_of(self.words.data or "", names)]))


class NewSeatForm(SeatForm):
    """Somebody new on a council."""

    away = None
    name = StringField("Họ và tên", [_NEEDED, Length(max=200)], render_kw={"autocomplete": "off"})
    email = StringField(
        "Thư điện tử",
        [_NEEDED, Length(max=254)],
        render_kw={"type": "email", "inputmode": "email", "autocomplete": "off", "autocapitalize": "none"},
    )
    unit = StringField("Đơn vị công tác", [Length(max=300)])
    invites = BooleanField("Gửi thư mời nhận nhiệm vụ", default=True)


class ImportForm(HouseForm):
    """The spreadsheet of judges."""

    file = FileField("Tệp Excel (.xlsx)", [FileRequired("Chưa chọn tệp.")])


class ConfirmForm(HouseForm):
    """The spreadsheet looked at before, by its token."""

    token = HiddenField("", [_NEEDED, Length(max=400)])
    invites = BooleanField("Gửi thư mời nhận nhiệm vụ cho người mới")


class RunForm(HouseForm):
    """How to propose an assignment."""

    seed = IntegerField(
        "Số phân xử các phương án ngang nhau",
        [Optional(), NumberRange(1, 10**9, "Nhập một số nguyên từ 1.")],
        default=1,
    )
    links = IntegerField(
        "Số hồ sơ nối của mỗi hội đồng",
        [Optional(), NumberRange(0, 1000, "Nhập một số từ 0 đến 1.000.")],
        default=0,
    )
    fresh = BooleanField("Phân công lại từ đầu, không giữ phân công hiện có")
    patient = BooleanField("Tính kỹ hơn để hồ sơ thiệt nhất được chấm hợp nhất (đến một phút)")

    @classmethod
    def starting(cls, links: int) -> Self:
        """The form with as many links as the round has now."""
        return cls(links=links)


# Empty rows at the end of a list, to write in; more come with the next saving.
_SPARE_DAYS, _SPARE_ROOMS = 2, 1
_MINUTES = [_NEEDED, NumberRange(0, 240)]


class DayRow(Form):
    """A day of presentations; a row left empty is no day."""

    Meta = HouseMeta

    on = DateField("Ngày", [Optional()])
    opens = TimeField("Bắt đầu", [Optional()])
    closes = TimeField("Kết thúc", [Optional()])
    pause_from = TimeField("Nghỉ trưa từ", [Optional()])
    pause_to = TimeField("Nghỉ trưa đến", [Optional()])


class RoomRow(Form):
    """A room and who sits in it; a row without a name is no room."""

    Meta = HouseMeta

    name = StringField("Tên phòng", [Length(max=80)])
    council_ids = _Ticks("Hội đồng ngồi tại phòng", coerce=int)


class FrameForm(HouseForm):
    """Days, rooms, minutes, the order of the call."""

    days = FieldList(FormField(DayRow), max_entries=MOST_DAYS + _SPARE_DAYS)
    rooms = FieldList(FormField(RoomRow), max_entries=MOST_ROOMS + _SPARE_ROOMS)
    minutes = IntegerField("Trình bày", [_NEEDED, NumberRange(1, 240)])
    questions = IntegerField("Hỏi đáp", _MINUTES)
    changeover = IntegerField("Chuyển lượt", _MINUTES)
    rest_after = IntegerField("Nghỉ giải lao sau mỗi số lượt", [Optional(), NumberRange(0, 50)])
    rest_minutes = IntegerField("Giải lao", [Optional(), NumberRange(0, 120)])
    call_order = SelectField("Thứ tự gọi", [_NEEDED])
    units_together = BooleanField("Xếp các hồ sơ cùng đơn vị gần nhau, trong một ngày")

    @classmethod
    def of(cls, card: FrameCard, councils: Sequence[CouncilRow], orders: Iterable[tuple[str, str]]) -> "FrameForm":
        """The form holding a frame, with a few empty rows."""
        frame = card.frame
        form = cls(
            days=[*(day._asdict() for day in frame.days), *({} for _ in range(_SPARE_DAYS))],
            rooms=[
                *({"name": room.name, "council_ids": list(room.council_ids)} for room in frame.rooms),
                *({} for _ in range(_SPARE_ROOMS)),
            ],
            minutes=frame.minutes,
            questions=frame.questions,
            changeover=frame.changeover,
            rest_after=frame.rest_after,
            rest_minutes=frame.rest_minutes,
            call_order=card.call_order,
            units_together=card.units_together,
        )
        form.call_order.choices = [SelectChoice(*each) for each in orders]
        for row in form.rooms:
            row.form.council_ids.choices = [SelectChoice(council.id, council.name) for council in councils]
        return form

    def card(self) -> FrameCard:
        """What was typed. Raises Refusal: timetable_day_half, timetable_pause_half with the line."""
        halves = [reason for line, row in enumerate(self.days, 1) for reason in _halves(line, row.form)]
        if halves:
            raise Refusal(halves)
        days = [row.form for row in self.days if row.form.on.data]
        rooms = [row.form for row in self.rooms if row.form.name.data]
        frame = Frame(
            tuple(Day(*(day[name].data for name in Day._fields)) for day in days),
            tuple(Room(room.name.data, tuple(room.council_ids.data or ())) for room in rooms),
            self.minutes.data or 0,
            self.questions.data or 0,
            self.changeover.data or 0,
            self.rest_after.data or 0,
            self.rest_minutes.data or 0,
        )
        return FrameCard(frame, self.call_order.data, self.units_together.data)


def _halves(line: int, row: Form) -> Iterator[Reason]:
    """Days and pauses of which a part is missing."""
    named = [bool(row[name].data) for name in ("on", "opens", "closes")]
    if any(named) and not all(named):
        yield Reason("timetable_day_half", {"line": line}, "days")
    if bool(row["pause_from"].data) != bool(row["pause_to"].data):
        yield Reason("timetable_pause_half", {"line": line}, "days")


class BuildForm(HouseForm):
    """How to build a timetable."""

    seed = IntegerField("Số bốc thăm", [Optional(), NumberRange(1, 10**9)], default=1)
    fresh = BooleanField("Xếp lại từ đầu, trừ các lượt đã ghim")
    codes = StringField("Thêm các hồ sơ", [Length(max=4000)])


class MoveForm(HouseForm):
    """Where an entry goes: a free place ("t:room:moment") or another's place ("d:slot")."""

    to = SelectField("Chuyển đến", [_NEEDED])
    pin = BooleanField("Giữ nguyên lượt này khi lập lại lịch", default=True)
    anywhere = BooleanField("Vẫn chuyển, dù là phòng của hội đồng khác")

    def offer(self, places: Iterable[tuple[str, str, str]]) -> None:
        """The places as choices: (value, words, day)."""
        self.to.choices = [SelectChoice(value, words, optgroup=day) for value, words, day in places]


class DelayForm(HouseForm):
    """How many minutes later from here on; negative to catch up."""

    minutes = IntegerField("Số phút", [_NEEDED])


class SwapForm(HouseForm):
    """With which slot to change places."""

    with_ = IntegerField("Đổi với", [_NEEDED])
