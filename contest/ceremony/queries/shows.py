"""Where the slides stand, for the telephone that leads them and for the screens that follow."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, exists, func, select

from contest.ceremony.models import Ceremony, Run, Screen, Show
from contest.ceremony.queries.live import Live, live_of
from contest.ceremony.queries.order import ceremony_of
from contest.ceremony.queries.slides import Evening, evening_shown
from contest.ceremony.rules.slides import Slide, closed, place_of
from contest.foundation.clock import local, now
from contest.foundation.database import ask
from contest.foundation.report import REHEARSAL
from contest.foundation.settings import settings
from contest.foundation.tokens import fingerprint
from contest.people.models import Person
from contest.results.models import Seal
from contest.results.queries import is_held, revealed

# A screen asks more often than once a second and says every ten that it is there.
SILENT_SECONDS = 25
SCREEN = "ceremony.screen"
TRIAL = "TỔNG DUYỆT"


class ShowCard(NamedTuple):
    """An open show; moved_by: who took the last step, and when."""

    id: int
    is_rehearsal: bool
    has_stand_ins: bool
    slide_key: str
    place: int
    is_waiting: bool
    version: int
    began_at: datetime
    code_until: datetime | None
    moved_at: datetime | None
    moved_by_id: int | None
    moved_by: str | None

    @property
    def moved_clock(self) -> str:
        """When the last step was taken, to the second."""
        return f"{local(self.moved_at):%H:%M:%S}" if self.moved_at else ""


_CARD = [getattr(Show, name) for name in ShowCard._fields if name != "moved_by"]
_OPEN = (
    select(*_CARD, Person.name)
    .outerjoin(Person, Person.id == Show.moved_by_id)
    .where(Show.edition_id == bindparam("edition_id"), Show.ended_at.is_(None))
)


def open_show(edition_id: int) -> ShowCard | None:
    """The show that is open; None while none is."""
    row = ask(_OPEN, {"edition_id": edition_id}).one_or_none()
    return ShowCard._make(row) if row is not None else None


def run_of(edition_id: int) -> str:
    """Which script runs now: "" for none, "rehearsal" or "real"."""
    running = select(Run.is_rehearsal).join(Ceremony, Ceremony.id == Run.ceremony_id)
    row = ask(running.where(Ceremony.edition_id == edition_id, Run.ended_at.is_(None))).first()
    return "" if row is None else "rehearsal" if row[0] else "real"


_TRIAL = select(
    exists().where(Show.edition_id == bindparam("edition_id"), Show.ended_at.is_(None), Show.is_rehearsal),
    exists().where(
        Ceremony.edition_id == bindparam("edition_id"),
        Run.ceremony_id == Ceremony.id,
        Run.ended_at.is_(None),
        Run.is_rehearsal,
    ),
)


def trial_stamp(edition_id: int) -> str:
    """What stands across every screen and paper of the ceremony while slides or script are rehearsed, in one query."""
    return TRIAL if any(ask(_TRIAL, {"edition_id": edition_id}).one()) else ""


def stamp_of_show(show: ShowCard) -> str:
    """What stands across the slides of this show."""
    return TRIAL if show.is_rehearsal else REHEARSAL if settings().rehearsal else ""


class ScreenCard(NamedTuple):
    """A screen, and what it said last."""

    opened_at: datetime
    seen_at: datetime
    slide_key: str
    is_astray: bool

    @property
    def is_silent(self) -> bool:
        """Whether it has said nothing for so long that its line must be gone."""
        return (now() - self.seen_at).total_seconds() > SILENT_SECONDS


@dataclass(frozen=True, slots=True)
class Lead:
    """What the telephone shows: the slide that is up, the next and the one before, what the next would make known.

    astray: the slide a screen went on to by its own keys, while it was cut off.
    """

    show: ShowCard
    evening: Evening
    at: int
    screens: tuple[ScreenCard, ...]
    opens: int
    astray: Slide | None
    astray_opens: int
    closed: frozenset[str]

    @property
    def slides(self) -> tuple[Slide, ...]:
        """All slides."""
        return self.evening.slides

    @property
    def slide(self) -> Slide:
        """The one that is up."""
        return self.slides[self.at]

    @property
    def next(self) -> Slide | None:
        """The one after it."""
        return self.slides[self.at + 1] if self.at + 1 < len(self.slides) else None

    @property
    def previous(self) -> Slide | None:
        """The one before it."""
        return self.slides[self.at - 1] if self.at else None

    @property
    def reach(self) -> int:
        """The last step of the script whose slides may be shown by now; where slides go alone every one may."""
        live = self.evening.live
        return len(live.steps) + 1 if live else self.slides[-1].step

    @property
    def rest(self) -> int:
        """How many slides of the script's present step are still to come."""
        live = self.evening.live
        return sum(slide.step == len(live.steps) for slide in self.slides[self.at + 1 :]) if live else 0


def shown(edition_id: int, show: ShowCard) -> Evening:
    """The slides of this show, in the steps of the script where the two are led as one."""
    return evening_shown(edition_id, has_stand_ins=show.has_stand_ins, is_rehearsal=show.is_rehearsal)


def stage_now(edition_id: int) -> tuple[Live | None, Lead | None]:
    """The script as it runs, and with it the slides where one press moves both."""
    card = ceremony_of(edition_id)
    show = open_show(edition_id) if card is not None and card.is_led_as_one else None
    lead = lead_of(edition_id, show) if show is not None else None
    if lead is not None and lead.evening.live is not None:
        return lead.evening.live, lead
    return live_of(edition_id, card), None


def lead_of(edition_id: int, show: ShowCard) -> Lead:
    """Everything the telephone needs."""
    evening = shown(edition_id, show)
    at = place_of(evening.slides, show.slide_key, show.place)
    shut = closed_slides(edition_id, show, evening, at)
    screens = screens_of(show.id)
    key = next((screen.slide_key for screen in screens if screen.is_astray and not screen.is_silent), "")
    astray = next((slide for slide in evening.slides if slide.key == key), None)
    after = evening.slides[at + 1].key if at + 1 < len(evening.slides) else ""
    counts = {slide_key: len(references) for slide_key, references in shut.items()}
    return Lead(
        show,
        evening,
        at,
        screens,
        counts.get(after, 0),
        astray,
        counts.get(key, 0),
        frozenset(shut),
    )


def closed_slides(edition_id: int, show: ShowCard, evening: Evening, at: int) -> dict[str, list[str]]:
    """The slides that would make awards known, by their keys, with those awards."""
    held = not show.is_rehearsal and is_held(edition_id)
    out = revealed(edition_id) if held else {}
    found = {
        slide.key: closed(slide, out, at=at, place=place, is_rehearsal=show.is_rehearsal, is_held=held)
        for place, slide in enumerate(evening.slides)
    }
    return {key: references for key, references in found.items() if references}


def screens_of(show_id: int) -> tuple[ScreenCard, ...]:
    """The screens that were opened for a show, the last first."""
    columns = [getattr(Screen, name) for name in ScreenCard._fields]
    return tuple(
        ScreenCard(*row) for row in ask(select(*columns).where(Screen.show_id == show_id).order_by(-Screen.id))
    )


class Now(NamedTuple):
    """What a screen is told when it asks: which step, which slide, whether it waits, whether the show is over."""

    show_id: int
    edition_id: int
    version: int
    slide_key: str
    is_waiting: bool
    is_over: bool
    is_rehearsal: bool
    has_stand_ins: bool
    seal_id: int | None
    script: int
    run: int

    @property
    def mark(self) -> str:
        """What changes with the show, the sealed version and the script: the slides are fetched anew then."""
        return f"{self.show_id}-{self.seal_id}-{self.script}-{self.run}"


_seal = select(func.max(Seal.id)).where(Seal.edition_id == Show.edition_id).scalar_subquery()
_script = select(Ceremony.version).where(Ceremony.edition_id == Show.edition_id).scalar_subquery()
_run = (
    select(func.sum(Run.version))
    .join(Ceremony, Ceremony.id == Run.ceremony_id)
    .where(Ceremony.edition_id == Show.edition_id, Ceremony.is_led_as_one)
    .scalar_subquery()
)
_NOW = (
    select(
        Show.id,
        Show.edition_id,
        Show.version,
        Show.slide_key,
        Show.is_waiting,
        Show.ended_at.is_not(None),
        Show.is_rehearsal,
        Show.has_stand_ins,
        _seal,
        func.coalesce(_script, 0),
        func.coalesce(_run, 0),
    )
    .join(Screen, Screen.show_id == Show.id)
    .where(Screen.key_print == bindparam("key"), Show.edition_id == bindparam("edition_id"))
)


def screen_now(edition_id: int, key: str) -> Now | None:
    """Where the show of this screen stands, in one query; None for a screen that is none."""
    row = ask(_NOW, {"key": fingerprint(SCREEN, key), "edition_id": edition_id}).one_or_none()
    return Now(*row) if row is not None else None
