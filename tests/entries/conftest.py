"""What tests of entries share."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine


@pytest.fixture
def questions() -> Callable[[], AbstractContextManager[list[str]]]:
    """`with questions() as asked:` collects every statement sent to the database."""

    @contextmanager
    def listening() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            asked.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return listening


@pytest.fixture
def shot() -> Callable[[Any, str], None]:
    """`shot(page, "name")` keeps a picture of the page where CONTEST_TEST_PICTURES says, for eyes to look at."""
    folder = os.environ.get("CONTEST_TEST_PICTURES")

    def take(page: Any, name: str) -> None:
        if folder:
            page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    return take
