"""What the ranking's pages ask: the council's order of a tie, the public's votes; and what a meeting's pages ask."""

from collections.abc import Iterable

from flask_wtf.file import FileField
from wtforms import BooleanField, EmailField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from contest.foundation.forms import HouseForm


class SettlementForm(HouseForm):
    """Why the tied entries stand in the order given; the places come beside it, one for each entry."""

    reason = TextAreaField("Kết quả biểu quyết và lý do", [DataRequired()])


class RevocationForm(HouseForm):
    """Why a vote of the council is taken back."""

    reason = TextAreaField("Vì sao rút biểu quyết này", [DataRequired()])


class VotesForm(HouseForm):
    """Lines of a code and a number, or a workbook of them."""

    votes = TextAreaField("Số phiếu bình chọn")
    file = FileField("Hoặc tệp Excel có cột Mã số và Số phiếu")


class VoteForm(HouseForm):
    """To which mailbox the link goes that confirms a vote."""

    email = EmailField("Địa chỉ thư điện tử", [DataRequired(), Length(max=254)])


class AsideForm(HouseForm):
    """Which group of ballots is not counted, or counted again, and why."""

    group = HiddenField("Nhóm phiếu")
    reason = TextAreaField("Lý do", [DataRequired(), Length(max=2000)])


class CallForm(HouseForm):
    """Which council meets, and where."""

    council_id = SelectField("Hội đồng họp", coerce=int)
    place = StringField("Nơi họp", [Length(max=200)])

    def offer(self, councils: Iterable[tuple[int, str]]) -> None:
        """The councils as choices; 0 is all of them together."""
        self.council_id.choices = [SelectChoice(*each) for each in councils]


class ItemForm(HouseForm):
    """Entries for the agenda, and what is asked about them."""

    codes = StringField("Hồ sơ (một đến bốn số, cách nhau bằng dấu cách)", [DataRequired(), Length(max=200)])
    words = StringField("Nội dung cần bàn", [Length(max=300)])


class BallotForm(HouseForm):
    """What is voted on."""

    question = StringField("Câu hỏi biểu quyết", [DataRequired(), Length(max=500)])
    between = BooleanField("Chọn một trong các hồ sơ (thay vì đồng ý hay không)")


class DecisionForm(HouseForm):
    """What the council decided, and why."""

    decision = TextAreaField("Kết luận và lý do", [DataRequired(), Length(max=4000)])


class ClosingForm(HouseForm):
    """What else was said."""

    remarks = TextAreaField("Ý kiến khác ghi vào biên bản", [Length(max=4000)])


class OptionForm(HouseForm):
    """The option voted for."""

    option = IntegerField("Phương án", [InputRequired()])
