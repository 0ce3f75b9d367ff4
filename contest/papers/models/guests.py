"""The one list of guests of a ceremony: who is invited by hand, and what is noted of everybody."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.foundation.database import Table
from contest.papers.rules.guests import OWN_GROUPS


class Guest(Table):
    """A guest who was written down by hand, or what was noted of one whom the result, councils and committee bring.

    `code` names the guest in every list. Of whom others bring (`group_key` "") nothing but the notes stands here:
    name and unit are read where they are at home. Seats and booths of winners are those of their entries.
    """

    __tablename__ = "guest"
    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint(f"group_key IN {('', *OWN_GROUPS)}", name="group_key"),
        CheckConstraint("people IS NULL OR people BETWEEN 1 AND 500", name="people"),
        CheckConstraint("coming IS NULL OR coming BETWEEN 0 AND 500", name="coming"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    code: Mapped[str] = mapped_column(String(60))
    group_key: Mapped[str] = mapped_column(String(20), default="")
    name: Mapped[str] = mapped_column(String(200), default="")
    unit: Mapped[str] = mapped_column(String(300), default="")
    # How many are invited; None: as many as the guest is.
    people: Mapped[int | None]
    # Number of the invitation, and how many of them said they come; None while nobody has answered.
    sent: Mapped[str] = mapped_column(String(40), default="")
    coming: Mapped[int | None]
    seat: Mapped[str] = mapped_column(String(40), default="")
    booth: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(String(300), default="")
    is_invited: Mapped[bool] = mapped_column(default=True)
