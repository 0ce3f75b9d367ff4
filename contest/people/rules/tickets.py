"""What opens a door once: invitations, codes handed out on paper, and how often somebody may try."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from contest.foundation.access import Role
from contest.foundation.refusal import Reason
from contest.people.rules.roles import OFFICIALS

INVITATION_LIVES = timedelta(days=14)
# Who has not answered by then is written to once more.
INVITATION_RESTS = timedelta(days=5)
CLAIM_LIVES = timedelta(days=30)
TRIES_OF_A_CODE = 5


@dataclass(frozen=True, slots=True)
class Ticket:
    """An invitation or a claim code: until when it holds, whether it was used, how often it was tried in vain."""

    expires_at: datetime
    used: bool
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tries within so long."""

    most: int
    within: timedelta


_QUARTER = timedelta(minutes=15)
_HOUR = timedelta(hours=1)
# For each kind of try: of one account from one address, of one account, from one address (a whole school may share it).
LIMITS = {
    "sign_in": (Limit(10, _QUARTER), Limit(50, _QUARTER), Limit(200, _QUARTER)),
    "register": (Limit(5, _HOUR), Limit(10, _HOUR), Limit(100, _HOUR)),
    "letter": (Limit(5, _HOUR), Limit(10, _HOUR), Limit(60, _HOUR)),
    "late_code": (Limit(5, _QUARTER), Limit(10, _HOUR), Limit(60, _HOUR)),
    "vote": (Limit(3, _HOUR), Limit(6, _HOUR), Limit(300, _HOUR)),
    # The "account" is the contest that is remarked on: one network must not fill its whole desk.
    "remark": (Limit(10, _HOUR), Limit(300, _HOUR), Limit(30, _HOUR)),
    "claim": (Limit(10, _QUARTER), Limit(20, _HOUR), Limit(100, _QUARTER)),
    # The "account" is the contest whose ceremony the screen would show.
    "screen": (Limit(10, _QUARTER), Limit(300, _HOUR), Limit(30, _HOUR)),
}


def why_not_answer(invitation: Ticket, at: datetime) -> list[Reason]:
    """Why an invitation can no longer be accepted or declined."""
    if invitation.used:
        return [Reason("invitation_answered")]
    if at >= invitation.expires_at:
        return [Reason("invitation_expired", {"day": invitation.expires_at})]
    return []


def why_not_claim(code: Ticket, at: datetime) -> list[Reason]:
    """Why a code cannot be used any more, right or wrong."""
    if code.used:
        return [Reason("code_used")]
    if code.tries >= TRIES_OF_A_CODE:
        return [Reason("code_locked", {"tries": TRIES_OF_A_CODE})]
    if at >= code.expires_at:
        return [Reason("code_expired", {"day": code.expires_at})]
    return []


def why_not_hand_out(roles: Collection[Role], email: str | None, *, own: bool) -> list[Reason]:
    """Why no code may be made for an account: it would open an official's account, or one that others look after.

    `roles` are all that the person holds anywhere; `own` says that nobody has taken the account over yet, or that
    whoever asks gave the code for it before.
    """
    reasons = []
    if any(role is Role.ADMIN or role in OFFICIALS for role in roles):
        reasons.append(Reason("code_not_for_official"))
    if email:
        reasons.append(Reason("code_not_for_email"))
    if not own:
        reasons.append(Reason("code_not_yours"))
    return reasons


def why_not_try(tries: int, limit: Limit) -> list[Reason]:
    """Why somebody has to wait before the next try."""
    if tries < limit.most:
        return []
    return [Reason("too_many_tries", {"minutes": max(1, round(limit.within.total_seconds() / 60))})]
