"""The public's votes as somebody pastes them: a code and a number on every line."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

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


def votes_of_rows(rows: Iterable[tuple[int, str, Any]]) -> dict[str, int]:
    """Counts by code from (line, code, number) of a workbook. Raises Refusal with every line that cannot be read."""
    found: dict[str, int] = {}
    faults = []
    for line, code, given in rows:
        number = _whole(given)
        if not code or number is None:
            faults.append(Reason("ranking_votes_line", {"line": line}, "file"))
        elif code in found:
            faults.append(Reason("ranking_votes_twice", {"line": line, "code": code}, "file"))
        else:
            found[code] = number
    refuse(faults)
    return found


def _whole(given: Any) -> int | None:
    """A number of votes, however the workbook keeps it; None for what is none."""
    if isinstance(given, str):
        digits = given.strip().replace(".", "")
        given = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else None
    if isinstance(given, Decimal):
        given = int(given) if given == given.to_integral_value() else None
    return given if isinstance(given, int) and 0 <= given < 10**_MOST_DIGITS else None


def _split(words: str) -> tuple[str, str]:
    """What stands before the last separator, and the digits after it; by one look, however long the line is."""
    cut = max(words.rfind(sign) for sign in _BETWEEN)
    return words[: max(cut, 0)].rstrip(_BETWEEN), words[cut + 1 :].replace(".", "")
