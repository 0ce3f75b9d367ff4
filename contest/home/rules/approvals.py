"""What a board asks somebody to do, as one value; and what waits for somebody's own vote or approval."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from contest.foundation.access import Role
from contest.home.rules.facts import Facts

OFFICE = frozenset({Role.ADMIN, Role.ORGANISER, Role.SECRETARY})
COMMITTEE = frozenset({Role.ADMIN, Role.ORGANISER})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do: a sentence, the verb on the button, the page it is done on, how many it is about.

    `is_wait` says that nothing is to be done now.
    """

    words: str
    verb: str = ""
    endpoint: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    count: int = 0
    is_wait: bool = False


def of_two(facts: Facts) -> Iterator[Deed]:
    """Votes of the committee, and what takes two: these hold others up."""
    if facts.ballots_waiting:
        words = f"{facts.ballots_waiting} lần biểu quyết của Ban Tổ chức chờ phiếu của ông/bà."
        yield Deed(words, "Bỏ phiếu", "prizes.committee_ballots", count=facts.ballots_waiting)
    if facts.changes_waiting and facts.roles & COMMITTEE:
        words = f"{facts.changes_waiting} đề nghị cần hai người duyệt đang chờ ông/bà."
        yield Deed(words, "Xem và duyệt", "prizes.changes", count=facts.changes_waiting)
