"""The fairness sheet of a published version."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from contest.foundation.database import Table
from contest.results.models.seals import Seal


class FairnessSheet(Table):
    """What the public is told of how a sealed result came about: made once, so that two of them tell nothing more."""

    __tablename__ = "fairness_sheet"
    __unaudited__ = True

    seal_id: Mapped[int] = mapped_column(ForeignKey(Seal.id), primary_key=True, autoincrement=False)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
