"""What asking for a new look, giving it and declining it ask; and a prize decided on because of a complaint."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from contest.editions.rules import Regulation
from contest.foundation.forms import HouseForm
from contest.foundation.vietnamese import number
from contest.scoring.rules import Cell


class LookForm(HouseForm):
    """A new look: a figure for every cell, and words (both added by look_form, in the order of the page).

    What is missing or out of range is the deed's to say, so that all of it is said at once.
    """

    comment: TextAreaField


def look_form(cells: Sequence[Cell], **values: Any) -> LookForm:
    """The form with a field for each cell of the round."""
    fields = {
        cell.key: StringField(
            cell.full_name,
            [Length(max=20)],
            description=f"Từ {number(cell.least)} đến {number(cell.most)}, bước {number(cell.step)}.",
            render_kw={"inputmode": "decimal", "autocomplete": "off"},
        )
        for cell in cells
    }
    comment = TextAreaField("Nhận xét", [Length(max=5_000)])
    made: type[LookForm] = type("LookOfCells", (LookForm,), {**fields, "comment": comment})
    form = made(**values)
    for field in form:
        field.flags.required = field.name != "csrf_token"
    return form


class DeclineForm(HouseForm):
    """Why somebody does not look."""

    reason = StringField("Lý do", [DataRequired(), Length(max=500)])


class AskForm(HouseForm):
    """Which judges are asked."""

    judges = SelectMultipleField(
        "Giám khảo phúc tra", [DataRequired()], option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )


def ask_form(people: Sequence[tuple[int, str]], **values: Any) -> AskForm:
    """The form with the judges who may be asked."""
    form = AskForm(**values)
    form.judges.choices = [SelectChoice(str(key), name) for key, name in people]
    return form


class RedressForm(HouseForm):
    """Another prize because of a complaint, by a decision."""

    tier = SelectField("Giải", [DataRequired()])
    decision = StringField("Số quyết định", [DataRequired(), Length(max=200)])
    decided_on = DateField("Ngày ký", [DataRequired()])
    reason = TextAreaField("Lý do", [DataRequired()])


def redress_form(regulation: Regulation, **values: Any) -> RedressForm:
    """The form with the regulation's tiers, best first."""
    form = RedressForm(**values)
    tiers = [SelectChoice(tier.key, tier.name) for tier in regulation.prizes.tiers]
    form.tier.choices = [SelectChoice("", "Chọn giải"), *tiers]
    return form
