"""The address of an edition: made from its series and number, never one of the house's own."""

import re

from contest.editions.rules.regulation import Regulation
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold

# First words of addresses that are not editions; a test compares them with the routes of the house.
RESERVED = frozenset(
    {
        "bootstrap",
        "cham-diem-ngoai-tuyen.js",
        "mat-khau-moi",
        "nhan-tai-khoan",
        "nhan-thuong",
        "thu-moi",
        "xac-nhan",
        "xac-nhan-giay",
        "dang-ky",
        "dang-nhap",
        "dong-y",
        "thoi-nhac",
        "dang-xuat",
        "favicon.ico",
        "loi-moi",
        "quan-tri",
        "quen-mat-khau",
        "robots.txt",
        "static",
        "suc-khoe",
        "tai-khoan",
        "tao-moi",
        "tro-giup",
    }
)

_FORM = re.compile(r"[a-z0-9][a-z0-9-]{0,79}", re.ASCII)
_LONGEST = 80


def slug_of(regulation: Regulation) -> str:
    """`hai-phong-stkt-4`; the years where editions are not numbered."""
    number = regulation.edition.number
    tail = str(number) if number is not None else re.sub(r"[^a-z0-9]+", "-", fold(regulation.edition.years)).strip("-")
    return f"{regulation.series[: _LONGEST - len(tail) - 1].strip('-')}-{tail}".strip("-")


def why_not_slug(slug: str) -> list[Reason]:
    """Why this cannot be an edition's address."""
    if not _FORM.fullmatch(slug):
        return [Reason("slug_form", {"slug": slug[:80]}, "slug")]
    return [Reason("slug_reserved", {"slug": slug}, "slug")] if slug in RESERVED else []
