"""An edition whose prizes are confirmed, for the tests of results; all invented."""

from datetime import date
from typing import Any

from sqlalchemy import select

from contest.editions.models import Edition
from contest.entries.models import Consent, Entry, EntryAuthor
from contest.foundation.access import Actor, Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.people.models import Person
from contest.prizes.actions import confirm_awards, propose_awards
from contest.prizes.models import Award
from contest.ranking.actions import run_ranking
from tests.editions.makers import make_edition, text_of
from tests.people.makers import actor_of, grant, make_person
from tests.prizes.test_actions import one_round
from tests.ranking.makers import make_entries, make_scored_round


def make_decided(
    points: list[str] | None = None,
    *,
    name: str = "small_technical",
    stage: str = "decided",
    public: str = "",
    slug: str = "thu-nghiem",
    text: str = "",
) -> tuple[Edition, list[Entry], Actor, Person]:
    """An edition with confirmed prizes in a stage; its organiser as actor and as person."""
    if not text:
        text = one_round(text_of(name)) if name == "small_technical" else text_of(name)
    if public:
        text = f"{text}\nprivacy: {{public_fields: [{public}]}}\n"
    edition = make_edition(name, slug=slug, stage="deliberation", text=text)
    points = points or ["90", "84", "80"]
    fields, divisions = (["ict"], [""]) if name == "small_technical" else (["study"], ["primary"])
    entries = make_entries(edition, len(points), fields=fields, divisions=divisions)
    judges = 3 if name == "small_technical" else 5
    make_scored_round(edition, entries, [[each] * judges for each in points], key="final")
    person = make_person("Ada")
    grant(person, edition, Role.ORGANISER)
    actor = actor_of(person, (Role.ORGANISER, edition))
    run_ranking(actor, edition.id, "final")
    propose_awards(actor, edition.id)
    confirm_awards(actor, edition.id)
    edition.stage = stage
    db.session.commit()
    return edition, entries, actor, person


def award_id(entry: Entry, award_key: str = "tier", author: int = 0) -> int:
    """The key of an award of the entry."""
    which = (Award.entry_id == entry.id, Award.award_key == award_key, Award.author == author)
    return db.session.scalars(select(Award.id).where(*which)).one()


def born(entry: Entry, day: date | None) -> EntryAuthor:
    """Give the entry's author a birth date."""
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry.id)).one()
    author.birth_on = day
    db.session.flush()
    return author


def consent(author: EntryAuthor, *given_by: str, purpose: str = "publish_name", **parts: Any) -> None:
    """Consents of these people for the author."""
    for who in given_by:
        db.session.add(Consent(author_id=author.id, purpose=purpose, given_by=who, given_at=now(), **parts))
    db.session.flush()


def withdraw(author: EntryAuthor) -> None:
    """The author's consents are taken back."""
    for given in db.session.scalars(select(Consent).where(Consent.author_id == author.id)):
        given.withdrawn_at = now()
    db.session.flush()
