"""The base of all forms: Vietnamese messages, clean text, refusals shown at the field they are about."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from wtforms import Field, StringField, TextAreaField
from wtforms.meta import DefaultMeta
from wtforms.validators import Length

from contest.foundation.refusal import LONGEST_REASON, Refusal
from contest.foundation.vietnamese import fold, nfc
from contest.foundation.words import sentence

LONGEST_LINE = 500
LONGEST_TEXT = 20_000

# WTForms asks for the message by its English text; what is missing here would reach users in English.
MESSAGES = {
    "This field is required.": "Mục này chưa được điền.",
    "Invalid email address.": "Địa chỉ thư điện tử không đúng.",
    "Not a valid choice.": "Lựa chọn này không có trong danh sách.",
    "Invalid choice(s): one or more data inputs could not be coerced.": "Hãy chọn trong danh sách.",
    "Invalid Choice: could not coerce.": "Hãy chọn một mục trong danh sách.",
    "Not a valid integer value.": "Cần một số nguyên.",
    "Not a valid decimal value.": "Cần một số, ví dụ 87,5.",
    "Not a valid date value.": "Ngày không đúng. Nhập theo dạng ngày/tháng/năm, ví dụ 05/03/2026.",
    "Not a valid datetime value.": "Thời điểm không đúng.",
    "Not a valid time value.": "Giờ không đúng.",
    "Not a valid week value.": "Tuần không đúng.",
    "Not a valid float value.": "Cần một số, ví dụ 87,5.",
    "Date must be at least %(min)s.": "Ngày sớm nhất là %(min)s.",
    "Date must be at most %(max)s.": "Ngày muộn nhất là %(max)s.",
    "Date must be between %(min)s and %(max)s.": "Ngày phải từ %(min)s đến %(max)s.",
    "Invalid URL.": "Địa chỉ trang không đúng. Ghi đủ, ví dụ https://vi-du.vn.",
    "Invalid IP address.": "Địa chỉ mạng không đúng.",
    "Invalid Mac address.": "Địa chỉ thiết bị không đúng.",
    "Invalid UUID.": "Mã không đúng.",
    "Invalid value, must be one of: %(values)s.": "Chỉ nhận một trong các giá trị: %(values)s.",
    "Invalid value, can't be any of: %(values)s.": "Không nhận các giá trị: %(values)s.",
    "This field cannot be edited.": "Mục này không sửa được.",
    "This field is disabled and cannot have a value.": "Mục này đang đóng, không nhận nội dung.",
    "File does not have an approved extension.": "Tệp không đúng loại cho phép.",
    "File does not have an approved extension: {extensions}": "Tệp không đúng loại cho phép ({extensions}).",
    "Invalid input.": "Nội dung không hợp lệ.",
    "Field must be equal to %(other_name)s.": "Hai lần nhập không giống nhau.",
    "Field must be between %(min)d and %(max)d characters long.": "Cần từ %(min)d đến %(max)d ký tự.",
    "Number must be at least %(min)s.": "Số nhỏ nhất là %(min)s.",
    "Number must be at most %(max)s.": "Số lớn nhất là %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Số phải từ %(min)s đến %(max)s.",
    "CSRF failed.": "Trang đã mở quá lâu. Xin gửi lại lần nữa.",
    "Invalid CSRF Token.": "Trang đã mở quá lâu. Xin gửi lại lần nữa.",
    "CSRF token missing.": "Trang đã mở quá lâu. Xin gửi lại lần nữa.",
    "CSRF token invalid.": "Trang đã mở quá lâu. Xin gửi lại lần nữa.",
    "CSRF token expired.": "Trang đã mở quá lâu. Xin gửi lại lần nữa.",
    "The CSRF token is missing.": "Trang đã mở quá lâu. Xin gửi lại lần nữa.",
    "The CSRF token is invalid.": "Trang đã mở quá lâu. Xin gửi lại lần nữa.",
    "The CSRF token has expired.": "Trang đã mở quá lâu. Xin gửi lại lần nữa.",
    "The CSRF session token is missing.": "Trang đã mở quá lâu. Xin gửi lại lần nữa.",
    "The CSRF tokens do not match.": "Trang đã mở quá lâu. Xin gửi lại lần nữa.",
}
_PLURALS = {
    "Field must be at least %(min)d character long.": "Cần ít nhất %(min)d ký tự.",
    "Field cannot be longer than %(max)d character.": "Dài quá %(max)d ký tự cho phép.",
    "Field must be exactly %(max)d character long.": "Cần đúng %(max)d ký tự.",
    "'%(value)s' is not a valid choice for this field.": "“%(value)s” không có trong danh sách.",
}


class Translations:
    """WTForms' messages in Vietnamese, which has one plural form."""

    def gettext(self, text: str) -> str:
        """The Vietnamese message."""
        return MESSAGES.get(text, text)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The Vietnamese message, whatever the count."""
        return _PLURALS.get(singular, singular)


def clean(value: Any) -> Any:
    """Text as it is kept: NFC, no stray spaces or control characters; other values unchanged."""
    return nfc(value) if isinstance(value, str) else value


def clean_lines(value: Any) -> Any:
    """Several lines of text as they are kept; line breaks stay."""
    if not isinstance(value, str):
        return value
    return "\n".join(nfc(line) for line in value.replace("\r\n", "\n").split("\n")).strip()


class HouseMeta(DefaultMeta):
    """What every form of the house shares."""

    def get_translations(self, form: Any) -> Translations:
        """Vietnamese messages without a compiled catalogue."""
        return Translations()

    def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
        """Text fields clean what they are given; one without a length of its own gets the house's limit."""
        if issubclass(unbound_field.field_class, StringField):
            self._furnish(unbound_field, options)
        return super().bind_field(form, unbound_field, options)

    @staticmethod
    def _furnish(unbound: Any, options: dict[str, Any]) -> None:
        lines = issubclass(unbound.field_class, TextAreaField)
        given: list[Callable[[Any], Any]] = list(unbound.kwargs.get("filters", ()))
        wipe = clean_lines if lines else clean
        # The field is furnished anew for every form, so what it was told the first time stays with it.
        unbound.is_word_for_word = getattr(unbound, "is_word_for_word", not unbound.kwargs.pop("clean", True))
        if not unbound.is_word_for_word and wipe not in given:
            unbound.kwargs["filters"] = [wipe, *given]
        validators = list(unbound.kwargs.get("validators") or (unbound.args[1] if len(unbound.args) > 1 else ()))
        if not any(isinstance(validator, Length) for validator in validators):
            longest = LONGEST_REASON if options.get("name") == "reason" else LONGEST_TEXT
            validators.append(Length(max=longest if lines else LONGEST_LINE))
            _put_validators(unbound, validators)
        for validator in validators:
            _write_grouped(validator)


def _write_grouped(validator: Any) -> None:
    """A limit is said as figures are written here: 10.000, not 10000."""
    if isinstance(validator, Length) and validator.min == -1 and validator.message is None:
        validator.message = f"Dài quá {validator.max:,} ký tự cho phép.".replace(",", ".")


def _put_validators(unbound: Any, validators: list[Any]) -> None:
    if len(unbound.args) > 1:
        unbound.args = (unbound.args[0], validators, *unbound.args[2:])
    else:
        unbound.kwargs["validators"] = validators


class HouseForm(FlaskForm):
    """A form that speaks Vietnamese; `blame` puts a refusal's reasons at the fields they are about."""

    class Meta(HouseMeta, FlaskForm.Meta):
        """House rules over Flask-WTF's own."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Only what a form sent is read as a form; JSON of any shape is not."""
            if formdata is _Auto and request.is_json:
                return None
            return super().wrap_formdata(form, formdata)

    def __init__(self, formdata: Any = _Auto, **values: Any) -> None:
        """Values are shown until something is sent."""
        super().__init__(formdata, **values)

    def is_submitted(self) -> bool:
        """Whether something was sent."""
        return bool(super().is_submitted())

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether something was sent and every field takes it."""
        return bool(super().validate_on_submit(extra_validators))

    def blame(self, refusal: Refusal) -> None:
        """Add each reason to the field named by its `where`; what belongs to no field goes to the form."""
        for reason in refusal.reasons:
            field = self._fields.get(reason.where) if reason.where else None
            if field is None:
                self.form_errors.append(sentence(reason))
            else:
                field.errors = [*field.errors, sentence(reason)]


def errors_of(form: HouseForm) -> list[tuple[str, str]]:
    """All errors of a form as (field id, sentence), for the summary at its top."""
    found = [("", str(text)) for text in form.form_errors]
    for field in form:
        found.extend(_errors_of_field(field))
    return found


def _errors_of_field(field: Field) -> list[tuple[str, str]]:
    if field.type == "CSRFTokenField":
        return [("", MESSAGES.get(str(text), str(text))) for text in field.errors]
    inner = field.entries if hasattr(field, "append_entry") else getattr(field, "form", None)
    if inner is not None:
        own = [] if isinstance(field.errors, dict) else [text for text in field.errors if isinstance(text, str)]
        return [(field.id, text) for text in own] + [error for part in inner for error in _errors_of_field(part)]
    return [(field.id, _named(field, str(text))) for text in field.errors if isinstance(text, str)]


def _named(field: Field, text: str) -> str:
    """A sentence that does not say which field it is about says so in the summary, far from the field."""
    name = field.label.text
    return text if not name or fold(name) in fold(text) else f"{name}: {text}"
