"""What the public page says of a regulation: short, and in the order in which people ask."""

from dataclasses import dataclass
from datetime import date, datetime

from contest.editions.rules.calendar import Phase, phases
from contest.editions.rules.regulation import Contact, Regulation
from contest.editions.rules.words import given, judged, taking_part
from contest.editions.rules.words.values import Names
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A part of the dossier: its name, whether it must be there, what it must be."""

    name: str
    is_required: bool
    words: str


@dataclass(frozen=True, slots=True)
class TierLine:
    """A prize: key (for its tint), name, how many, how much, what it takes and brings."""

    key: str
    name: str
    quantity: str
    amount: str
    words: str


@dataclass(frozen=True, slots=True)
class CriteriaTable:
    """A set of criteria and the rounds it is for."""

    caption: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the public page shows of a regulation."""

    organiser: str
    standing: str
    who: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    divisions: tuple[str, ...]
    dossier: tuple[DossierLine, ...]
    questions: tuple[str, ...]
    handing_in: tuple[str, ...]
    steps: tuple[tuple[str, str, str, str], ...]
    tiers: tuple[TierLine, ...]
    others: tuple[tuple[str, ...], ...]
    criteria: tuple[CriteriaTable, ...]
    contact: Contact
    faq: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, str, str], ...]


def summary(regulation: Regulation, at: datetime) -> Summary:
    """The regulation for somebody on a phone who asks whether and how to enter."""
    names = Names(regulation)
    grids = given.prize_grids(regulation)
    return Summary(
        organiser=regulation.bodies.organiser,
        standing=regulation.bodies.standing,
        who=tuple(words for words in taking_part.entrants(regulation) if words),
        fields=tuple((field.name, field.note) for field in regulation.fields),
        divisions=tuple(taking_part.divisions(regulation)),
        dossier=tuple(
            DossierLine(part.name, part.required, taking_part.part_words(part)) for part in regulation.dossier
        ),
        questions=tuple(question.label for question in regulation.questions),
        handing_in=tuple(words for words in taking_part.handing_in(regulation) if words),
        steps=tuple(_step(phase) for phase in phases(regulation, at)),
        tiers=tuple(TierLine(tier.key, *given.tier_row(regulation, tier, names)) for tier in regulation.prizes.tiers),
        others=tuple(grids[1][2]),
        criteria=tuple(
            CriteriaTable(caption, tuple((row[0], row[1], row[2]) for row in table))
            for caption, _, table, _ in judged.criteria_grids(regulation)
        ),
        contact=regulation.contact,
        faq=tuple((each.question, each.answer) for each in regulation.faq),
        forms=tuple((form.key, form.name, form.made) for form in regulation.forms),
    )


def _step(phase: Phase) -> tuple[str, str, str, str]:
    """(when, words, detail, past|now) as the house's timeline takes it."""
    state = "now" if phase.is_now else "past" if phase.is_past else ""
    return _when(phase), phase.words, "", state


def _when(phase: Phase) -> str:
    if phase.printed:
        return phase.printed
    if phase.starts is None:
        return f"Đến {_shown(phase.ends)}"
    if phase.ends is None or phase.ends == phase.starts:
        return _shown(phase.starts)
    return f"{_shown(phase.starts)} đến {_shown(phase.ends)}"


def _shown(value: date | datetime | None) -> str:
    if isinstance(value, datetime):
        return moment(value) if (value.hour, value.minute) != (0, 0) else f"ngày {day(value)}"
    return f"ngày {day(value)}" if value is not None else ""
