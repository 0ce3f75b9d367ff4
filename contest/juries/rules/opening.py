"""When a round may be opened to its judges."""

from collections.abc import Sequence
from dataclasses import dataclass

from contest.foundation.refusal import Reason

_NAMED = 10


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready a round is. short: codes of entries without enough judges (the first ones), of `short_count` in all.

    barred: pairs (judge's name, entry's code) that are assigned although they are in conflict.
    """

    name: str
    state: str
    stage: str
    stage_words: str
    entries: int
    short: Sequence[str]
    short_count: int
    barred: Sequence[tuple[str, str]] = ()


def why_not_open(ready: Readiness) -> list[Reason]:
    """Every reason for which the round cannot be opened; empty when it can."""
    if ready.state == "open":
        return [Reason("jury_round_open", {"round": ready.name})]
    if ready.state == "closed":
        return [Reason("jury_round_closed", {"round": ready.name})]
    if not ready.entries:
        return [Reason("jury_round_empty", {"round": ready.name})]
    reasons = []
    if ready.stage != "judging":
        reasons.append(Reason("jury_stage_not_judging", {"stage": ready.stage_words}))
    reasons += [Reason("pair_in_conflict", {"judge": judge, "entry": code}) for judge, code in ready.barred]
    if ready.short_count:
        named = ", ".join(ready.short[:_NAMED])
        more = ready.short_count - len(ready.short[:_NAMED])
        shown = f"{named} và {more} hồ sơ khác" if more else named
        reasons.append(Reason("plan_incomplete", {"count": ready.short_count, "entries": shown}))
    return reasons
