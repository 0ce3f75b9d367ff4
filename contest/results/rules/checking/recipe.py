"""The page's way to compute, found again from the sealed rules: the short program is as honest as this comparison."""

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from contest.results.rules.checking.prizes import MANY, Allocation, by_rule


def recipe(given: Any, result: Any, files: Mapping[str, bytes], last: Sequence[Any], of: Any) -> Iterator[str]:
    """Where cach-tinh.json says something else than the rules. last: the ranked entries; of: what shares are of."""
    rules, prizes = result["rules"]["rounds"], result["rules"]["prizes"]
    sealed = {each["key"] for each in result["rounds"] if "placings" in each}
    rounds = [(number, rule) for number, rule in enumerate(rules) if rule["key"] in sealed]
    said = {each["key"]: {key: each[key] for key in each if key != "statuses"} for each in given["rounds"]}
    if list(said) != [rule["key"] for _, rule in rounds]:
        yield "cach-tinh.json: các vòng không phải các vòng đã xếp hạng."
        return
    for number, rule in rounds:
        votes = [each["votes"] for each in json.loads(files[f"diem/{rule['key']}.json"]).values() if "votes" in each]
        wanted = {"key": rule["key"], "name": rule["name"], "before": rules[number - 1]["key"] if number else ""}
        wanted |= ways(rule) | sources(rule, votes)
        wrong = [key for key in said[rule["key"]] | wanted if said[rule["key"]].get(key) != wanted.get(key)]
        if wrong:
            yield f"cach-tinh.json: vòng {rule['name']} không đúng quy tắc đã niêm phong, mục {', '.join(wrong)}."
    caps, tiers = prizes["caps"], prizes["tiers"]
    wanted = {
        "pools": pools(prizes, last, of),
        "equals": prizes["boundary_tie"],
        "pass_down": prizes["unfilled"] == "pass_down",
        "capped": any(caps[key] is not None for key in ("per_unit", "per_author")),
        "names": {"": "không có giải"} | {tier["key"]: tier["name"] for tier in tiers},
        "money": {tier["key"]: {"": tier["amount"]} | tier["amount_by_scope"] for tier in tiers},
    }
    for key, value in wanted.items():
        if given[key] != value:
            yield f"cach-tinh.json: mục {key} không đúng quy tắc xét giải đã niêm phong."


def ways(rule: Any) -> dict[str, Any]:
    """How the values of a round become one, which sheets go, and what tells equals apart."""
    method, rounding, trim = rule["combine"]["method"], rule["combine"]["rounding"], rule["combine"]["trim"]
    low, high = (trim["drop_low"], trim["drop_high"]) if trim else (0, 0)
    ladder: list[str] = []
    for step in rule["ties"]:
        ladder += [step] if step != "share" else []
        if step in ("share", "vote_of_council"):
            break
    keys = {
        each["key"]: [each["key"], *(f"{each['key']}.{p['key']}" for p in each["parts"])] for each in rule["criteria"]
    }
    return {
        "computed": rule["kind"] == "scores",
        "total": {"figure": "sum", "places": 3, "rule": "half_up"},
        "weights": {own: each["weight"] for each in rule["criteria"] for own in keys[each["key"]]},
        "drop": {"from": max(trim["when_at_least"], low + high + 1) if trim else 1, "low": low, "high": high},
        "points": {"figure": "weighted" if method == "adjusted" else method, **rounding},
        "criterion": {"figure": "mean" if method == "adjusted" else method, **rounding},
        "median": {"figure": "median", **rounding},
        "sum": {"figure": "sum", **rounding},
        "equals": ladder,
        "criteria": {f"criterion:{key}": own for key, own in keys.items() if f"criterion:{key}" in ladder},
    }


def sources(rule: Any, votes: Sequence[int]) -> dict[str, Any]:
    """What is added up in a round, each multiplied by its factor, and what each round weighs in the end."""
    full = sum(Fraction(each["max"]) * Fraction(each["weight"]) for each in rule["criteria"]) or Fraction(1)
    found = []
    for part in rule["parts"] or [{"from_": "criteria", "weight": full, "rounding": None}]:
        council = part["from_"] == "criteria"
        most = full if council else Fraction(max(votes, default=0) if part["scaled_to"] == "highest" else sum(votes))
        factor = str(Fraction(part["weight"]) / most) if most else "0"
        rounding = part["rounding"] or rule["combine"]["rounding"]
        found.append({"of": "sheets" if council else "votes", "factor": factor, "figure": "sum", **rounding})
    return {"parts": found, "carry": rule["carry"] or {rule["key"]: "1"}}


def pools(prizes: Any, last: Sequence[Any], of: Any) -> list[dict[str, Any]]:
    """The tiers by rule, field by field: places, what must be reached, where free places go."""
    places, found = Allocation(prizes, (), of).places, list[dict[str, Any]]()
    for tier in filter(by_rule, prizes["tiers"]):
        scope, line = tier["scope"] or prizes["scope"], tier["threshold"] or {"at_least": "", "above": None}
        for key in [""] if scope == "edition" else sorted({entry[scope] for entry in last}):
            free = places(tier, scope, key)
            pool = {
                "tier": tier["key"],
                "of": scope,
                "key": key,
                "places": None if free == MANY else free,
                "next": None,
            }
            strictly = line["at_least"] is None
            least = line["above"] if strictly else line["at_least"]
            found.append(pool | {"least": least, "strictly": strictly, "grades": tier["grades"]})
    for number, pool in enumerate(found):
        same = (
            n for n, each in enumerate(found) if n > number and (each["of"], each["key"]) == (pool["of"], pool["key"])
        )
        pool["next"] = next(same, None)
    return found
