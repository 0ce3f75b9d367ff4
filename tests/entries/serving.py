"""A house that is served in a process of its own; see tests/apart.py."""

from multiprocessing.connection import Connection

from waitress.server import create_server

from contest.app import create_app
from contest.config import read_settings
from tests.live import share_templates


def serve(instance: str, database_url: str, told: Connection) -> None:
    """Tell the port and serve until somebody kills this process."""
    environment = {
        "CONTEST_INSTANCE": instance,
        "CONTEST_DATABASE_URL": database_url,
        "CONTEST_SECRET_KEY": "for tests only",
    }
    house = create_app(read_settings(environment))
    share_templates(house)
    house.config.update(WTF_CSRF_ENABLED=False)
    server = create_server(house, host="127.0.0.1", port=0, threads=8)
    told.send(server.effective_port)
    server.run()
