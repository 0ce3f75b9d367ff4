"""The public's votes as somebody pastes them: a code and a number on every line."""

from contest.foundation.refusal import Reason, refuse
from contest.foundation.vietnamese import nfc

_BETWEEN = " ;,:"
_MOST_DIGITS = 9


def read_votes(text: str) -> dict[str, int]:
    """Counts by code, thousands with or without dots. Raises Refusal with every line that cannot be read."""
    found: dict[str, int] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        words = nfc(line).strip()
        if not words:
            continue
        code, digits = _split(words)
        if not code or not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
            faults.append(Reason("ranking_votes_line", {"line": number}, "votes"))
        elif code in found:
            faults.append(Reason("ranking_votes_twice", {"line": number, "code": code}, "votes"))
        else:
            found[code] = int(digits)
    refuse(faults)
    return found


def _split(words: str) -> tuple[str, str]:
    """What stands before the last separator, and the digits after it; by one look, however long the line is."""
    cut = max(words.rfind(sign) for sign in _BETWEEN)
    return words[: max(cut, 0)].rstrip(_BETWEEN), words[cut + 1 :].replace(".", "")
