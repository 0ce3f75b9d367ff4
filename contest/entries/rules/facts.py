"""What is known of an entry, as plain frozen values that every rule can look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AuthorFacts:
    """One author; `share` in hundredths of a percent, `consents` as (purpose, who gave it: guardian or self)."""

    name: str
    birth_on: date | None = None
    birth_year: int | None = None
    gender: str = ""
    share: int | None = None
    position_title: str = ""
    unit: str = ""
    qualification: str = ""
    ethnicity: str = ""
    union_member: str = ""
    is_representative: bool = False
    guardian: str = ""
    consents: frozenset[tuple[str, str]] = frozenset()
    # Consents that were given and taken back; no part of what is handed in.
    refused: frozenset[tuple[str, str]] = field(default=frozenset(), compare=False)
    # When the data was deleted on request: the name is a pseudonym since then.
    forgotten_at: datetime | None = field(default=None, compare=False)


# What Word writes, and wrote: its old files are known by the box they come in only.
_OF_WORD = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml",
    "application/msword",
    "application/x-ole-storage",
)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of a dossier part, known by its content."""

    id: int
    part_key: str
    name: str
    sha256: str
    size: int
    media_type: str
    uploaded_at: datetime
    # The office has looked into it: judges of a blind round may have it.
    is_cleared: bool = False
    # Pages of a PDF or Word file, where they were counted; None and counted: no machine can tell.
    pages: int | None = None
    is_counted: bool = False
    # What its text names of whose the entry is, as kinds with commas.
    names_in: str = ""

    @property
    def is_pdf(self) -> bool:
        """Whether it has pages that are the same on every machine."""
        return self.media_type == "application/pdf"

    @property
    def has_pages(self) -> bool:
        """Whether pages of it can be counted: of PDF, and of what Word writes once it is laid out."""
        return self.is_pdf or self.media_type.startswith(_OF_WORD)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry as typed and read: texts in the house's normal form, dates inside `facts` as ISO text."""

    title: str = ""
    short_title: str = ""
    summary: str = ""
    field_key: str = ""
    division_key: str = ""
    entrant_type: str = ""
    unit: str = ""
    locality: str = ""
    phone: str = ""
    email: str = ""
    mentor: str = ""
    facts: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    answers: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    authors: tuple[AuthorFacts, ...] = ()
    files: tuple[FileFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands: what decides whether it may still be touched.

    `allowed_until`: the end of the time given to this entry or its unit alone; `parts_in`: keys of the dossier's
    parts that came on paper.
    """

    status: str
    supplement_by: date | None = None
    source: str = "web"
    submitted_at: datetime | None = None
    sent_on: date | None = None
    received_at: datetime | None = None
    late_reason: str = ""
    allowed_until: datetime | None = None
    parts_in: frozenset[str] = frozenset()


def age_on(birth: date, day: date) -> int:
    """Full years on a day; born on 29 February counts from 1 March in other years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_minor(author: AuthorFacts, below: int, day: date) -> bool:
    """Whether the author is surely under the age on that day; without a birth date nobody can say."""
    if author.birth_on is not None:
        return age_on(author.birth_on, day) < below
    return author.birth_year is not None and day.year - author.birth_year < below
