"""What the ceremony keeps of people: accounts, signatures; and for how long after the end."""

from collections.abc import Iterable

from sqlalchemy import Select, func, select

from contest.ceremony.models import PrizePayee, PrizeReceipt
from contest.editions.rules import Regulation
from contest.foundation.database import db
from contest.results.queries.retention import keeps_data
from contest.results.rules.retention import Held

ACCOUNTS, SIGNATURES = "accounts", "signatures"


@keeps_data
def held(edition_id: int, regulation: Regulation) -> Iterable[Held]:
    """Numbers of accounts and signatures that are still there, with their days."""
    rules = regulation.privacy
    accounts = select(func.count()).where(PrizePayee.edition_id == edition_id, PrizePayee.erased_at.is_(None))
    signed = select(func.count()).where(PrizeReceipt.edition_id == edition_id, PrizeReceipt.picture_sha256 != "")
    yield Held(ACCOUNTS, "Số tài khoản, người nhận thay tiền thưởng", _count(accounts), rules.retention_days)
    days = rules.signature_days or rules.retention_days
    yield Held(SIGNATURES, "Chữ ký nhận tiền thưởng: nét ký và bản quét danh sách đã ký", _count(signed), days)


def _count(asked: Select[int]) -> int:
    return db.session.scalar(asked) or 0
