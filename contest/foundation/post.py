"""Handing letters to the post office: by SMTP, or as files; again after a fault, and never the same letter twice.

What can be known is known: until the text is handed over, a broken connection means that nothing was sent, and the
letter is tried again later. Just before the text goes out, that is written down ("sending"). If the machine dies or the
line breaks before the post has answered, nobody can know whether the letter arrived; it becomes "unsure", is not sent
again by itself, and a person decides. Its Message-ID stays, so mailboxes that get it twice may show it once.
"""

import logging
import os
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy import update

from contest.config import Settings
from contest.foundation.action import transaction
from contest.foundation.clock import local, now
from contest.foundation.database import db, writing
from contest.foundation.jobs import Beat, later, long_job
from contest.foundation.mail import PARTING, Letter, reply_to
from contest.foundation.settings import settings

MOST_TRIES = 8
_FIRST_WAIT = timedelta(seconds=30)
_PATIENCE_SECONDS = 30
_log = logging.getLogger(__name__)


class _Undelivered(Exception):
    """The post did not take the letter, for certain; `words` say why, for people. is_final: trying again is no use."""

    def __init__(self, words: str, is_final: bool = False) -> None:
        super().__init__(words)
        self.words = words
        self.is_final = is_final


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


@long_job("mail.send")
def send(beat: Beat, letter_id: int) -> None:
    """Send one letter; one that is not (or no longer) in the queue is left alone."""
    letter = db.session.get(Letter, letter_id)
    if letter is None or letter.state not in ("queued", "sending"):
        return
    if letter.state == "sending":
        # Whoever was sending it died over it.
        _settle(letter_id, "unsure", "Máy chủ dừng giữa lúc gửi nên không rõ thư đã đi hay chưa.")
        return
    told, message = settings(), message_of(letter)
    beat(0, 1)
    try:
        if told.mail_url.startswith("file:"):
            _write_file(message, letter_id, told)
        elif not _hand_over(message, told.mail_url, letter_id):
            return
    except _Undelivered as fault:
        _try_again(letter_id, fault)
    else:
        _settle(letter_id, "sent")


def message_of(letter: Letter) -> EmailMessage:
    """The letter as it leaves."""
    message = EmailMessage(policy=_Spaced())
    message["To"] = letter.to_address
    message["From"] = current_app.config["MAIL_SENDER"]
    # Whoever answers reaches the office, not the machine that sends for several.
    if office := reply_to(letter.edition_id):
        message["Reply-To"] = office
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(local(letter.written_at))
    home = parseaddr(current_app.config["MAIL_SENDER"])[1].rpartition("@")[2]
    message["Message-ID"] = f"<letter-{letter.id}-{int(letter.written_at.timestamp())}@{home}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    return message


def _write_file(message: EmailMessage, letter_id: int, settings: Settings) -> None:
    """The same letter is the same file, however often it is written."""
    folder = settings.instance / "outbox"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{letter_id:06}.eml"
    partial = path.with_suffix(".part")
    partial.write_bytes(message.as_bytes())
    os.replace(partial, path)


def _hand_over(message: EmailMessage, url: str, letter_id: int) -> bool:
    """By SMTP; whether this worker sent it and knows that it arrived. Raises _Undelivered."""
    sender = parseaddr(str(message["From"]))[1]
    content = message.as_bytes(policy=_Spaced(linesep="\r\n"))
    with _connection(url) as office:
        _step(office.mail(sender), "Máy chủ thư không nhận địa chỉ người gửi")
        _step(office.rcpt(str(message["To"])), "Máy chủ thư không nhận địa chỉ người nhận")
        if not _begin(letter_id):
            return False
        try:
            answer = office.data(content)
        except smtplib.SMTPDataError as error:
            answer = error.smtp_code, b""
        except (smtplib.SMTPException, OSError):
            _settle(letter_id, "unsure", "Mất kết nối giữa lúc gửi nên không rõ thư đã đi hay chưa.")
            return False
        _step(answer, "Máy chủ thư không nhận nội dung thư")
    return True


@contextmanager
def _connection(url: str) -> Iterator[smtplib.SMTP]:
    """A connection to the post office, signed in; its goodbye is of no importance. Raises _Undelivered."""
    parts = urlsplit(url)
    port = parts.port or (465 if parts.scheme == "smtps" else 587 if parts.username else 25)
    opener = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    try:
        office = opener(parts.hostname or "localhost", port, timeout=_PATIENCE_SECONDS)
        office.ehlo_or_helo_if_needed()
        if parts.scheme == "smtp" and parts.username:
            office.starttls()
        if parts.username:
            office.login(unquote(parts.username), unquote(parts.password or ""))
    except smtplib.SMTPAuthenticationError:
        raise _Undelivered("Máy chủ thư không nhận tên hoặc mật khẩu. Xin báo người vận hành.") from None
    except (smtplib.SMTPException, OSError):
        raise _Undelivered("Không nối được với máy chủ thư.") from None
    try:
        yield office
    except smtplib.SMTPServerDisconnected:
        raise _Undelivered("Máy chủ thư cắt kết nối.") from None
    finally:
        try:
            office.quit()
        except (smtplib.SMTPException, OSError):
            office.close()


def _step(answer: tuple[int, bytes], words: str) -> None:
    """Go on when the office agreed: 4xx is "not now", 5xx is "never". Its own words may hold an address: not kept."""
    code = answer[0]
    if not 200 <= code < 300:
        raise _Undelivered(f"{words} (mã {code}).", is_final=500 <= code < 600)


def _begin(letter_id: int) -> bool:
    """Write down that the text is about to go out; False when another worker was faster."""
    with _written():
        query = update(Letter).where(Letter.id == letter_id, Letter.state == "queued").values(state="sending")
        return bool(db.session.connection().execute(query).rowcount)


def _settle(letter_id: int, state: str, fault: str = "") -> None:
    with _written():
        letter = db.session.get_one(Letter, letter_id, populate_existing=True)
        letter.state, letter.fault = state, fault
        if state == "sent":
            letter.sent_at = now()
            letter.text = "" if letter.is_secret else letter.text
            if letter.event == PARTING:
                letter.to_address = ""
    if state != "sent":
        _log.warning("letter %s is %s", letter_id, state)


def _try_again(letter_id: int, fault: _Undelivered) -> None:
    """Later, each time after twice the wait; after the last try, or a final no, a person has to look."""
    with _written():
        letter = db.session.get_one(Letter, letter_id, populate_existing=True)
        letter.tries, letter.fault = letter.tries + 1, fault.words
        is_over = fault.is_final or letter.tries >= MOST_TRIES
        letter.state = "failed" if is_over else "queued"
        if not is_over:
            later("mail.send", letter_id=letter_id, run_at=now() + _FIRST_WAIT * 2 ** (letter.tries - 1))
    _log.warning("letter %s was not taken (try %s, final: %s)", letter_id, letter.tries, is_over)


@contextmanager
def _written() -> Iterator[None]:
    """A transaction of its own, whatever was read before."""
    db.session.rollback()
    mark = writing.set(True)
    try:
        with transaction():
            yield
    finally:
        writing.reset(mark)
