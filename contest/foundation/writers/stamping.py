"""What stands across papers that do not count: the writers see to it, whoever forgot.

While the installation rehearses that is every paper. A room whose own part is only rehearsed says so for the request
(`g.stamp`), and then it is every paper that the room makes in it.
"""

from flask import g, has_app_context

from contest.foundation.report import REHEARSAL
from contest.foundation.settings import settings


def stamp_now(own: str = "") -> str:
    """What stands across the pages of a paper that has this stamp of its own, "" for none."""
    if not has_app_context():
        return own
    wanted = [REHEARSAL] if settings().rehearsal else []
    wanted += [g.stamp] if g.get("stamp") else []
    return " · ".join([*([own] if own else []), *(each for each in wanted if each not in own)])
