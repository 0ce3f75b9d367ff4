"""What can be changed: the sheets of an entry with their figures, the judges whose sheets count."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from contest.entries.queries import briefs, ids_of_codes
from contest.people.queries import people_cards
from contest.prizes.queries.changing import Ranked
from contest.scoring.queries import ScoredRound, handed_in, scored_round, sheets_of


class SheetChoice(NamedTuple):
    """A handed-in sheet that counts."""

    judge_id: int
    judge: str
    total: Decimal | None
    points: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class EntryChoice:
    """An entry with its sheets in one round."""

    round: ScoredRound
    entry_id: int
    code: str
    title: str
    sheets: tuple[SheetChoice, ...]

    def of(self, judge_id: int | None) -> SheetChoice | None:
        """One judge's sheet."""
        return next((sheet for sheet in self.sheets if sheet.judge_id == judge_id), None)


def entry_choice(edition_id: int, ranked: Ranked, round_key: str, code: str) -> EntryChoice | None:
    """The entry of this code with its sheets in a ranked round; None where there is none."""
    entry_id = ids_of_codes(edition_id).get(code.upper()) or ids_of_codes(edition_id).get(code)
    if entry_id is None or round_key not in {run.round_key for run in ranked.runs}:
        return None
    round_ = scored_round(edition_id, round_key)
    rows = [row for row in sheets_of(round_.id, round_.criteria, entry_ids=[entry_id]) if row.state == "submitted"]
    names = people_cards({row.judge_id for row in rows})
    title = briefs(edition_id, [entry_id])[entry_id].title
    sheets = tuple(SheetChoice(row.judge_id, names[row.judge_id].name, row.total, row.points) for row in rows)
    return EntryChoice(round_, entry_id, code.upper(), title, sheets)


class JudgeChoice(NamedTuple):
    """A judge whose sheets count in a ranked round."""

    round_key: str
    round_name: str
    judge_id: int
    name: str
    sheets: int


def judge_choices(edition_id: int, ranked: Ranked) -> list[JudgeChoice]:
    """Everybody whose sheets count in a ranked round, by round and name."""
    found = []
    for run in ranked.runs:
        round_ = scored_round(edition_id, run.round_key)
        counts = {key: one.counted for key, one in handed_in(edition_id, round_.id).items() if one.counted}
        names = people_cards(set(counts))
        found += [JudgeChoice(round_.key, round_.name, key, names[key].name, n) for key, n in counts.items()]
    return sorted(found, key=lambda each: (each.round_name, each.name, each.judge_id))
