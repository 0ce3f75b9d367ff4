"""Places from the figures: a round judged again, and equals told apart by the regulation's ladder."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from contest.results.rules.checking.figures import (
    METHODS,
    Notes,
    cell,
    combined,
    figure,
    middle,
    number,
    plain,
    rounded,
    sheets,
)

# Steps of a tie whose order is told and not derived: birth dates and moments are not in the package.
TOLD = {"youngest": "ngày sinh", "earlier_submission": "giờ nộp hồ sơ", "vote_of_council": "biểu quyết của hội đồng"}
# Why an entry has no place, where sheets are not the reason.
OTHERWISE = {
    "withdrawn": "đã rút",
    "halted": "tạm dừng chấm",
    "ineligible": "không đủ điều kiện",
    "votes_missing": "chưa có số phiếu bình chọn",
    "earlier_round_missing": "chưa có điểm của vòng trước",
}


def judge(
    sealed: Any, rule: Any, scores: Any, own: dict[str, dict[str, Fraction]], before: str, notes: Notes
) -> tuple[list[dict[str, Any]], list[str]]:
    """One round: figures from the sheets, ranks from the figures. Returns the ranked entries, and what is wrong.

    own: what each entry reached in each round by itself, to be added to; before: the round before this one.
    """
    where, ranked, faults = f"Vòng {sealed['name']}", list[dict[str, Any]](), list[str]()
    own[sealed["key"]], votes = {}, [Fraction(each["votes"]) for each in scores.values() if "votes" in each]
    for code, rank, points, _, status, _, grade in sealed["placings"]:
        entry, at = scores[code] | {"code": code, "rank": rank, "grade": grade}, f"{where}, hồ sơ {code}"
        entry["points"], entry["previous"] = points and Fraction(points), own.get(before, {}).get(code)
        faults += [f"{at}: {fault}" for fault in sheets(entry, rule, f"{where}: ", notes)]
        if (rank and not entry["enough"]) or (entry["enough"] and status in ("no_sheets", "below_quorum")):
            faults.append(f"{at}: số phiếu không khớp với việc có hay không được xếp hạng.")
        elif rank:
            ranked.append(entry)
            figures_of(entry, rule, own, votes, f"{where}: ", notes)
            if (entry["points"], entry["grade"]) != (points and Fraction(points), grade):
                found = plain(entry["points"], entry["grade"])
                faults.append(f"{at}: tính lại được {found}, niêm phong ghi {points or ''} {grade}".rstrip() + ".")
        elif status not in ("no_sheets", "below_quorum"):
            notes[f"{where}: hồ sơ không xếp hạng vì lý do ngoài điểm ({OTHERWISE.get(status, status)})."] = None
    place = 1
    for equals in order(ranked, rule, where, notes):
        for entry in equals:
            if entry["rank"] != place:
                faults.append(
                    f"{where}, hồ sơ {entry['code']}: tính lại được hạng {place}, niêm phong {entry['rank']}."
                )
        place += len(equals)
    return sorted(ranked, key=lambda each: (each["rank"], each["code"])), faults


def figures_of(
    entry: Any, rule: Any, own: dict[str, dict[str, Fraction]], votes: Sequence[Fraction], where: str, notes: Notes
) -> None:
    """Points and grade of a ranked entry, computed again in place of what was sealed."""
    if rule["kind"] == "grades":
        given = sorted(rule["grades"].index(each) for each in entry["given"])
        entry["grade"] = rule["grades"][given[len(given) // 2]]
    elif rule["combine"]["method"] in METHODS:
        own[rule["key"]][entry["code"]], entry["points"] = figure(entry, rule, own, votes)
        bands = [band["name"] for band in rule["grade_bands"] if holds(band["threshold"], entry["points"])]
        entry["grade"] = bands[0] if bands else ""
    else:
        notes[f"{where}điểm theo cách “{rule['combine']['method']}”; chỉ so thứ hạng với điểm."] = None


def order(ranked: Sequence[dict[str, Any]], rule: Any, where: str, notes: Notes) -> Iterator[list[Any]]:
    """Groups of equals, the best first: by points or grade, then by the regulation's ladder."""
    if rule["kind"] == "grades":
        yield from grouped(ranked, lambda entry: rule["grades"].index(entry["grade"]))
        return
    for equals in grouped(ranked, lambda entry: -entry["points"]):
        yield from ladder(equals, rule["ties"], rule, where, notes)


def ladder(group: list[Any], steps: Sequence[str], rule: Any, where: str, notes: Notes) -> Iterator[list[Any]]:
    """Equals told apart step by step; what no step tells apart shares its place."""
    values = {each["code"]: value(each, steps[0], rule) for each in group} if steps and len(group) > 1 else {}
    if not values or steps[0] == "share" or (steps[0] == "vote_of_council" and None in values.values()):
        yield group
        return
    if steps[0] in TOLD:
        notes[f"{where}: thứ tự các hồ sơ bằng điểm theo {TOLD[steps[0]]}."] = None
    for equals in grouped(group, lambda entry: (values[entry["code"]] is None, -(values[entry["code"]] or 0))):
        yield from ladder(equals, steps[1:], rule, where, notes)


def value(entry: Any, step: str, rule: Any) -> Fraction | None:
    """What a step of the ladder compares, the greater the better; None for what is not known."""
    if step in TOLD:
        told = dict(entry.get("tie", {}).get("steps", ())).get(step)
        return None if told is None else -Fraction(told)
    if step.startswith("criterion:"):
        one = next((each for each in rule["criteria"] if f"criterion:{each['key']}" == step), None)
        points = [cell(sheet, one) for sheet in entry["counted"]] if one else [None]
        known = [number(each) for each in points if each is not None]
        # Severity is known of totals, not of single criteria.
        method = "mean" if rule["combine"]["method"] == "adjusted" else rule["combine"]["method"]
        return (
            None if len(known) < len(points) else rounded(combined(known, entry, method), rule["combine"]["rounding"])
        )
    if step == "median":
        return rounded(middle(entry["all"]), rule["combine"]["rounding"])
    if step in ("highest_sheet", "lowest_sheet"):
        found: Fraction = max(entry["all"]) if step == "highest_sheet" else min(entry["all"])
        return found
    previous: Fraction | None = entry["previous"] if step == "earlier_round" else None
    return previous


def holds(threshold: Any, points: Fraction) -> bool:
    """`at_least` is ≥, `above` is >."""
    if threshold["at_least"] is not None:
        return points >= Fraction(threshold["at_least"])
    return threshold["above"] is None or points > Fraction(threshold["above"])


def grouped(items: Iterable[Any], key: Callable[[Any], Any]) -> Iterator[list[Any]]:
    """The items in the order of a key, equals together."""
    return (list(equals) for _, equals in groupby(sorted(items, key=key), key=key))
