"""The other ranking beside the official one: adjusted beside raw, raw beside adjusted, or why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from contest.editions.rules import Criterion, Round
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import number
from contest.ranking.rules.adjusting import Adjustment, adjustment, judges_joined, why_not_adjust
from contest.ranking.rules.rank import ADJUSTED, rank_round
from contest.ranking.rules.sheets import Contender, Placed

# With more judges the model takes minutes; so many sit on no jury of a province.
_MOST_JUDGES = 1500
# Rankings drawn for the span of a rank, and below which figures there is nothing to correct.
_DRAWS, _NOTHING = 400, 0.05
_FEW, _FIRM = 5, 10.0


class Other(NamedTuple):
    """An entry in the other ranking; low to high is where nine of ten rankings drawn from the model put it."""

    points: Decimal
    rank: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """The other ranking: kind is "adjusted" or "raw", "" where there is none and `reasons` say why.

    remarks: what to know when reading it, in sentences.
    """

    kind: str = ""
    others: Mapping[int, Other] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    remarks: tuple[str, ...] = ()


def beside(
    round_: Round,
    criteria: Sequence[Criterion],
    contenders: Sequence[Contender],
    settlements: Sequence[Sequence[int]],
    placed: Sequence[Placed],
) -> Beside:
    """The ranking that would come out with severity taken out, or left in; `placed` is the official one."""
    if round_.kind != "scores":
        return Beside()
    reasons = why_not_adjust(contenders)
    if len({sheet.judge_id for each in contenders for sheet in each.sheets}) > _MOST_JUDGES:
        reasons = [Reason("ranking_adjust_many", {"most": _MOST_JUDGES})]
    if reasons:
        return Beside(reasons=tuple(reasons))
    is_raw = round_.combine.method != ADJUSTED
    made = adjustment("mixed" if is_raw else round_.combine.model, contenders)
    combine = round_.combine.model_copy(
        update={"method": ADJUSTED if is_raw else "mean", "model": "mixed", "trim": None}
    )
    other, _ = rank_round(round_.model_copy(update={"combine": combine}), criteria, contenders, settlements)
    spans = {} if round_.parts or round_.carry else _spans(made, placed)
    others = {
        each.entry_id: Other(each.points, each.rank, *spans.get(each.entry_id, (None, None)))
        for each in other
        if each.rank is not None and each.points is not None
    }
    remarks = tuple(_remarks(made, contenders, placed, others))
    return Beside(ADJUSTED if is_raw else "raw", others, remarks=remarks)


def _spans(made: Adjustment, placed: Sequence[Placed]) -> dict[int, tuple[int, int]]:
    ranked = {each.entry_id for each in placed if each.rank is not None}
    found = made.fit.posterior.chances(draws=_DRAWS, among=ranked)
    return {entry_id: (chance.low, chance.high) for entry_id, chance in found.items()}


def _remarks(
    made: Adjustment, contenders: Sequence[Contender], placed: Sequence[Placed], others: Mapping[int, Other]
) -> list[str]:
    said, spread = [], made.fit.judges**0.5
    if spread < _NOTHING:
        return ["Các giám khảo không chênh lệch về độ nghiêm: điểm hiệu chỉnh bằng điểm gốc."]
    said.append(f"Độ nghiêm của các giám khảo chênh nhau khoảng {number(Decimal(spread), 1)} điểm.")
    moved = [each for each in placed if each.entry_id in others and each.rank != others[each.entry_id].rank]
    said.append(f"{len(moved)}/{len(others)} hồ sơ có hạng khác khi hiệu chỉnh." if moved else "Thứ hạng không đổi.")
    joined = judges_joined(contenders)
    if joined is not None and joined.firmness < _FIRM:
        said.append("Các giám khảo ít chấm chung với nhau nên mức hiệu chỉnh còn kém chắc chắn.")
    given: dict[int, int] = {}
    for _, judge_id in made.corrections:
        given[judge_id] = given.get(judge_id, 0) + 1
    few = sum(count < _FEW for count in given.values())
    if few:
        said.append(f"{few} giám khảo chấm dưới {_FEW} phiếu: mức hiệu chỉnh của họ chủ yếu theo mức chung.")
    return said
