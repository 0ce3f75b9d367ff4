"""Prizes from the places: the regulation's tiers given out again, then what people decided with a reason."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from contest.results.rules.checking.figures import Notes, rounded
from contest.results.rules.checking.places import grouped, holds

MANY = 10**9


def awards(result: Any, last: Sequence[Any], of: Mapping[Any, int], notes: Notes) -> Iterator[str]:
    """The tiers by rule on this order, then what people decided with a reason: together they are the sealed prizes."""
    prizes, ranked = result["rules"]["prizes"], {entry["code"]: entry for entry in last}
    names = {"": "không giải"} | {tier["key"]: tier["name"] for tier in prizes["tiers"]}
    wanted, decided = Allocation(prizes, last, of).found, dict[str, str]()
    for code, award, _, tier, reason in reversed(result["decision"]["changes"]):
        if award == "tier":
            decided[code] = tier
            notes[f"Người có thẩm quyền quyết định, lấy làm căn cứ: {code}, {names.get(tier, tier)}: {reason}"] = None
    wanted = {code: tier for code, tier in (wanted | decided).items() if tier}
    given = {award["code"]: award for award in result["awards"] if award["award"] == "tier"}
    for code in sorted({*wanted, *given}):
        tier, found = given[code]["tier"] if code in given else "", wanted.get(code, "")
        if found != tier:
            said = f"tính lại được {names.get(found, found)}, niêm phong ghi {names.get(tier, tier)}"
            yield f"Hồ sơ {code}: {said}, không có quyết định nào ghi lý do."
    tiers = {tier["key"]: tier for tier in prizes["tiers"]}
    for award in result["awards"]:
        entry, tier = ranked.get(award["code"]), tiers.get(award["tier"], {})
        if entry and (entry["rank"], entry["points"]) != (award["rank"], award["points"] and Fraction(award["points"])):
            yield f"{award['name']}, hồ sơ {award['code']}: hạng hoặc điểm không khớp bảng xếp hạng."
        if tier and award["amount_vnd"] != tier["amount_by_scope"].get(award["scope"], tier["amount"]):
            yield f"{award['name']}, hồ sơ {award['code']}: tiền thưởng không đúng thể lệ."
        if award["award"] != "tier":
            notes[
                f"{award['name']} ({award['code']}) xét theo thông tin không có trong gói; lấy như đã niêm phong."
            ] = None
    for award in result["unit_awards"]:
        notes[f"{award['name']} ({award['unit']}) của đơn vị, tính trên mọi hồ sơ dự thi; lấy như đã niêm phong."] = (
            None
        )
    share, yes, members = prizes["approval"]["share"], result["decision"]["votes_for"], result["decision"]["votes_of"]
    if share and not (members and Fraction(yes, members) >= Fraction(share)):
        yield f"Thể lệ cần {share} thành viên đồng ý; biên bản ghi {yes}/{members}."
    yield from ballots(result, yes, members)


def ballots(result: Any, yes: int | None, members: int | None) -> Iterator[str]:
    """The committee's votes counted again, and the last one on the whole list against what the minutes say."""
    whole = None
    for ballot in result["decision"].get("ballots", ()):
        terms, found = ballot["terms"], ballot["result"]
        agreed, all_ = Fraction(found["for"]), found["members"]
        voted, share = found["for"] + found["against"] + found["abstain"], Fraction(terms["share"]) * all_
        enough = agreed > share if terms["over"] else agreed >= share
        carried = enough and voted >= Fraction(terms["quorum"] or 0) * all_
        if voted > all_ or carried != found["carried"]:
            yield f"Biểu quyết lần {ballot['number']}: kết quả không khớp số phiếu."
        if not ballot["code"]:
            whole = (found["for"], all_)
    if whole and members and whole != (yes, members):
        yield f"Biểu quyết danh sách giải được {whole[0]}/{whole[1]}, biên bản ghi {yes}/{members}."


def bases(result: Any, first: Sequence[Any], last: Sequence[Any]) -> Counter[tuple[str, str, str]]:
    """How many entries a percentage is taken of, by (of, scope, key)."""
    found: Counter[tuple[str, str, str]] = Counter()
    for of, entries in (("judged", first), ("finalists", last), ("eligible", result.get("eligible", ()))):
        for entry in entries:
            found[of, "edition", ""] += 1
            found.update((of, scope, entry[scope]) for scope in ("field", "division", "council"))
    return found


class Allocation:
    """Tiers from the best down, pool by pool, place by place. `found`: code to tier, by rule alone."""

    def __init__(self, prizes: Any, last: Sequence[Any], of: Mapping[Any, int]) -> None:
        """Give out every tier. last: the ranked entries of the last round, best first."""
        self.prizes, self.of, self.last = prizes, of, last
        self.found: dict[str, str] = {}
        self.used: Counter[Any] = Counter()
        self.waiting: list[tuple[set[str], list[int]]] = []
        self.added: Counter[Any] = Counter()
        self.debt: Counter[Any] = Counter()
        for number, tier in enumerate(prizes["tiers"]):
            scope = tier["scope"] or prizes["scope"]
            later = [
                t for t in prizes["tiers"][number + 1 :] if (t["scope"] or prizes["scope"]) == scope and by_rule(t)
            ]
            for key in self.keys(scope) if by_rule(tier) else ():
                self.pool(tier, scope, key, passes=prizes["unfilled"] == "pass_down" and bool(later))

    def keys(self, scope: str) -> list[str]:
        """The fields, divisions or councils, as the regulation names them where a ceiling makes their order count."""
        order = self.prizes.get("order", {}).get(scope, ())
        found = {entry[scope] if scope != "edition" else "" for entry in self.last}
        return sorted(found, key=lambda key: (order.index(key) if key in order else len(order), key))

    def pool(self, tier: Any, scope: str, key: str, *, passes: bool) -> None:
        """One tier in one field, division, council or in the whole edition."""
        planned, here, over = self.places(tier, scope, key), (scope, key), 0
        free = planned + self.added.pop(here, 0)
        taken = 0 if planned == MANY else min(self.debt[here], free)
        self.debt[here], free = 0 if planned == MANY else self.debt[here] - taken, free - taken
        entries = [entry for entry in self.last if scope == "edition" or entry[scope] == key]
        for equals in grouped(entries, lambda entry: entry["rank"]):
            equals = [e for e in equals if e["code"] not in self.found and reaches(tier, e)]
            # Places kept for those who wait for the council's decision on a better prize and may not get it.
            for codes, losers in self.waiting:
                kept = min(losers[0], sum(each["code"] in codes for each in equals), free)
                losers[0], free = losers[0] - kept, free - kept
            equals = [
                e for e in equals if not any(e["code"] in codes for codes, _ in self.waiting) and not self.full(e)
            ]
            if not equals or not free:
                continue
            contested = self.contested(equals)
            safe = [each for each in equals if not any(each in holders for holders, _ in contested)]
            need, rule = len(safe) + sum(room for _, room in contested), self.prizes["boundary_tie"]
            if need > free and rule == "to_council":
                self.wait(equals, len(equals) - free)
                free = 0
                continue
            if need > free and rule == "withhold":
                self.added[here], free = free if passes else 0, 0
                continue
            # All of them get it, in number as many as their ceilings allow; the last places may be exceeded by it.
            over, free = need - free, max(0, free - need)
            self.give(tier, safe)
            for holders, _ in contested:
                self.wait(holders, 0)
        if over > 0 and self.prizes["boundary_tie"] == "cumulative":
            self.debt[here] += over
        if 0 < free < MANY - len(self.last) and passes:
            self.added[here] = free

    def places(self, tier: Any, scope: str, key: str) -> int:
        """How many prizes the tier has here; MANY where the regulation leaves the number open."""
        quantity = tier["quantity"]
        if key in quantity["by_scope"]:
            return int(quantity["by_scope"][key])
        if quantity["percent"] is not None:
            exact = Fraction(quantity["percent"]) * self.of[quantity["of"], scope, key] / 100
            return int(rounded(exact, {"places": 0, "rule": quantity["rounding"]}))
        return next((int(quantity[how]) for how in ("exact", "at_most") if quantity[how] is not None), MANY)

    def give(self, tier: Any, entries: Sequence[Any]) -> None:
        """The tier to all of these."""
        self.found.update((entry["code"], tier["key"]) for entry in entries)
        self.used.update(key for entry in entries for key in self.limits(entry))

    def wait(self, entries: Sequence[Any], losers: int) -> None:
        """These wait for people to decide; how many of them will have no place here."""
        self.waiting.append(({entry["code"] for entry in entries}, [losers]))
        self.used.update(key for entry in entries for key in self.limits(entry))

    def limits(self, entry: Any) -> dict[tuple[str, int], int]:
        """What ceilings count of an entry, and how many prizes each allows."""
        caps, authors = self.prizes["caps"], [("author", each) for each in entry.get("authors", ())]
        units = [("unit", entry["unit"])] if "unit" in entry and caps["per_unit"] is not None else []
        return {key: caps[f"per_{key[0]}"] for key in (*units, *(authors if caps["per_author"] is not None else ()))}

    def full(self, entry: Any) -> bool:
        """Whether the entry's unit or an author has as many prizes as allowed."""
        return any(self.used[key] >= most for key, most in self.limits(entry).items())

    def contested(self, equals: Sequence[Any]) -> list[tuple[list[Any], int]]:
        """Groups of equals that a ceiling would have to be split among, and how many of each can have a prize."""
        limits = {key: most for entry in equals for key, most in self.limits(entry).items()}
        groups: list[set[str]] = []
        for key in sorted(limits):
            holders = {entry["code"] for entry in equals if key in self.limits(entry)}
            if len(holders) > limits[key] - self.used[key]:
                touching = [group for group in groups if group & holders]
                groups = [group for group in groups if not group & holders] + [holders.union(*touching)]
        members = [[entry for entry in equals if entry["code"] in group] for group in groups]
        return [(entries, self.fitting(entries)) for entries in members]

    def fitting(self, entries: Sequence[Any]) -> int:
        """How many of these can have a prize together: whom the fewest ceilings concern first, then by code."""
        used: Counter[Any] = Counter()
        number = 0
        for entry in sorted(entries, key=lambda one: (len(self.limits(one)), one["code"])):
            if all(self.used[key] + used[key] < most for key, most in self.limits(entry).items()):
                used.update(self.limits(entry).keys())
                number += 1
        return number


def by_rule(tier: Any) -> bool:
    """Whether a number, a threshold or a grade says who gets the tier; the others are left to people."""
    quantity = tier["quantity"]
    return bool(not quantity["open"] or quantity["by_scope"] or tier["threshold"] or tier["grades"])


def reaches(tier: Any, entry: Any) -> bool:
    """Whether an entry has the grade and the points that a tier asks for."""
    threshold = tier["threshold"]
    if tier["grades"] and entry["grade"] not in tier["grades"]:
        return False
    return not threshold or (entry["points"] is not None and holds(threshold, entry["points"]))
