"""How sure a result is, for the page and the sheet: in names, words and the units of a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from contest.editions.rules import Regulation
from contest.entries.queries import briefs
from contest.foundation.refusal import Reason, refuse_with
from contest.foundation.vietnamese import number
from contest.juries.queries.sums import unchanged
from contest.people.queries import people_cards
from contest.prizes.queries.changing import Ranked, ranked_rounds, world_of
from contest.prizes.rules import plan_of
from contest.prizes.rules.changes import WAITS, World
from contest.prizes.rules.fragile import (
    GOES_ON,
    LEFT_TO_COUNCIL,
    MARKED,
    Cause,
    Fragile,
    Line,
    Turn,
    fragile,
    has_lines,
)
from contest.scoring.queries import ScoredRound, scored_round

METHOD_WORDS = {
    "mean": "Trung bình cộng mọi phiếu",
    "trimmed": "Bỏ một phiếu cao nhất và một phiếu thấp nhất",
    "median": "Trung vị các phiếu",
    "adjusted": "Trừ phần rộng, chặt tay của giám khảo",
}
# The drawing's units: where the points begin and end, the height of a row, what is kept free above.
_FROM, _TO, _ROW, _ABOVE = 96, 348, 24, 22


class Dot(NamedTuple):
    """An entry on the drawing and in the table beside it."""

    entry_id: int
    code: str
    mark: str
    points: Decimal
    low: Decimal
    high: Decimal
    is_fragile: bool
    y: int
    x: int
    x_low: int
    x_high: int


class Drawing(NamedTuple):
    """A line with the entries near it. at: where the line stands; heading, words: what it parts."""

    heading: str
    words: str
    gap: Decimal
    at: int
    height: int
    dots: tuple[Dot, ...]


class Turning(NamedTuple):
    """One thing otherwise, in words, and what turns: (code, before, after)."""

    words: str
    turns: tuple[tuple[str, str, str], ...]


class StepRow(NamedTuple):
    """An entry with which single steps turn something: in how many ways, and one of them."""

    code: str
    title: str
    ways: int
    example: Turning


class LookRow(NamedTuple):
    """An entry one more judge would help."""

    code: str
    title: str
    words: str
    sheets: int


@dataclass(frozen=True, slots=True)
class Sureness:
    """Everything the page shows of one round."""

    round: ScoredRound
    drawings: tuple[Drawing, ...]
    judges: tuple[Turning, ...]
    steps: tuple[StepRow, ...]
    methods: tuple[Turning, ...]
    why_not: tuple[Reason, ...]
    looks: tuple[LookRow, ...]
    tried_judges: int
    fragile: int

    @property
    def places(self) -> int:
        """Digits of the round's points."""
        return self.round.rules.combine.rounding.places


def sure_rounds(ranked: Ranked) -> list[tuple[str, str]]:
    """The ranked rounds that have something to be sure of, by key and name, the last first."""
    regulation = ranked.regulation
    last = regulation.last_round.key
    keys = {run.round_key for run in ranked.runs}
    return [
        (each.key, each.name)
        for each in reversed(regulation.rounds)
        if each.key in keys and each.kind == "scores" and (each.goes_on is not None or each.key == last)
    ]


def sureness(edition_id: int, round_key: str, barred: frozenset[int] = frozenset()) -> Sureness:
    """The report of a round, worked out when it is first asked for and kept until something happens.

    barred: entries the reader must not see anything of. Raises Refusal: sureness_nothing.
    """
    ranked = ranked_rounds(edition_id)
    found: Fragile | None = unchanged(
        edition_id, ("sureness", round_key), lambda: _worked_out(edition_id, ranked, round_key)
    )
    if found is None:
        raise refuse_with("sureness_nothing")
    return _Words(edition_id, ranked.regulation, round_key, found, barred).page()


def fragile_marks(edition_id: int) -> list[list[Any]]:
    """Entries whose prize by rule one judge or one step of a score would turn: [entry, kinds], in the order of keys."""
    ranked = ranked_rounds(edition_id)
    found = _worked_out(edition_id, ranked, ranked.regulation.last_round.key)
    touched = found.touched() if found else {}
    return [[entry_id, sorted(kinds & MARKED)] for entry_id, kinds in sorted(touched.items()) if kinds & MARKED]


def _worked_out(edition_id: int, ranked: Ranked, round_key: str) -> Fragile | None:
    world = world_of(edition_id, ranked)
    if world.plan is None and round_key == world.prize_round:
        # Nobody has proposed prizes yet: what the regulation would give is what is looked at.
        world = _planned(world, ranked.regulation)
    return fragile(world, round_key) if has_lines(world, round_key) else None


def _planned(world: World, regulation: Regulation) -> World:
    return World(world.rounds, plan_of(regulation), world.prize_round, world.holders, world.eligible, world.decided)


class _Words:
    """The report put into words: names of judges, codes and titles of entries, tiers."""

    def __init__(
        self, edition_id: int, regulation: Regulation, round_key: str, found: Fragile, barred: frozenset[int]
    ) -> None:
        self.found, self.barred, self.regulation = found, barred, regulation
        self.round = scored_round(edition_id, round_key)
        self.tiers = {tier.key: tier.name for tier in regulation.prizes.tiers}
        causes = (*found.judges, *found.steps)
        self.judges = {key: card.name for key, card in people_cards({each.judge_id for each in causes}).items()}
        self.entries = briefs(edition_id, self._entries(found)) if self._entries(found) else {}
        self.cells = {cell.key: cell.full_name for cell in self.round.cells}
        self.touched = found.touched()

    @staticmethod
    def _entries(found: Fragile) -> set[int]:
        ids = {turn.entry_id for each in (*found.judges, *found.steps, *found.methods) for turn in each.turns}
        ids |= {near.entry_id for line in found.lines for near in line.near}
        return ids | {look.entry_id for look in found.looks} | {each.entry_id for each in found.steps}

    def page(self) -> Sureness:
        """Everything the page shows."""
        found = self.found
        return Sureness(
            round=self.round,
            drawings=tuple(self._drawing(line) for line in found.lines),
            judges=tuple(row for each in found.judges if (row := self._turning(each)).turns),
            steps=tuple(self._step_rows(found.steps)),
            methods=tuple(row for each in found.methods if (row := self._turning(each)).turns),
            why_not=found.why_not,
            looks=tuple(
                LookRow(
                    self._code(each.entry_id),
                    self._title(each.entry_id),
                    self._chance(each.chance, each.line),
                    each.sheets,
                )
                for each in found.looks
                if each.entry_id not in self.barred
            ),
            tried_judges=found.tried_judges,
            fragile=len(self.touched.keys() - self.barred),
        )

    def mark(self, key: str) -> str:
        """A mark in words."""
        words = {"": "không có giải", WAITS: "bằng nhau, chờ quyết định", GOES_ON: "vào vòng sau"}
        words |= {LEFT_TO_COUNCIL: "chờ hội đồng chọn"}
        if not key and self.round.key != self.regulation.last_round.key:
            return "dừng ở vòng này"
        return words.get(key) or self.tiers.get(key, key)

    def _code(self, entry_id: int) -> str:
        return self.entries[entry_id].code or "" if entry_id in self.entries else ""

    def _title(self, entry_id: int) -> str:
        return self.entries[entry_id].title if entry_id in self.entries else ""

    def _turns(self, turns: Sequence[Turn]) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (self._code(turn.entry_id), self.mark(turn.before), self.mark(turn.after))
            for turn in turns
            if turn.entry_id not in self.barred
        )

    def _turning(self, cause: Cause) -> Turning:
        return Turning(self._words(cause), self._turns(cause.turns))

    def _words(self, cause: Cause) -> str:
        judge = self.judges.get(cause.judge_id, "")
        if cause.kind == "judge":
            return judge
        if cause.kind == "method":
            return METHOD_WORDS[cause.method]
        what = "thêm" if cause.step > 0 else "bớt"
        return f"{judge} cho {self.cells.get(cause.cell, cause.cell)} {what} {number(abs(cause.step))} điểm"

    def _step_rows(self, causes: Sequence[Cause]) -> list[StepRow]:
        by_entry: dict[int, list[Cause]] = {}
        for cause in causes:
            if cause.entry_id not in self.barred:
                by_entry.setdefault(cause.entry_id, []).append(cause)
        rows = [
            StepRow(self._code(entry_id), self._title(entry_id), len(own), self._turning(own[0]))
            for entry_id, own in by_entry.items()
        ]
        return sorted(rows, key=lambda row: (-row.ways, row.code))

    def _chance(self, chance: float, place: int) -> str:
        line = self.found.lines[place]
        return f"khoảng {round(chance * 100)} % khả năng đứng trên ranh giới {self.mark(line.above)}"

    def _pool(self, line: Line) -> str:
        return "" if line.scope == "edition" else plan_of(self.regulation).words(line.scope, line.scope_key)

    def _drawing(self, line: Line) -> Drawing:
        near = [each for each in line.near if each.entry_id not in self.barred]
        low = min((each.low for each in near), default=line.at)
        high = max((each.high for each in near), default=line.at)

        def across(value: Decimal) -> int:
            span = high - low
            return _FROM + (round((value - low) / span * (_TO - _FROM)) if span else (_TO - _FROM) // 2)

        dots = tuple(
            Dot(
                each.entry_id,
                self._code(each.entry_id),
                self.mark(each.mark),
                each.points,
                each.low,
                each.high,
                bool(self.touched.get(each.entry_id, frozenset()) & MARKED),
                _ABOVE + _ROW * place + _ROW // 2,
                across(each.points),
                across(each.low),
                across(each.high),
            )
            for place, each in enumerate(near)
        )
        pool = self._pool(line)
        heading = f"{self.mark(line.above)[:1].upper()}{self.mark(line.above)[1:]} và {self.mark(line.below)}"
        return Drawing(heading, pool, line.gap, across(line.at), _ABOVE + _ROW * len(dots) + 8, dots)
