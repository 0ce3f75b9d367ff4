"""Figures as Vietnamese prints and types them: 12.000.000 đ, 87,5; headings counted IV."""

import re
from decimal import ROUND_HALF_UP, Decimal

from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese.letters import nfc

_POINTS = re.compile(r"(\d{1,6})(?:([.,])(\d+))?", re.ASCII)
_MOST_PLACES = 3
_MONEY = re.compile(r"(\d{1,3}(?:([. ])\d{3}(?:\2\d{3})*)?|\d+)\s*(?:đồng|đ|vnđ|vnd|₫)?", re.ASCII)
_MOST_MONEY_DIGITS = 15
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def number(value: int | Decimal, places: int | None = None) -> str:
    """ "1.572", "87,5": thousands by dots, decimal comma.

    Without `places` every digit that is not a closing zero is shown; with it, exactly so many,
    a half rounded away from zero. Raises ValueError for NaN and infinities.
    """
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {value}")
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{abs(exact):f}".partition(".")
    if places is None:
        rest = rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if exact < 0 else ""
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def money(vnd: int) -> str:
    """ "12.000.000 đ" for whole dong."""
    return f"{number(vnd)} đ"


def roman(place: int) -> str:
    """ "IV" for 4: how the parts of a paper are counted, up to 89."""
    words = ""
    for size, letters in _ROMAN:
        count, place = divmod(place, size)
        words += letters * count
    return words


def parse_points(value: str | int | Decimal) -> Decimal:
    """A score as typed, exactly: "87", "87,5" and "87.5" alike.

    At most three decimals. Refused: signs, words, nothing at all; two separators ("1.234,5"), since no score
    has thousands; a dot before exactly three digits ("12.345"), since that is how Vietnamese writes thousands
    ("0.125" can only be a fraction and is read; "12,345" is a comma and is read). Whether the score lies
    within its criterion is for the caller.
    Raises Refusal: points_unreadable, points_ambiguous, points_too_fine.
    """
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        text = f"{Decimal(value):f}".replace(".", ",") if Decimal(value).is_finite() else str(value)
        text = text.rstrip("0").rstrip(",") if "," in text else text
    else:
        text = nfc(str(value))
    match = _POINTS.fullmatch(text)
    if match is None:
        raise refuse_with("points_unreadable", value=text[:40])
    whole, separator, rest = match.group(1), match.group(2), match.group(3) or ""
    if separator == "." and len(rest) == 3 and whole.lstrip("0"):
        raise refuse_with("points_ambiguous", value=text[:40])
    if len(rest) > _MOST_PLACES:
        raise refuse_with("points_too_fine", value=text[:40])
    return Decimal(f"{whole}.{rest}" if rest else whole)


def parse_money(value: str | int) -> int:
    """Whole dong as typed: 12000000, "12.000.000", "12 000 000 đồng"; "12.000" is twelve thousand.

    Raises Refusal: money_unreadable, also for fractions and for "12 triệu".
    """
    text = nfc(str(value))
    match = _MONEY.fullmatch(text.lower())
    digits = re.sub(r"\D", "", match.group(1)) if match else ""
    if not digits or len(digits) > _MOST_MONEY_DIGITS:
        raise refuse_with("money_unreadable", value=text[:40])
    return int(digits)
