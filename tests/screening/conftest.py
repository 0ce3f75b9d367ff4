"""What tests of screening share."""

from pathlib import Path
from typing import Any

import pytest

from contest.editions.rules import Regulation, parse

_REAL = sorted((Path(__file__).parent.parent / "editions" / "regulations").glob("*.yaml"))


@pytest.fixture(params=[path.stem for path in _REAL])
def any_regulation(request: Any) -> Regulation:
    """Each real regulation of the project."""
    path = next(path for path in _REAL if path.stem == request.param)
    return parse(path.read_text(encoding="utf-8"))
