"""What any page must pass when a browser looks at it."""

import shutil
import time
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest

BEYOND = "({ownerDocument: {documentElement: root}}) => root.scrollWidth - root.clientWidth"
_ASK = """async (where) => {
    const found = await axe.run(where || document, {
        // A rule that breaks is a fault of the test, no page that is fine.
        debug: true,
        // No rule that is asked reads the stylesheets.
        preload: {assets: ["media"]},
        reporter: (results, options, tell) => tell(results),
    });
    const faults = found.filter(({violations}) => violations.length).map(({id, violations}) =>
        `${id}: ${violations.slice(0, 3).map(({node}) => node.element.outerHTML.slice(0, 120)).join("; ")}`);
    return [faults, learntByEyes()];
}"""
_MEASURE_ONCE = Path(__file__).with_suffix(".js").read_text()

# How a window sees the house. Nothing moves in it: what glides is drawn again and again, a tenth of a browser's work,
# and a click waits until it stands. Where things move, the house is seen in tests/life/test_a_whole_contest.py.
WINDOW: dict[str, Any] = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "reduced_motion": "reduce"}

# The shell first: the same engine without a desktop's windows, whose bars and buttons are pages too and cost more than
# the page that is looked at.
_PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


# A page lives for a second or two: what V8 compiles for speed meanwhile, in threads beside it, goes with it.
NOT_COMPILED = "--js-flags=--no-opt --no-maglev"
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    NOT_COMPILED,
    # One process for all pages of a window: else each page starts two, for the policy of the house moves it out of the
    # one that it was opened in. Windows never share one.
    "--renderer-process-limit=1",
]


@cache
def program() -> str | None:
    """The Chromium of this machine that tests drive, as a path; None where there is none."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def too_wide(page: Any) -> int:
    """How many pixels of the page lie beyond the right edge of its window: 0 when everything fits.

    Asked of the body, which is waited for: between a click and the next page a document has none.
    """
    return int(page.locator("body").evaluate(BEYOND))


class Eyes:
    """Axe, put into each document once; a page may be looked at several times without being loaded again."""

    # What was let pass on any page of this process: it holds on every other.
    _known: ClassVar[dict[str, list[Any]]] = {"words": [], "passed": []}

    def __init__(self) -> None:
        self._axe = pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT

    def faults(self, page: Any, where: str = "") -> list[str]:
        """What hinders anybody, and whether something lies beyond the edge of the window, in words.

        `where`: the part of the page that is looked at, as a selector; all of it unless told.
        """
        if not page.evaluate("'learntByEyes' in window"):
            self._prepare(page)
        over = too_wide(page)
        faults, Eyes._known = page.evaluate(_ASK, where)
        return [*faults, *([f"{over} px too wide"] if over > 0 else [])]

    def stay(self, page: Any) -> None:
        """Be in every document that it opens from now on: cheaper where most of them are looked at."""
        page.add_init_script(f"if (window === window.top) {{{self._axe}}}")

    def _prepare(self, page: Any) -> None:
        if not page.evaluate("'axe' in window"):
            # Not by page.evaluate: what comes so is kept translated for the next document, half a megabyte of script.
            line = page.context.new_cdp_session(page)
            line.send("Runtime.evaluate", {"expression": self._axe})
            line.detach()
        page.evaluate(_MEASURE_ONCE, Eyes._known)


def until(page: Any, told: str, seconds: float = 60) -> None:
    """Wait until what the script says of the page is true.

    Asked again and again from outside: Playwright's own wait_for_function asks from within the page, where the house's
    policy forbids text to be run as a script, unless the first answer is the right one.
    """
    began = time.monotonic()
    while not page.evaluate(told):
        waited = time.monotonic() - began
        assert waited < seconds, f"not in {seconds} s: {told}"
        # What takes long is asked less often: each question costs the page's own work some milliseconds.
        page.wait_for_timeout(50 if waited < 0.5 else 150)
