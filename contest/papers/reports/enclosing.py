"""What else of the room lies in the closing package: administrative documents with their scans."""

from collections.abc import Callable, Iterable

from contest.foundation.files import path_of
from contest.foundation.kinds import DOCX, FORMATS
from contest.foundation.vietnamese import file_name
from contest.papers.queries.documents import DocumentLine
from contest.papers.reports import documents
from contest.papers.reports.closing import Parcel, brings_files


@brings_files("van-ban", "Văn bản hành chính")
def _documents(edition_id: int) -> Iterable[Parcel]:
    """Every document as a Word file, a draft where it has no number yet, and the signed scans that came back."""
    for place in documents.places(edition_id):
        yield Parcel(file_name("", place.name, "docx"), place.name, _word(edition_id, place))
        line = place.line
        if line is not None and line.scan_sha256:
            name = f"{place.name}, bản đã ký"
            yield Parcel(file_name("", name, _ending(line)), name, _scan(line))


def _word(edition_id: int, place: documents.Place) -> Callable[[], bytes]:
    def make() -> bytes:
        facts = documents.facts_of(edition_id, place.kind.key, place.about)
        return documents.as_word(edition_id, place.kind.key, facts, is_draft=place.is_draft)

    return make


def _scan(line: DocumentLine) -> Callable[[], bytes]:
    return lambda: path_of(line.scan_sha256).read_bytes()


def _ending(line: DocumentLine) -> str:
    kinds = (kind for kind, media in FORMATS.items() if line.scan_media_type in media)
    return next(kinds, "docx" if line.scan_media_type == DOCX else "pdf")
