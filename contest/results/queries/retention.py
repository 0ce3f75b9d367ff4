"""Which contests have ended, since when, and what personal data each still keeps."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from sqlalchemy import func, select

from contest.editions.models import Edition, StageChange
from contest.editions.rules import Regulation
from contest.entries.queries import drafts_kept, out_with_files, paper_counts, with_contacts
from contest.foundation.clock import local
from contest.foundation.database import asked_once, db
from contest.foundation.mail import Letter
from contest.results.models import Publication
from contest.results.queries.seals import published_at
from contest.results.rules.retention import Held, Kept, schedule

Later = Callable[[int, Regulation], Iterable[Held]]
_LATER: list[Later] = []


def keeps_data(held: Later) -> Later:
    """Have the schedule tell what a later room keeps of people; the room deletes it itself when it is due."""
    _LATER.append(held)
    return held


def ended_editions() -> list[int]:
    """Editions whose result was published, or that were put away without one."""
    published = select(Publication.edition_id).where(Publication.retracted_at.is_(None))
    archived = select(Edition.id).where(Edition.stage == "archived")
    return sorted({*db.session.scalars(published), *db.session.scalars(archived)})


def ended_on(edition_id: int) -> date | None:
    """The day from which personal data is kept: of the publication, else the day the contest was put away."""
    moment = asked_once(("ended", edition_id), lambda: published_at(edition_id) or _put_away_at(edition_id))
    return local(moment).date() if moment is not None else None


def _put_away_at(edition_id: int) -> datetime | None:
    return db.session.scalar(
        select(func.max(StageChange.at))
        .join(Edition, Edition.id == StageChange.edition_id)
        .where(Edition.id == edition_id, Edition.stage == "archived", StageChange.to_stage == "archived")
    )


def kept_data(edition_id: int, regulation: Regulation) -> list[Kept]:
    """What there is of each kind of personal data, and when it goes."""
    letters = select(func.count()).where(Letter.edition_id == edition_id, Letter.text != "")
    counts = {
        "drafts": len(drafts_kept(edition_id)),
        "files_out": len(out_with_files(edition_id)),
        "contacts": with_contacts(edition_id),
        "letters": db.session.scalar(letters) or 0,
    }
    later = [one for held in _LATER for one in held(edition_id, regulation)]
    return schedule(regulation, ended_on(edition_id), paper_counts(edition_id), counts, later)
