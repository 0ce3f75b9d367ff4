"""Who may give which role to whom, and who may not enter a contest they help to run."""

from collections.abc import Collection, Iterable

from contest.foundation.access import ROLE_WORDS, Actor, Permission, Role
from contest.foundation.refusal import Reason

# Who runs or judges an edition may not enter it, and who enters it may not run or judge it.
OFFICIALS = (Role.ORGANISER, Role.SECRETARY, Role.CHAIR, Role.CLERK, Role.JUDGE)
_BY_SECRETARIAT = (Role.CHAIR, Role.CLERK, Role.JUDGE, Role.UNIT)
_BY_COMMITTEE = (Role.ORGANISER, Role.SECRETARY, *_BY_SECRETARIAT, Role.OBSERVER)


def giveable(giver: Actor, edition_id: int) -> tuple[Role, ...]:
    """The roles of an edition that this actor may give and take away."""
    if giver.may(Permission.PERSON_GRANT, edition_id):
        return _BY_COMMITTEE
    if giver.may(Permission.PERSON_INVITE, edition_id):
        return _BY_SECRETARIAT
    return ()


def why_not_give(giver: Actor, edition_id: int | None, role: Role) -> list[Reason]:
    """Why this actor may not give (or take away) the role, whoever it is for."""
    if role is Role.ADMIN:
        if edition_id is not None:
            return [Reason("admin_is_not_of_edition", {}, "role")]
        return [] if giver.has(Role.ADMIN) else [Reason("admin_only_by_admin", {}, "role")]
    if edition_id is None:
        return [Reason("role_needs_edition", {"role": ROLE_WORDS[role]}, "role")]
    if role not in giveable(giver, edition_id):
        return [Reason("role_above_you", {"role": ROLE_WORDS[role]}, "role")]
    return []


def why_not_give_to(held: Collection[Role], role: Role) -> list[Reason]:
    """Why somebody who holds these roles of the edition may not hold this one as well."""
    if role in OFFICIALS and Role.ENTRANT in held:
        return [Reason("entrant_not_official", {"role": ROLE_WORDS[role]}, "role")]
    return []


def why_not_enter(roles: Iterable[Role]) -> list[Reason]:
    """Why somebody who holds these roles of an edition may not enter it."""
    held = set(roles)
    return [Reason("official_not_entrant", {"role": ROLE_WORDS[role]}) for role in OFFICIALS if role in held]


def why_not_take(role: Role, holders: int) -> list[Reason]:
    """Why a role may not be taken from one of its holders."""
    return [Reason("last_admin")] if role is Role.ADMIN and holders <= 1 else []
