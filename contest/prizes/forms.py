"""What the prizes' pages ask: another tier with the reason, an extra award, the votes of a confirmation."""

from collections.abc import Sequence
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, NumberRange, Optional

from contest.editions.rules import Regulation
from contest.foundation.forms import HouseForm

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
    reason = TextAreaField("Lý do", [DataRequired()])


def extra_form(regulation: Regulation, **values: Any) -> ExtraForm:
    """The form with the regulation's extra awards that are given to entries or their authors."""
    form = ExtraForm(**values)
    awards = [
        (award.key, award.name)
        for award in (*regulation.extra_awards, *regulation.topic_awards)
        if award.of not in ("units", "persons")
    ]
    form.award.choices = [("", "Chọn giải"), *awards]
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
    """How the committee voted, where the regulation asks for a share."""

    votes_for = IntegerField("Số phiếu đồng ý", [Optional(), NumberRange(min=0, max=10_000)])
    votes_of = IntegerField("Số thành viên biểu quyết", [Optional(), NumberRange(min=1, max=10_000)])


class ReasonForm(HouseForm):
    """A reason alone."""

    reason = TextAreaField("Lý do", [DataRequired()])
