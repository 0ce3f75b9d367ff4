"""A house in a process of its own, to be killed: `python -m tests.entries.serving INSTANCE`; prints its port."""

import sys
from pathlib import Path

from waitress.server import create_server

from contest.app import create_app
from contest.config import read_settings
from tests.live import share_templates


def main() -> None:
    """Serve the instance until somebody kills this process."""
    environment = {"CONTEST_INSTANCE": str(Path(sys.argv[1])), "CONTEST_SECRET_KEY": "for tests only"}
    if len(sys.argv) > 2:
        environment["CONTEST_DATABASE_URL"] = sys.argv[2]
    house = create_app(read_settings(environment))
    share_templates(house)
    house.config.update(WTF_CSRF_ENABLED=False)
    server = create_server(house, host="127.0.0.1", port=0, threads=8)
    sys.stdout.write(f"{server.effective_port}\n")
    sys.stdout.flush()
    server.run()


if __name__ == "__main__":
    main()
