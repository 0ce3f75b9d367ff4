"""Two accounts of one person: when they may be made one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from contest.foundation.access import Role
from contest.foundation.refusal import Reason
from contest.people.rules.roles import OFFICIALS


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """One of the two accounts: its roles by edition (None: the installation), and what ties deeds to it for good.

    bound: how many of what ("phiếu chấm") are on record under this account and cannot become another's.
    """

    id: int
    is_open: bool = True
    is_confirmed: bool = True
    roles: Mapping[int | None, Collection[Role]] = field(default_factory=dict)
    bound: Mapping[str, int] = field(default_factory=dict)


def why_not_join(kept: AccountFacts, closed: AccountFacts) -> list[Reason]:
    """Why the second account cannot be made part of the first."""
    if kept.id == closed.id:
        return [Reason("join_same", {}, "closed")]
    reasons = [Reason("join_over", {}, where) for one, where in ((kept, "kept"), (closed, "closed")) if not one.is_open]
    if not kept.is_confirmed:
        reasons.append(Reason("join_unconfirmed", {}, "kept"))
    if Role.ADMIN in closed.roles.get(None, ()):
        reasons.append(Reason("join_admin", {}, "closed"))
    reasons += [Reason("join_bound", {"count": count, "what": what}, "closed") for what, count in closed.bound.items()]
    for edition in sorted({*kept.roles, *closed.roles} - {None}, key=str):
        held = {*kept.roles.get(edition, ()), *closed.roles.get(edition, ())}
        if Role.ENTRANT in held and held & set(OFFICIALS):
            reasons.append(Reason("join_judge_and_entrant", {}, "closed"))
            break
    return reasons
