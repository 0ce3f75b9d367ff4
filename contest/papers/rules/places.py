"""Seats and booths as somebody filled them in: what can be kept, and what is wrong with a table of them."""

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold

LONGEST = 40


class Filled(NamedTuple):
    """A row of the table: its line in the file, the entry's code, what stands in the columns; None for no column."""

    number: int
    code: str
    seat: str | None
    booth: str | None


def why_not_place(
    rows: Sequence[Filled], known: Mapping[str, Hashable], booths: Mapping[Hashable, str]
) -> list[Reason]:
    """Everything that is wrong with a filled table, each at its line.

    known: the codes there are, with whose they are; booths: those given already, by whose they are.
    """
    reasons: list[Reason] = []
    seen: dict[str, int] = {}
    taken = {fold(booth): entry_id for entry_id, booth in booths.items() if booth}
    changed = {known[row.code] for row in rows if row.code in known and row.booth is not None}
    taken = {booth: entry_id for booth, entry_id in taken.items() if entry_id not in changed}
    for row in rows:
        where = f"row:{row.number}"
        if row.code not in known:
            reasons.append(Reason("place_code_unknown", {"row": row.number, "code": row.code}, where))
            continue
        if row.code in seen:
            told = {"row": row.number, "code": row.code, "first": seen[row.code]}
            reasons.append(Reason("place_code_twice", told, where))
            continue
        seen[row.code] = row.number
        for words in (row.seat, row.booth):
            if words and len(words) > LONGEST:
                reasons.append(Reason("place_too_long", {"row": row.number, "most": LONGEST}, where))
        if row.booth:
            if fold(row.booth) in taken:
                reasons.append(Reason("place_booth_taken", {"row": row.number, "booth": row.booth}, where))
            taken[fold(row.booth)] = known[row.code]
    return reasons
