"""The form of going to another stage."""

from wtforms import HiddenField, TextAreaField

from contest.foundation.forms import HouseForm


class StageForm(HouseForm):
    """To which stage, and why where a reason is asked for."""

    stage = HiddenField()
    reason = TextAreaField("Lý do")
