"""Reads single values as people type them; a value that cannot be read gives a reason and stays as typed."""

import re
from collections.abc import Callable
from datetime import date

from contest.editions.rules import Regulation
from contest.entries.rules.asked import Asked
from contest.entries.rules.words import GENDERS
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.foundation.vietnamese import fold, is_legacy_font, nfc, parse_date, parse_phone
from contest.people.rules import tidy_email, why_not_address

LONGEST = {
    "title": 500,
    "short_title": 120,
    "summary": 6000,
    "unit": 300,
    "locality": 200,
    "email": 254,
    "mentor": 300,
    "name": 200,
    "position_title": 200,
    "guardian": 200,
    "qualification": 200,
    "ethnicity": 60,
    "union_member": 200,
    "line": 500,
    "text": 20_000,
}
HUNDRED = 10_000

_MONTH = re.compile(r"(?:thang )?(\d{1,2})\s*(?:[/.\- ]|nam )\s*(\d{4})", re.ASCII)
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)


class Collector:
    """Gathers the faults of a form, each at its field."""

    def __init__(self) -> None:
        self.reasons: list[Reason] = []

    def add(self, code: str, where: str, **params: object) -> None:
        """Note one fault."""
        self.reasons.append(Reason(code, params, where))

    def read(self, reader: Callable[[str], str], text: str, where: str) -> str:
        """The value read, or "" with its fault noted."""
        try:
            return reader(text) if text else ""
        except Refusal as refusal:
            self.reasons.extend(Reason(each.code, each.params, where) for each in refusal.reasons)
            return ""

    def text(self, value: object, where: str, limit: int) -> str:
        """A text within its length and in a readable font; what is too long is a fault and is not kept."""
        # Most cells of a register and most boxes of a form are blank.
        if not value or not isinstance(value, str):
            return ""
        text = nfc(value)
        if len(text) > limit:
            self.add("text_too_long", where, length=f"{len(text):,}".replace(",", "."), limit=limit)
            return ""
        if is_legacy_font(value):
            self.add("legacy_font", where)
        return text


def read_email(text: str) -> str:
    """An e-mail address in small letters. Raises Refusal: email_unreadable."""
    email = tidy_email(text)
    refuse(why_not_address(email))
    return email


def read_phone(text: str) -> str:
    """A telephone as digits. Raises Refusal: phone_unreadable."""
    return parse_phone(text)


def read_month(text: str) -> str:
    """A month ("05/2024" gives "2024-05") or a day ("2024-05-20"). Raises Refusal."""
    plain = fold(text)
    if match := _MONTH.fullmatch(plain):
        month, year = match.groups()
    elif match := _ISO_MONTH.fullmatch(plain):
        year, month = match.groups()
    else:
        try:
            return parse_date(text).isoformat()
        except Refusal as refusal:
            if refusal.reasons[0].code == "date_impossible":
                raise
            raise refuse_with("month_unreadable", value=text[:40]) from None
    if not (1 <= int(month) <= 12 and 1900 <= int(year) <= 2100):
        raise refuse_with("month_unreadable", value=text[:40])
    return f"{year}-{int(month):02}"


def read_day(text: str) -> str:
    """A day as ISO text. Raises Refusal."""
    return parse_date(text).isoformat()


def read_number(text: str) -> str:
    """A plain number, decimal comma or dot. Raises Refusal: number_unreadable."""
    if not _NUMBER.fullmatch(text):
        raise refuse_with("number_unreadable", value=text[:40])
    return text.replace(".", ",")


def read_share(text: str) -> int:
    """A share as hundredths of a percent: "33,34" is 3334. Raises Refusal: share_unreadable."""
    match = _SHARE.fullmatch(nfc(text))
    if match is None:
        raise refuse_with("share_unreadable", value=text[:40])
    hundredths = int(match.group(1)) * 100 + int((match.group(2) or "0").ljust(2, "0"))
    if not 0 < hundredths <= HUNDRED:
        raise refuse_with("share_unreadable", value=text[:40])
    return hundredths


def share_words(hundredths: int | None) -> str:
    """ "33,34", "50"; "" when there is none."""
    if hundredths is None:
        return ""
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{whole},{rest:02}".rstrip("0") if rest else f"{sign}{whole}"


def read_gender(text: str) -> str:
    """ "Nam" or "Nữ" as a key. Raises Refusal: gender_unknown."""
    key = fold(text)
    if key not in GENDERS:
        raise refuse_with("gender_unknown", value=text[:20])
    return key


def read_answer(asked: Asked, value: object, where: str, faults: Collector) -> str:
    """The answer to one question, by its kind."""
    limit = LONGEST["text"] if asked.kind == "text" else LONGEST["line"]
    text = faults.text(value, where, limit)
    if not text:
        return ""
    if asked.kind in _READERS:
        return faults.read(_READERS[asked.kind], text, where)
    if asked.kind in ("choice", "yes_no"):
        choices = asked.choices if asked.kind == "choice" else ("Có", "Không")
        if text not in choices:
            faults.add("choice_unknown", where, value=text[:60])
    count = len(text.split())
    if asked.max_words is not None and count > asked.max_words:
        faults.add("too_many_words", where, count=count, limit=asked.max_words)
    return text


_READERS: dict[str, Callable[[str], str]] = {"month": read_month, "date": read_day, "number": read_number}


def shown_answer(kind: str, value: str) -> str:
    """A kept answer as a person types and reads it: "2024-05" is 05/2024."""
    if kind == "month" and len(value) == 7:
        return f"{value[5:]}/{value[:4]}"
    if kind in ("month", "date") and len(value) == 10:
        year, month, day = value.split("-")
        return f"{day}/{month}/{year}"
    return value


def earliest_day(value: str) -> date:
    """The first day a kept month or day may mean. Raises ValueError."""
    return date.fromisoformat(value if len(value) == 10 else f"{value}-01")


def key_by_name(regulation: Regulation, kind: str, text: str) -> str:
    """The key of a field or division given by its name or key, accents or not; "" when unknown."""
    plain = fold(text)
    choices = regulation.fields if kind == "field" else regulation.divisions
    return next((choice.key for choice in choices if plain in (fold(choice.name), choice.key)), "")
