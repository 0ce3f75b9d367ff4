"""How a file may be looked at in the browser without ever being shown as a page of ours."""

from dataclasses import dataclass
from pathlib import Path

from flask import Response
from werkzeug.exceptions import NotFound

from contest.foundation import derived
from contest.foundation.action import let_go
from contest.foundation.files import path_of
from contest.foundation.handing import handed, unmade
from contest.foundation.kinds import FILMS, PDF, PICTURES
from contest.foundation.workshop import WorkFailed

# What an address may ask for: the small picture of a list, the middle one for reading, and pages of a PDF.
SMALL, MIDDLE, _PAGE = "nho", "vua", "trang-"


@dataclass(frozen=True, slots=True)
class Look:
    """What can be shown of a file: "picture", "pages" (so many), "film" or "none"; `why` when it could not be made."""

    kind: str
    pages: int = 0
    why: str = ""


def kind_of(media_type: str) -> str:
    """How files of this kind are looked at."""
    if media_type in PICTURES:
        return "picture"
    if media_type == PDF:
        return "pages"
    return "film" if media_type in FILMS else "none"


def look_at(sha256: str, media_type: str) -> Look:
    """What there is to look at. Raises NotFound when the bytes are gone."""
    kind = kind_of(media_type)
    if kind != "pages":
        return Look(kind)
    let_go()
    try:
        return Look(kind, derived.pages(sha256))
    except WorkFailed as error:
        return Look(kind, 0, error.why)
    except FileNotFoundError:
        raise NotFound from None


def picture_of(sha256: str, media_type: str, what: str, *, keep: bool) -> Response:
    """The picture an address asks for. Raises NotFound for anything that is no picture of this file."""
    let_go()
    try:
        path = _picture(sha256, kind_of(media_type), what)
    except WorkFailed as error:
        return unmade(error.why)
    except FileNotFoundError:
        raise NotFound from None
    return handed(path, f"{what}.jpg", "image/jpeg", f"{sha256[:32]}-{what}", attachment=False, keep=keep)


def _picture(sha256: str, kind: str, what: str) -> Path:
    number = int(what.removeprefix(_PAGE)) if what.startswith(_PAGE) and what.removeprefix(_PAGE).isdecimal() else 0
    if kind == "picture" and what in (SMALL, MIDDLE):
        return derived.picture(sha256, derived.THUMB if what == SMALL else derived.VIEW)
    if kind == "pages" and what == SMALL:
        return derived.page(sha256, 1, derived.THUMB)
    if kind == "pages" and 1 <= number <= min(derived.pages(sha256), derived.MOST_PAGES):
        return derived.page(sha256, number)
    raise NotFound


def film_of(sha256: str, media_type: str, name: str) -> Response:
    """A film for the player of a page of ours. Raises NotFound for anything else."""
    if kind_of(media_type) != "film":
        raise NotFound
    try:
        path = path_of(sha256)
    except FileNotFoundError:
        raise NotFound from None
    let_go()
    # Browsers know the box of QuickTime by the name of MP4, and play what they can of it.
    return handed(path, name, "video/mp4", sha256[:32], attachment=False)
