"""What every part of a regulation is made of: frozen models that take no unknown key, and exact values."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_LONGEST_NAME = 500


class Part(BaseModel):
    """A part of the regulation: never changed after reading, strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, arbitrary_types_allowed=True)


def _wanted(what: str) -> PydanticCustomError:
    """The complaint that something else was wanted here; `faults` knows its Vietnamese sentence."""
    return PydanticCustomError(what, what)


def _exact(value: Any) -> Any:
    """Figures reach us as int, Decimal or text; a float has already lost what was written. Raises ValueError."""
    if isinstance(value, (bool, float)):
        raise _wanted("number_wanted")
    return value


def _whole(value: Any) -> Any:
    """A whole number, written as a number. Raises ValueError."""
    if isinstance(value, (bool, str, float)) or (isinstance(value, Decimal) and value != value.to_integral_value()):
        raise _wanted("whole_wanted")
    return value


def _as_written(value: Any) -> Any:
    """Text that looks like a number or a day ("2026") is still text."""
    if isinstance(value, (int, Decimal, date)) and not isinstance(value, bool):
        return str(value)
    return value


def _in_vietnam(value: datetime) -> datetime:
    """A moment without an offset is on a clock in Việt Nam."""
    return value.replace(tzinfo=_LOCAL) if value.tzinfo is None else value.astimezone(_LOCAL)


def _moment(value: Any) -> Any:
    """A moment is written with its hour; a day alone would hide at which hour the door closes. Raises ValueError."""
    if isinstance(value, (int, Decimal)) or (isinstance(value, date) and not isinstance(value, datetime)):
        raise _wanted("moment_wanted")
    return value


def _day(value: Any) -> Any:
    """A day, never a number of seconds. Raises ValueError."""
    if isinstance(value, (int, Decimal, float)):
        raise _wanted("date_wanted")
    return value


def _first_of_year(value: Any) -> Any:
    """A year alone stands for its first day."""
    return date(value, 1, 1) if isinstance(value, int) and 1900 <= value <= 2100 else _day(value)


def _last_of_year(value: Any) -> Any:
    """A year alone stands for its last day."""
    return date(value, 12, 31) if isinstance(value, int) and 1900 <= value <= 2100 else _day(value)


def _fraction(value: Any) -> Any:
    """ "2/3" as written. Raises ValueError."""
    if isinstance(value, bool | float):
        raise _wanted("fraction_wanted")
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError) as error:
        raise _wanted("fraction_wanted") from error


def one_or_many(value: Any) -> Any:
    """A single mapping where a list is meant is a list of one."""
    return [value] if isinstance(value, dict) else value


Key = Annotated[str, BeforeValidator(_as_written), StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Name = Annotated[
    str,
    BeforeValidator(_as_written),
    StringConstraints(min_length=1, max_length=_LONGEST_NAME, strip_whitespace=True),
]
Text = Annotated[str, BeforeValidator(_as_written), StringConstraints(max_length=20_000, strip_whitespace=True)]
Exact = Annotated[Decimal, BeforeValidator(_exact), Field(ge=-10_000, le=10_000, max_digits=12)]
Points = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, le=10_000, max_digits=8, decimal_places=3)]
Percent = Annotated[Decimal, BeforeValidator(_exact), Field(gt=0, le=100)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=1_000_000)]
Positive = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1_000_000)]
Money = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=10**15)]
Day = Annotated[date, BeforeValidator(_day)]
# A day, or a year alone: its first or its last day.
Since = Annotated[date, BeforeValidator(_first_of_year)]
Until = Annotated[date, BeforeValidator(_last_of_year)]
Instant = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_in_vietnam)]
Share = Annotated[Fraction, BeforeValidator(_fraction), PlainSerializer(str)]
