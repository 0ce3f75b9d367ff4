"""Changes that were made: what, why, who asked and who approved, as the minutes tell it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from contest.entries.models import Entry
from contest.foundation.database import ask
from contest.people.models import Person
from contest.prizes.models import ChangeApproval, ChangePreview, ProposedChange

_PROPOSER, _ANY = aliased(Person), aliased(ChangePreview)
_newest = (
    select(func.max(_ANY.number)).where(_ANY.change_id == ProposedChange.id).correlate(ProposedChange).scalar_subquery()
)


class MadeChange(NamedTuple):
    """A change that was made: what, about which entry, why, who proposed it and who approved what was seen, when."""

    kind: str
    code: str
    terms: Mapping[str, Any]
    reason: str
    proposed_by: str
    ended_at: datetime
    approved_by: tuple[tuple[str, datetime], ...]


_MADE = (
    select(
        ProposedChange.id,
        ProposedChange.kind,
        func.coalesce(Entry.code, ""),
        ProposedChange.terms,
        ProposedChange.reason,
        func.coalesce(_PROPOSER.name, ""),
        ProposedChange.ended_at,
        _newest.label("number"),
    )
    .select_from(ProposedChange)
    .outerjoin(Entry, Entry.id == ProposedChange.entry_id)
    .outerjoin(_PROPOSER, _PROPOSER.id == ProposedChange.proposed_by_id)
    .where(ProposedChange.edition_id == bindparam("edition_id"), ProposedChange.state == "made")
    .order_by(ProposedChange.ended_at, ProposedChange.id)
)
_MADE_BY = (
    select(ChangePreview.change_id, ChangePreview.number, Person.name, ChangeApproval.approved_at)
    .join(ChangeApproval, ChangeApproval.preview_id == ChangePreview.id)
    .join(Person, Person.id == ChangeApproval.person_id)
    .join(ProposedChange, ProposedChange.id == ChangePreview.change_id)
    .where(ProposedChange.edition_id == bindparam("edition_id"), ProposedChange.state == "made")
    .order_by(ChangeApproval.id)
)


def made_changes(edition_id: int, before: datetime) -> list[MadeChange]:
    """The changes that were made by then, the first first, each with the approvals that counted; in two queries."""
    approvals: dict[tuple[int, int], list[tuple[str, datetime]]] = {}
    for change_id, number, name, at in ask(_MADE_BY, {"edition_id": edition_id}):
        approvals.setdefault((change_id, number), []).append((name, at))
    found = []
    for change_id, *told, number in ask(_MADE, {"edition_id": edition_id}):
        values: list[Any] = [*told, tuple(approvals.get((change_id, number), ()))]
        found.append(MadeChange(*values))
    return [each for each in found if each.ended_at <= before]
