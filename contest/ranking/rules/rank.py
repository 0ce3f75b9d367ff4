"""From score sheets to places: the one function every ranking goes through."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from contest.editions.rules import Criterion, Round
from contest.ranking.rules.adjusting import adjustment
from contest.ranking.rules.columns import columns_of
from contest.ranking.rules.cut import Ranked, cut
from contest.ranking.rules.figure import Figure, figure_of
from contest.ranking.rules.lean import Means
from contest.ranking.rules.many import rank_many
from contest.ranking.rules.parts import ballots_of, full_marks
from contest.ranking.rules.places import places
from contest.ranking.rules.sheets import RANKED, Contender, Placed, Tie
from contest.ranking.rules.ties import Ladder, Scored, shares_at_once, standing_of, ties_by_entry

ADJUSTED = "adjusted"
OFFERED = ("mean", "median", "weighted", "sum", ADJUSTED)
_POINTS, _KEY = attrgetter("points"), attrgetter("contender.entry_id")


def rank_round(
    round_: Round,
    criteria: Sequence[Criterion],
    contenders: Sequence[Contender],
    settlements: Sequence[Sequence[int]] = (),
    *,
    is_last: bool = True,
) -> tuple[Sequence[Placed], list[Tie]]:
    """Every contender with its place (the best first, then those without one), and the ties that were met.

    The same inputs give the same answer in whatever order they come. Raises ValueError for a method not offered,
    and for an adjusted one where judges cannot be compared (why_not_adjust).
    """
    if round_.kind == "scores" and round_.combine.method not in OFFERED:
        raise ValueError(f"not offered: {round_.combine.method}")
    columns = columns_of(round_, contenders)
    if columns is not None:
        return rank_many(round_, criteria, columns, settlements, is_last=is_last)
    contenders = sorted(contenders, key=attrgetter("entry_id"))
    if round_.kind == "scores" and round_.combine.method == ADJUSTED:
        made = adjustment(round_.combine.model, contenders)
        contenders = [made.of(contender) for contender in contenders]
    ballots = ballots_of({contender.entry_id: contender.votes for contender in contenders})
    full, means = full_marks(tuple(criteria)), Means(round_.combine.rounding)
    figures = [figure_of(round_, full, contender, ballots, means) for contender in contenders]
    groups, ties = in_order(round_, criteria, [f for f in figures if f.status == RANKED], settlements)
    ids = [[scored.id for scored in group] for group in groups]
    ranks, states = places(ids), standing_of(ids, ties)
    return _placed(round_, figures, ranks, states, ties, is_last=is_last), ties


def own_points(round_: Round, placed: Placed) -> Decimal | None:
    """What the entry reached in this round itself, before the points of others are carried in."""
    if not round_.carry or placed.points is None:
        return placed.points
    return Decimal(placed.derivation["own"])


def in_order(
    round_: Round,
    criteria: Sequence[Criterion],
    figures: Sequence[Figure],
    settlements: Sequence[Sequence[int]],
    *,
    records: bool = True,
) -> tuple[list[list[Scored]], list[Tie]]:
    """Groups of equals from the best, after the ladder; grades are an order of bands and share their place.

    records: tell every tie; who only asks for the order needs none of equals that share a place.
    """
    if round_.kind == "grades":
        band = {f.scored.id: round_.grades.index(f.grade) for f in figures}
        by_grade = sorted((f.scored for f in figures), key=lambda scored: (band[scored.id], scored.id))
        return [list(group) for _, group in groupby(by_grade, key=lambda scored: band[scored.id])], []
    ladder = Ladder(round_, {criterion.key: criterion for criterion in criteria}, settlements)
    ordered = sorted((f.scored for f in figures), key=_POINTS, reverse=True)
    groups, ties = [], []
    for _, equal in groupby(ordered, key=_POINTS):
        group = list(equal)
        if len(group) == 1 or (not records and shares_at_once(round_)):
            groups.append(group)
            continue
        split, tie = ladder.climb(sorted(group, key=_KEY))
        groups.extend(split)
        ties.append(tie)
    return groups, ties


def _placed(
    round_: Round,
    figures: Sequence[Figure],
    ranks: Mapping[int, int],
    states: Mapping[int, str],
    ties: Sequence[Tie],
    *,
    is_last: bool,
) -> list[Placed]:
    going: Mapping[int, bool | None] = {}
    if not is_last:
        scope = round_.goes_on.per if round_.goes_on else "edition"
        ranked = [
            Ranked(f.scored.id, ranks[f.scored.id], f.scored.points, f.grade, f.scored.contender.scope(scope))
            for f in figures
            if f.status == RANKED
        ]
        going = cut(round_.goes_on, ranked, is_last=False)
    met = ties_by_entry(ties, states)
    otherwise, placed = None if is_last else False, []
    for (contender, _, points), status, grade, derivation, sheets in figures:
        key = contender.entry_id
        if key in met:
            derivation["tie"] = met[key]
        goes_on, state = going.get(key, otherwise), states.get(key, "")
        placed.append(Placed(key, ranks.get(key), points, sheets, status, goes_on, grade, state, derivation))
    return sorted(placed, key=lambda each: (each.rank is None, each.rank or 0, each.entry_id))
