"""Checks of this installation, each with what was found in words; nothing is changed."""

import os
import shutil
import smtplib
import socket
import ssl
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import func, or_, select
from sqlalchemy.exc import SQLAlchemyError

from contest.ceremony.models import PrizePayee, PrizeReceipt
from contest.config import Settings
from contest.entries.models import CustodyMove, EntryFile
from contest.foundation import files, ledger
from contest.foundation.clock import local, now
from contest.foundation.database import db, reading
from contest.foundation.document import Document, Paragraph
from contest.foundation.jobs import Job
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import moment, number
from contest.foundation.writers import FONTS, pdf
from contest.installation.schema import current, newest
from contest.papers.models import CertificateDesign, DocumentTemplate, IssuedDocument
from contest.prizes.models import CommitteeBallot
from contest.results.models import ComplaintFile
from contest.scoring.models import JudgeFile, PaperSheet

_LEAST_FREE = 1 << 30
_LONGEST_WAIT = timedelta(hours=1)
# Programs that renew certificates do so a month before; a week before the end nobody has.
_RENEWED_BEFORE = timedelta(days=7)
# OpenSSL's numbers: signed by itself, by an authority of its own, by one this machine does not know.
_OWN_AUTHORITY = (18, 19, 20)
_BAD_CERTIFICATE = {
    10: "chứng thư đã hết hạn; trình duyệt sẽ không mở",
    62: "chứng thư không phải của địa chỉ này; trình duyệt sẽ không mở",
    64: "chứng thư không phải của địa chỉ này; trình duyệt sẽ không mở",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is about, whether all is well, what was found."""

    name: str
    fine: bool
    words: str


def examine(settings: Settings) -> list[Check]:
    """Every check; a check that cannot even be made is a finding, too."""
    with reading():
        return [_made(name, check, settings) for name, check in _CHECKS]


def _made(name: str, check: Callable[[Settings], tuple[bool, str]], settings: Settings) -> Check:
    try:
        fine, words = check(settings)
    except (OSError, SQLAlchemyError, smtplib.SMTPException) as error:
        fine, words = False, f"không kiểm tra được: {error}"
    return Check(name, fine, words)


def _python(settings: Settings) -> tuple[bool, str]:
    return sys.version_info >= (3, 11), f"Python {sys.version.split()[0]}"


def _database(settings: Settings) -> tuple[bool, str]:
    found, wanted = current(), newest()
    name = db.engine.dialect.name
    return found == wanted, f"{name}, phiên bản lược đồ {found or 'chưa có'} (mới nhất: {wanted or 'chưa có'})"


def _key(settings: Settings) -> tuple[bool, str]:
    if os.environ.get("CONTEST_SECRET_KEY"):
        return len(settings.secret_key) >= 32, f"lấy từ CONTEST_SECRET_KEY, dài {len(settings.secret_key)} ký tự"
    path = settings.instance / "secret.key"
    mode = stat.S_IMODE(path.stat().st_mode)
    open_to_others = os.name != "nt" and bool(mode & 0o077)
    return not open_to_others, f"{path.name}, quyền {mode:o}" + (" (người khác đọc được)" if open_to_others else "")


def _disk(settings: Settings) -> tuple[bool, str]:
    free = shutil.disk_usage(settings.instance).free
    return free >= _LEAST_FREE, f"còn trống {number(free >> 20)} MB"


def _store(settings: Settings) -> tuple[bool, str]:
    folder = files.store()
    return os.access(folder, os.W_OK), f"thư mục tệp {'ghi được' if os.access(folder, os.W_OK) else 'không ghi được'}"


def _orphans(settings: Settings) -> tuple[bool, str]:
    named = set(db.session.scalars(select(EntryFile.sha256).where(EntryFile.removed_at.is_(None))))
    there = {path.name for path in files.store().glob("??/*")}
    every = set(db.session.scalars(select(EntryFile.sha256)))
    pictures = set(db.session.scalars(select(CustodyMove.photo_sha256).where(CustodyMove.photo_sha256 != "")))
    pictures |= set(db.session.scalars(select(PaperSheet.photo_sha256).where(PaperSheet.photo_sha256 != "")))
    pictures |= set(db.session.scalars(select(JudgeFile.sha256).where(JudgeFile.removed_at.is_(None))))
    pictures |= set(db.session.scalars(select(ComplaintFile.sha256)))
    pictures |= set(db.session.scalars(select(IssuedDocument.scan_sha256).where(IssuedDocument.scan_sha256 != "")))
    pictures |= set(db.session.scalars(select(DocumentTemplate.sha256)))
    pictures |= set(db.session.scalars(select(CommitteeBallot.paper_sha256).where(CommitteeBallot.paper_sha256 != "")))
    own = select(CertificateDesign.background_sha256).where(CertificateDesign.background_sha256 != "")
    pictures |= set(db.session.scalars(own))
    pictures |= set(db.session.scalars(select(PrizeReceipt.picture_sha256).where(PrizeReceipt.picture_sha256 != "")))
    pictures |= set(db.session.scalars(select(PrizePayee.paper_sha256).where(PrizePayee.paper_sha256 != "")))
    named, every = named | pictures, every | pictures
    missing, strangers = named - there, there - every
    return not missing, f"{len(named)} tệp hồ sơ, thiếu {len(missing)}, thừa {len(strangers)}"


def _papers(settings: Settings) -> tuple[bool, str]:
    """A page is really set: the typesetter, its child process and our fonts, all at once."""
    faces = len(list(FONTS.glob("*.ttf")))
    letters = "Nghị định: ầẩẫấậ ềểễếệ ồổỗốộ ờởỡớợ ừửữứự đ Đ"
    try:
        made = pdf.write(Document("Thử", [Paragraph(letters)]))
    except (Refusal, RuntimeError) as error:
        return False, f"không lập được PDF: {error}"
    fine = faces == 4 and b"LiberationSerif" in made
    return fine, f"lập được PDF, {faces} kiểu chữ Liberation Serif" if fine else "lập được PDF nhưng thiếu phông chữ"


def _ledger(settings: Settings) -> tuple[bool, str]:
    verdict = ledger.verify()
    if verdict.broken_id is None:
        return True, f"{number(verdict.events)} sự kiện, nguyên vẹn"
    return False, f"đứt ở sự kiện số {verdict.broken_id}: {verdict.why}"


def _mail(settings: Settings) -> tuple[bool, str]:
    if settings.mail_url.startswith("file:"):
        return True, "ghi thư vào thư mục outbox, chưa gửi ra ngoài (đặt CONTEST_MAIL_URL để gửi)"
    if not settings.public_url:
        return False, "đã đặt CONTEST_MAIL_URL mà chưa đặt CONTEST_URL, nên thư có đường dẫn không gửi được"
    parts = urlsplit(settings.mail_url)
    opener = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with opener(parts.hostname or "localhost", parts.port or 0, timeout=10) as post:
        post.noop()
    return True, f"máy chủ thư {parts.hostname} trả lời"


def _address(settings: Settings) -> tuple[bool, str]:
    """Browsers keep dossiers for judging without a line, and open the camera, only behind https or on this machine."""
    needs = "tải sẵn hồ sơ để chấm khi mất mạng và quét mã bằng máy ảnh cần https (xem docs/deploy.md)"
    if not settings.public_url:
        return True, f"chưa đặt CONTEST_URL; {needs}"
    if settings.public_url.startswith("https://"):
        fine, words = _certificate(settings.public_url)
        return fine, f"{settings.public_url}, {words}"
    here = urlsplit(settings.public_url).hostname in ("localhost", "127.0.0.1", "::1")
    return here, settings.public_url if here else f"{settings.public_url} chưa có https; {needs}"


def _certificate(url: str) -> tuple[bool, str]:
    """What a browser meets at the address: a certificate that all trust, one of the house's own, a bad one, nobody."""
    parts = urlsplit(url)
    try:
        ends = _valid_until(parts.hostname or "", parts.port or 443)
    except ssl.SSLCertVerificationError as error:
        if error.verify_code in _OWN_AUTHORITY:
            return True, "chứng thư riêng: mỗi máy phải cài chứng thư gốc trước (xem docs/deploy.md)"
        return False, _BAD_CERTIFICATE.get(error.verify_code, "chứng thư không hợp lệ; trình duyệt sẽ không mở")
    except OSError:
        return True, "chưa nối được từ máy này nên không xem được chứng thư"
    return ends - now() > _RENEWED_BEFORE, f"chứng thư còn hạn đến {moment(local(ends))}"


def _valid_until(host: str, port: int) -> datetime:
    """Until when the certificate at a port is good. Raises OSError, also where nobody of this machine trusts it."""
    trusted = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=5) as line,
        trusted.wrap_socket(line, server_hostname=host) as secure,
    ):
        ends = str((secure.getpeercert() or {}).get("notAfter", ""))
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)


def _letters(settings: Settings) -> tuple[bool, str]:
    late = now() - _LONGEST_WAIT
    stuck = or_(
        Letter.state.in_(("failed", "unsure")), Letter.state.in_(("queued", "sending")) & (Letter.written_at < late)
    )
    count = db.session.scalar(select(func.count()).select_from(Letter).where(stuck)) or 0
    return count == 0, f"{count} thư không gửi được hoặc chờ gửi quá một giờ"


def _jobs(settings: Settings) -> tuple[bool, str]:
    count = db.session.scalar(select(func.count()).select_from(Job).where(Job.state == "failed")) or 0
    return count == 0, f"{count} việc hỏng"


def _clock(settings: Settings) -> tuple[bool, str]:
    frozen = " (đồng hồ diễn tập)" if os.environ.get("CONTEST_NOW") else ""
    return True, f"{moment(local(now()))}, giờ Việt Nam{frozen}"


_CHECKS: tuple[tuple[str, Callable[[Settings], tuple[bool, str]]], ...] = (
    ("Python", _python),
    ("Cơ sở dữ liệu", _database),
    ("Khóa ký", _key),
    ("Đĩa", _disk),
    ("Kho tệp", _store),
    ("Tệp mồ côi", _orphans),
    ("Giấy tờ in", _papers),
    ("Sổ cái", _ledger),
    ("Địa chỉ", _address),
    ("Thư điện tử", _mail),
    ("Thư chờ", _letters),
    ("Việc nền", _jobs),
    ("Đồng hồ", _clock),
)


def words_of(checks: list[Check]) -> Iterator[str]:
    """A line a check, for people."""
    for check in checks:
        yield f"{'✔' if check.fine else '✘'} {check.name}: {check.words}"
