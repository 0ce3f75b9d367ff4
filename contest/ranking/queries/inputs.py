"""Everything a ranking is made from, read in a handful of queries however many entries there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select

from contest.editions.rules import Criterion, Regulation, Round
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.bulk import named, worked_out_once
from contest.foundation.database import ask, db
from contest.juries.models import Council, JudgingRound, RoundEntry
from contest.juries.queries import asked_pairs, seats
from contest.ranking.models import Placing, RankingRun, TieSettlement, VoteCount
from contest.ranking.queries.runs import RunCard
from contest.ranking.rules import Contender, Placed, Sheet, Tie, fingerprint, rank_round
from contest.scoring.queries import ScoredRound, SheetRow, lowered_quorums, scored_round, sheets_of
from contest.scoring.rules import GRADE, EntryInRound, grade_word, sheets_needed


@dataclass(frozen=True, slots=True)
class Inputs:
    """A round ready to be ranked."""

    round: ScoredRound
    # As they stand in scoring, and what the ranking makes of them.
    sheets: tuple[SheetRow, ...]
    contenders: tuple[Contender, ...]
    settlements: tuple[tuple[int, ...], ...]
    # Rounds whose figures weigh in this one and that have no ranking.
    missing_rounds: tuple[str, ...]

    @property
    def rules(self) -> Round:
        """The round as the regulation has it."""
        return self.round.rules

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What the sheets score."""
        return self.round.criteria

    @property
    def is_last(self) -> bool:
        """Whether the prizes follow this round's order."""
        return self.round.regulation.last_round.key == self.round.key


def inputs_of(edition_id: int, round_key: str, lock: Any = "", regulation: Regulation | None = None) -> Inputs:
    """The inputs of one round's ranking, under another regulation where one is given.

    Raises Refusal: scoring_round_unknown, scoring_round_unprepared.
    """
    round_ = scored_round(edition_id, round_key, lock, regulation)
    rows = sheets_of(round_.id, round_.criteria)
    earlier, missing = _earlier(edition_id, round_.regulation, round_.rules)
    previous = _previous(edition_id, round_.regulation, round_.key)
    votes = _votes(round_.id) if any(part.from_ == "votes" for part in round_.rules.parts) else {}
    born = _youngest(round_.id) if "youngest" in round_.rules.ties else {}
    seat_of = {seat.person_id: seat.role for seat in seats(edition_id)} if round_.rules.combine.weights else {}
    beside = _Beside(lowered_quorums(round_.id), born, earlier, previous, votes, seat_of, round_.grades)
    contenders = _contenders(round_.rules, _entries(round_.id), rows, asked_pairs(round_.id), beside)
    return Inputs(round_, tuple(rows), contenders, _settlements(round_.id), missing)


def mark_of(inputs: Inputs) -> str:
    """The fingerprint of a round's inputs."""
    return _mark(inputs.rules, inputs.criteria, inputs.contenders, inputs.settlements)


def places_of(inputs: Inputs) -> tuple[Sequence[Placed], list[Tie]]:
    """The ranking of a round's inputs, and its ties; shared, never to be changed."""
    return _places(inputs.rules, inputs.criteria, inputs.contenders, inputs.settlements, inputs.is_last)


_MOST_ENTRIES = 1 << 12
_mark = worked_out_once(_MOST_ENTRIES)(fingerprint)


@worked_out_once(_MOST_ENTRIES)
def _places(
    rules: Round,
    criteria: tuple[Criterion, ...],
    contenders: tuple[Contender, ...],
    settlements: tuple[tuple[int, ...], ...],
    is_last: bool,
) -> tuple[Sequence[Placed], list[Tie]]:
    return rank_round(rules, criteria, contenders, settlements, is_last=is_last)


def is_current(edition_id: int, run: RunCard) -> bool:
    """Whether the inputs of a run are still the same, to the last score."""
    return mark_of(inputs_of(edition_id, run.round_key)) == run.fingerprint


class _Row(NamedTuple):
    """An entry of the round."""

    id: int
    field_key: str
    division_key: str
    status: str
    submitted_at: datetime | None
    council_key: str | None


def _entries(round_id: int) -> list[_Row]:
    rows = ask(
        select(Entry.id, Entry.field_key, Entry.division_key, Entry.status, Entry.submitted_at, Council.key)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .where(RoundEntry.round_id == round_id)
        .order_by(Entry.id)
    )
    return named(_Row, rows.all())


class _Beside(NamedTuple):
    """What the regulation may go by beside entries and sheets: of some entries, and of the judges."""

    # How many sheets are enough, by decision.
    lowered: Mapping[int, int]
    born: Mapping[int, date]
    # Of each earlier round, by its key.
    earlier: Mapping[str, Mapping[int, Decimal]]
    previous: Mapping[int, Decimal]
    votes: Mapping[int, int]
    # The place on the council of each judge, where places weigh.
    seat_of: Mapping[int, str]
    grades: tuple[str, ...]


@worked_out_once(most=1 << 15)
def _contenders(
    rules: Round, entries: list[_Row], rows: list[SheetRow], asked: list[tuple[int, int]], beside: _Beside
) -> tuple[Contender, ...]:
    sheets = _sheets(rows, asked, beside)
    needed = _needed(rules, sheets, beside.lowered)
    return tuple(
        Contender(
            entry_id=row.id,
            sheets=tuple(sheets.get(row.id, ())),
            field_key=row.field_key,
            division_key=row.division_key,
            council_key=row.council_key or "",
            status=row.status,
            submitted_at=row.submitted_at,
            youngest_born=beside.born.get(row.id),
            earlier={key: figures[row.id] for key, figures in beside.earlier.items() if row.id in figures},
            previous=beside.previous.get(row.id),
            votes=beside.votes.get(row.id),
            needed=needed.get(row.id),
        )
        for row in entries
    )


def _sheets(rows: Sequence[SheetRow], asked: Sequence[tuple[int, int]], beside: _Beside) -> dict[int, list[Sheet]]:
    """The sheets of every entry; a judge who was asked and has none stands there as missing."""
    found: dict[int, dict[int, Sheet]] = {}
    seat_of, grades = beside.seat_of, beside.grades
    for row in rows:
        found.setdefault(row.entry_id, {})[row.judge_id] = _sheet(row, grades, seat_of.get(row.judge_id, "member"))
    for entry_id, judge_id in asked:
        own = found.setdefault(entry_id, {})
        if judge_id not in own:
            own[judge_id] = Sheet(judge_id, "missing")
    return {entry_id: list(by_judge.values()) for entry_id, by_judge in found.items()}


def _sheet(row: SheetRow, grades: tuple[str, ...], seat: str) -> Sheet:
    grade = grade_word(grades, row.points.get(GRADE)) if grades else ""
    return Sheet(row.judge_id, row.state, row.total, row.points, seat, grade)


def _needed(rules: Round, sheets: Mapping[int, Sequence[Sheet]], lowered: Mapping[int, int]) -> dict[int, int]:
    """How many sheets each entry must have, as closing the round asked for them."""
    return {
        entry_id: sheets_needed(
            rules,
            EntryInRound(
                entry_id,
                tuple(sheet.judge_id for sheet in own),
                {sheet.judge_id: sheet.state for sheet in own if sheet.state != "missing"},
            ),
            lowered,
        )
        for entry_id, own in sheets.items()
    }


def _earlier(
    edition_id: int, regulation: Regulation, rules: Round
) -> tuple[dict[str, dict[int, Decimal]], tuple[str, ...]]:
    """The own figures of the rounds that weigh in this one, and the names of those without a ranking."""
    keys = [key for key, weight in rules.carry.items() if weight and key != rules.key]
    found = {key: _figures(edition_id, key) for key in keys}
    names = {round_.key: round_.name for round_ in regulation.rounds}
    missing = tuple(names.get(key, key) for key in keys if found[key] is None)
    return {key: figures for key, figures in found.items() if figures is not None}, missing


def _previous(edition_id: int, regulation: Regulation, round_key: str) -> dict[int, Decimal]:
    keys = [round_.key for round_ in regulation.rounds]
    place = keys.index(round_key)
    return (_figures(edition_id, keys[place - 1]) or {}) if place else {}


def _figures(edition_id: int, round_key: str) -> dict[int, Decimal] | None:
    """What each entry reached in a round by itself, from its latest ranking; None when it was never ranked."""
    run_id = latest_run_id(edition_id, round_key)
    if run_id is None:
        return None
    rows = ask(select(Placing.entry_id, Placing.own).where(Placing.run_id == run_id, Placing.own.is_not(None)))
    return {row[0]: row[1] for row in rows if row[1] is not None}


def latest_run_id(edition_id: int, round_key: str) -> int | None:
    """The newest ranking of the round."""
    return db.session.scalar(
        select(RankingRun.id)
        .join(JudgingRound, JudgingRound.id == RankingRun.round_id)
        .where(JudgingRound.edition_id == edition_id, JudgingRound.key == round_key)
        .order_by(RankingRun.number.desc())
        .limit(1)
    )


def _youngest(round_id: int) -> dict[int, date]:
    rows = ask(
        select(EntryAuthor.entry_id, func.max(EntryAuthor.birth_on))
        .join(RoundEntry, RoundEntry.entry_id == EntryAuthor.entry_id)
        .where(RoundEntry.round_id == round_id, EntryAuthor.birth_on.is_not(None))
        .group_by(EntryAuthor.entry_id)
    )
    return {row[0]: row[1] for row in rows if row[1] is not None}


def _votes(round_id: int) -> dict[int, int]:
    rows = ask(select(VoteCount.entry_id, VoteCount.votes).where(VoteCount.round_id == round_id))
    return {row[0]: row[1] for row in rows}


def _settlements(round_id: int) -> tuple[tuple[int, ...], ...]:
    rows = db.session.scalars(
        select(TieSettlement.entry_ids)
        .where(TieSettlement.round_id == round_id, TieSettlement.revoked_at.is_(None))
        .order_by(TieSettlement.id)
    )
    return tuple(tuple(order) for order in rows)
