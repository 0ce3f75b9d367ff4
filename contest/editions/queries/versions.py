"""The regulation in force, and how it came to be: versions and stages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import and_, bindparam, select

from contest.editions.models import DeadlineExtension, Edition, RegulationVersion, StageChange
from contest.editions.rules import Regulation, parse
from contest.editions.rules.extension import extended
from contest.foundation.database import ask, asked_once, db
from contest.foundation.mail import office_address
from contest.people.models import Person


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the regulation, without its text."""

    number: int
    reason: str
    made_at: datetime
    made_by: str | None


@dataclass(frozen=True, slots=True)
class StageRow:
    """A change of stage."""

    from_stage: str
    to_stage: str
    at: datetime
    by: str | None
    reason: str


# Asked on nearly every page of an edition: built once.
_IN_FORCE = (
    select(RegulationVersion.text)
    .join(Edition, Edition.id == RegulationVersion.edition_id)
    .where(Edition.id == bindparam("edition_id"), RegulationVersion.number == Edition.regulation_number)
)
# With the latest extension of the deadline, if there is one.
_UNTIL = (
    select(DeadlineExtension.until)
    .where(DeadlineExtension.edition_id == Edition.id)
    .order_by(DeadlineExtension.id.desc())
    .limit(1)
    .correlate(Edition)
    .scalar_subquery()
)
_IN_FORCE_NOW = _IN_FORCE.add_columns(_UNTIL)


def regulation_text(edition_id: int) -> str:
    """The regulation in force, word for word. Raises NoResultFound."""
    return _in_force(edition_id)[0]


def regulation_of(edition_id: int) -> Regulation:
    """The regulation in force, extensions of the deadline included; equal texts are parsed once in a process."""
    return _extended(*_in_force(edition_id))


def _in_force(edition_id: int) -> tuple[str, datetime | None]:
    def found() -> tuple[str, datetime | None]:
        text, until = ask(_IN_FORCE_NOW, {"edition_id": edition_id}).one()
        return text, until

    return asked_once(("regulation", edition_id), found)


def regulation_if(edition_id: int, text: str) -> Regulation:
    """What would be in force with this text, extensions of the deadline included. Raises Refusal with every fault."""
    until = db.session.scalar(select(_UNTIL).where(Edition.id == edition_id))
    return extended(parse(text), until)


@lru_cache(maxsize=32)
def _extended(text: str, until: datetime | None) -> Regulation:
    return extended(parsed_regulation(text), until)


@lru_cache(maxsize=32)
def parsed_regulation(text: str) -> Regulation:
    """A regulation's text read; equal texts are read once in a process."""
    return parse(text)


def regulations(edition_ids: Collection[int]) -> dict[int, Regulation]:
    """The regulations in force of these editions, by the edition's key, in one query."""
    rows = ask(
        select(Edition.id, RegulationVersion.text, _UNTIL)
        .join(
            RegulationVersion,
            and_(RegulationVersion.edition_id == Edition.id, RegulationVersion.number == Edition.regulation_number),
        )
        .where(Edition.id.in_(edition_ids))
    )
    return {key: _extended(text, until) for key, text, until in rows}


def versions(edition_id: int) -> list[VersionRow]:
    """Every version, the newest first."""
    rows = ask(
        select(RegulationVersion.number, RegulationVersion.reason, RegulationVersion.made_at, Person.name)
        .outerjoin(Person, Person.id == RegulationVersion.made_by_id)
        .where(RegulationVersion.edition_id == edition_id)
        .order_by(RegulationVersion.number.desc())
    )
    return [VersionRow(*row) for row in rows]


def text_of_version(edition_id: int, number: int) -> str | None:
    """A version word for word, or None."""
    return ask(
        select(RegulationVersion.text).where(
            RegulationVersion.edition_id == edition_id, RegulationVersion.number == number
        )
    ).scalar_one_or_none()


def stage_changes(edition_id: int) -> list[StageRow]:
    """The stages an edition went through, in order."""
    rows = ask(
        select(StageChange.from_stage, StageChange.to_stage, StageChange.at, Person.name, StageChange.reason)
        .outerjoin(Person, Person.id == StageChange.by_id)
        .where(StageChange.edition_id == edition_id)
        .order_by(StageChange.id)
    )
    return [StageRow(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """An extension of the deadline for everybody."""

    until: datetime
    number: str
    decided_on: date
    reason: str
    made_at: datetime
    made_by: str | None


def extensions(edition_id: int) -> list[ExtensionRow]:
    """Every extension, the one that holds first."""
    rows = ask(
        select(
            DeadlineExtension.until,
            DeadlineExtension.number,
            DeadlineExtension.decided_on,
            DeadlineExtension.reason,
            DeadlineExtension.made_at,
            Person.name,
        )
        .outerjoin(Person, Person.id == DeadlineExtension.made_by_id)
        .where(DeadlineExtension.edition_id == edition_id)
        .order_by(DeadlineExtension.id.desc())
    )
    return [ExtensionRow(*row) for row in rows]


@office_address
def office_of(edition_id: int) -> str:
    """The address of the edition's office, as its regulation says."""
    return regulation_of(edition_id).contact.email
