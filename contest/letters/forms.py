"""Forms about letters: words, rules."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from contest.foundation.forms import HouseForm
from contest.foundation.letters import LONGEST_SUBJECT, LONGEST_TEXT, MODES


class LetterForm(HouseForm):
    """The words of one letter. What is missing or too long is the rule's to say."""

    subject = StringField("Tiêu đề", [InputRequired("Hãy ghi tiêu đề của thư."), Length(max=5 * LONGEST_SUBJECT)])
    text = TextAreaField("Nội dung", [InputRequired("Hãy ghi nội dung của thư."), Length(max=5 * LONGEST_TEXT)])
    seen = HiddenField()


class WordsForm(HouseForm):
    """The words of every letter of an event."""

    subject = StringField("Tiêu đề", [InputRequired("Hãy ghi tiêu đề của thư."), Length(max=5 * LONGEST_SUBJECT)])
    text = TextAreaField("Nội dung", [InputRequired("Hãy ghi nội dung của thư."), Length(max=5 * LONGEST_TEXT)])


class RuleForm(HouseForm):
    """When letters of an event leave, and when it is reminded."""

    mode = RadioField(
        "Khi có thư loại này",
        [InputRequired("Hãy chọn một cách.")],
        choices=[SelectChoice(key, words) for key, words in MODES.items()],
    )
    times = StringField("Nhắc trước hạn", [Length(max=200)])
