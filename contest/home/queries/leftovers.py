"""Every text that may still speak of the edition before, whichever room keeps it, and where it is mended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from contest.editions.models import Question
from contest.editions.queries import EditionCard, edition_before, regulation_of, regulations
from contest.editions.rules import Regulation
from contest.editions.rules.leftovers import Era, oddities
from contest.editions.rules.repeating import before_of, old_traces
from contest.foundation.clock import local
from contest.foundation.database import ask
from contest.foundation.files import path_of
from contest.foundation.letters import events
from contest.foundation.mail import LetterRule
from contest.foundation.vietnamese import date as shown_day
from contest.foundation.workshop import WorkFailed
from contest.foundation.workshop import ask as have_done
from contest.papers.models import CertificateDesign
from contest.papers.queries.documents import citations, templates
from contest.papers.queries.yearbook import cover_of

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Leftover:
    """A place that is to be looked at: where it stands, what it says, what is odd, and the page that mends it."""

    group: str
    place: str
    value: str
    why: str
    endpoint: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What was found, in which texts was looked, and beside which edition (none: the first of its series)."""

    found: tuple[Leftover, ...]
    texts: int
    before: EditionCard | None


@dataclass(frozen=True, slots=True)
class _Text:
    group: str
    place: str
    value: str
    endpoint: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


def leftovers(edition_id: int, at: datetime) -> Leftovers:
    """Look through the regulation, certificates, letters, templates of documents, the yearbook's cover, the answers."""
    earlier = edition_before(edition_id)
    both = regulations([edition_id, *([earlier.id] if earlier else [])])
    regulation, last = both[edition_id], both[earlier.id] if earlier else None
    designs = _designs([edition_id, *([earlier.id] if earlier else [])])
    before = before_of(last, _papers(earlier.id, last, designs)) if earlier and last else None
    era = Era(regulation.edition.number, regulation.edition.years or "", local(at).date(), before)
    found = [
        Leftover("Thể lệ", trace.place, trace.value, trace.why, "editions.section", {"part": trace.part})
        for trace in old_traces(regulation, at, before, last)
    ]
    texts = list(_texts(edition_id, designs))
    for each in texts:
        for value in filter(None, each.value.split("\n")):
            if whys := oddities(value, era):
                short = value if len(value) <= _LONGEST else f"{value[:_LONGEST].rsplit(' ', 1)[0]} …"
                found.append(Leftover(each.group, each.place, short, "; ".join(whys), each.endpoint, each.arguments))
    return Leftovers(tuple(found), len(texts), earlier)


def _papers(edition_id: int, regulation: Regulation, designs: Sequence[Any]) -> Iterable[str]:
    """How the documents of the edition before are cited, and what stood on its certificates."""
    yield from (each.number for each in citations(edition_id, regulation=regulation).values() if each.number)
    yield from (design.decision for design in designs if design.edition_id == edition_id)


def _texts(edition_id: int, designs: Sequence[Any]) -> Iterator[_Text]:
    yield from _of_certificates(edition_id, designs)
    yield from _of_letters(edition_id)
    yield from _of_templates(edition_id)
    cover, _ = cover_of(edition_id)
    for place, value in (("Bìa", f"{cover.title}\n{cover.subtitle}"), ("Lời nói đầu", cover.foreword)):
        yield _Text("Kỷ yếu", place, value, "papers.yearbook")
    for row in ask(select(Question.text, Question.answer).where(Question.edition_id == edition_id)):
        yield _Text("Hỏi đáp", row.text[:80], row.answer, "editions.questions")


_DESIGN = ("edition_id", "kind_key", "body", "heading", "decision", "decided_on", "place", "signatory_title")


def _designs(edition_ids: Sequence[int]) -> Sequence[Any]:
    columns = [getattr(CertificateDesign, name) for name in _DESIGN]
    return ask(select(*columns).where(CertificateDesign.edition_id.in_(edition_ids))).all()


def _of_certificates(edition_id: int, designs: Sequence[Any]) -> Iterator[_Text]:
    names = {kind.key: kind.name for kind in regulation_of(edition_id).certificates}
    for design in (each for each in designs if each.edition_id == edition_id):
        day = shown_day(design.decided_on) if design.decided_on else ""
        parts = (design.body, design.heading, design.decision, day, design.place, design.signatory_title)
        place = names.get(design.kind_key, design.kind_key)
        arguments = {"kind_key": design.kind_key}
        yield _Text("Giấy chứng nhận", place, "\n".join(parts), "papers.certificate_design", arguments)


def _of_letters(edition_id: int) -> Iterator[_Text]:
    names = {event.key: event.words for event in events()}
    rows = ask(select(LetterRule.event, LetterRule.subject, LetterRule.text).where(LetterRule.edition_id == edition_id))
    for event, subject, text in rows:
        if event in names and (subject or text):
            yield _Text("Thư", names[event], f"{subject}\n{text}", "letters.words", {"event": event})


def _of_templates(edition_id: int) -> Iterator[_Text]:
    """Texts changed in Word; one that cannot be opened is said, too."""
    for kind, line in templates(edition_id).items():
        try:
            text = str(have_done("text_of", path=str(path_of(line.sha256)))["text"])
        except (WorkFailed, FileNotFoundError):
            continue
        yield _Text("Mẫu văn bản", line.name, text, "papers.document_template", {"kind_key": kind})
