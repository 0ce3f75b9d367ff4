"""Which documents an edition can have, how each stands, and what it is called as a file."""

from dataclasses import dataclass

from contest.papers.queries.documents import DocumentLine, citations, documents, templates
from contest.papers.reports.documents.meetings import about_meeting, closed_meetings
from contest.papers.rules.documents import DOCUMENT_KINDS, Citation, DocumentKind


@dataclass(frozen=True, slots=True)
class Place:
    """A document: its key in addresses and file names, its kind, what it is about, its newest version.

    standing: how it is cited today. is_own: it has a text of the edition's own.
    """

    key: str
    kind: DocumentKind
    about: str
    name: str
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
    found = []
    for kind in DOCUMENT_KINDS:
        abouts = [("", kind.name)]
        if kind.for_each:
            abouts = [
                (about_meeting(card), f"{kind.name}: {card.council or 'Hội đồng chung'}, lần {card.number}")
                for card in closed_meetings(edition_id)
            ]
        for about, name in abouts:
            key = f"{kind.key}-{about.rpartition(':')[2]}" if about else kind.key
            before = None if kind.for_each else standing.get(kind.key)
            found.append(Place(key, kind, about, name, newest.get((kind.key, about)), before, kind.key in own))
    return found
