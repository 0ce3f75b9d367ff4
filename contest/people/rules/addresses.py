"""Addresses people are reached by, and addresses pages may send them back to."""

import re
from urllib.parse import urlsplit

from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import nfc, parse_phone

_EMAIL = re.compile(r"[^@\s,;<>()\"\\]{1,64}@[^@\s,;<>()\"\\]+\.[^@\s.,;<>()\"\\]{2,}")
# Without 0 O 1 I L: a code is read from paper and typed on a telephone.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10


def tidy_email(value: str) -> str:
    """An e-mail address as it is kept and compared: no spaces around it, small letters."""
    return nfc(value).casefold()


def login_name(value: str) -> str:
    """What somebody signs in with, as it is kept: an e-mail address, else a telephone, else as it was typed."""
    if "@" in value:
        return tidy_email(value)
    try:
        return parse_phone(value)
    except Refusal:
        return nfc(value)


def why_not_address(email: str) -> list[Reason]:
    """Why this cannot be an e-mail address."""
    if len(email) <= 254 and _EMAIL.fullmatch(email) and ".." not in email:
        return []
    return [Reason("email_unreadable", {"value": email[:80]}, "email")]


def own_path(value: str | None) -> str | None:
    """The value if it leads to a page of this house; None for anything that could lead elsewhere."""
    if not value or not value.startswith("/") or value.startswith("//"):
        return None
    if "\\" in value or any(ord(letter) < 33 for letter in value):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else value


def tidy_code(value: str) -> str:
    """A claim code as it was made, however it was typed: small letters, spaces and hyphens do not matter."""
    return re.sub(r"[^A-Z0-9]", "", value.upper())


def readable_code(code: str) -> str:
    """A claim code in two groups, as it is printed."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"
