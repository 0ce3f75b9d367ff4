"""A note as a telephone at a door sends it, read with care: it may come from an old page, twice, or from anybody."""

from datetime import timedelta
from typing import Any, NamedTuple

from contest.ceremony.rules.kinds import DOOR_STATES

_LONGEST = {"guest": 310, "stand_in": 200, "door": 60, "follows": 40}
_MOST_PEOPLE = 999


class Given(NamedTuple):
    """A note; ago: how long it lay on the telephone, by the telephone's own clock.

    after: the last note about the guest that came from the house; follows: the telephone's own one upon that, by key.
    people: how many of an invitation for several came so far; None where the telephone does not say.
    """

    key: str
    guest: str
    state: str
    stand_in: str
    door: str
    after: int | None
    follows: str
    ago: timedelta
    people: int | None = None


def read_note(sent: Any) -> Given | None:
    """The note in what was sent; None when it is none."""
    if not isinstance(sent, dict) or sent.get("state") not in DOOR_STATES:
        return None
    key, after, ago = sent.get("key"), sent.get("after"), sent.get("ago")
    if not isinstance(key, str) or not 8 <= len(key) <= 40:
        return None
    if after is not None and not (type(after) is int and 0 < after < 10**9):
        return None
    if not (isinstance(ago, int | float) and 0 <= ago < 10**12):
        return None
    people = sent.get("people")
    if people is not None and not (type(people) is int and 0 < people <= _MOST_PEOPLE):
        return None
    texts = {name: sent.get(name, "") for name in _LONGEST}
    if not all(isinstance(text, str) and len(text) <= _LONGEST[name] for name, text in texts.items()):
        return None
    return Given(key, state=sent["state"], after=after, ago=timedelta(milliseconds=float(ago)), people=people, **texts)
