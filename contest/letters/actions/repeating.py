"""When letters leave and in which words goes along into the next edition."""

from sqlalchemy import select

from contest.editions.actions import when_repeated
from contest.foundation.access import Actor
from contest.foundation.database import db
from contest.foundation.mail import LetterRule

_KEPT = ("event", "mode", "subject", "text", "times")


@when_repeated
def repeat_letters(actor: Actor, of_id: int, edition_id: int) -> None:
    """Copy what the last edition said about its letters."""
    for rule in db.session.scalars(select(LetterRule).where(LetterRule.edition_id == of_id)):
        db.session.add(LetterRule(edition_id=edition_id, **{key: getattr(rule, key) for key in _KEPT}))
    db.session.flush()
