"""What was chosen on the form of columns, as a layout."""

import re
from collections.abc import Mapping

from contest.entries.rules.mapping import Layout, layout_of

_COLUMN = re.compile(r"col-([a-z_]+?)(?:-\d)?")
_MEANT = re.compile(r"means-(field|division)-(\d{1,2})")


def typed_layout(given: Mapping[str, str]) -> Layout:
    """Which column was said to be which of ours; what is strange counts as not said."""
    columns: dict[str, list[int]] = {}
    fixed: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for name, text in given.items():
        found = _COLUMN.fullmatch(name)
        if found and text.isdigit():
            columns.setdefault(found[1], []).append(int(text))
        elif found and text.startswith("="):
            fixed[found[1]] = text[1:]
        elif (meant := _MEANT.fullmatch(name)) and text:
            values.setdefault(meant[1], {})[given.get(f"word-{meant[1]}-{meant[2]}", "")] = text
    head = given.get("head", "1")
    plain = {
        "head": int(head) if head.isdigit() else 1,
        "columns": {key: list(dict.fromkeys(places)) for key, places in columns.items()},
        "fixed": fixed,
        "split": given.get("split", "lines"),
        "per_row": bool(given.get("per_row")),
        "values": values,
    }
    return layout_of(plain)
