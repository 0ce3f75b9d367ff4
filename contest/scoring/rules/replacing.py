"""A judge replaced in the middle of a round: who takes over which entry, and nothing else moves.

What was handed in stays with who scored it, and is said to count or not; only entries that are still to be scored (and
those whose sheets are set aside) go to somebody else: to the replacement wherever possible, else to the fittest and
least loaded of the council.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contest.foundation.refusal import Reason


@dataclass(frozen=True, slots=True)
class Free:
    """Somebody who could take over an entry: of its council, without conflict, not on it yet."""

    judge_id: int
    expert: bool
    leads: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """Who takes over what: (entry, judge) pairs, and the entries nobody can take."""

    to_replacement: tuple[int, ...] = ()
    to_others: tuple[tuple[int, int], ...] = ()
    stuck: tuple[int, ...] = ()

    def pairs(self, replacement_id: int | None) -> list[tuple[int, int]]:
        """Every assignment to be made."""
        own = [] if replacement_id is None else [(entry_id, replacement_id) for entry_id in self.to_replacement]
        return [*own, *self.to_others]


def moves(
    entries: Sequence[int],
    replacement_id: int | None,
    free: Mapping[int, Sequence[Free]],
    loads: Mapping[int, int],
    most: Mapping[int, int],
) -> Moves:
    """Give each entry to the replacement if possible, else to another of its council; the same input, the same moves.

    loads: entries each judge has now; most: the ceilings somebody set.
    """
    load = Counter(loads)
    own: list[int] = []
    others: list[tuple[int, int]] = []
    stuck: list[int] = []
    for entry_id in entries:
        could = [
            one for one in free.get(entry_id, ()) if one.judge_id not in most or load[one.judge_id] < most[one.judge_id]
        ]
        if replacement_id is not None and any(one.judge_id == replacement_id for one in could):
            own.append(entry_id)
            load[replacement_id] += 1
            continue
        rest = sorted(could, key=lambda one: (not one.expert, load[one.judge_id], one.leads, one.judge_id))
        if not rest:
            stuck.append(entry_id)
            continue
        others.append((entry_id, rest[0].judge_id))
        load[rest[0].judge_id] += 1
    return Moves(tuple(own), tuple(others), tuple(stuck))


def why_not_replace(
    round_state: str, judge_id: int, replacement_id: int | None, *, knows: bool, has_work: bool, reason: str
) -> list[Reason]:
    """Why a judge cannot be replaced like this; `knows`: the replacement votes on one of the councils concerned."""
    reasons = []
    if round_state != "open":
        reasons.append(Reason("scoring_closed" if round_state == "closed" else "scoring_not_open"))
    if not has_work:
        reasons.append(Reason("replace_nothing"))
    if replacement_id is not None and (replacement_id == judge_id or not knows):
        reasons.append(Reason("replace_who", where="replacement_id"))
    if not reason.strip():
        reasons.append(Reason("replace_reason_missing", where="reason"))
    return reasons


def why_not_decide(round_state: str, *, sheet_state: str, is_assigned: bool, use: str, reason: str) -> list[Reason]:
    """Why nobody can say of a sheet that it counts, or does not: it must be handed in, its judge off the entry."""
    reasons = []
    if round_state != "open":
        reasons.append(Reason("scoring_closed" if round_state == "closed" else "scoring_not_open"))
    if sheet_state != "submitted" or is_assigned:
        reasons.append(Reason("sheet_not_kept"))
    elif use == "left_out":
        reasons.append(Reason("sheet_is_settled"))
    if not reason.strip():
        reasons.append(Reason("replace_reason_missing", where="reason"))
    return reasons
