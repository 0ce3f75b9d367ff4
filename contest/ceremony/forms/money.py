"""What the pages of prize money ask."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import TextInput

from contest.ceremony.rules.money import PAY_WAYS, PAYEES, SPLIT_WORDS
from contest.foundation.forms import HouseForm


def _choices(words: Mapping[Any, str]) -> list[SelectChoice]:
    return [SelectChoice(key, word) for key, word in words.items()]


def _day(words: str) -> DateField:
    """A day as people here write it."""
    return DateField(
        words,
        [DataRequired()],
        format=["%d/%m/%Y", "%Y-%m-%d"],
        widget=TextInput(),
        render_kw={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"},
    )


class RuleForm(HouseForm):
    """How awards are divided, and what tax is kept back."""

    split = RadioField("Chia tiền của một giải", [DataRequired()], choices=_choices(SPLIT_WORDS))
    is_on = BooleanField("Khấu trừ thuế thu nhập cá nhân khi chi cho cá nhân")
    rate = StringField("Thuế suất (%)", [Optional(), Length(max=10)], render_kw={"inputmode": "decimal"})
    threshold_vnd = StringField(
        "Phần không tính thuế (đồng)", [Optional(), Length(max=20)], render_kw={"inputmode": "numeric"}
    )
    source = StringField("Căn cứ", [Optional(), Length(max=300)])
    confirmed_by = StringField("Kế toán xác nhận", [Optional(), Length(max=200)])


class PayeeForm(HouseForm):
    """Who gets a share and how."""

    kind = RadioField("Người nhận", [DataRequired()], choices=_choices(PAYEES))
    name = StringField("Họ tên người nhận hoặc tên đơn vị", [DataRequired(), Length(max=200)])
    way = RadioField("Cách nhận", [DataRequired()], choices=_choices(PAY_WAYS))
    bank = StringField("Ngân hàng", [Optional(), Length(max=100)])
    account = StringField("Số tài khoản", [Optional(), Length(max=30)], render_kw={"autocomplete": "off"})
    account_name = StringField("Tên chủ tài khoản", [Optional(), Length(max=200)])
    proxy = StringField("Người nhận thay", [Optional(), Length(max=200)])
    proxy_paper = StringField("Giấy ủy quyền", [Optional(), Length(max=300)])


class SaidForm(HouseForm):
    """Who won says how to be paid."""

    kind = RadioField("Người nhận", [DataRequired()])
    name = StringField("Họ tên người nhận hoặc tên đơn vị", [DataRequired(), Length(max=200)])
    way = RadioField("Cách nhận", [DataRequired()], choices=_choices(PAY_WAYS))
    bank = StringField("Ngân hàng", [Optional(), Length(max=100)])
    account = StringField(
        "Số tài khoản", [Optional(), Length(max=30)], render_kw={"autocomplete": "off", "inputmode": "numeric"}
    )
    account_name = StringField("Tên chủ tài khoản", [Optional(), Length(max=200)], render_kw={"autocomplete": "off"})
    proxy = StringField("Người nhận thay", [Optional(), Length(max=200)])
    paper = FileField("Giấy ủy quyền")

    def offer(self, kinds: Iterable[str]) -> None:
        """As what somebody may be paid."""
        self.kind.choices = _choices({kind: PAYEES[kind] for kind in kinds})


class SendBackForm(HouseForm):
    """What a winner said has to be said again."""

    why = StringField("Cần khai lại vì", [DataRequired(), Length(max=300)])


class PaymentForm(HouseForm):
    """So much was paid on a day."""

    amount_vnd = StringField(
        "Số tiền chi, trước thuế (đồng)", [DataRequired(), Length(max=20)], render_kw={"inputmode": "numeric"}
    )
    paid_on = _day("Ngày chi")
    voucher = StringField("Số phiếu chi hoặc lệnh chuyển", [Optional(), Length(max=100)])
    payment_key = HiddenField()


class ReturnForm(HouseForm):
    """Money came back."""

    payment = SelectField("Khoản chi", coerce=int, validate_choice=False)
    returned_on = _day("Ngày trả lại")
    return_reason = StringField("Lý do", [DataRequired(), Length(max=300)])

    def offer(self, payments: Mapping[int, str]) -> None:
        """The payments that stand, by key."""
        self.payment.choices = _choices(payments)


class ManyForm(HouseForm):
    """What is left of all chosen shares was paid on a day."""

    paid_on = _day("Ngày chi")
    voucher = StringField("Số phiếu chi hoặc lệnh chuyển", [Optional(), Length(max=100)])
    payment_key = HiddenField()


class ScanForm(HouseForm):
    """The scan of the signed list."""

    file = FileField("Bản quét danh sách đã ký")
