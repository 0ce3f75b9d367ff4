"""Which passwords are taken: long, not common, not the person's own address."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold

LEAST = 10
MOST = 200
_FEWEST_LETTERS = 5
_ROWS = ("01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")

# Words that people in this country and elsewhere make passwords of; figures and signs around them add nothing.
_WORDS = """
password passwort passw pass matkhau matkhaumoi matkhaucuatoi admin administrator quantri root user test demo
welcome letmein login dangnhap hello xinchao iloveyou anhyeuem emyeuanh yeuem yeuanh minhyeu love qwerty qwertyuiop
asdfgh asdfghjkl zxcvbn zxcvbnm abc abcd abcde abcdef abcdefgh abcabc aaa monkey dragon football bongda superman
vietnam vietnamvodich vietnamoi hanoi saigon hochiminh danang haiphong giaovien hocsinh truonghoc giamkhao
banthuky bantochuc hoithi cuocthi sangtao sangtaotre khoahoc kythuat contest changeme default secret khongbiet
"""
_COMMON = frozenset(_WORDS.split())


def plain_password(password: str) -> str:
    """A password in one form: Vietnamese keyboards type the same letter as one code point or as two."""
    return unicodedata.normalize("NFKC", password)


def why_not_password(password: str, about: Iterable[str | None] = (), where: str = "password") -> list[Reason]:
    """Every reason against this password; `about` is what others know of the person: name, address, telephone."""
    reasons = []
    if len(password) < LEAST:
        reasons.append(Reason("password_short", {"least": LEAST, "given": len(password)}, where))
    if len(password) > MOST:
        reasons.append(Reason("password_long", {"most": MOST}, where))
    squeezed = _squeezed(password)
    if squeezed and any(_is_nearly(squeezed, _squeezed(own)) for each in about if each for own in _parts(each)):
        reasons.append(Reason("password_is_address", {}, where))
    elif len(password) >= LEAST and _is_common(password):
        reasons.append(Reason("password_common", {}, where))
    return reasons


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def _parts(own: str) -> tuple[str, ...]:
    """A whole address, and what stands before its @."""
    return (own, own.split("@")[0]) if "@" in own else (own,)


def _is_nearly(password: str, own: str) -> bool:
    """The person's own word, alone or with nothing but figures around it."""
    return len(own) >= 4 and (password == own or password.strip("0123456789") == own.strip("0123456789") != "")


def _is_common(password: str) -> bool:
    text = _squeezed(password)
    letters = re.sub(r"[0-9]", "", text)
    # A password of signs or of another script squeezes to little: it is judged by its own letters.
    few = len(set(password.casefold())) < _FEWEST_LETTERS
    return few or (bool(text) and letters in _COMMON) or _is_run(text)


def _is_run(text: str) -> bool:
    """1234567890, qwertyuiop, and such runs forwards, backwards or repeated."""
    if len(text) < 4:
        return False
    steps = sum(
        1 for first, second in pairwise(text) if any(first + second in row or second + first in row for row in _ROWS)
    )
    return steps >= len(text) - 2
