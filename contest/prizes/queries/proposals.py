"""The newest run of the prize rules, and what its reader may not see of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, cast, func, select

from contest.foundation.access import Actor
from contest.foundation.audit import CHANGE, change_seen, settled
from contest.foundation.database import ask
from contest.juries.models import Conflict
from contest.juries.queries import STAMP, barred_entries, stamped
from contest.prizes.models import Confirmation, Proposal


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """The newest run of the prize rules without its long lists. The confirmation is the one that stands."""

    id: int
    number: int
    run_id: int
    made_at: datetime
    unfilled: tuple[dict[str, Any], ...]
    ties: tuple[dict[str, Any], ...]
    planned: tuple[tuple[str, str, int | None], ...]
    confirmed_at: datetime | None
    votes_for: int | None
    votes_of: int | None
    fragile: tuple[tuple[int, tuple[str, ...]], ...] = ()

    def pending(self) -> list[dict[str, Any]]:
        """The ties that people have to decide."""
        return [tie for tie in self.ties if tie["policy"] == "to_council"]


# The entries a reader has a conflict of interest with, asked along: "3,17".
_APART = (
    select(func.aggregate_strings(cast(Conflict.entry_id, String), ","))
    .where(
        Conflict.edition_id == Proposal.edition_id,
        Conflict.person_id == bindparam("reader_id"),
        Conflict.state != "dismissed",
    )
    .correlate(Proposal)
    .scalar_subquery()
)
_stands = and_(Confirmation.edition_id == Proposal.edition_id, Confirmation.reopened_at.is_(None))
_LATEST = (
    select(
        Proposal.id,
        Proposal.number,
        Proposal.run_id,
        Proposal.made_at,
        Proposal.unfilled,
        Proposal.ties,
        Proposal.planned,
        Proposal.fragile,
        Confirmation.confirmed_at,
        Confirmation.votes_for,
        Confirmation.votes_of,
        _APART.label("apart"),
        # Who looks at a proposal asks next what has changed: both in one query.
        CHANGE[0].label("last_change"),
        CHANGE[1].label("is_settled"),
    )
    .outerjoin(Confirmation, _stands)
    .where(Proposal.edition_id == bindparam("edition_id"))
    .order_by(Proposal.number.desc(), Confirmation.id.desc())
    .limit(1)
)


def proposal_for(reader: Actor, edition_id: int) -> tuple[ProposalCard | None, frozenset[int]]:
    """The newest proposal, and the entries its reader must not see; in one query once there is a proposal."""
    row = _newest(edition_id, reader.id or 0)
    if row is None:
        return None, barred_entries(edition_id, reader.id)
    return _proposal(row), _apart(row)


def _apart(row: Any) -> frozenset[int]:
    return frozenset(int(key) for key in (row.apart or "").split(",") if key)


_LATEST_STAMPED = _LATEST.add_columns(*STAMP)


def proposal_before_council(reader: Actor, edition_id: int) -> tuple[ProposalCard | None, frozenset[int]]:
    """The same for a page that goes by the ledger, too: its head is read in the same query."""
    row = _newest(edition_id, reader.id or 0, _LATEST_STAMPED)
    if row is None:
        return None, barred_entries(edition_id, reader.id)
    stamped(edition_id, tuple(row[-len(STAMP) :]))
    return _proposal(row), _apart(row)


def latest_proposal(edition_id: int) -> ProposalCard | None:
    """The newest proposal with the confirmation that stands, in one query."""
    row = _newest(edition_id, 0)
    return None if row is None else _proposal(row)


def _newest(edition_id: int, reader_id: int, asked: Select[*tuple[Any, ...]] = _LATEST) -> Any:
    row = ask(asked, {"edition_id": edition_id, "reader_id": reader_id} | settled()).one_or_none()
    if row is not None:
        change_seen(row.last_change, row.is_settled)
    return row


def _proposal(row: Any) -> ProposalCard:
    return ProposalCard(
        id=row.id,
        number=row.number,
        run_id=row.run_id,
        made_at=row.made_at,
        unfilled=tuple(row.unfilled),
        ties=tuple(row.ties),
        planned=tuple((tier, key, places) for tier, key, places in row.planned),
        confirmed_at=row.confirmed_at,
        votes_for=row.votes_for,
        votes_of=row.votes_of,
        fragile=tuple((entry_id, tuple(kinds)) for entry_id, kinds in row.fragile),
    )
