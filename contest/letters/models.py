"""Who wants no more reminders."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from contest.entries.models import Entry
from contest.foundation.database import Table


class ReminderStop(Table):
    """Somebody followed the link of a reminder and wants no more about this entry."""

    __tablename__ = "reminder_stop"

    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), primary_key=True, autoincrement=False)
    stopped_at: Mapped[datetime]
