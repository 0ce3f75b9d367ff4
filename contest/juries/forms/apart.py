"""Forms of conflicts of interest, of who stands in for whom, and of who should not meet."""

from collections.abc import Iterable
from typing import Self

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from contest.foundation.forms import HouseForm
from contest.juries.queries import PartOfEntry

_NEEDED = InputRequired("Mục này chưa được điền.")


class ReasonForm(HouseForm):
    """A reason that goes on record."""

    reason = TextAreaField("Lý do", [_NEEDED, Length(max=1000)])


class SettleForm(HouseForm):
    """A reason; needed to dismiss, free to confirm."""

    reason = StringField("Lý do", [Length(max=1000)])


class RecordForm(HouseForm):
    """A conflict the secretariat knows of."""

    person_id = SelectField("Giám khảo", [_NEEDED], coerce=int)
    code = StringField("Mã số hồ sơ", [_NEEDED, Length(max=40)])
    reason = StringField("Lý do", [_NEEDED, Length(max=1000)])

    @classmethod
    def offering(cls, people: Iterable[tuple[int, str]]) -> Self:
        """The form with the people of all councils (key, words) as choices."""
        form = cls()
        form.person_id.choices = [SelectChoice(*each) for each in people]
        return form


class StandInForm(ReasonForm):
    """Who is to stand in for a part of an entry: a council's key, 0 for the secretariat."""

    part = IntegerField(widget=HiddenInput(), default=0)
    person_id = SelectField("Người thay", [_NEEDED], choices=[], coerce=int)

    def offer(self, part: PartOfEntry) -> None:
        """Who could; an entry may have several parts, each with its form on the same page."""
        self.person_id.choices = [SelectChoice(*each) for each in part.could]
        for each in (self.person_id, self.reason):
            each.id = f"{each.name}-{part.council_id}"


class PairForm(HouseForm):
    """Two judges who should not always meet."""

    first_id = SelectField("Giám khảo thứ nhất", [_NEEDED], coerce=int)
    second_id = SelectField("Giám khảo thứ hai", [_NEEDED], coerce=int)
    reason = StringField("Lý do", [_NEEDED, Length(max=1000)])

    @classmethod
    def offering(cls, people: Iterable[tuple[int, str]]) -> Self:
        """The form with the people of all councils (key, words) as choices."""
        form = cls()
        form.first_id.choices = form.second_id.choices = [SelectChoice(*each) for each in people]
        return form


class AvoidForm(HouseForm):
    """Somebody who should not judge an entry."""

    name = StringField("Họ và tên", [InputRequired()])
    reason = TextAreaField("Lý do", [InputRequired()])
