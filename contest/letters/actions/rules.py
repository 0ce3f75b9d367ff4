"""What an edition says about the letters of an event: when they leave, and in which words."""

from sqlalchemy import select

from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.database import db
from contest.foundation.letters import MODES, Event, event_of, why_not_words
from contest.foundation.mail import LetterRule
from contest.foundation.refusal import refuse, refuse_with
from contest.letters.rules import read_times


@action(Permission.LETTER_RULE)
def set_rule(actor: Actor, edition_id: int, event_key: str, mode: str, times: str = "") -> None:
    """When letters of an event leave: at once, when somebody has looked, never; `times`: when it is reminded."""
    event = _event(event_key)
    if mode not in MODES:
        raise refuse_with("letters_mode_unknown", "mode")
    hours = read_times(times) if event.times else ()
    row = _row(edition_id, event_key)
    row.mode = "" if mode == event.mode else mode
    row.times = "" if hours in (event.times, ()) else ",".join(str(each) for each in hours)
    db.session.flush()


@action(Permission.LETTER_RULE)
def set_words(actor: Actor, edition_id: int, event_key: str, subject: str, text: str) -> None:
    """Own words for the letters written from now on. Raises Refusal with every fault at its field."""
    event = _event(event_key)
    refuse(why_not_words(event, subject, text))
    row = _row(edition_id, event_key)
    row.subject, row.text = " ".join(subject.split()), text.strip()
    if (row.subject, row.text) == (event.subject, event.text):
        row.subject = row.text = ""
    db.session.flush()


@action(Permission.LETTER_RULE)
def reset_words(actor: Actor, edition_id: int, event_key: str) -> None:
    """Back to the house's words."""
    _event(event_key)
    row = _row(edition_id, event_key)
    row.subject = row.text = ""
    db.session.flush()


def _event(key: str) -> Event:
    event = event_of(key)
    if event is None:
        raise refuse_with("letters_event_unknown")
    return event


def _row(edition_id: int, event_key: str) -> LetterRule:
    """The edition's line for an event, held; a new one when it has said nothing yet."""
    query = select(LetterRule).where(LetterRule.edition_id == edition_id, LetterRule.event == event_key)
    row = db.session.scalar(query.with_for_update())
    if row is None:
        row = LetterRule(edition_id=edition_id, event=event_key, mode="", subject="", text="", times="")
        db.session.add(row)
        db.session.flush()
    return row
