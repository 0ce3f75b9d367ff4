"""Whether anything happened to script, slides, doors or screens, for telephones that ask once a second."""

from hashlib import sha256

from sqlalchemy import bindparam, func, select

from contest.ceremony.models import Ceremony, DoorNote, Run, Show
from contest.ceremony.queries.shows import screens_of
from contest.foundation.clock import now
from contest.foundation.database import ask
from contest.results.models import Seal

_OWN = Ceremony.edition_id == bindparam("edition_id")
_SHOWN = (Show.edition_id == bindparam("edition_id")) & Show.ended_at.is_(None)
_PULSE = select(
    select(func.max(Show.id)).where(_SHOWN).scalar_subquery(),
    select(func.max(Show.version)).where(_SHOWN).scalar_subquery(),
    select(func.max(Run.id)).join(Ceremony, Ceremony.id == Run.ceremony_id).where(_OWN).scalar_subquery(),
    # Each run only ever counts up, so the sum tells of every change of any.
    select(func.sum(Run.version)).join(Ceremony, Ceremony.id == Run.ceremony_id).where(_OWN).scalar_subquery(),
    select(Ceremony.version).where(_OWN).scalar_subquery(),
    select(Ceremony.door_since).where(_OWN).scalar_subquery(),
    select(func.max(DoorNote.id)).join(Ceremony, Ceremony.id == DoorNote.ceremony_id).where(_OWN).scalar_subquery(),
    select(func.max(Seal.id)).where(Seal.edition_id == bindparam("edition_id")).scalar_subquery(),
)
_ANEW_SECONDS = 60


def pulse_of(edition_id: int) -> str:
    """What changes whenever a telephone has something else to show, in one query, and one for the screens of a show.

    Once a minute it changes by itself, so that names go by the consents of today.
    """
    show_id, *seen = ask(_PULSE, {"edition_id": edition_id}).one()
    minute = int(now().timestamp()) // _ANEW_SECONDS
    told = [str(each) for each in (show_id, *seen)]
    if show_id is not None:
        told += [f"{each.slide_key}{each.is_silent}{each.is_astray}" for each in screens_of(show_id)[:3]]
    return sha256("|".join((str(minute), *told)).encode()).hexdigest()[:32]
