"""What the ranking's pages ask: the council's order of a tie, whom it chooses, how many votes the public gave."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired

from contest.foundation.forms import HouseForm


class SettlementForm(HouseForm):
    """Why the tied entries stand in the order given; the places come beside it, one for each entry."""

    reason = TextAreaField("Kết quả biểu quyết và lý do", [DataRequired()])


class RevocationForm(HouseForm):
    """Why a vote of the council is taken back."""

    reason = TextAreaField("Vì sao rút biểu quyết này", [DataRequired()])


class VotesForm(HouseForm):
    """Lines of a code and a number."""

    votes = TextAreaField("Số phiếu bình chọn", [DataRequired()])
