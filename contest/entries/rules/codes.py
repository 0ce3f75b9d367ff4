"""Entry codes as the regulation writes them."""

import re
import string

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}", re.ASCII)


def series_of(pattern: str, field_key: str) -> str:
    """The series whose numbers run together: one for the edition, or one for each field when the pattern names it."""
    named = {name for _, name, _, _ in string.Formatter().parse(pattern) if name}
    return field_key if "field" in named else ""


def code_of(pattern: str, number: int, field_key: str) -> str:
    """ "KT-{n:03}" and 7 give "KT-007"."""
    return pattern.format(n=number, field=field_key.upper())


def plausible_code(code: str) -> bool:
    """Whether a code from a file can stand on papers and in addresses."""
    return _CODE.fullmatch(code) is not None
