"""Administrative documents in the closing package: each in Word and PDF, and the signed scan of what is signed."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from contest.foundation.access import Permission
from contest.foundation.files import path_of
from contest.papers.reports.closing import Parcel, brings_files
from contest.papers.reports.documents.making import as_pdf, as_word, facts_of
from contest.papers.reports.documents.places import Place, places

_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@brings_files("van-ban", "Văn bản hành chính")
def documents(edition_id: int) -> Iterable[Parcel]:
    """Every document; whoever makes the package has asked the reconciler."""
    return [parcel for place in places(edition_id) for parcel in _of(edition_id, place)]


def _of(edition_id: int, place: Place) -> Iterator[Parcel]:
    # Gathered once for both files.
    facts = lru_cache(maxsize=1)(lambda: facts_of(edition_id, place.kind.key, place.about, is_agreed=True))

    def maker(write: Callable[..., bytes]) -> Callable[[], bytes]:
        given: Callable[[], dict[str, Any]] = facts
        return lambda: write(edition_id, place.kind.key, given(), is_draft=place.is_draft)

    yield _parcel(place, "docx", f"{place.name} (Word)", maker(as_word))
    yield _parcel(place, "pdf", f"{place.name} (PDF)", maker(as_pdf))
    if place.line and place.line.scan_sha256:
        sha256, ending = place.line.scan_sha256, _ENDINGS.get(place.line.scan_media_type, "heic")
        name = f"{place.stem}-ban-ky.{ending}"
        yield Parcel(name, f"{place.name} (bản ký)", lambda: path_of(sha256).read_bytes(), Permission.DOCUMENT_KEEP)


def _parcel(place: Place, ending: str, title: str, make: Callable[[], bytes]) -> Parcel:
    return Parcel(f"{place.stem}.{ending}", title, make, Permission.DOCUMENT_KEEP)
