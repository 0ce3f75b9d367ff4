"""Letters for tests, all invented."""

from typing import Any

from contest.editions.models import Edition
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.mail import MAIL, TEXT, Letter


def make_letter(edition: Edition, state: str = "waiting", **more: Any) -> Letter:
    """A letter as a deed has written it."""
    values: dict[str, Any] = {
        "event": "screening.eligible",
        "to_address": "an@example.org",
        "channel": MAIL,
        "subject": "Hồ sơ KT-001 hợp lệ",
        "text": "Hồ sơ KT-001 đủ điều kiện.\n",
        "written_at": now(),
    } | more
    letter = Letter(edition_id=edition.id, state=state, **values)
    db.session.add(letter)
    db.session.flush()
    return letter


def make_text(edition: Edition, person_id: int | None = None, state: str = "to_copy") -> Letter:
    """A text for a telephone."""
    phone = {"to_address": "", "to_phone": "0912345678", "channel": TEXT}
    return make_letter(edition, state, person_id=person_id, **phone)
