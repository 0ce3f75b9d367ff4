"""A council's dossiers in one piece: as files for a screen, or as pages for a printer."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TypeVar

from contest.foundation.refusal import Reason

BUNDLE_KINDS = {"zip": "Tệp nén, mỗi hồ sơ một thư mục (ZIP)", "pdf": "Bản in liền trang (PDF)"}
# A copy of everything is not kept longer than a council needs to fetch it.
SHOWN_FOR = timedelta(days=3)

T = TypeVar("T")


def why_not_bundle(kind: str, *, prepared: bool, entries: int, under_way: bool) -> list[Reason]:
    """Why these dossiers cannot be put together now."""
    reasons = [] if kind in BUNDLE_KINDS else [Reason("bundle_kind_unknown", {}, "kind")]
    if not prepared:
        return [*reasons, Reason("bundle_round_unprepared", {}, "round_key")]
    if not entries:
        reasons.append(Reason("bundle_council_empty", {}, "council"))
    if under_way:
        reasons.append(Reason("bundle_under_way"))
    return reasons


def volumes(sized: Iterable[tuple[T, int]], most: int) -> Iterator[list[T]]:
    """The things in their order, in volumes of at most `most` bytes; what is larger alone is a volume of its own."""
    volume: list[T] = []
    weight = 0
    for thing, size in sized:
        if volume and weight + size > most:
            yield volume
            volume, weight = [], 0
        volume.append(thing)
        weight += size
    if volume:
        yield volume


def why_not_package(*, is_there: bool) -> list[Reason]:
    """Why the closing package cannot be put there: never over what somebody keeps."""
    return [Reason("package_folder_taken")] if is_there else []
