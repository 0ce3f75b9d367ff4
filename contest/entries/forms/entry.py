"""Forms made from the regulation: they only hold what was typed; the rules say whether it can be taken."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, FieldList, FormField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from contest.editions.rules import Regulation
from contest.entries.rules import (
    ENTRANT_WORDS,
    GENDERS,
    GIVEN_BY,
    PURPOSE_WORDS,
    Asked,
    asked_facts,
    asked_questions,
    is_blank,
)
from contest.entries.rules.values import LONGEST
from contest.foundation.forms import HouseForm
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.words import sentence

_ROW = re.compile(r"rows-(\d{1,3})-")
# Units of the directory are offered while it is typed (static/people/units.js).
_UNIT = {"data-unit": "", "autocomplete": "organization"}
_DATE = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}


class EntryForm(HouseForm):
    """A form whose values are looked at by the rules; the token is checked at the door of the house."""

    class Meta(HouseForm.Meta):
        """Without a token of its own."""

        csrf = False

    def texts(self) -> dict[str, str]:
        """What is typed in every field of text, wherever in the form, by the field's name."""
        return {name: field.data for name, field in _named(self._fields.values()) if isinstance(field.data, str)}

    def blame(self, refusal: Refusal) -> None:
        """Each reason at its field, wherever in the form that is; the rest at the top."""
        fields = dict(_named(self._fields.values()))
        for reason in refusal.reasons:
            field = fields.get(reason.where)
            if field is None:
                self.form_errors.append(sentence(reason))
            else:
                field.errors = [*field.errors, sentence(reason)]


def _named(fields: Iterable[Field]) -> Iterator[tuple[str, Field]]:
    for field in fields:
        inside = getattr(field, "entries", None)
        if inside is None and isinstance(field, FormField):
            inside = field.form._fields.values()
        if inside is None:
            yield field.name, field
        else:
            yield from _named(inside)


def _line(label: str, longest: int, help: str = "", **attributes: Any) -> StringField:
    return StringField(label, [Length(max=longest)], description=help, render_kw=attributes or None)


def _text(label: str, longest: int, help: str = "", **attributes: Any) -> TextAreaField:
    return TextAreaField(label, [Length(max=longest)], description=help, render_kw={"rows": 6, **attributes})


def _choice(label: str, choices: Iterable[tuple[str, str]], help: str = "") -> SelectField:
    options = [SelectChoice("", "– Chọn –"), *(SelectChoice(value, words) for value, words in choices)]
    return SelectField(label, choices=options, description=help)


def _asked(asked: Asked) -> Field:
    if asked.kind == "text":
        words = {"data-most-words": str(asked.max_words)} if asked.max_words else {}
        return _text(asked.label, LONGEST["text"], asked.help, **words)
    if asked.kind in ("choice", "yes_no"):
        choices = asked.choices if asked.kind == "choice" else ("Có", "Không")
        return _choice(asked.label, [(choice, choice) for choice in choices], asked.help)
    shown = {"month": "tháng/năm", "date": "ngày/tháng/năm"}.get(asked.kind)
    attributes = {"placeholder": shown, "inputmode": "numeric"} if shown else {}
    return _line(asked.label, LONGEST["line"], asked.help, **attributes)


def solution_form(regulation: Regulation) -> type[EntryForm]:
    """The first step: the solution, what the regulation asks of it, and whom to reach."""
    word = regulation.entry_word
    long_help = "Ghi đúng như muốn in trên giấy chứng nhận."
    fields: dict[str, Field] = {
        "title": _text(f"Tên {word}", LONGEST["title"], long_help, rows=3),
        "short_title": _line("Tên ngắn", LONGEST["short_title"], "Dùng trên phiếu và bảng chấm khi tên dài."),
        "field_key": _choice("Lĩnh vực dự thi", [(field.key, field.name) for field in regulation.fields]),
    }
    if regulation.divisions:
        fields["division_key"] = _choice("Bảng dự thi", [(each.key, each.name) for each in regulation.divisions])
    fields["entrant_type"] = _choice(
        "Dự thi với tư cách", [(kind, ENTRANT_WORDS[kind]) for kind in regulation.entrants.types]
    )
    fields["summary"] = _text("Tóm tắt", LONGEST["summary"], "Vài câu cho người chưa biết gì hiểu được.", rows=5)
    fields |= {f"answer_{asked.key}": _asked(asked) for asked in asked_questions(regulation)}
    fields |= {f"fact_{asked.key}": _asked(asked) for asked in asked_facts(regulation)}
    unit_words = "Trường" if regulation.kind == "youth" else "Đơn vị"
    fields |= {
        "unit": _line(f"{unit_words} gửi hồ sơ", LONGEST["unit"], "Tên đầy đủ, kèm xã, phường nếu dễ trùng.", **_UNIT),
        "locality": _line("Địa phương", LONGEST["locality"], "Xã, phường và tỉnh, thành phố."),
        "phone": _line("Điện thoại liên hệ", 40, inputmode="tel", autocomplete="tel"),
        "email": _line("Thư điện tử liên hệ", LONGEST["email"], inputmode="email", autocomplete="email"),
    }
    if regulation.authors.mentor != "none":
        fields["mentor"] = _line("Giáo viên hướng dẫn", LONGEST["mentor"], "Họ tên, đơn vị, điện thoại.")
    made = cast(type[EntryForm], type("SolutionForm", (EntryForm,), fields))
    return made


def required_names(regulation: Regulation) -> set[str]:
    """Fields of the first step that must not be blank when the dossier is handed in."""
    names = {"title", "field_key", "division_key", "entrant_type", "summary", "phone"}
    names |= {f"fact_{asked.key}" for asked in asked_facts(regulation) if asked.required}
    names |= {f"answer_{asked.key}" for asked in asked_questions(regulation) if asked.required}
    if regulation.kind == "youth":
        names.add("unit")
    if regulation.authors.mentor == "required":
        names.add("mentor")
    return names


def author_form(regulation: Regulation) -> type[EntryForm]:
    """One line of the authors' table."""
    rules, youth = regulation.authors, regulation.kind == "youth"
    fields: dict[str, Field] = {"name": _line("Họ và tên", LONGEST["name"], autocomplete="off")}
    if "birth_on" in rules.asks:
        fields["birth_on"] = _line("Ngày sinh", 40, **_DATE)
    if "gender" in rules.asks:
        fields["gender"] = _choice("Giới tính", GENDERS.items())
    if "position_title" in rules.asks:
        fields["position_title"] = _line("Lớp" if youth else "Chức danh", LONGEST["position_title"])
    if "unit" in rules.asks:
        fields["unit"] = _line("Trường" if youth else "Nơi công tác hoặc thường trú", LONGEST["unit"], **_UNIT)
    for key, label in (
        ("qualification", "Trình độ chuyên môn"),
        ("union_member", "Công đoàn cơ sở (nếu là đoàn viên)"),
        ("ethnicity", "Dân tộc"),
    ):
        if key in rules.asks:
            fields[key] = _line(label, LONGEST[key])
    if rules.shares != "none":
        fields["share"] = _line("Tỷ lệ đóng góp", 40, inputmode="decimal")
    if rules.minors_need_guardian and (youth or "guardian" in rules.asks):
        help_ = f"Cha, mẹ hoặc người giám hộ, nếu tác giả dưới {rules.minor_below} tuổi."
        fields["guardian"] = _line("Người giám hộ", LONGEST["guardian"], help_)
    for given_by in GIVEN_BY:
        for purpose in regulation.consents:
            fields[f"consent_{given_by}_{purpose}"] = BooleanField(PURPOSE_WORDS[purpose], false_values=("", "false"))
    return cast(type[EntryForm], type("AuthorForm", (EntryForm,), fields))


def authors_form(regulation: Regulation) -> type[EntryForm]:
    """The second step: every author, and who speaks for them."""
    fields: dict[str, Field] = {
        "rows": FieldList(FormField(author_form(regulation)), min_entries=1, max_entries=60),
        "representative": _line("Tác giả đại diện", 4),
    }
    return cast(type[EntryForm], type("AuthorsForm", (EntryForm,), fields))


def filled_solution(regulation: Regulation, values: Mapping[str, Any]) -> EntryForm:
    """The first step holding what was typed before."""
    form = solution_form(regulation)(MultiDict({key: str(value) for key, value in values.items()}))
    mark_required(form, required_names(regulation))
    return form


def mark_required(form: EntryForm, names: set[str]) -> None:
    """Say at each label whether it may stay blank."""
    for name in names & set(form._fields):
        form._fields[name].flags.required = True


def mark_only(form: EntryForm, names: set[str]) -> None:
    """Say of these fields that they are needed, and of all others that they may stay blank."""
    for name, field in form._fields.items():
        field.flags.required = name in names


def filled_authors(regulation: Regulation, values: Mapping[str, Any], blank: int = 0) -> EntryForm:
    """The second step holding what was typed before, with so many blank lines behind."""
    given = MultiDict({"representative": str(values.get("representative", ""))})
    rows = list(values.get("rows", ())) or [{}]
    for place, row in enumerate([*rows, *({} for _ in range(blank))]):
        given.setlist(f"rows-{place}-name", [str(row.get("name", ""))])
        for key, value in row.items():
            given.setlist(f"rows-{place}-{key}", [str(value)])
    form = authors_form(regulation)(given)
    for line in form._fields["rows"].entries:
        mark_required(line.form, required_of_author(regulation))
    return form


def required_of_author(regulation: Regulation) -> set[str]:
    """Fields of an author's line that must not be blank when the dossier is handed in."""
    names = {"name", *({"birth_on", "unit"} & set(regulation.authors.asks))}
    if regulation.kind == "youth":
        names.add("position_title")
    return names | ({"share"} if regulation.authors.shares == "required" else set())


def typed_solution(regulation: Regulation, given: MultiDict[str, str]) -> dict[str, str]:
    """What was typed in the first step, word for word."""
    form = solution_form(regulation)(given)
    return {name: field.data or "" for name, field in form._fields.items() if isinstance(field.data, str | None)}


def typed_authors(regulation: Regulation, given: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed in the second step, word for word; wholly blank lines are left out."""
    form = authors_form(regulation)(given)
    numbers = sorted({int(found[1]) for name in given if (found := _ROW.match(name))})
    rows: list[dict[str, str]] = []
    representative = ""
    for number, entry in zip(numbers, form._fields["rows"].entries, strict=False):
        row = _row_values(entry.form)
        if not is_blank(row):
            if str(number) == given.get("representative"):
                representative = str(len(rows))
            rows.append(row)
    return {"rows": rows, "representative": representative}


def _row_values(form: EntryForm) -> dict[str, str]:
    row: dict[str, str] = {}
    for name, field in form._fields.items():
        if isinstance(field, BooleanField):
            row |= {name: "y"} if field.data else {}
        else:
            row[name] = field.data or ""
    return row


def faults_at(form: EntryForm, reasons: Iterable[Reason]) -> None:
    """Show the rules' reasons on the form."""
    form.blame(Refusal(reasons))


class WithdrawalForm(HouseForm):
    """Why an entry is taken out."""

    reason = TextAreaField("Lý do rút hồ sơ", [Length(max=2000)], render_kw={"rows": 3})


class CorrectionForm(HouseForm):
    """Why the secretariat changes a dossier."""

    reason = TextAreaField(
        "Lý do sửa", [Length(max=2000)], description="Lý do được ghi vào lịch sử hồ sơ.", render_kw={"rows": 2}
    )


class PaperForm(HouseForm):
    """What is noted of a dossier on paper."""

    code = StringField("Mã số", [Length(max=40)], description="Để trống thì hệ thống cấp mã số tiếp theo.")
    sent_on = StringField("Ngày gửi (dấu bưu điện)", [Length(max=40)], render_kw=_DATE)
    received_on = StringField("Ngày nhận", [Length(max=40)], description="Để trống là hôm nay.", render_kw=_DATE)
    late_reason = StringField("Lý do nhận muộn", [Length(max=500)], description="Chỉ ghi khi nhận sau hạn.")


class ForgettingForm(HouseForm):
    """Somebody wants to be forgotten; the tick says that it is known to be for good."""

    sure = BooleanField("Tôi đã đọc và hiểu rằng việc xóa không lấy lại được")


class HandingForm(HouseForm):
    """To whom entries go, and why."""

    email = StringField(
        "Thư điện tử của người nhận",
        [InputRequired("Chưa điền thư điện tử của người nhận."), Length(max=254)],
        render_kw={"type": "email", "inputmode": "email", "autocapitalize": "none"},
    )
    reason = TextAreaField("Lý do", [InputRequired("Hãy ghi lý do."), Length(max=500)])
    role = BooleanField("Chuyển cả vai trò Đơn vị đầu mối")


def representative_form(authors: Sequence[tuple[int, str]]) -> HouseForm:
    """Which of the authors speaks for the group, and why another one now."""
    choices = [SelectChoice(str(author_id), name) for author_id, name in authors]
    fields = {
        "author": RadioField("Tác giả đại diện", [InputRequired("Hãy chọn một tác giả.")], choices=choices),
        "reason": TextAreaField("Lý do", [InputRequired("Hãy ghi lý do."), Length(max=500)]),
    }
    return cast(HouseForm, type("RepresentativeForm", (HouseForm,), fields)())
