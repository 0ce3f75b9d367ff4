"""What every part of a regulation is made of: frozen models that take no unknown key, and exact values."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints

_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_LONGEST_NAME = 500


class Part(BaseModel):
    """A part of the regulation: never changed after reading, strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, arbitrary_types_allowed=True)


def _exact(value: Any) -> Any:
    """Figures reach us as int, Decimal or text; a float has already lost what was written. Raises ValueError."""
    if isinstance(value, (bool, float)):
        raise ValueError("decimal_wanted")
    return value


def _in_vietnam(value: datetime) -> datetime:
    """A moment without an offset is on a clock in Việt Nam."""
    return value.replace(tzinfo=_LOCAL) if value.tzinfo is None else value.astimezone(_LOCAL)


def _fraction(value: Any) -> Any:
    """ "2/3" as written. Raises ValueError."""
    if isinstance(value, bool | float):
        raise ValueError("fraction_wanted")
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError("fraction_wanted") from error


Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_NAME, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(max_length=20_000, strip_whitespace=True)]
Exact = Annotated[Decimal, BeforeValidator(_exact)]
Points = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, le=10_000, max_digits=8, decimal_places=3)]
Percent = Annotated[Decimal, BeforeValidator(_exact), Field(gt=0, le=100)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Positive = Annotated[int, Field(ge=1, le=1_000_000)]
Money = Annotated[int, Field(ge=0, le=10**15)]
Instant = Annotated[datetime, AfterValidator(_in_vietnam)]
Share = Annotated[Fraction, BeforeValidator(_fraction), PlainSerializer(str)]
Day = date
