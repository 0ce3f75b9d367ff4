"""The only place that asks the time."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment in UTC; frozen by CONTEST_NOW while rehearsing (config refuses it otherwise)."""
    frozen = os.environ.get("CONTEST_NOW")
    if frozen and os.environ.get("CONTEST_REHEARSAL") == "1":
        return moment_of(frozen)
    return datetime.now(UTC)


def moment_of(text: str) -> datetime:
    """Read an ISO moment; without an offset it is Vietnamese time. Raises ValueError."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        value = value.replace(tzinfo=LOCAL)
    return value.astimezone(UTC)


def local(moment: datetime) -> datetime:
    """The same moment on a clock in Vietnam."""
    return moment.astimezone(LOCAL)


def today() -> date:
    """The day it is in Vietnam."""
    return local(now()).date()
