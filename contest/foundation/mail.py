"""The outbox: letters are rows written in the deed's transaction and sent by a job after it, never twice on purpose."""

import os
import smtplib
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app, has_request_context, request, url_for
from sqlalchemy.orm import Mapped, mapped_column

from contest.config import Settings
from contest.foundation.clock import local, now
from contest.foundation.database import Table, db
from contest.foundation.jobs import job, later
from contest.foundation.refusal import refuse_with
from contest.foundation.settings import settings

WORDS = {
    "no_public_address": "Chưa gửi được thư: máy chủ chưa có địa chỉ công khai (CONTEST_URL). Xin báo Ban Thư ký.",
}

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class Letter(Table):
    """One letter to one address; `sent_at` is set when the post took it. The text may hold a link that is a secret."""

    __tablename__ = "letter"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int | None] = mapped_column(index=True)
    event: Mapped[str]
    to_address: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    text: Mapped[str]
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


def write_letter(to: str, subject: str, text: str, event: str, edition_id: int | None = None) -> None:
    """Put a letter into the outbox of the present transaction; while rehearsing it stays there."""
    letter = Letter(
        to_address=to,
        subject=" ".join(subject.split()),
        text=text,
        event=event,
        edition_id=edition_id,
        written_at=now(),
    )
    db.session.add(letter)
    db.session.flush()
    if not settings().rehearsal:
        later("mail.send", letter_id=letter.id, unique_key=f"mail.send:{letter.id}")


def write_letter_from(template: str, to: str, event: str, edition_id: int | None = None, **values: Any) -> None:
    """Put a letter made of a text template into the outbox; the template's first line is the subject."""
    text = current_app.jinja_env.get_template(template).render(**values)
    subject, _, body = text.partition("\n")
    write_letter(to, subject, body.strip() + "\n", event, edition_id)


def link(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for a letter: begins with CONTEST_URL, or with the address of this request.

    A request says itself at which address it came in, and whoever sends it may lie: letters that leave this machine
    then carry links to a stranger. So without CONTEST_URL they are not written. Raises Refusal: no_public_address.
    """
    told = settings()
    if has_request_context():
        here = urlsplit(request.host_url)
        if not told.public_url and not told.mail_url.startswith("file:") and here.hostname not in _THIS_MACHINE:
            raise refuse_with("no_public_address")
        return (told.public_url or request.host_url.rstrip("/")) + url_for(endpoint, **values)
    with current_app.test_request_context():
        return (told.public_url or "http://localhost:8000") + url_for(endpoint, **values)


class _Spaced(EmailPolicy):
    """The standard's way of folding a long subject swallows the space at the fold when letters have marks."""

    def fold(self, name: str, value: str) -> str:
        """One header as text, folded."""
        if name.lower() != "subject" or value.isascii():
            return str(super().fold(name, value))
        words = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {words}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """One header as bytes, folded."""
        if name.lower() != "subject" or value.isascii():
            return super().fold_binary(name, value)
        return self.fold(name, value).encode("ascii")


@job("mail.send")
def send(letter_id: int) -> None:
    """Send one letter; one already sent is left alone."""
    letter = db.session.get(Letter, letter_id)
    if letter is None or letter.sent_at is not None:
        return
    told = settings()
    message = _message(letter)
    if told.mail_url.startswith("file:"):
        _write_file(message, letter.id, told)
    else:
        _post(message, told.mail_url)
    letter.sent_at = now()


def _message(letter: Letter) -> EmailMessage:
    message = EmailMessage(policy=_Spaced())
    message["To"] = letter.to_address
    message["From"] = current_app.config["MAIL_SENDER"]
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(local(letter.written_at))
    message["Message-ID"] = f"<letter-{letter.id}-{int(letter.written_at.timestamp())}@contest.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _write_file(message: EmailMessage, letter_id: int, settings: Settings) -> None:
    folder = settings.instance / "outbox"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{letter_id:06}.eml"
    partial = path.with_suffix(".part")
    partial.write_bytes(message.as_bytes())
    os.replace(partial, path)


def _post(message: EmailMessage, url: str) -> None:
    parts = urlsplit(url)
    port = parts.port or (465 if parts.scheme == "smtps" else 587 if parts.username else 25)
    opener = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with opener(parts.hostname or "localhost", port, timeout=30) as post:
        if parts.scheme == "smtp" and parts.username:
            post.starttls()
        if parts.username:
            post.login(unquote(parts.username), unquote(parts.password or ""))
        post.send_message(message)
