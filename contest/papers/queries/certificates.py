"""The register of certificates, what the result calls for beyond it, and what the public may read of one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from contest.editions.queries import edition_by_id
from contest.editions.rules import Regulation
from contest.entries.models import EntryAuthor
from contest.entries.queries.lists import briefs_with_authors
from contest.entries.rules import AuthorFacts
from contest.foundation.clock import local
from contest.foundation.database import ask
from contest.papers.models import Certificate, CertificateDesign
from contest.papers.rules.certificates import Due, Texts, Validity, due, kind_named, texts, usual_design, worth
from contest.prizes.queries import awards, unit_names
from contest.prizes.rules import TIER_AWARD
from contest.results.queries import award_validity, is_out, published_at
from contest.results.queries.published import published_entries
from contest.results.queries.standing import StandingSeal
from contest.results.rules import may_name


class Line(NamedTuple):
    """A line of the register as it was written."""

    id: int
    kind_key: str
    number: int
    label: str
    code: str
    entry_id: int | None
    author_id: int | None
    unit: str
    award_key: str
    tier_key: str
    prize: str
    issued_at: datetime
    printed: str
    printed_at: datetime | None
    state: str
    ended_at: datetime | None
    end_reason: str

    @property
    def whose(self) -> tuple[str, int | None, int | None, str, str]:
        """For whom and for which award, as in Due."""
        return self.kind_key, self.entry_id, self.author_id, self.unit, self.award_key


_COLUMNS = [getattr(Certificate, name) for name in Line._fields]
_REGISTER = (
    select(*_COLUMNS)
    .where(Certificate.edition_id == bindparam("edition_id"))
    .order_by(Certificate.kind_key, Certificate.number)
)


def register(edition_id: int) -> list[Line]:
    """Every certificate there ever was in the edition, kind by kind, by number."""
    return [Line(*row) for row in ask(_REGISTER, {"edition_id": edition_id})]


def last_numbers(edition_id: int) -> dict[str, int]:
    """The last number given in each kind."""
    rows = ask(
        select(Certificate.kind_key, func.max(Certificate.number))
        .where(Certificate.edition_id == edition_id)
        .group_by(Certificate.kind_key)
    )
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class People:
    """The entries behind certificates: titles and units, and each entry's authors by their keys.

    contest: the edition's title, read once for all that is printed; printed_as: units whose name the office agreed to
    print otherwise, by the name of their award.
    """

    titles: Mapping[int, str]
    units: Mapping[int, str]
    codes: Mapping[int, str]
    authors: Mapping[int, Mapping[int, AuthorFacts]]
    contest: str = ""
    printed_as: Mapping[str, str] = field(default_factory=dict)


def people_of(edition_id: int, ids: Collection[int]) -> People:
    """Titles, units and authors of these entries."""
    found, authors = briefs_with_authors(edition_id, ids)
    return People(
        {key: brief.title for key, brief in found.items()},
        {key: brief.unit for key, brief in found.items()},
        {key: brief.code for key, brief in found.items()},
        authors,
        edition_by_id(edition_id).title,
        unit_names(edition_id),
    )


def due_of(regulation: Regulation, seal: StandingSeal, people: People) -> list[Due]:
    """What the sealed result calls for."""
    keys = {entry_id: tuple(own) for entry_id, own in people.authors.items()}
    return list(due(regulation, seal.awards, seal.unit_awards, keys))


def texts_of(edition_id: int, regulation: Regulation, people: People, line: Line | Due) -> Texts:
    """What is printed on a certificate, with the names as they stand today."""
    title = people.contest or edition_by_id(edition_id).title
    if line.entry_id is None:
        unit = people.printed_as.get(line.unit, line.unit)
        return texts(regulation, title, line.prize, "", (), unit, kind_key=line.kind_key)
    own = people.authors.get(line.entry_id, {})
    author = own.get(line.author_id) if line.author_id is not None else None
    authors = [author] if author else list(own.values())
    kind = kind_named(regulation, line.kind_key)
    if kind is not None and kind.for_ == "unit":
        authors = []
    unit = people.units.get(line.entry_id, "")
    work = people.titles.get(line.entry_id, "")
    return texts(regulation, title, line.prize, work, authors, unit, kind_key=line.kind_key)


def worths(edition_id: int, lines: Sequence[Line]) -> dict[int, Validity]:
    """What each certificate is worth today."""
    values = award_validity(edition_id)
    tiers = {(award.entry_id, award.award_key): award.tier_key or "" for award in awards(edition_id)}
    places = _places({line.author_id for line in lines if line.author_id is not None and line.award_key != TIER_AWARD})
    found = {}
    for line in lines:
        if line.entry_id is None:
            found[line.id] = worth(line.state, "", "valid", "")
            continue
        # An award may be for one author; one of the entry is printed for each author all the same.
        entry_id, key = line.entry_id, line.award_key
        own = places.get(line.author_id, 0) if line.author_id is not None else 0
        value = values.get((entry_id, key, own), values.get((entry_id, key, 0)))
        found[line.id] = worth(line.state, line.tier_key, value, tiers.get((entry_id, key)))
    return found


def _places(author_ids: Collection[int]) -> dict[int | None, int]:
    """Which author of its entry each is, counted from 1."""
    if not author_ids:
        return {}
    rows = ask(select(EntryAuthor.id, EntryAuthor.position).where(EntryAuthor.id.in_(author_ids)))
    return {row[0]: row[1] for row in rows}


class Design(NamedTuple):
    """How a kind looks; the texts an organiser may change."""

    body: str
    heading: str
    decision: str = ""
    decided_on: date | None = None
    place: str = ""
    signatory_title: str = ""
    signatory: str = ""
    is_on_forms: bool = False
    has_bleed: bool = True


class Background(NamedTuple):
    """The picture behind a kind's texts: its hash ("" for none), name, type and size (pixels, of a PDF points)."""

    sha256: str = ""
    name: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0


def background_of(edition_id: int, kind_key: str) -> Background:
    """The organiser's own picture of a kind; an empty one where there is none."""
    columns = (
        CertificateDesign.background_sha256,
        CertificateDesign.background_name,
        CertificateDesign.background_type,
        CertificateDesign.background_width,
        CertificateDesign.background_height,
    )
    of_kind = (CertificateDesign.edition_id == edition_id, CertificateDesign.kind_key == kind_key)
    row = ask(select(*columns).where(*of_kind)).one_or_none()
    return Background(*row) if row is not None else Background()


def design_of(edition_id: int, regulation: Regulation, kind_key: str) -> Design:
    """How the kind looks: as it was set, else by the regulation."""
    columns = [getattr(CertificateDesign, name) for name in Design._fields]
    of_kind = (CertificateDesign.edition_id == edition_id, CertificateDesign.kind_key == kind_key)
    row = ask(select(*columns).where(*of_kind)).one_or_none()
    if row is not None:
        return Design(*row)
    heading, body, title = usual_design(regulation, kind_key)
    return Design(body, heading, place=regulation.locality or "", signatory_title=title)


def kinds_citing(edition_id: int, numbers: Collection[str]) -> list[tuple[str, str]]:
    """The kinds whose design names one of these decisions, each with the number."""
    if not numbers:
        return []
    wanted = select(CertificateDesign.kind_key, CertificateDesign.decision).where(
        CertificateDesign.edition_id == edition_id, CertificateDesign.decision.in_(list(numbers))
    )
    return [(row[0], row[1]) for row in ask(wanted.order_by(CertificateDesign.kind_key))]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a stranger with a certificate's code is told: what it is worth, and what consents allow of the rest."""

    label: str
    kind: str
    body: str
    worth: Validity
    issued_on: date
    prize: str
    title: str
    names: tuple[str, ...]


def checked(edition_id: int, regulation: Regulation, code: str) -> Checked | None:
    """The certificate of this code; None for a code that is none, and while its award is not public."""
    found = ask(select(*_COLUMNS).where(Certificate.edition_id == edition_id, Certificate.code == code)).one_or_none()
    if found is None:
        return None
    line = Line(*found)
    if published_at(edition_id) is None and not is_out(
        edition_id, entry_id=line.entry_id, unit=line.unit, award_key=line.award_key, tier_key=line.tier_key
    ):
        return None
    kind = kind_named(regulation, line.kind_key)
    title = ""
    names: tuple[str, ...] = (unit_names(edition_id).get(line.unit, line.unit),) if line.unit else ()
    if line.entry_id is not None:
        entry = published_entries([line.entry_id], regulation)[line.entry_id]
        own = people_of(edition_id, [line.entry_id])
        shown = regulation.privacy.public_fields
        if "title" in shown:
            title = entry.shown.of_text(entry.title or own.titles.get(line.entry_id, ""))
        names = _names(entry.authors, own, line, regulation) if "authors" in shown else ()
    return Checked(
        line.label,
        kind.name if kind else "Giấy chứng nhận",
        design_of(edition_id, regulation, line.kind_key).body,
        worths(edition_id, [line])[line.id],
        local(line.issued_at).date(),
        line.prize,
        title,
        names,
    )


def _names(shown: tuple[str, ...], people: People, line: Line, regulation: Regulation) -> tuple[str, ...]:
    """Of a certificate for one author that author alone, when the public may read the name."""
    if line.author_id is None or line.entry_id is None:
        return shown
    author = people.authors.get(line.entry_id, {}).get(line.author_id)
    return (author.name,) if author and may_name(author, regulation) else ()
