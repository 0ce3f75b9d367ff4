"""The public's votes as somebody pastes them: a code and a number on every line."""

import re

from contest.foundation.refusal import Reason, refuse
from contest.foundation.vietnamese import nfc

_LINE = re.compile(r"(?P<code>.+?)[\s;,:]+(?P<votes>[^\s;,:]+)")


def read_votes(text: str) -> dict[str, int]:
    """Counts by code, thousands with or without dots. Raises Refusal with every line that cannot be read."""
    found: dict[str, int] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        words = nfc(line).strip()
        if not words:
            continue
        match = _LINE.fullmatch(words)
        digits = match["votes"].replace(".", "") if match else ""
        if match is None or not digits.isascii() or not digits.isdigit():
            faults.append(Reason("ranking_votes_line", {"line": number}, "votes"))
        elif match["code"] in found:
            faults.append(Reason("ranking_votes_twice", {"line": number, "code": match["code"]}, "votes"))
        else:
            found[match["code"]] = int(digits)
    refuse(faults)
    return found
