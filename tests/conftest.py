"""What every test may ask for: the house, a database that forgets, signed-in browsers, and hard promises."""

import gc
import os
import random
import re
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, before_render_template, got_request_exception, template_rendered
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import event
from sqlalchemy.engine import Engine

from contest.foundation.database import db as database
from contest.people.models import Person
from tests.engines import fresh_url
from tests.forgetting import forgotten
from tests.live import COMPILED, Live, cookie_of, open_house, served
from tests.looking import FLAGS, WINDOW, program

FLOORS = ("rules", "models", "queries", "actions", "reports", "forms", "jobs", "commands", "routes")
# A busy machine is no fault of the code; a failing example is printed so that it can be run again.
settings.register_profile(
    "house", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--engine=postgresql` runs the same tests on the other engine."""
    default = "postgresql" if os.environ.get("CONTEST_TEST_DATABASE_URL") else "sqlite"
    parser.addoption("--engine", choices=("sqlite", "postgresql"), default=default, help="the database of the tests")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Markers from file names, and one seed for everything that is drawn by chance."""
    for floor in FLOORS:
        config.addinivalue_line("markers", f"{floor}: tests of a floor called {floor} (by their file's name)")
    config.addinivalue_line("markers", "engineless: asks no database of this run, so both engines would say the same")
    config.addinivalue_line("markers", "house: the shape of the code, not what it does (tests/house)")
    if getattr(config.option, "hypothesis_seed", None) is None and not hasattr(config, "workerinput"):
        config.option.hypothesis_seed = random.SystemRandom().randrange(10**9)
    if not hasattr(config, "workerinput"):
        # Workers and the programs they start inherit it. Of this run only: compiled code holds what filters said.
        folder = tempfile.mkdtemp(prefix="contest-templates-")
        os.environ[COMPILED] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_report_header(config: pytest.Config) -> str:
    """What is needed to run the same again."""
    seed = getattr(config.option, "hypothesis_seed", None)
    return f"engine: {config.getoption('--engine')}; the same draw again: --hypothesis-seed={seed}"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Thousands of tests are found once and stay: the collector need not go through them again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        # Tests make rows by the thousand and drop them: looking at every seven hundred things finds little.
        gc.set_threshold(10_000, 20, 20)
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`tests/<room>/test_rules.py` gets the marker `rules`, and so on; what has no database is `engineless`."""
    for item in items:
        found = re.match(rf"test_({'|'.join(FLOORS)})(_|$)", item.path.stem)
        if found:
            item.add_marker(found.group(1))
        if item.path.parent.name == "house":
            item.add_marker("house")
        if "engine" not in getattr(item, "fixturenames", ()):
            item.add_marker("engineless")
    items[:] = dealt(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def dealt(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """The tests as `--dist worksteal` cuts them, in equal runs: each worker begins with its share of the long files.

    Else the longest of all, last by name, run alone at the end while the other workers have nothing left to take.
    """
    if workers < 2:
        return items
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        # What reads the whole house reads it once a worker: all of it for one of them, and first.
        files.setdefault(item.path.parent if item.path.parent.name == "house" else item.path, []).append(item)
    weights = {path: max(map(_weight, of_file)) for path, of_file in files.items()}
    long = sorted((path for path in files if weights[path]), key=lambda path: (path.name != "house", -weights[path]))
    rest = [item for path, of_file in files.items() if not weights[path] for item in of_file]
    order: list[pytest.Item] = []
    for place in range(workers):
        mine = [item for path in long[place::workers] for item in files[path]]
        # Where the cut of this worker falls, less what it has before; the last takes what is left.
        room = len(items) * (place + 1) // workers - len(order) - len(mine) if place < workers - 1 else len(rest)
        order += mine + rest[: max(room, 0)]
        del rest[: max(room, 0)]
    return order


def _weight(item: pytest.Item) -> int:
    names = {mark.name for mark in item.iter_markers()}
    return 2 if "slow" in names else 1 if names & {"browser", "office"} else 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """CONTEST_TEST_REQUIRE=browser,office,postgresql: where these must be there, a skip is a failure."""
    report: Any = yield
    required = {word for word in os.environ.get("CONTEST_TEST_REQUIRE", "").split(",") if word}
    needed = required & {mark.name for mark in item.iter_markers()}
    if report.skipped and needed and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{', '.join(sorted(needed))} must be here (CONTEST_TEST_REQUIRE): {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """The database these tests run on: sqlite or postgresql."""
    return str(request.config.getoption("--engine"))


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, engine: str, worker: str) -> Iterator[Flask]:
    """One house for the whole run, on a database of its own."""
    instance = tmp_path_factory.mktemp("instance")
    house = open_house(instance, fresh_url(engine, worker, instance))
    house.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    house.test_client_class = Browser
    yield house
    with house.app_context():
        database.engine.dispose()


@pytest.fixture(scope="session")
def worker() -> str:
    """A name that no other process of this run has."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


class Browser(FlaskClient):
    """A browser whose every request has a context (and so a session and a `g`) of its own, as on a server."""

    def run_wsgi_app(self, environ: Any, buffered: bool = False) -> Any:
        """What makers have prepared is sent before, and looked at anew after.

        An answer is read whole and closed: an open file would be missed in whatever test the collector comes by.
        """
        database.session.flush()
        with self.application.app_context():
            answer = super().run_wsgi_app(environ, buffered=True)
        database.session.expire_all()
        return answer


@pytest.fixture
def db(app: Flask) -> Iterator[Any]:
    """The database inside one outer transaction that is rolled back; requests and commits never know."""
    with forgotten(app):
        yield database


@pytest.fixture
def client(app: Flask, db: Any) -> FlaskClient:
    """A browser nobody has signed in with."""
    return app.test_client()


@pytest.fixture(scope="session")
def signed(app: Flask) -> Callable[[str], str]:
    """The cookie of somebody's session, by the account's key; signed once for each."""
    return lru_cache(maxsize=64)(partial(cookie_of, app))


@pytest.fixture
def client_of(app: Flask, db: Any, signed: Callable[[str], str]) -> Callable[[Person], FlaskClient]:
    """A browser of somebody signed in, without the price of a password hash."""

    def signed_in(person: Person) -> FlaskClient:
        browser = app.test_client()
        browser.set_cookie(app.config["SESSION_COOKIE_NAME"], signed(person.fs_uniquifier))
        return browser

    return signed_in


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Stop the clock: `at("2026-05-01T10:00")` is Vietnamese time; may be called again."""

    def stop(moment: str) -> None:
        monkeypatch.setenv("CONTEST_REHEARSAL", "1")
        monkeypatch.setenv("CONTEST_NOW", moment)

    return stop


@pytest.fixture
def count_queries(db: Any) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with count_queries() as asked: …`: every SELECT, INSERT, UPDATE and DELETE that was sent meanwhile."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        asked: list[str] = []
        mine = threading.get_ident()

        def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            # A server of some test before may still answer its last question, in a thread of its own.
            if threading.get_ident() != mine:
                return
            if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
                asked.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        yield asked
        event.remove(Engine, "before_cursor_execute", note)

    return counting


@pytest.fixture(autouse=True)
def no_sql_while_rendering(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page gets all its rows before its template runs: no lazy load, no N+1, ever."""
    if "db" not in request.fixturenames:
        yield
        return
    rendering: list[str] = []
    # What is drawn in other threads is not this test's: a server of one before may still answer its last question.
    mine = threading.get_ident()

    def begin(sender: Any, template: Any, **rest: Any) -> None:
        if threading.get_ident() == mine:
            rendering.append(template.name or "")

    def end(sender: Any, **rest: Any) -> None:
        if threading.get_ident() == mine:
            rendering.clear()

    def forbid(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        # A template that raised never ends; undoing what it began is no question to the database.
        undoing = statement.startswith(("ROLLBACK", "RELEASE", "SAVEPOINT")) or threading.get_ident() != mine
        assert undoing or not rendering, f"{rendering[-1]} asked the database: {statement}"

    before_render_template.connect(begin)
    template_rendered.connect(end)
    got_request_exception.connect(end)
    event.listen(Engine, "before_cursor_execute", forbid)
    yield
    event.remove(Engine, "before_cursor_execute", forbid)
    before_render_template.disconnect(begin)
    template_rendered.disconnect(end)
    got_request_exception.disconnect(end)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """No test talks to anything but this machine."""
    connect = socket.socket.connect

    def at_home(self: socket.socket, address: Any) -> None:
        far = self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost")
        assert not far, f"a test tried to reach {address}"
        connect(self, address)

    socket.socket.connect = at_home
    yield
    socket.socket.connect = connect


@pytest.fixture
def live(tmp_path: Path, engine: str, worker: str) -> Iterator[Live]:
    """A house behind a real server, with an instance and a database of its own; see tests/live.py."""
    with served(open_house(tmp_path, fresh_url(engine, f"live_{worker}", tmp_path))) as house:
        yield house


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real Chromium without a window; skipped with the reason where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if program() is None:
        pytest.skip("there is no chromium on this machine")
    with playwright.sync_playwright() as play:
        running = play.chromium.launch(executable_path=program(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def browser(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:
    """A window of its own in Chromium: a Vietnamese telephone, 390 pixels wide. Mark the test `browser`."""
    if "live" in request.fixturenames:
        # Closed before the server it looks at, whatever the order in the test: a server waits for open connections.
        request.getfixturevalue("live")
    window = chromium.new_context(**WINDOW, viewport={"width": 390, "height": 844})
    window.set_default_timeout(60_000)
    yield window
    window.close()


@pytest.fixture
def shot() -> Callable[[Any, str], None]:
    """`shot(page, "name")` keeps a picture of the page where CONTEST_TEST_PICTURES says, for eyes to look at."""
    folder = os.environ.get("CONTEST_TEST_PICTURES")

    def take(page: Any, name: str) -> None:
        if folder:
            page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    return take
