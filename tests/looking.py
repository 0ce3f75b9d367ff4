"""What any page must pass when a browser looks at it."""

from typing import Any

BEYOND = "({ownerDocument: {documentElement: root}}) => root.scrollWidth - root.clientWidth"


def too_wide(page: Any) -> int:
    """How many pixels of the page lie beyond the right edge of its window: 0 when everything fits.

    Asked of the body, which is waited for: between a click and the next page a document has none.
    """
    return int(page.locator("body").evaluate(BEYOND))
