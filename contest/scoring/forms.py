"""Strings of the score card, of keyed-in paper and of the closing page turned into values."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import TextInput

from contest.foundation.forms import HouseForm
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import number
from contest.foundation.words import sentence
from contest.scoring.queries import ScoredRound
from contest.scoring.rules import CELL_STATE_WORDS, MARKS, SHEET_STATE_WORDS, Cell, CellRead, grade_word, read_cell
from contest.scoring.rules.disagreement import WAYS

# Digits and a comma: nothing a judge types for one score is longer.
_LONGEST_SCORE = 20


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
    fields: dict[str, Any] = {
        "comment": TextAreaField("Nhận xét"),
        "zero_is_meant": BooleanField("Tôi cho hồ sơ này 0 điểm"),
        "version": IntegerField("", default=0),
        "save_key": HiddenField(),
    }
    if round_.rules.asks_tier:
        tiers = {tier.key: tier.name for tier in round_.regulation.prizes.tiers}
        fields["tier_key"] = SelectField("Đề nghị xếp giải", choices=_choices({"": "Không đề nghị"} | tiers))
    for cell in round_.cells:
        fields[cell.key] = GradeField(cell.name, round_.grades) if round_.grades else CellField(cell.name)
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


class CaseForm(HouseForm):
    """How a disagreement was settled."""

    entry_id = IntegerField("Hồ sơ")
    criterion_key = HiddenField()
    way = RadioField("Cách giải quyết", choices=_choices(WAYS))
    reason = TextAreaField("Lý do, ghi vào biên bản")


class ReasonForm(HouseForm):
    """A reason, and whose sheet it is about when it is about one."""

    entry_id = IntegerField("Hồ sơ")
    judge_id = IntegerField("Giám khảo")
    reason = StringField("Lý do")


class ImportForm(HouseForm):
    """A workbook of typed sheets; first looked at, then taken."""

    file = FileField("Tệp Excel (.xlsx)", [InputRequired()])
    dry_run = BooleanField("Chỉ kiểm tra, chưa ghi")


def shown_cell(cell: Cell, state: str, points: Decimal | None, grades: Sequence[str] = ()) -> str:
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
