"""Strings of the score card, of keyed-in paper and of the closing page turned into values."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import TextInput

from contest.foundation.forms import HouseForm
from contest.foundation.refusal import Reason, Refusal, refuse
from contest.foundation.vietnamese import number, parse_points
from contest.foundation.words import sentence
from contest.scoring.queries import ScoredRound
from contest.scoring.rules import (
    CELL_STATE_WORDS,
    MARKS,
    SHEET_STATE_WORDS,
    Cell,
    CellRead,
    grade_word,
    read_cell,
    read_cells,
)
from contest.scoring.rules.cases import WAYS

# Digits and a comma: nothing a judge types for one score is longer.
_LONGEST_SCORE = 20
_Named = tuple[tuple[str, str], ...]


def _choices(words: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class CellField(Field):
    """One score as typed; what was typed is shown again whatever became of it. Blank is None, never 0."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text exactly. Raises ValueError with a Vietnamese sentence."""
        self.typed = (valuelist[0] if valuelist else "").strip()[:_LONGEST_SCORE]
        self.data = None
        try:
            read = read_cell(self.typed)
        except Refusal as refusal:
            raise ValueError(sentence(refusal.reasons[0])) from refusal
        if read.state not in ("scored", "missing"):
            raise ValueError("Ghi một con số. Nếu không chấm hồ sơ này, dùng mục “Không chấm được hồ sơ này”.")
        self.data = read.points

    def _value(self) -> str:
        typed = getattr(self, "typed", "")
        return typed if typed or self.data is None else number(self.data)


class GradeField(RadioField):
    """A grade chosen by name; its figure is what is kept."""

    def __init__(self, label: str, grades: Sequence[str], **more: Any) -> None:
        choices = [SelectChoice(str(len(grades) - place), grade) for place, grade in enumerate(grades)]
        super().__init__(label, choices=choices, coerce=_figure, validate_choice=False, **more)


def _figure(value: Any) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, str) and value.isdecimal() else None


def sheet_form(round_: ScoredRound) -> type[HouseForm]:
    """The score card's form: a field for each cell of the round, no view or template names one."""
    tiers = tuple((tier.key, tier.name) for tier in round_.regulation.prizes.tiers) if round_.rules.asks_tier else None
    return _sheet_form(tuple((cell.key, cell.name) for cell in round_.cells), round_.grades, tiers)


@lru_cache(maxsize=64)
def _sheet_form(cells: _Named, grades: tuple[str, ...], tiers: _Named | None) -> type[HouseForm]:
    """The form of all sheets that ask for the same; `tiers` is None where no prize is proposed."""
    zero = BooleanField("Tôi cho hồ sơ này 0 điểm")
    fields: dict[str, Any] = {"comment": TextAreaField("Nhận xét"), "zero_is_meant": zero}
    fields |= {"version": IntegerField("", default=0), "save_key": HiddenField(), "late": HiddenField()}
    if tiers is not None:
        fields["tier_key"] = SelectField("Đề nghị xếp giải", choices=_choices({"": "Không đề nghị"} | dict(tiers)))
    for key, name in cells:
        fields[key] = GradeField(name, grades) if grades else CellField(name)
    return type("SheetForm", (HouseForm,), fields)


def points_of(form: HouseForm, cells: Sequence[Cell]) -> dict[str, Decimal | None]:
    """The figures typed."""
    return {cell.key: form[cell.key].data for cell in cells}


class DeclineForm(HouseForm):
    """Why a judge does not score an entry."""

    kind = RadioField(
        "Vì sao",
        choices=_choices(
            {
                "conflict": "Tôi có xung đột lợi ích (người nhà, cùng đơn vị, đã hướng dẫn…)",
                "abstain": "Lý do khác (ngoài chuyên môn, không mở được hồ sơ…)",
            }
        ),
    )
    reason = TextAreaField("Lý do")


class MarkForm(HouseForm):
    """What is recorded of a judge's sheet."""

    entry_id = IntegerField("Hồ sơ")
    judge_id = IntegerField("Giám khảo")
    state = SelectField("Ghi là", choices=_choices({mark: SHEET_STATE_WORDS[mark] for mark in MARKS}))
    reason = StringField("Lý do")


class QuorumForm(HouseForm):
    """The decision that fewer sheets suffice."""

    entry_id = IntegerField("Hồ sơ")
    quorum = IntegerField("Số phiếu tối thiểu")
    reason = StringField("Lý do")


class AnswerForm(HouseForm):
    """What a judge answers who was asked to look at the own sheet again."""

    judge_id = IntegerField("Giám khảo")
    answer = RadioField(
        "Sau khi xem lại",
        [InputRequired()],
        choices=_choices({"kept": "Giữ nguyên điểm của tôi", "changing": "Sửa điểm (phiếu được mở lại)"}),
    )
    reason = TextAreaField("Lý do", [InputRequired()])


class CallForm(HouseForm):
    """Who is called to score too."""

    judge_id = SelectMultipleField("Người chấm thêm", coerce=int, validate_choice=False)
    reason = StringField("Lý do")


class ConclusionForm(HouseForm):
    """How a disagreement ends: which sheets count, and why."""

    way = RadioField("Phiếu nào được tính", choices=_choices(WAYS))
    left_out = SelectMultipleField("Không tính phiếu của", coerce=int, validate_choice=False)
    reason = TextAreaField("Lý do, ghi vào biên bản")


class ReplaceForm(HouseForm):
    """Who takes over from a judge, and whether the sheets handed in count."""

    replacement_id = IntegerField("Người thay")
    keeps = RadioField("Phiếu đã nộp", choices=_choices({"tinh": "Vẫn tính", "khong": "Không tính, chấm lại"}))
    reason = StringField("Lý do", [InputRequired()])


class KeptForm(HouseForm):
    """Whether a sheet of somebody who no longer judges the entry counts."""

    entry_id = IntegerField("Hồ sơ")
    judge_id = IntegerField("Giám khảo")
    counts = HiddenField()
    reason = StringField("Lý do")


class ReasonForm(HouseForm):
    """A reason, and whose sheet it is about when it is about one."""

    entry_id = IntegerField("Hồ sơ")
    judge_id = IntegerField("Giám khảo")
    reason = StringField("Lý do")


class ImportForm(HouseForm):
    """A workbook of typed sheets; first looked at, then taken."""

    file = FileField("Tệp Excel (.xlsx)", [InputRequired()])
    dry_run = BooleanField("Chỉ kiểm tra, chưa ghi")


def shown_cell(state: str, points: Decimal | None, grades: Sequence[str] = ()) -> str:
    """What stands in a cell of the key-in grid: a figure, a grade, VẮNG …, or nothing."""
    if points is None:
        return CELL_STATE_WORDS.get(state, "")
    return grade_word(grades, points) if grades else number(points)


def typed_cells(round_: ScoredRound, typed: Mapping[str, str]) -> tuple[dict[str, CellRead], dict[str, str]]:
    """The cells of one line of the key-in grid, and the sentence of each that cannot be read."""
    read: dict[str, CellRead] = {}
    wrong: dict[str, str] = {}
    for cell in round_.cells:
        try:
            read[cell.key] = read_cell(typed.get(cell.key, ""), round_.grades)
        except Refusal as refusal:
            wrong[cell.key] = sentence(refusal.reasons[0])
    return read, wrong


def paper_form(round_: ScoredRound, *, is_spare: bool, settles: bool = False) -> type[HouseForm]:
    """The form of one sheet of paper: its cells as they are written there, the total, and on a spare one whose it is.

    settles: for the third look, which gives a reason and needs no total.
    """
    fields: dict[str, Any] = {}
    if is_spare:
        fields["entry_id"] = StringField("Hồ sơ số", render_kw={"autocomplete": "off", "autocapitalize": "characters"})
        fields["judge_id"] = SelectField("Giám khảo", coerce=str, validate_choice=False, choices=[])
    typed = {"autocomplete": "off", "autocapitalize": "characters"}
    for cell in round_.cells:
        label = f"{cell.full_name} (tối đa {number(cell.most)})" if not round_.grades else cell.full_name
        fields[cell.key] = StringField(label, render_kw={**typed, "inputmode": "text" if round_.grades else "decimal"})
    if not round_.grades and not settles:
        fields["control"] = StringField("Tổng điểm ghi trên phiếu", render_kw={**typed, "inputmode": "decimal"})
        fields["as_written"] = BooleanField("Trên phiếu đúng là như vậy: giám khảo cộng nhầm")
    if round_.rules.asks_tier:
        tiers = {tier.key: tier.name for tier in round_.regulation.prizes.tiers}
        fields["tier_key"] = SelectField("Đề nghị xếp giải", choices=_choices({"": "Không đề nghị"} | tiers))
    if settles:
        fields["seen"] = HiddenField()
        told = "Đọc được gì trên ảnh, vì sao chọn như vậy."
        fields["reason"] = TextAreaField("Lý do, ghi vào sổ cái", [InputRequired()], description=told)
    elif round_.rules.comment != "none":
        fields["comment"] = TextAreaField(
            "Nhận xét trên phiếu", description="Không đối chiếu; chép khi cần đưa vào hồ sơ."
        )
    return type("PaperForm", (HouseForm,), fields)


def paper_cells(round_: ScoredRound, form: HouseForm) -> dict[str, CellRead]:
    """The cells as read; what cannot be understood stands at its field. Raises Refusal with every such cell."""
    read, wrong = read_cells({cell.key: cell for cell in round_.cells}, _typed(round_, form), round_.grades)
    refuse(wrong)
    return read


def _typed(round_: ScoredRound, form: HouseForm) -> dict[str, str]:
    return {cell.key: (form[cell.key].data or "")[:_LONGEST_SCORE] for cell in round_.cells}


def written_total(form: HouseForm) -> Decimal | None:
    """The total as it stands on the paper; None for none. Raises Refusal at its field."""
    typed = (form.data.get("control") or "").strip()
    if not typed:
        return None
    try:
        return parse_points(typed)
    except Refusal as refusal:
        raise Refusal([Reason(one.code, one.params, "control") for one in refusal.reasons]) from refusal


class PaperPhotoForm(HouseForm):
    """The photograph of a signed sheet."""

    photo = FileField("Ảnh phiếu có chữ ký")


class PrintForm(HouseForm):
    """Which sheets to print, and as what."""

    council_id = SelectField("Hội đồng", coerce=str, validate_choice=False)
    judge_id = SelectField("Giám khảo", coerce=str, validate_choice=False)
    spares = IntegerField("Số phiếu trống")
    ending = RadioField("Tải về", choices=_choices({"pdf": "PDF để in", "docx": "Word để sửa mẫu"}), default="pdf")


class NoteForm(HouseForm):
    """What a judge takes down of an entry."""

    text = TextAreaField("Ghi chú của tôi")
    version = IntegerField("", default=0)
    save_key = HiddenField()
    spoken = IntegerField("")


class AttachForm(HouseForm):
    """A photograph as evidence."""

    photo = FileField("Ảnh")
    caption = StringField("Chú thích", [Length(max=300)])
