"""What the publication's page asks."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired

from contest.foundation.forms import HouseForm


class RetractForm(HouseForm):
    """Why the result is taken down."""

    reason = TextAreaField("Lý do rút công bố", [DataRequired()])
