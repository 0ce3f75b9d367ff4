"""Which documents an edition can have, how each stands, and what it is called as a file."""

from dataclasses import dataclass

from contest.editions.queries import regulation_of
from contest.foundation.vietnamese import file_names
from contest.papers.queries.documents import DocumentLine, citations, documents, templates
from contest.papers.reports.documents.meetings import about_meeting, closed_meetings
from contest.papers.rules.documents import Citation, DocumentKind, document_kinds, minutes_name

_WORD = ".docx"


@dataclass(frozen=True, slots=True)
class Place:
    """A document: its key in addresses and file names, its kind, what it is about, its newest version.

    stem: its file's name without ending, no two alike. standing: how it is cited today. is_own: it has a text of the
    edition's own.
    """

    key: str
    kind: DocumentKind
    about: str
    name: str
    stem: str
    line: DocumentLine | None
    standing: Citation | None
    is_own: bool = False

    @property
    def state(self) -> str:
        """The newest version's state; what nobody has touched is a draft, what the regulation names is issued."""
        return self.line.state if self.line else "issued" if self.standing else "draft"

    @property
    def is_open(self) -> bool:
        """Whether it has no number in the register yet."""
        return self.line is None or self.line.state == "draft"

    @property
    def is_draft(self) -> bool:
        """Whether a copy made now is stamped as a draft."""
        return self.state == "draft"


def places(edition_id: int) -> list[Place]:
    """Every document the edition can have, those of meetings one by one; in four questions."""
    newest = {line.key: line for line in reversed(documents(edition_id))}
    standing, own = citations(edition_id), templates(edition_id)
    regulation = regulation_of(edition_id)
    meetings = closed_meetings(edition_id)
    rounds = len({card.round_key for card in meetings})
    found: list[tuple[DocumentKind, str, str]] = []
    for kind in document_kinds(regulation):
        if kind.for_each:
            for card in meetings:
                name = minutes_name(card.council, card.round_name if rounds > 1 else "", card.number)
                found.append((kind, about_meeting(card), name))
        else:
            found.append((kind, "", kind.name))
    stems = [name.removesuffix(_WORD) for name in file_names([name for _, _, name in found], _WORD)]
    return [
        Place(
            f"{kind.key}-{about.rpartition(':')[2]}" if about else kind.key,
            kind,
            about,
            name,
            stem,
            newest.get((kind.key, about)),
            None if kind.for_each else standing.get(kind.key),
            kind.key in own,
        )
        for (kind, about, name), stem in zip(found, stems, strict=True)
    ]
