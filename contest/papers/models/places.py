"""Where an entry's people sit at the ceremony and where it is exhibited, and what judges are paid for a sheet."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table


class EntryPlace(Table):
    """The seats of an entry's people, and its booth; empty until somebody says."""

    __tablename__ = "entry_place"

    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), primary_key=True)
    seat: Mapped[str] = mapped_column(String(40), default="")
    booth: Mapped[str] = mapped_column(String(40), default="")


class JudgeFee(Table):
    """What is paid for a sheet of a round, in đồng."""

    __tablename__ = "judge_fee"
    __table_args__ = (
        UniqueConstraint("edition_id", "round_key"),
        CheckConstraint("amount_vnd >= 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    round_key: Mapped[str] = mapped_column(String(60))
    amount_vnd: Mapped[int] = mapped_column(BigInteger)
