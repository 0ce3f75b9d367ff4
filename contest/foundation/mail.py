"""The outbox: letters are rows written in the deed's transaction; the rule of their event says when they leave.

`post` writes the letter of an event: at once, or waiting until somebody has looked at it. `write_letter` writes what
concerns an account (a password, an invitation) and leaves at once. foundation/post.py hands them to the post office.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, has_request_context, request, url_for
from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from contest.foundation.clock import now
from contest.foundation.database import Table, db
from contest.foundation.jobs import later_all
from contest.foundation.letters import ASK, NOW, OFF, Event, event_of, filled
from contest.foundation.refusal import refuse_with
from contest.foundation.settings import settings

WORDS = {
    "no_public_address": "Chưa gửi được thư: máy chủ chưa có địa chỉ công khai (CONTEST_URL). Xin báo Ban Thư ký.",
}
# waiting: somebody has to look at it first; held: kept back on purpose; queued: the post will take it; sending: is
# being handed over; unsure: the connection broke while it was, nobody knows whether it arrived; to_copy: a text for a
# telephone, to be sent by hand; copied: somebody did; rehearsal: written while rehearsing, never leaves.
STATES = (
    "waiting", "held", "queued", "sending", "sent", "unsure", "failed", "cancelled", "to_copy", "copied", "rehearsal",
)  # fmt: skip
MAIL, TEXT = "mail", "text"
# The last letter to an account that was deleted: once it has left, nobody knows any more to whom.
PARTING = "people.account_forgotten"

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


# The address of an edition's office; the room that knows regulations says it.
_OFFICES: list[Callable[[int], str]] = []
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def office_address(known: Callable[[int], str]) -> Callable[[int], str]:
    """Register how the address of an edition's office is found."""
    _OFFICES.append(known)
    return known


def reply_to(edition_id: int | None) -> str:
    """Where an answer to a letter of the edition goes; "" where nobody has said, and for letters about accounts."""
    said = [known(edition_id) for known in _OFFICES] if edition_id is not None else []
    found = _ADDRESS.search(" ".join(said))
    return found[0] if found else ""


class Letter(Table):
    """One letter to one address, or one text to one telephone. The text may hold a link that is a secret."""

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index("ix_letter_edition_id_state", "edition_id", "state", "id"),
    )
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int | None]
    event: Mapped[str] = mapped_column(String(60))
    # What it is about ("entry:17"), so that it is found from there and forgotten with it.
    about: Mapped[str] = mapped_column(String(60), default="", index=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    to_name: Mapped[str] = mapped_column(String(200), default="")
    to_address: Mapped[str] = mapped_column(String(254), default="", index=True)
    to_phone: Mapped[str] = mapped_column(String(20), default="")
    channel: Mapped[str] = mapped_column(String(10), default=MAIL)
    subject: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    # A letter with a link that only its reader may open: shown to nobody, and emptied once it is sent.
    is_secret: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12), default="queued")
    # The same occasion (a reminder of one entry, say) is written about once.
    once_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    written_at: Mapped[datetime]
    # Who let it go, kept it back, cancelled it, or ticked it as done; and who changed its words last.
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    edited_by: Mapped[str] = mapped_column(String(200), default="")
    tries: Mapped[int] = mapped_column(default=0)
    # Why the last try failed, for people.
    fault: Mapped[str] = mapped_column(String(300), default="")
    sent_at: Mapped[datetime | None]


class LetterRule(Table):
    """What an edition has said about the letters of an event: when they leave, and other words for them."""

    __tablename__ = "letter_rule"
    __table_args__ = (UniqueConstraint("edition_id", "event"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int]
    event: Mapped[str] = mapped_column(String(60))
    mode: Mapped[str] = mapped_column(String(10), default="")
    # Empty: the house's own words.
    subject: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    # Hours before the date, for reminders: "72,24"; empty: the house's own.
    times: Mapped[str] = mapped_column(String(60), default="")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is written to. Without an address it is a text to the telephone; without both there is no letter."""

    name: str = ""
    email: str = ""
    phone: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What holds for an event in an edition; is_own: the words are the edition's, not the house's."""

    event: Event
    mode: str
    subject: str
    text: str
    times: tuple[int, ...]
    is_own: bool


def rule_card(event: Event, row: LetterRule | None) -> RuleCard:
    """The house's rule for an event, with what the edition has said instead."""
    if row is None:
        return RuleCard(event, event.mode, event.subject, event.text, event.times, is_own=False)
    times = tuple(int(each) for each in row.times.split(",") if each) or event.times
    is_own = bool(row.text)
    subject, text = (row.subject, row.text) if is_own else (event.subject, event.text)
    return RuleCard(event, row.mode or event.mode, subject, text, times, is_own)


_RULE = select(LetterRule).where(
    LetterRule.edition_id == bindparam("edition_id"), LetterRule.event == bindparam("event")
)


def rule_of(edition_id: int, event_key: str) -> RuleCard:
    """What holds for an event in an edition. Raises KeyError for an event no room has declared."""
    event = event_of(event_key)
    if event is None:
        raise KeyError(event_key)
    row = db.session.scalar(_RULE, {"edition_id": edition_id, "event": event_key})
    return rule_card(event, row)


def post(
    event_key: str,
    edition_id: int,
    to: Recipient,
    values: dict[str, str],
    *,
    about: str = "",
    once: str | None = None,
    rule: RuleCard | None = None,
) -> bool:
    """Write the letter of an event into the outbox of the present transaction; whether one was written.

    `rule`: what `rule_of` said, for whoever writes many. `once`: the occasion, about which one letter is written.
    """
    rule = rule or rule_of(edition_id, event_key)
    if once is not None and db.session.scalar(select(Letter.id).where(Letter.once_key == once)):
        return False
    return _post(edition_id, rule, [Outgoing(to, values, about)], once) == 1


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One of many letters of an event: to whom, what fills its places, what it is about."""

    to: Recipient
    values: dict[str, str]
    about: str = ""


def post_all(event_key: str, edition_id: int, letters: Iterable[Outgoing]) -> int:
    """The letters of one event to many, written at one go; how many were."""
    return _post(edition_id, rule_of(edition_id, event_key), letters, None)


def _post(edition_id: int, rule: RuleCard, letters: Iterable[Outgoing], once: str | None) -> int:
    if rule.mode == OFF:
        return 0
    assert rule.mode in (NOW, ASK)
    written = [_letter(edition_id, rule, one, once) for one in letters if one.to.email or one.to.phone]
    if rule.mode == NOW:
        for letter in written:
            _set_off(letter)
    _hand_over(written)
    return len(written)


def _letter(edition_id: int, rule: RuleCard, one: Outgoing, once: str | None) -> Letter:
    to, values, about = one.to, one.values, one.about
    return Letter(
        edition_id=edition_id,
        event=rule.event.key,
        about=about,
        person_id=to.person_id,
        to_name=to.name,
        to_address=to.email,
        to_phone="" if to.email else to.phone,
        channel=MAIL if to.email else TEXT,
        subject=" ".join(filled(rule.subject, values).split()),
        text=filled(rule.text, values) + "\n",
        once_key=once,
        written_at=now(),
        state="waiting",
    )


def let_leave(*letters: Letter) -> None:
    """Hand letters to the post, texts to whoever will copy them; while rehearsing nothing leaves, not even later."""
    for letter in letters:
        _set_off(letter)
    _hand_over(letters)


def _set_off(letter: Letter) -> None:
    letter.fault = ""
    if settings().rehearsal:
        letter.state = "rehearsal"
    elif letter.channel == TEXT:
        letter.state = "to_copy"
    else:
        letter.state, letter.tries = "queued", 0


def _hand_over(letters: Sequence[Letter]) -> None:
    """Write the letters, each once and as it stands; the post is told of those that it is to take."""
    db.session.add_all(letters)
    db.session.flush()
    later_all("mail.send", [{"letter_id": letter.id} for letter in letters if letter.state == "queued"])


def write_letter(to: str, subject: str, text: str, event: str, edition_id: int | None = None) -> None:
    """A letter about an account: it holds a link that is its reader's alone, leaves at once and is shown to nobody."""
    letter = Letter(
        to_address=to,
        subject=" ".join(subject.split()),
        text=text,
        event=event,
        edition_id=edition_id,
        is_secret=True,
        written_at=now(),
    )
    let_leave(letter)


def write_letter_from(template: str, to: str, event: str, edition_id: int | None = None, **values: Any) -> None:
    """Put a letter made of a text template into the outbox; the template's first line is the subject."""
    text = current_app.jinja_env.get_template(template).render(**values)
    subject, _, body = text.partition("\n")
    write_letter(to, subject, body.strip() + "\n", event, edition_id)


def link(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for a letter: begins with CONTEST_URL, or with the address of this request.

    A request says itself at which address it came in, and whoever sends it may lie: letters that leave this machine
    then carry links to a stranger, and those of a job to nowhere. So without CONTEST_URL they are not written.
    Raises Refusal: no_public_address.
    """
    told = settings()
    if has_request_context():
        here = urlsplit(request.host_url)
        if not told.public_url and not told.mail_url.startswith("file:") and here.hostname not in _THIS_MACHINE:
            raise refuse_with("no_public_address")
        return (told.public_url or request.host_url.rstrip("/")) + url_for(endpoint, **values)
    if not told.public_url and not told.mail_url.startswith("file:"):
        raise refuse_with("no_public_address")
    with current_app.test_request_context():
        return (told.public_url or "http://localhost:8000") + url_for(endpoint, **values)
