"""Forms about people: strings to values; whether the values are acceptable is in rules."""

from collections.abc import Iterable

from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from contest.foundation.access import ROLE_WORDS, Role
from contest.foundation.forms import HouseForm
from contest.people.rules.provinces import PROVINCES
from contest.people.rules.units import UNIT_KINDS, UNIT_LEVELS


def _needed(label: str) -> InputRequired:
    """The summary at the top names what is missing, so that three empty fields are not three equal sentences."""
    return InputRequired(f"Chưa điền {label[0].lower()}{label[1:]}.")


_LONGEST_PASSWORD = 200
_EITHER = "Thư điện tử hoặc số điện thoại dùng để đăng nhập."


def _password(label: str, autocomplete: str) -> PasswordField:
    """A password as it was typed: nothing is tidied away."""
    return PasswordField(
        label,
        [_needed(label), Length(max=_LONGEST_PASSWORD)],
        clean=False,
        render_kw={"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"},
    )


def _email(label: str = "Thư điện tử", autocomplete: str = "email") -> StringField:
    kinds = {"type": "email", "inputmode": "email", "autocomplete": autocomplete, "autocapitalize": "none"}
    return StringField(label, [_needed(label), Length(max=254)], render_kw=kinds)


def _phone(label: str = "Số điện thoại") -> StringField:
    return StringField(
        label, [_needed(label), Length(max=30)], render_kw={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
    )


def _name(label: str = "Họ và tên", autocomplete: str = "name") -> StringField:
    return StringField(label, [_needed(label), Length(max=200)], render_kw={"autocomplete": autocomplete})


class SignInForm(HouseForm):
    """An address or a telephone, and the password."""

    who = StringField(
        "Thư điện tử hoặc số điện thoại",
        [_needed("Thư điện tử hoặc số điện thoại"), Length(max=254)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = _password("Mật khẩu", "current-password")
    stay = BooleanField("Giữ đăng nhập trên máy này trong 14 ngày")


class RegistrationForm(HouseForm):
    """A new account by e-mail."""

    name = _name()
    email = _email()
    password = _password("Mật khẩu", "new-password")


class EmailForm(HouseForm):
    """One address, to which a letter goes."""

    email = _email()


class NewPasswordForm(HouseForm):
    """A new password, by the link of a letter."""

    password = _password("Mật khẩu mới", "new-password")


class ChangePasswordForm(HouseForm):
    """The present password and the new one."""

    present = _password("Mật khẩu hiện tại", "current-password")
    password = _password("Mật khẩu mới", "new-password")


class NewAddressForm(HouseForm):
    """A new address; the present password shows that it is really the owner."""

    email = _email("Thư điện tử mới")
    present = _password("Mật khẩu hiện tại", "current-password")


class ProfileForm(HouseForm):
    """What others see of a person."""

    name = _name()
    unit = StringField("Đơn vị", [Length(max=300)], render_kw={"autocomplete": "organization"})


class ClaimForm(HouseForm):
    """The telephone, the code from the paper, and a password of one's own."""

    phone = _phone()
    code = StringField(
        "Mã nhận tài khoản",
        [_needed("Mã nhận tài khoản"), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"},
    )
    password = _password("Mật khẩu mới", "new-password")


class PressForm(HouseForm):
    """Nothing but a button pressed on purpose."""


class AcceptanceForm(HouseForm):
    """Accepting an invitation with an account that has no password yet."""

    name = _name()
    password = _password("Mật khẩu mới", "new-password")


class DeclineForm(HouseForm):
    """Declining an invitation."""

    reason = TextAreaField("Lý do", [Length(max=1000)])


class HandoutForm(HouseForm):
    """Who gets a code on paper."""

    name = _name(autocomplete="off")
    phone = _phone()
    unit = StringField("Đơn vị", [Length(max=300)])


class RoleForm(HouseForm):
    """A role for somebody who has an account already."""

    email = _email(autocomplete="off")
    role = SelectField("Vai trò", [_needed("Vai trò")])


class InvitationForm(HouseForm):
    """A role for somebody who may not have an account."""

    name = _name(autocomplete="off")
    email = _email(autocomplete="off")
    role = SelectField("Vai trò", [_needed("Vai trò")])


def offer(form: RoleForm | InvitationForm, roles: Iterable[Role]) -> None:
    """Put the roles into the form's list."""
    form.role.choices = [SelectChoice(str(role), ROLE_WORDS[role]) for role in roles]


_DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}


class UnitForm(HouseForm):
    """A line of the directory; the rules read it."""

    name = StringField(
        "Tên đơn vị", [_needed("Tên đơn vị"), Length(max=300)], description="Tên đầy đủ, như trên con dấu."
    )
    kind = SelectField(
        "Loại", choices=[SelectChoice("", "Theo tên"), *(SelectChoice(*each) for each in UNIT_KINDS.items())]
    )
    level = SelectField(
        "Cấp học", choices=[SelectChoice("", "Theo tên"), *(SelectChoice(*each) for each in UNIT_LEVELS.items())]
    )
    province = SelectField(
        "Tỉnh, thành phố",
        choices=[SelectChoice("", "– Chọn –"), *(SelectChoice(each.name, each.name) for each in PROVINCES)],
    )
    commune = StringField("Xã, phường, đặc khu", [Length(max=120)], description="Ví dụ: xã Cư Jút.")
    address = StringField("Địa chỉ", [Length(max=300)])
    former_place = StringField(
        "Địa danh trước ngày 01/7/2025", [Length(max=200)], description="Để tìm được bằng tên huyện, xã cũ."
    )
    contact = StringField("Người liên hệ", [Length(max=200)], render_kw={"autocomplete": "off"})
    phone = StringField("Điện thoại", [Length(max=40)], render_kw={"inputmode": "tel", "autocomplete": "off"})
    email = StringField("Thư điện tử", [Length(max=254)], render_kw={"inputmode": "email", "autocomplete": "off"})
    since_on = StringField("Hoạt động từ ngày", [Length(max=40)], render_kw=_DAY)
    ended_on = StringField(
        "Đến hết ngày", [Length(max=40)], description="Để trống khi đơn vị còn hoạt động.", render_kw=_DAY
    )


class UnitAccountForm(HouseForm):
    """Who is to register entries for a unit: by a letter, or by a code on paper for a telephone."""

    person = _name(autocomplete="off")
    reach = StringField(
        "Thư điện tử hoặc số điện thoại",
        [_needed("Thư điện tử hoặc số điện thoại"), Length(max=254)],
        description="Có thư điện tử thì gửi lời mời; chỉ có điện thoại thì in mã nhận tài khoản.",
        render_kw={"autocomplete": "off", "autocapitalize": "none"},
    )


class DirectoryFileForm(HouseForm):
    """A file that was looked at, to be taken in."""

    token = HiddenField()


class JoinAccountsForm(HouseForm):
    """Two accounts, as an administrator names them."""

    kept = StringField("Tài khoản giữ lại", [_needed("Tài khoản giữ lại"), Length(max=254)], description=_EITHER)
    closed = StringField("Tài khoản gộp vào", [_needed("Tài khoản gộp vào"), Length(max=254)], description=_EITHER)


class JoinOwnForm(HouseForm):
    """Another account of one's own, with its password."""

    who = StringField(
        "Thư điện tử hoặc số điện thoại của tài khoản kia",
        [_needed("Thư điện tử hoặc số điện thoại của tài khoản kia"), Length(max=254)],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = _password("Mật khẩu của tài khoản kia", "off")


class SureForm(HouseForm):
    """The tick before what cannot be taken back."""

    sure = BooleanField("Đã xem và hiểu rằng việc gộp không tách ra được")


class ForgetOwnForm(HouseForm):
    """Somebody asks for the end of their account."""

    words = TextAreaField(
        "Lời nhắn cho người quản trị", [Length(max=2000)], render_kw={"rows": 3, "autocomplete": "off"}
    )


class PaperForgettingForm(HouseForm):
    """A request that did not come from the account itself."""

    who = StringField("Tài khoản", [_needed("Tài khoản"), Length(max=254)], description=_EITHER)
    words = StringField(
        "Yêu cầu đến bằng cách nào",
        [_needed("Cách yêu cầu đến"), Length(max=300)],
        description="Ví dụ: Đơn ngày 12/05/2026 của người giám hộ, cặp hồ sơ số 3.",
        render_kw={"autocomplete": "off"},
    )


class ForgetAccountForm(HouseForm):
    """The tick before an account is deleted."""

    sure = BooleanField("Đã xem và hiểu rằng tài khoản đã xóa không lấy lại được")


class DeclineForgettingForm(HouseForm):
    """Why an account is not deleted now."""

    answer = TextAreaField(
        "Lý do chưa xóa",
        [Length(max=2000)],
        description="Người yêu cầu đọc được. Hãy ghi phải làm gì trước, hoặc xóa được từ khi nào.",
        render_kw={"rows": 3},
    )
