"""The council's votes on ties as they were taken down, and what already rests on the order they made."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from contest.entries.models import Entry
from contest.foundation import ledger
from contest.foundation.database import ask
from contest.people.models import Person
from contest.ranking.models import TieSettlement
from contest.ranking.queries.runs import RunCard
from contest.ranking.rules import Built
from contest.scoring.queries import later_rounds


class VoteRow(NamedTuple):
    """A vote of the council: the entries in the order it gave (id, code, title), and whether it was taken back."""

    id: int
    entries: tuple[tuple[int, str, str], ...]
    reason: str
    settled_at: datetime
    settled_by: str
    revoked_at: datetime | None
    revoked_by: str
    revoke_reason: str


_settler, _revoker = aliased(Person), aliased(Person)
_VOTES = (
    select(
        TieSettlement.id,
        TieSettlement.entry_ids,
        TieSettlement.reason,
        TieSettlement.settled_at,
        _settler.name,
        TieSettlement.revoked_at,
        _revoker.name,
        TieSettlement.revoke_reason,
    )
    .outerjoin(_settler, _settler.id == TieSettlement.settled_by_id)
    .outerjoin(_revoker, _revoker.id == TieSettlement.revoked_by_id)
    .where(TieSettlement.round_id == bindparam("round_id"))
    .order_by(TieSettlement.id.desc())
)


def council_votes(run: RunCard) -> list[VoteRow]:
    """Every vote on a tie of a round, the newest first, those taken back too; two queries."""
    rows: list[Any] = list(ask(_VOTES, {"round_id": run.round_id}))
    ids = {entry_id for row in rows for entry_id in row[1]}
    found = ask(select(Entry.id, Entry.code, Entry.title).where(Entry.id.in_(ids)))
    known = {row.id: (row.id, row.code or "", row.title) for row in found}
    return [
        VoteRow(
            row[0],
            tuple(known[entry_id] for entry_id in row[1] if entry_id in known),
            row[2],
            row[3],
            row[4] or "",
            row[5],
            row[6] or "",
            row[7],
        )
        for row in rows
    ]


def votes_standing(edition_id: int, round_key: str) -> Built:
    """What rests on a round's order. Prizes and seals come later in life; what happened to them is in the ledger."""
    last = ledger.last_of(edition_id, ("prizes.confirmed", "prizes.reopened"))
    return Built(
        later_rounds=tuple(later_rounds(edition_id, round_key)),
        confirmed=last == "prizes.confirmed",
        sealed=bool(ledger.last_of(edition_id, ("results.sealed",))),
    )
