"""Settings of an installation: one frozen dataclass read from the CONTEST_* variables of the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from contest.foundation.clock import moment_of
from contest.foundation.paths import default_instance
from contest.foundation.refusal import refuse_with

WORDS = {
    "now_without_rehearsal": "CONTEST_NOW chỉ dùng được khi diễn tập (CONTEST_REHEARSAL=1).",
    "proxies_unreadable": "CONTEST_PROXIES phải là một số từ 0 đến 9, không phải {value}.",
    "now_unreadable": "CONTEST_NOW không phải là một thời điểm hợp lệ: {value}.",
}

VARIABLES = {
    "CONTEST_INSTANCE": "folder for database, files, keys, logs",
    "CONTEST_DATABASE_URL": "SQLAlchemy URL; SQLite in the instance folder by default",
    "CONTEST_FILES_URL": "where uploads live: a folder; `files/` in the instance folder by default",
    "CONTEST_SECRET_KEY": "signing key; made once in the instance folder by default",
    "CONTEST_URL": "public address (https://…) that links in letters begin with; the address of the request by default",
    "CONTEST_PROXIES": "how many reverse proxies stand in front and tell who asks (X-Forwarded-For, -Proto, -Host)",
    "CONTEST_MAIL_URL": "smtp://… or file: (writes .eml files into the instance's outbox; the default)",
    "CONTEST_MAIL_FROM": "who letters come from: Name <address>; needed beside smtp://, whose server refuses others",
    "CONTEST_REHEARSAL": "1: everything is marked as rehearsal, nothing is sent",
    "CONTEST_NOW": "frozen clock for rehearsals and tests; refused unless CONTEST_REHEARSAL=1",
}
# Nobody's: enough for letters that are only written into files.
_NOBODY = "Ban Thư ký Hội thi <khong-tra-loi@contest.invalid>"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an installation may be told from outside."""

    instance: Path
    database_url: str
    files_url: str
    secret_key: str
    mail_url: str
    mail_from: str
    public_url: str
    proxies: int
    rehearsal: bool


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; makes the instance folder and its key. Raises Refusal on impossible ones."""
    given = os.environ if environment is None else environment
    instance = Path(given.get("CONTEST_INSTANCE") or default_instance()).expanduser().resolve()
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    rehearsal = given.get("CONTEST_REHEARSAL") == "1"
    _check_frozen_clock(given.get("CONTEST_NOW"), rehearsal)
    return Settings(
        instance=instance,
        database_url=_psycopg(given.get("CONTEST_DATABASE_URL") or f"sqlite:///{instance / 'contest.sqlite'}"),
        files_url=given.get("CONTEST_FILES_URL") or str(instance / "files"),
        secret_key=given.get("CONTEST_SECRET_KEY") or _kept_key(instance / "secret.key"),
        mail_url=given.get("CONTEST_MAIL_URL") or "file:",
        mail_from=given.get("CONTEST_MAIL_FROM") or _NOBODY,
        public_url=(given.get("CONTEST_URL") or "").rstrip("/"),
        proxies=_whole(given.get("CONTEST_PROXIES") or "0"),
        rehearsal=rehearsal,
    )


def _whole(value: str) -> int:
    if not value.isascii() or not value.isdecimal() or int(value) > 9:
        raise refuse_with("proxies_unreadable", value=value)
    return int(value)


def _psycopg(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _check_frozen_clock(value: str | None, rehearsal: bool) -> None:
    if not value:
        return
    if not rehearsal:
        raise refuse_with("now_without_rehearsal")
    try:
        moment_of(value)
    except ValueError:
        raise refuse_with("now_unreadable", value=value) from None


def _kept_key(path: Path) -> str:
    """The signing key, made once with mode 0600; a second process that comes at the same time takes the first one's."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()
