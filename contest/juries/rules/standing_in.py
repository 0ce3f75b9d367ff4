"""Who does a secretary's work on an entry they are in conflict with: chosen by rule, the same for the same facts.

The clerk of a council and the secretariat each have a part in an entry. Where somebody of a part is in conflict with
the entry, one person without a conflict stands in for that part, until a person chooses another one or that one cannot.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from contest.foundation.refusal import Reason

# The part of the secretariat; the parts of clerks are the keys of their councils.
OFFICE = 0
# From where somebody may be taken, the nearest first.
WAYS = {
    "council": "thư ký khác của hội đồng",
    "secretariat": "thành viên Ban Thư ký",
    "other": "thư ký hội đồng khác",
    "committee": "thành viên Ban Tổ chức",
}
# Why somebody stands in no more.
ENDS = {
    "conflict": "người thay cũng có xung đột lợi ích",
    "gone": "người thay không còn giữ vai trò",
    "settled": "không còn cần người thay",
    "changed": "đổi người thay",
}


class Need(NamedTuple):
    """A part in an entry that needs somebody: a council's clerk, or the secretariat (OFFICE)."""

    entry_id: int
    council_id: int


class Chosen(NamedTuple):
    """Who stands in, and from where they were taken (a key of WAYS)."""

    person_id: int
    way: str


@dataclass(frozen=True, slots=True)
class Pool:
    """Who could stand in, by key, in the order of lists: clerks by council, the secretariat, the committee.

    Nobody who judges is among them: they would read colleagues' figures, and names in a blind round.
    """

    clerks: Mapping[int, Sequence[int]] = field(default_factory=dict)
    secretariat: Sequence[int] = ()
    committee: Sequence[int] = ()

    def nearest(self, council_id: int) -> Iterator[Chosen]:
        """Everybody who could take a part, the nearest first, each once."""
        seen: set[int] = set()
        for way, people in self._groups(council_id):
            for person_id in people:
                if person_id not in seen:
                    seen.add(person_id)
                    yield Chosen(person_id, way)

    def _groups(self, council_id: int) -> Iterator[tuple[str, Sequence[int]]]:
        if council_id != OFFICE:
            yield "council", self.clerks.get(council_id, ())
        yield "secretariat", self.secretariat
        if council_id != OFFICE:
            yield "other", [one for key, people in sorted(self.clerks.items()) if key != council_id for one in people]
        yield "committee", self.committee


def able(pool: Pool, need: Need, barred: Collection[int]) -> list[Chosen]:
    """Who may take a part: everybody in the pool without a conflict with the entry, the nearest first."""
    return [one for one in pool.nearest(need.council_id) if one.person_id not in barred]


def stand_ins(
    needs: Collection[Need],
    pool: Pool,
    barred: Mapping[int, Collection[int]],
    held: Mapping[Need, int],
    loads: Mapping[int, int] | None = None,
) -> dict[Need, Chosen | None]:
    """Who takes each part; None where nobody without a conflict is left.

    barred: who is in conflict, by entry; held: who has a part already, and keeps it while able; loads: in how many
    other entries somebody stands in. A new one comes from the nearest group that has anybody, and there has the fewest
    entries, then stands first in the list.
    """
    found: dict[Need, Chosen | None] = {}
    could = {need: able(pool, need, barred.get(need.entry_id, ())) for need in sorted(needs)}
    load = Counter(loads or {})
    for need, people in could.items():
        kept = next((one for one in people if one.person_id == held.get(need)), None)
        if kept is not None:
            found[need] = kept
            load[kept.person_id] += 1
    for need, people in could.items():
        if need not in found:
            # Python's min takes the first of equals: the order of the list decides.
            near = [one for one in people if one.way == people[0].way]
            found[need] = min(near, key=lambda one: load[one.person_id], default=None)
            if (chosen := found[need]) is not None:
                load[chosen.person_id] += 1
    return found


def why_not_choose(could: Collection[Chosen], person_id: int, name: str, *, is_barred: bool) -> list[Reason]:
    """Why a person chosen by hand cannot take a part; `could`: who can."""
    if any(one.person_id == person_id for one in could):
        return []
    return [Reason("stand_in_conflict" if is_barred else "stand_in_unable", {"name": name}, "person_id")]
