"""What any page must pass when a browser looks at it."""

import time
from typing import Any

BEYOND = "({ownerDocument: {documentElement: root}}) => root.scrollWidth - root.clientWidth"


def too_wide(page: Any) -> int:
    """How many pixels of the page lie beyond the right edge of its window: 0 when everything fits.

    Asked of the body, which is waited for: between a click and the next page a document has none.
    """
    return int(page.locator("body").evaluate(BEYOND))


def until(page: Any, told: str, seconds: float = 20) -> None:
    """Wait until what the script says of the page is true.

    Asked again and again from outside: Playwright's own wait_for_function asks from within the page, where the house's
    policy forbids text to be run as a script, unless the first answer is the right one.
    """
    last = time.monotonic() + seconds
    while not page.evaluate(told):
        assert time.monotonic() < last, f"not in {seconds} s: {told}"
        page.wait_for_timeout(50)
