"""Small phrases that several articles share."""

from collections.abc import Iterable
from datetime import date, timedelta

from contest.editions.rules.awards import Quantity
from contest.editions.rules.judging import Rounding, Threshold
from contest.editions.rules.participation import Age
from contest.editions.rules.words.choices import choice_word
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import number


def listed(words: Iterable[str]) -> str:
    """ "a, b và c"; "a, b; c" where an item has a comma of its own."""
    items = [word for word in words if word]
    if len(items) > 1 and any("," in item or " và " in item for item in items):
        return "; ".join(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} và {items[-1]}" if items else ""


def chosen(part: str, key: str, values: Iterable[object]) -> str:
    """Chosen values in words, listed."""
    return listed(choice_word(part, key, value) for value in values)


def first_upper(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def threshold_words(threshold: Threshold) -> str:
    """ "từ 60 điểm", "trên 55 điểm"."""
    if threshold.at_least is not None:
        return f"từ {number(threshold.at_least)} điểm"
    return f"trên {number(threshold.above)} điểm" if threshold.above is not None else ""


def quantity_words(quantity: Quantity) -> str:
    """ "6", "nhiều nhất 6", "10% hồ sơ đã chấm", "không định số"."""
    if quantity.exact is not None:
        return number(quantity.exact)
    if quantity.at_most is not None:
        return f"nhiều nhất {number(quantity.at_most)}"
    if quantity.percent is not None:
        return f"{number(quantity.percent)}% {choice_word('Quantity', 'of', quantity.of)}"
    return "không định số"


def rounding_words(rounding: Rounding) -> str:
    """ "làm tròn đến 2 chữ số lẻ, nửa làm tròn lên"."""
    places = f"đến {rounding.places} chữ số lẻ" if rounding.places else "đến số nguyên"
    return f"làm tròn {places}, {choice_word('Rounding', 'rule', rounding.rule)}"


def age_words(age: Age) -> list[str]:
    """What an age window says, without a verb."""
    said = []
    if age.min is not None and age.max is not None:
        said.append(f"từ {age.min} đến {age.max} tuổi")
    elif age.min is not None:
        said.append(f"từ {age.min} tuổi trở lên")
    elif age.max is not None:
        said.append(f"đến {age.max} tuổi")
    if age.born_from or age.born_to:
        show = (lambda value: str(value.year)) if age.precision == "year" else day
        start = f"từ {'năm ' if age.precision == 'year' else ''}{show(age.born_from)}" if age.born_from else ""
        end = f"đến {'hết năm ' if age.precision == 'year' else 'hết ngày '}{show(age.born_to)}" if age.born_to else ""
        said.append("sinh " + " ".join(part for part in (start, end) if part))
    return said


def since_words(value: date) -> str:
    """ "năm 2013" for the first day of a year, else the day."""
    return f"năm {value.year}" if (value.month, value.day) == (1, 1) else f"ngày {day(value)}"


def until_words(value: date) -> str:
    """ "hết năm 2013" for the last day of a year, else the day."""
    return f"hết năm {value.year}" if (value + timedelta(days=1)).year != value.year else f"ngày {day(value)}"
