"""A worker in a process of its own; see tests/apart.py."""

import threading

from contest.app import create_app
from contest.config import read_settings
from contest.foundation.jobs import work_forever


def work(instance: str, database_url: str, mail_url: str) -> None:
    """Work until somebody kills this process."""
    environment = {
        "CONTEST_INSTANCE": instance,
        "CONTEST_DATABASE_URL": database_url,
        "CONTEST_MAIL_URL": mail_url,
        "CONTEST_SECRET_KEY": "for tests only",
    }
    work_forever(create_app(read_settings(environment)), threading.Event(), pause=0.05)
