"""What the prizes' pages ask: another tier with the reason, an extra award, a vote of the committee, a change."""

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from contest.editions.rules import Regulation
from contest.foundation.forms import HouseForm
from contest.prizes.rules.ballot import PAPER, PHONE, WAYS

NO_PRIZE = "-"


class MoveForm(HouseForm):
    """Another prize for an entry."""

    tier = SelectField("Giải", [DataRequired()])
    reason = TextAreaField("Lý do", [DataRequired()])


def move_form(regulation: Regulation, **values: Any) -> MoveForm:
    """The form with the regulation's tiers, best first, and "no prize"."""
    form = MoveForm(**values)
    tiers = [(tier.key, tier.name) for tier in regulation.prizes.tiers]
    form.tier.choices = [("", "Chọn giải"), *tiers, (NO_PRIZE, "Không trao giải")]
    return form


class ExtraForm(HouseForm):
    """An extra award for an entry."""

    award = SelectField("Giải trao thêm", [DataRequired()])
    author = SelectField("Trao cho", coerce=int, default=0)
    reason = TextAreaField("Lý do", [DataRequired()])
    # The authors by name, in their order.
    named: Sequence[str] = ()


def extra_form(regulation: Regulation, authors: Sequence[str], **values: Any) -> ExtraForm:
    """The form with the regulation's extra awards that are given to entries or their authors, and those by name."""
    form = ExtraForm(**values)
    awards = [
        (award.key, award.name) for award in (*regulation.extra_awards, *regulation.topic_awards) if award.of != "units"
    ]
    form.award.choices = [("", "Chọn giải"), *awards]
    form.named = authors
    form.author.choices = [SelectChoice(0, "Cả nhóm tác giả"), *(SelectChoice(*each) for each in enumerate(authors, 1))]
    return form


class UnitForm(HouseForm):
    """An award for a unit, or the decision that it does not get one."""

    unit = SelectField("Đơn vị", [DataRequired()])
    decision = RadioField(
        "Quyết định", [DataRequired()], choices=[SelectChoice("give", "Trao"), SelectChoice("withhold", "Không trao")]
    )
    reason = TextAreaField("Lý do", [DataRequired()])


def unit_form(units: Sequence[str], award_key: str, **values: Any) -> UnitForm:
    """The form of one award with the units of the edition, and "give" chosen."""
    form = UnitForm(prefix=f"{award_key}-", **values)
    form.unit.choices = [("", "Chọn đơn vị"), *((unit, unit) for unit in units)]
    if not form.is_submitted():
        form.decision.data = "give"
    return form


class ConfirmForm(HouseForm):
    """Nothing but the deed: the committee's vote says what was agreed."""


class BallotForm(HouseForm):
    """A vote of the committee: how, on what, who presides; each member's way is a field named m_ and the key."""

    way = RadioField("Cách biểu quyết", [DataRequired()], choices=[SelectChoice(*each) for each in WAYS.items()])
    closes_on = DateField("Hạn trả lời, ngày", [Optional()])
    closes_time = TimeField("Giờ", [Optional()])
    code = StringField("Mã số hồ sơ", [Optional()])
    tier = SelectField("Giải đề nghị cho hồ sơ này", default="")
    reason = TextAreaField("Lý do", [Optional()])
    presides = SelectField("Người chủ trì", [DataRequired()], coerce=int)
    others = IntegerField("Số thành viên không có tài khoản", [Optional(), NumberRange(min=0, max=1000)])
    is_hidden = BooleanField("Chỉ hiện kết quả sau khi kiểm phiếu")
    is_secret = BooleanField("Bỏ phiếu kín, không ai biết ai chọn gì")

    def by_way(self, way: str) -> frozenset[int]:
        """The members who vote in this way."""
        return frozenset(int(field.name[2:]) for field in self if field.name[:2] == "m_" and field.data == way)


_MEMBER = [
    SelectChoice(PHONE, "Bỏ phiếu tại đây"),
    SelectChoice(PAPER, "Phiếu giấy"),
    SelectChoice("", "Không biểu quyết"),
]


def ballot_form(regulation: Regulation, members: Sequence[tuple[int, str]], **values: Any) -> BallotForm:
    """The form with the committee's members and the regulation's tiers."""
    fields = {f"m_{key}": SelectField(name, choices=_MEMBER, default=PHONE) for key, name in members}
    form: BallotForm = type("OneBallotForm", (BallotForm,), fields)(**values)
    tiers = [(tier.key, tier.name) for tier in regulation.prizes.tiers]
    form.tier.choices = [("", "Chọn giải"), *tiers, (NO_PRIZE, "Không trao giải")]
    form.presides.choices = [SelectChoice(0, "Chọn một thành viên"), *(SelectChoice(*each) for each in members)]
    if not form.is_submitted():
        form.way.data = "meeting"
    return form


_VOTES = [InputRequired(), NumberRange(min=0, max=1000)]


class PaperVotesForm(HouseForm):
    """Totals counted on paper, with their photograph or scan, or why there is none."""

    agree = IntegerField("Số phiếu đồng ý", _VOTES)
    against = IntegerField("Số phiếu không đồng ý", _VOTES)
    abstain = IntegerField("Số phiếu không ý kiến", _VOTES)
    scan = FileField("Ảnh hoặc bản quét các phiếu")
    paper_reason = StringField("Lý do không có ảnh", [Optional(), Length(max=500)])


class ReasonForm(HouseForm):
    """A reason alone."""

    reason = TextAreaField("Lý do", [DataRequired()])


_WHY = "Vì sao thay đổi"


class EntryChangeForm(HouseForm):
    """Which entry may not take part any more."""

    code = StringField("Mã số hồ sơ", [DataRequired()])
    reason = TextAreaField(_WHY, [DataRequired()])


class JudgeChangeForm(HouseForm):
    """Whose sheets do not count any more."""

    judge = SelectField("Giám khảo", [DataRequired()])
    reason = TextAreaField(_WHY, [DataRequired()])


def judge_change_form(choices: Sequence[tuple[str, str]], **values: Any) -> JudgeChangeForm:
    """The form with every judge of every ranked round."""
    form = JudgeChangeForm(**values)
    form.judge.choices = [("", "Chọn giám khảo"), *choices]
    return form


class RoundChangeForm(HouseForm):
    """Which closed round is opened again."""

    round = SelectField("Vòng chấm", [DataRequired()])
    reason = TextAreaField(_WHY, [DataRequired()])


def round_change_form(choices: Sequence[tuple[str, str]], **values: Any) -> RoundChangeForm:
    """The form with every closed round."""
    form = RoundChangeForm(**values)
    form.round.choices = [("", "Chọn vòng"), *choices]
    return form


class WeightChangeForm(HouseForm):
    """Another weight."""

    weight = SelectField("Trọng số", [DataRequired()])
    value = StringField("Giá trị mới", [DataRequired()])
    reason = TextAreaField(_WHY, [DataRequired()])


def weight_change_form(choices: Sequence[tuple[str, str]], **values: Any) -> WeightChangeForm:
    """The form with every weight of the regulation."""
    form = WeightChangeForm(**values)
    form.weight.choices = [("", "Chọn trọng số"), *choices]
    return form


class ScoreChangeForm(HouseForm):
    """A sheet's cells as they should be; the cells' fields are named c_ and the cell's key."""

    reason = TextAreaField(_WHY, [DataRequired()])


def score_change_form(cells: Sequence[tuple[str, str, str]], **values: Any) -> ScoreChangeForm:
    """The form of one sheet: cells by key, name, and the figure that stands there."""
    fields = {f"c_{key}": StringField(name, [DataRequired()], default=figure) for key, name, figure in cells}
    made: ScoreChangeForm = type("OneScoreChangeForm", (ScoreChangeForm,), fields)(**values)
    return made


class TextChangeForm(HouseForm):
    """The regulation's whole new text, from the page that shows what it changes."""

    text = TextAreaField("Nội dung", [DataRequired(), Length(max=300_000)], clean=False)
    reason = TextAreaField(_WHY, [DataRequired()])


class ApprovalForm(HouseForm):
    """An approval of what was seen."""

    seen = HiddenField("Bản xem trước", [DataRequired()])
