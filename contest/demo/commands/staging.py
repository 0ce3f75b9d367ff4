"""Where a demo is played: an instance of its own, made fresh, never one that holds anything real."""

import os
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

from contest.config import Settings, read_settings
from contest.foundation.clock import today

_DAY = re.compile(r"\b(20\d\d-\d\d-\d\d)(?=\b|T)")


def demo_settings() -> Settings:
    """Settings of a fresh demo: `demo/` inside the configured instance, emptied first, with a key of its own.

    A database named in CONTEST_DATABASE_URL is used as it is (it must be empty: the deeds refuse otherwise).
    """
    instance = read_settings().instance / "demo"
    if instance.exists():
        shutil.rmtree(instance)
    told = {name: value for name, value in os.environ.items() if name not in ("CONTEST_FILES_URL", "CONTEST_MAIL_URL")}
    return read_settings({**told, "CONTEST_INSTANCE": str(instance)})


def moved(text: str, deadline: date, days_ahead: int) -> str:
    """A regulation's text with its days moved so that its deadline lies so many days ahead of today.

    Birth windows and days the solution was applied stay: only days of the deadline's year and the next move.
    """
    shift = today() + timedelta(days=days_ahead) - deadline

    def later(match: re.Match[str]) -> str:
        day = date.fromisoformat(match.group(1))
        near = abs((day - deadline).days) <= 400
        return (day + shift).isoformat() if near else match.group(1)

    lines = text.splitlines(keepends=True)
    return "".join(line if "born_" in line or "applied_" in line else _DAY.sub(later, line) for line in lines)


def out_folder(given: Path | None, instance: Path) -> Path:
    """The folder for the demo's files, made when missing."""
    folder = given or instance / "out"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
