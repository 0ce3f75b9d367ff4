"""The four changes that can be made to what was judged, and the world after each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from contest.editions.rules import Criterion, Round
from contest.foundation.refusal import Reason
from contest.prizes.rules.changes.world import RoundInput, World
from contest.prizes.rules.plan import Plan
from contest.ranking.rules import Contender, Sheet, why_not_adjust
from contest.ranking.rules.rank import ADJUSTED
from contest.ranking.rules.sheets import LEFT_OUT, SUBMITTED
from contest.scoring.rules import GRADE, criterion_points, grade_word, total

SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class ScoreCorrected:
    """A judge's figures on one entry were taken down wrongly: the cells as they should be."""

    round_key: str
    entry_id: int
    judge_id: int
    points: Mapping[str, Decimal]

    def document(self) -> dict[str, Any]:
        """As it is kept."""
        points = {key: format(value, "f") for key, value in sorted(self.points.items())}
        return {"round": self.round_key, "entry": self.entry_id, "judge": self.judge_id, "points": points}


@dataclass(frozen=True, slots=True)
class Disqualified:
    """An entry may not take part any more."""

    entry_id: int

    def document(self) -> dict[str, Any]:
        """As it is kept."""
        return {"entry": self.entry_id}


@dataclass(frozen=True, slots=True)
class JudgeLeftOut:
    """None of a judge's sheets in a round counts; an entry then needs only as many as it has left."""

    round_key: str
    judge_id: int

    def document(self) -> dict[str, Any]:
        """As it is kept."""
        return {"round": self.round_key, "judge": self.judge_id}


@dataclass(frozen=True, slots=True)
class Amended:
    """The regulation is amended: the rounds' new rules with their criteria by key, the new prizes.

    digest: that of the new text, by which one amendment is told from another.
    """

    rounds: Mapping[str, tuple[Round, tuple[Criterion, ...]]]
    plan: Plan | None
    digest: str = ""

    def document(self) -> dict[str, Any]:
        """As it is kept, beside the text itself."""
        return {"digest": self.digest}


Change = ScoreCorrected | Disqualified | JudgeLeftOut | Amended


def changed(world: World, change: Change) -> World:
    """The world once the change is made. Figures of later rounds follow when it is ranked."""
    match change:
        case ScoreCorrected():
            return _in_round(world, change.round_key, lambda given: _corrected(given, change))
        case JudgeLeftOut():
            return _in_round(world, change.round_key, lambda given: _without(given, change.judge_id))
        case Disqualified():
            return _without_entry(world, change.entry_id)
        case Amended():
            return _amended(world, change)


def why_not_possible(world: World, change: Change) -> list[Reason]:
    """Why the change cannot be made to what is there."""
    match change:
        case ScoreCorrected():
            return _why_not_correct(world, change)
        case JudgeLeftOut():
            return _why_not_leave_out(world, change)
        case Disqualified():
            contenders = [
                each for given in world.rounds for each in given.contenders if each.entry_id == change.entry_id
            ]
            if any(each.status == "eligible" for each in contenders):
                return []
            return [Reason("change_entry_unknown", where="code")]
        case Amended():
            return []


def why_not_rank_after(world: World) -> list[Reason]:
    """Why a round could not be ranked by its method any more: judges that nothing joins."""
    return [
        reason
        for given in world.rounds
        if given.rules.kind == "scores" and given.rules.combine.method == ADJUSTED
        for reason in why_not_adjust(given.contenders)
    ]


def _why_not_correct(world: World, change: ScoreCorrected) -> list[Reason]:
    given = _round(world, change.round_key)
    if given is None:
        return [Reason("change_round_unknown", where="round")]
    contender = next((each for each in given.contenders if each.entry_id == change.entry_id), None)
    sheet = next((each for each in contender.sheets if each.judge_id == change.judge_id), None) if contender else None
    if sheet is None or sheet.state != SUBMITTED:
        return [Reason("change_sheet_unknown")]
    if all(sheet.points.get(key) == value for key, value in change.points.items()):
        return [Reason("change_nothing")]
    return []


def _why_not_leave_out(world: World, change: JudgeLeftOut) -> list[Reason]:
    given = _round(world, change.round_key)
    if given is None:
        return [Reason("change_round_unknown", where="round")]
    bare = []
    concerned = False
    for contender in given.contenders:
        own = [sheet for sheet in contender.sheets if sheet.state == SUBMITTED]
        if any(sheet.judge_id == change.judge_id for sheet in own):
            concerned = True
            if len(own) == 1 and contender.status == "eligible":
                bare.append(world.code(contender.entry_id))
    if not concerned:
        return [Reason("change_judge_unknown", where="judge")]
    return [Reason("change_no_sheet_left", {"codes": ", ".join(bare)}, "judge")] if bare else []


def _round(world: World, key: str) -> RoundInput | None:
    return next((each for each in world.rounds if each.rules.key == key), None)


def _in_round(world: World, key: str, deed: Callable[[RoundInput], RoundInput]) -> World:
    return replace(world, rounds=tuple(deed(each) if each.rules.key == key else each for each in world.rounds))


def _corrected(given: RoundInput, change: ScoreCorrected) -> RoundInput:
    def mended(sheet: Sheet) -> Sheet:
        if sheet.judge_id != change.judge_id:
            return sheet
        put_right = summed(sheet._replace(points={**sheet.points, **change.points}), given.criteria)
        if given.rules.kind != "grades":
            return put_right
        return put_right._replace(grade=grade_word(given.rules.grades, put_right.points.get(GRADE)))

    return replace(
        given,
        contenders=tuple(
            replace(each, sheets=tuple(mended(sheet) for sheet in each.sheets))
            if each.entry_id == change.entry_id
            else each
            for each in given.contenders
        ),
    )


def summed(sheet: Sheet, criteria: Sequence[Criterion]) -> Sheet:
    """The sheet with the sums of its parts and its total, found again; one without every figure stays as it is."""
    points = dict(sheet.points)
    for criterion in criteria:
        if criterion.parts:
            points[criterion.key] = criterion_points(criterion, points)
    whole = total(criteria, points)
    return sheet if whole is None else sheet._replace(points=points, total=whole)


def _without(given: RoundInput, judge_id: int) -> RoundInput:
    contenders, lowered = [], dict(given.lowered)
    for contender in given.contenders:
        if all(sheet.judge_id != judge_id for sheet in contender.sheets):
            contenders.append(contender)
            continue
        # Whoever has handed in nothing is taken off the entry; what is written stays and says why it does not count.
        sheets = tuple(
            sheet._replace(state=SET_ASIDE)
            if sheet.judge_id == judge_id and sheet.state in (SUBMITTED, LEFT_OUT)
            else sheet
            for sheet in contender.sheets
            if sheet.judge_id != judge_id or sheet.state != "missing"
        )
        left = sum(sheet.state in (SUBMITTED, LEFT_OUT) for sheet in sheets)
        lowered[contender.entry_id] = min(left, lowered.get(contender.entry_id, lowered.get(0, left)))
        contenders.append(replace(contender, sheets=sheets))
    return replace(given, contenders=tuple(contenders), lowered=lowered)


def _without_entry(world: World, entry_id: int) -> World:
    def out(contender: Contender) -> Contender:
        return replace(contender, status="ineligible") if contender.entry_id == entry_id else contender

    return replace(
        world,
        rounds=tuple(replace(each, contenders=tuple(map(out, each.contenders))) for each in world.rounds),
        eligible={key: scopes for key, scopes in world.eligible.items() if key != entry_id},
        # What people had decided for it falls with it.
        decided={key: tier for key, tier in world.decided.items() if key != entry_id},
    )


def _amended(world: World, change: Amended) -> World:
    rounds = []
    for given in world.rounds:
        rules, criteria = change.rounds.get(given.rules.key, (given.rules, given.criteria))
        rounds.append(replace(given, rules=rules, criteria=criteria))
    plan = world.plan if world.plan is None or change.plan is None else change.plan
    return retotalled(replace(world, rounds=tuple(rounds), plan=plan))


def retotalled(world: World) -> World:
    """The world with every sheet added up by the criteria of its round."""
    return replace(world, rounds=tuple(_retotalled(each) for each in world.rounds))


def _retotalled(given: RoundInput) -> RoundInput:
    if given.rules.kind == "grades":
        return given

    def mended(contender: Contender) -> Iterator[Sheet]:
        for sheet in contender.sheets:
            whole = None if sheet.total is None else total(given.criteria, sheet.points)
            yield sheet if whole is None or whole == sheet.total else sheet._replace(total=whole)

    return replace(given, contenders=tuple(replace(each, sheets=tuple(mended(each))) for each in given.contenders))
