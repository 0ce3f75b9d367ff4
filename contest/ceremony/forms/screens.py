"""What a screen in the hall asks before it follows."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from contest.foundation.forms import HouseForm


class CodeForm(HouseForm):
    """The code that the telephone shows."""

    code = StringField("Mã trên điện thoại", [DataRequired(), Length(max=20)])
