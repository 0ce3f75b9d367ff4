"""Days and moments as Vietnamese prints and types them; the day always stands before the month."""

import re
from datetime import date as Date
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese.letters import fold, nfc

_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{2,4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_SPOKEN = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{2,4})", re.ASCII)
_SERIAL = re.compile(r"\d{5}", re.ASCII)
_YEAR = re.compile(r"(?:nam )?(\d{4})", re.ASCII)
# Excel's day 0 as it counts after its false 29/02/1900; five digits reach from 1927 to 2064.
_SERIAL_ZERO = Date(1899, 12, 30)
_SERIALS = range(10_000, 60_001)
_YEARS = range(1900, 2101)


def date(value: Date | datetime) -> str:
    """ "05/03/2026"; an aware moment is shown as the day it is in Việt Nam."""
    day = _local(value) if isinstance(value, datetime) else value
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def moment(value: datetime) -> str:
    """ "17:00 ngày 30/06/2026" in Vietnamese time. Raises ValueError for a moment without a time zone."""
    local = _local(value)
    return f"{local.hour:02}:{local.minute:02} ngày {date(local.date())}"


def moment_in_words(value: datetime) -> str:
    """ "17 giờ 05 phút, ngày 30 tháng 6 năm 2026": as minutes write it. Raises ValueError without a time zone."""
    local = _local(value)
    return f"{local.hour} giờ {local.minute:02} phút, {date_in_words(local.date())}"


def date_in_words(value: Date | datetime) -> str:
    """ "ngày 05 tháng 3 năm 2026": days 1 to 9 and months 1 and 2 carry a zero (Nghị định 30/2020/NĐ-CP)."""
    day = _local(value) if isinstance(value, datetime) else value
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def parse_date(value: str | int | Date | datetime) -> Date:
    """A day as typed: 1/3/2015, 01-03-2015, 01.03.2015, 2015-03-01, "ngày 1 tháng 3 năm 2015".

    Also the number under which Excel keeps a day. Day before month, always; years 1900 to 2100.
    Raises Refusal: date_unreadable, date_impossible (31/02/2015), date_short_year (1/3/15).
    """
    if isinstance(value, datetime):
        return _local(value).date() if value.tzinfo else value.date()
    if isinstance(value, Date):
        return value
    text = nfc(str(value))
    plain = fold(text)
    if _SERIAL.fullmatch(plain) and int(plain) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(plain))
    if match := _YEAR_FIRST.fullmatch(plain):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(plain) or _SPOKEN.fullmatch(plain):
        day, month, year = match.groups()
    else:
        raise refuse_with("date_unreadable", value=text[:40])
    if len(year) != 4:
        raise refuse_with("date_short_year", value=text[:40])
    return _day(int(year), int(month), int(day), text)


def parse_year_or_date(value: str | int | Date | datetime) -> Date | int:
    """A birth date, or only the year where a register holds no more: "2015" is 2015, "1/3/2015" a date.

    Raises what parse_date raises.
    """
    if isinstance(value, (str, int)) and (match := _YEAR.fullmatch(fold(str(value)))):
        year = int(match.group(1))
        if year not in _YEARS:
            raise refuse_with("date_impossible", value=str(value)[:40])
        return year
    return parse_date(value)


def _day(year: int, month: int, day: int, text: str) -> Date:
    try:
        found = Date(year, month, day)
    except ValueError:
        raise refuse_with("date_impossible", value=text[:40]) from None
    if year not in _YEARS:
        raise refuse_with("date_impossible", value=text[:40])
    return found


def _local(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return value.astimezone(_LOCAL)
