"""What any page must pass when a browser looks at it."""

import shutil
import time
from functools import cache
from typing import Any

import pytest

BEYOND = "({ownerDocument: {documentElement: root}}) => root.scrollWidth - root.clientWidth"
# Nine tenths of axe's time go into contrast. Who looks at a page a second time, in another width, has it measured where
# something has come in sight or changed its colours or its size since; every other rule is asked of all of it again.
_ASK = """async (where) => {
    const root = where ? document.querySelector(where) : document.documentElement;
    const seen = (window.seenByAxe ??= new WeakMap());
    const changed = new Set();
    for (const node of [root, ...root.querySelectorAll("*")]) {
        const style = getComputedStyle(node);
        const isLarge = parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24);
        const {color, backgroundColor, backgroundImage, opacity, position} = style;
        const looks = node.checkVisibility()
            ? [color, backgroundColor, backgroundImage, opacity, position, isLarge].join()
            : "";
        if (looks && looks !== seen.get(node)) changed.add(node);
        seen.set(node, looks);
    }
    const include = [...changed].filter((node) => !changed.has(node.parentElement));
    const resultTypes = ["violations"];
    const found = await axe.run(where || document, {resultTypes, rules: {"color-contrast": {enabled: false}}});
    const contrast = include.length
        ? await axe.run({include}, {resultTypes, runOnly: ["color-contrast"]})
        : {violations: []};
    return [...found.violations, ...contrast.violations].map(({id, nodes}) =>
        `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join("; ")}`);
}"""


# The shell first: the same engine without a desktop's windows, whose bars and buttons are pages too and cost more than
# the page that is looked at.
_PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


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


def until(page: Any, told: str, seconds: float = 60) -> None:
    """Wait until what the script says of the page is true.

    Asked again and again from outside: Playwright's own wait_for_function asks from within the page, where the house's
    policy forbids text to be run as a script, unless the first answer is the right one.
    """
    last = time.monotonic() + seconds
    while not page.evaluate(told):
        assert time.monotonic() < last, f"not in {seconds} s: {told}"
        page.wait_for_timeout(50)
