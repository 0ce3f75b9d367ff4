"""Figures in words, as decisions and receipts carry them: "Ba mươi triệu đồng"."""

from dataclasses import dataclass
from decimal import Decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


@dataclass(frozen=True, slots=True)
class Wording:
    """Regional choices: "linh" or "lẻ" for an empty ten, "tư" or "bốn" after "mươi", "nghìn" or "ngàn"."""

    empty_ten: str = "linh"
    four: str = "tư"
    thousand: str = "nghìn"


HOUSE_STYLE = Wording()


def number_in_words(value: int | Decimal, wording: Wording = HOUSE_STYLE) -> str:
    """Words in small letters: 1005 is "một nghìn không trăm linh năm", 9.05 "chín phẩy không năm".

    Empty groups of three are not spoken (1.000.001 is "một triệu không trăm linh một").
    """
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {value}")
    whole, _, rest = f"{abs(exact):f}".partition(".")
    rest = rest.rstrip("0")
    words = ["âm"] if exact < 0 else []
    words += _integer(int(whole), wording, full=False) or [_DIGITS[0]]
    if rest:
        leading = len(rest) - len(rest.lstrip("0"))
        words += ["phẩy", *[_DIGITS[0]] * leading, *_integer(int(rest), wording, full=False)]
    return " ".join(words)


def money_in_words(vnd: int, wording: Wording = HOUSE_STYLE) -> str:
    """A sum as it closes a list: "Sáu triệu bốn trăm nghìn đồng"."""
    words = f"{number_in_words(vnd, wording)} đồng"
    return words[0].upper() + words[1:]


def _integer(value: int, wording: Wording, *, full: bool) -> list[str]:
    """Words of a non-negative integer; `full` when something stands before it: empty hundreds are said."""
    if value >= _BILLION:
        words = [*_integer(value // _BILLION, wording, full=full), "tỷ"]
        return words + _integer(value % _BILLION, wording, full=True)
    words = []
    for size, unit in ((10**6, "triệu"), (10**3, wording.thousand), (1, "")):
        group = value // size % 1000
        if group:
            words += _group(group, wording, full=full or bool(words))
            words += [unit] if unit else []
    return words


def _group(group: int, wording: Wording, *, full: bool) -> list[str]:
    """Words of 1 to 999."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        if ones:
            words += [wording.empty_ten] if words else []
            words.append(_DIGITS[ones])
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append(_last_digit(tens, ones, wording))
    return words


def _last_digit(tens: int, ones: int, wording: Wording) -> str:
    if ones == 5:
        return "lăm"
    if tens > 1 and ones == 1:
        return "mốt"
    if tens > 1 and ones == 4:
        return wording.four
    return _DIGITS[ones]
