"""What any page must pass when a browser looks at it."""

import time
from typing import Any

import pytest

BEYOND = "({ownerDocument: {documentElement: root}}) => root.scrollWidth - root.clientWidth"
_ASK = """async (where) => {
    const {violations} = await axe.run(where || document, {resultTypes: ["violations"]});
    return violations.map(({id, nodes}) =>
        `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join("; ")}`);
}"""


def too_wide(page: Any) -> int:
    """How many pixels of the page lie beyond the right edge of its window: 0 when everything fits.

    Asked of the body, which is waited for: between a click and the next page a document has none.
    """
    return int(page.locator("body").evaluate(BEYOND))


class Eyes:
    """Axe, put into each document once; a page may be looked at several times without being loaded again."""

    def __init__(self) -> None:
        self._axe = pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT

    def faults(self, page: Any, where: str = "") -> list[str]:
        """What hinders anybody, and whether something lies beyond the edge of the window, in words.

        `where`: the part of the page that is looked at, as a selector; all of it unless told.
        """
        if not page.evaluate("'axe' in window"):
            page.evaluate(self._axe)
        over = too_wide(page)
        return [*page.evaluate(_ASK, where), *([f"{over} px too wide"] if over > 0 else [])]


def until(page: Any, told: str, seconds: float = 20) -> None:
    """Wait until what the script says of the page is true.

    Asked again and again from outside: Playwright's own wait_for_function asks from within the page, where the house's
    policy forbids text to be run as a script, unless the first answer is the right one.
    """
    last = time.monotonic() + seconds
    while not page.evaluate(told):
        assert time.monotonic() < last, f"not in {seconds} s: {told}"
        page.wait_for_timeout(50)
