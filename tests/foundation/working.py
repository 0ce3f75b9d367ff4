"""A worker in a process of its own, to be killed: `python -m tests.foundation.working INSTANCE DATABASE MAIL`."""

import sys
import threading

from contest.app import create_app
from contest.config import read_settings
from contest.foundation.jobs import work_forever


def main() -> None:
    """Work until somebody kills this process."""
    names = ("CONTEST_INSTANCE", "CONTEST_DATABASE_URL", "CONTEST_MAIL_URL")
    environment = dict(zip(names, sys.argv[1:], strict=True)) | {"CONTEST_SECRET_KEY": "for tests only"}
    work_forever(create_app(read_settings(environment)), threading.Event(), pause=0.05)


if __name__ == "__main__":
    main()
