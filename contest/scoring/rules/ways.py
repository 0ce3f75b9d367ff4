"""The ways out of a round that cannot close yet: what each would change, before anybody takes it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from contest.scoring.rules.closing import ClosingReport, EntryInRound, ShortEntry


@dataclass(frozen=True, slots=True)
class Effect:
    """What keeps a round open before a deed and after it."""

    before: ClosingReport
    after: ClosingReport

    @property
    def newly_short(self) -> list[ShortEntry]:
        """Entries that would no longer get as many sheets as they need."""
        known = {short.entry_id for short in self.before.short}
        return [short for short in self.after.short if short.entry_id not in known]

    @property
    def no_longer_short(self) -> list[ShortEntry]:
        """Entries that would have enough."""
        left = {short.entry_id for short in self.after.short}
        return [short for short in self.before.short if short.entry_id not in left]

    @property
    def opened(self) -> list[int]:
        """Entries of which a disagreement would be opened, their last sheet having its answer."""
        known = {case.entry_id for case in self.before.cases}
        return [case.entry_id for case in self.after.cases if case.entry_id not in known]


def marked(entries: Sequence[EntryInRound], judge_id: int, begun: Collection[int]) -> list[EntryInRound]:
    """The entries once all that a judge has not handed in is marked: absent, abstained where figures were begun."""
    found = []
    for entry in entries:
        if judge_id in entry.judge_ids and entry.state_of(judge_id) in ("", "draft"):
            state = "abstained" if entry.entry_id in begun else "absent"
            entry = replace(entry, sheets={**entry.sheets, judge_id: state})
        found.append(entry)
    return found


def lowered_to(lowered: Mapping[int, int], entry_id: int | None, quorum: int) -> dict[int, int]:
    """The recorded decisions with one more: for an entry, or (None) for the whole round."""
    return {**lowered, entry_id or 0: quorum}
