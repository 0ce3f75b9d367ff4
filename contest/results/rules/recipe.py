"""How a result is computed, said so plainly that a program of one page can follow it: the package's cach-tinh.json.

The regulation leaves much unsaid that is understood: no trim, one part, nothing carried, a tier's places in each field.
Here all of it is said, in numbers. The thorough program derives the same from the sealed rules in its own way.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import Any

from contest.editions.rules import Criterion, Regulation, Round
from contest.editions.rules.judging import ResultPart, Threshold
from contest.prizes.rules import Plan, plan_of
from contest.prizes.rules.plan import EDITION, is_left_to_people, places_of
from contest.ranking.rules.sheets import STATUS_WORDS

Scores = Mapping[str, Mapping[str, Mapping[str, Any]]]
_LAST_STEPS = ("share", "vote_of_council")
_THOUSANDTH = {"figure": "sum", "places": 3, "rule": "half_up"}
_SCOPES = ("field", "division", "council")
_DECIDES = {"organiser": "Ban Tổ chức", "council": "Hội đồng", "issuing": "Cơ quan ban hành"}
_TOLD = {"youngest": "ngày sinh", "earlier_submission": "giờ nộp hồ sơ", "vote_of_council": "biểu quyết của hội đồng"}


def recipe_of(regulation: Regulation, document: Mapping[str, Any], scores: Scores) -> dict[str, Any]:
    """The recipe of a result. document: as it is sealed; scores: by round and code, as in the package."""
    placings = {each["key"]: each["placings"] for each in document["rounds"] if "placings" in each}
    ranked = {key: [scores[key][line[0]] for line in lines if line[1]] for key, lines in placings.items()}
    rounds = [each for each in regulation.rounds if each.key in placings]
    caps, tiers = regulation.prizes.caps, regulation.prizes.tiers
    return {
        "rounds": [_round(regulation, each, scores[each.key].values()) for each in rounds],
        "pools": pools_of(plan_of(regulation, _bases(document, list(ranked.values()))), [*ranked.values()][-1:]),
        "equals": regulation.prizes.boundary_tie,
        "pass_down": regulation.prizes.unfilled == "pass_down",
        "capped": caps.per_unit is not None or caps.per_author is not None,
        "names": {"": "không có giải"} | {tier.key: tier.name for tier in tiers},
        "money": {tier.key: {"": tier.amount} | tier.amount_by_scope for tier in tiers},
        "decides": _DECIDES[regulation.prizes.approval.by],
        "given": list(_given(regulation, rounds, document)),
    }


def recipe_text(recipe: Mapping[str, Any]) -> str:
    """The recipe as JSON to be read: a line for everything that is said of a round, for each pool, for the rest."""
    rounds = ["{\n  " + ",\n  ".join(map(_said, each.items())) + "}" for each in recipe["rounds"]]
    parts = {"rounds": rounds, "pools": map(_json, recipe["pools"]), "given": map(_json, recipe["given"])}
    lines = {key: f"{_json(key)}: [\n " + ",\n ".join(each) + "]" for key, each in parts.items()}
    return "{" + ",\n".join(lines.get(key) or _said((key, value)) for key, value in recipe.items()) + "}\n"


def _said(item: tuple[str, Any]) -> str:
    return f"{_json(item[0])}: {_json(item[1])}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _round(regulation: Regulation, round_: Round, entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    combine, keys = round_.combine, [each.key for each in regulation.rounds]
    criteria, place = regulation.criteria_of(round_.key), keys.index(round_.key)
    equals = list(takewhile(lambda step: step not in _LAST_STEPS, round_.ties))
    rounding = combine.rounding.model_dump(mode="json")
    # Severity weighs sheets where it was calibrated; it is known of totals, not of single criteria.
    adjusted = combine.method == "adjusted"
    ways = {
        "points": "weighted" if adjusted else combine.method,
        "criterion": "mean" if adjusted else combine.method,
        "median": "median",
        "sum": "sum",
    }
    return {
        "key": round_.key,
        "name": round_.name,
        "computed": round_.kind == "scores",
        "weights": {key: str(each.weight) for each in criteria for key in _keys(each)},
        "total": _THOUSANDTH,
        "drop": _drop(round_),
        **{what: {"figure": way, **rounding} for what, way in ways.items()},
        "parts": _parts(round_, criteria, [each["votes"] for each in entries if "votes" in each]),
        "carry": {key: str(weight) for key, weight in round_.carry.items()} or {round_.key: "1"},
        "before": keys[place - 1] if place else "",
        "equals": equals + (["vote_of_council"] if round_.ties[len(equals) :][:1] == ("vote_of_council",) else []),
        "statuses": {key: f"{words[:1].lower()}{words[1:]}" for key, words in STATUS_WORDS.items()},
        "criteria": {f"criterion:{each.key}": _keys(each) for each in criteria if f"criterion:{each.key}" in equals},
    }


def _keys(criterion: Criterion) -> list[str]:
    """Where a sheet may have points of a criterion: under its own key, or under those of its parts."""
    return [criterion.key, *(f"{criterion.key}.{part.key}" for part in criterion.parts)]


def _drop(round_: Round) -> dict[str, int]:
    """How many of the lowest and highest sheets go, from how many sheets."""
    trim = round_.combine.trim
    if trim is None:
        return {"from": 1, "low": 0, "high": 0}
    least = max(trim.when_at_least, trim.drop_low + trim.drop_high + 1)
    return {"from": least, "low": trim.drop_low, "high": trim.drop_high}


def _parts(round_: Round, criteria: Sequence[Criterion], votes: Sequence[int]) -> list[dict[str, Any]]:
    """Each part by what its source is multiplied; one that is the council's figure where there are no parts."""
    rounding = round_.combine.rounding
    if not round_.parts:
        return [{"of": "sheets", "factor": "1", "figure": "sum", **rounding.model_dump(mode="json")}]
    full = sum((Fraction(each.max) * Fraction(each.weight) for each in criteria), Fraction(0))

    def most(part: ResultPart) -> Fraction:
        if part.from_ == "criteria":
            return full
        return Fraction(max(votes, default=0) if part.scaled_to == "highest" else sum(votes))

    return [
        {
            "of": "sheets" if part.from_ == "criteria" else "votes",
            "factor": str(Fraction(part.weight) / most(part) if most(part) else Fraction(0)),
            "figure": "sum",
            **(part.rounding or rounding).model_dump(mode="json"),
        }
        for part in round_.parts
    ]


def _bases(
    document: Mapping[str, Any], ranked: Sequence[Sequence[Mapping[str, Any]]]
) -> dict[tuple[str, str, str], int]:
    """How many entries a percentage is taken of: eligible, judged in the first round, ranked in the last."""
    found: Counter[tuple[str, str, str]] = Counter()
    counted = {"eligible": document.get("eligible", ()), "judged": ranked[0] if ranked else ()}
    for of, entries in (*counted.items(), ("finalists", ranked[-1] if ranked else ())):
        for entry in entries:
            found.update([(of, EDITION, ""), *((of, scope, entry[scope]) for scope in _SCOPES)])
    return dict(found)


def pools_of(plan: Plan, last: Sequence[Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Every tier that a figure decides on, in every field, division or council it is given in, the best tier first.

    next: the pool that free places go to. Whoever is left to people has no pool.
    """
    pools: list[dict[str, Any]] = []
    for tier in plan.prizes.tiers:
        if is_left_to_people(tier):
            continue
        scope = plan.scope_of(tier)
        for key in sorted({entry[scope] for entries in last for entry in entries}) if scope != EDITION else [""]:
            pool = {
                "tier": tier.key,
                "of": scope,
                "key": key,
                "places": places_of(tier.quantity, plan, scope, key),
                **_line(tier.threshold),
                "grades": list(tier.grades),
                "next": None,
            }
            for earlier in pools:
                if (earlier["of"], earlier["key"], earlier["next"]) == (scope, key, None):
                    earlier["next"] = len(pools)
            pools.append(pool)
    return pools


def _line(threshold: Threshold | None) -> dict[str, Any]:
    """What must be reached, at least or strictly more; the least of all points where nothing must be."""
    if threshold is None:
        return {"least": "", "strictly": False}
    strictly = threshold.at_least is None
    return {"least": str(threshold.above if strictly else threshold.at_least), "strictly": strictly}


def _given(regulation: Regulation, rounds: Sequence[Round], document: Mapping[str, Any]) -> Iterator[str]:
    """What the page takes as it is written and does not see by itself, in words."""
    for each in rounds:
        where, told = f"Vòng {each.name}", [_TOLD[step] for step in each.ties if step in _TOLD]
        if each.kind == "scores" and each.combine.method == "adjusted":
            yield f"{where}: điểm từng phiếu sau khi hiệu chỉnh độ nghiêm, do mô hình thống kê ước lượng"
        if told:
            yield f"{where}: thứ tự các hồ sơ bằng điểm theo {', '.join(told)} (nếu phải xét đến)"
    prizes, decision = regulation.prizes, document["decision"]
    if any(tier.grades for tier in prizes.tiers):
        yield "Xếp loại của hồ sơ, là điều kiện của giải"
    for tier in prizes.tiers:
        if is_left_to_people(tier):
            yield f"{tier.name}: thể lệ không ấn định số giải và mức điểm, người có thẩm quyền chọn"
    if decision["votes_of"]:
        yield f"Biểu quyết về danh sách giải: {decision['votes_for']}/{decision['votes_of']} thành viên đồng ý"
    for award in document["awards"]:
        if award["award"] != "tier":
            yield f"{award['name']} trao cho {award['code']}"
    for award in document["unit_awards"]:
        yield f"{award['name']} trao cho {award['unit']}"
    yield "Số phiếu tối thiểu của hồ sơ, việc cach-tinh.json đúng thể lệ: kiem-tra-day-du.py xét cả hai"
