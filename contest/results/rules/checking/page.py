"""Check a sealed result with Python 3.11 and nothing else: python3 kiem-tra.py GOI.zip [MÃ TRÊN BIÊN BẢN]"""
# cach-tinh.json says how to compute, diem/… what the judges gave, ket-qua.json what was sealed.

import sys
from bisect import bisect_right
from fractions import Fraction
from functools import cache
from hashlib import sha256
from itertools import groupby
from json import loads
from math import ceil, floor, inf
from typing import Any
from zipfile import ZipFile

exact = cache(Fraction)  # the same few numbers are read thousands of times
WAYS: Any = {"down": floor, "up": ceil, "half_up": lambda x: floor(x + exact("1/2")), "half_even": round}


def figure(values: Any, how: Any, weights: Any = ()) -> Fraction:
    """Several values as one: their mean, weighted mean, median or sum, rounded as it is written."""
    if how["figure"] == "median":
        values = sorted(values)[(len(values) - 1) // 2 : len(values) // 2 + 1]
    found = exact(sum(values)) / (1 if how["figure"] == "sum" else len(values))
    if how["figure"] == "weighted" and any(weights):
        found = sum(value * weight for value, weight in zip(values, weights, strict=True)) / exact(sum(weights))
    return Fraction(WAYS[how["rule"]](found * 10 ** how["places"]), 10 ** how["places"])


def place_by(entry: Any, rule: Any, own: Any) -> Any:
    """An entry's points, then what tells equals apart; the greater stands first. own: points by round."""
    code, sheets = entry["code"], [each for each in entry["sheets"] if each["use"] != "silent"]
    for sheet in sheets:
        points = [exact(rule["weights"].get(key, 0)) * exact(each) for key, each in sheet.get("points", {}).items()]
        sheet["total"] = figure(points, rule["total"]) if points else exact(sheet["total"])
    sheets.sort(key=lambda sheet: sheet["total"])
    low, high = (rule["drop"]["low"], rule["drop"]["high"]) if len(sheets) >= rule["drop"]["from"] else (0, 0)
    kept = sheets[low : len(sheets) - high]
    totals, weights = [each["total"] for each in sheets], [exact(each.get("weight", 1)) for each in kept]
    counted = [exact(each.get("corrected", each["total"])) for each in kept]
    source = {"sheets": figure(counted, rule["points"], weights), "votes": exact(entry.get("votes", 0))}
    parts = [figure([exact(part["factor"]) * source[part["of"]]], part) for part in rule["parts"]]
    own[rule["key"]][code] = figure(parts, rule["sum"])
    carried = [exact(weight) * own[key].get(code, 0) for key, weight in rule["carry"].items()]
    # Births, moments and the council's votes are told as an order, the first is the best; the rest is computed.
    known = {step: told and -exact(told) for step, told in entry.get("tie", {}).get("steps", ())}
    known |= {"median": figure(totals, rule["median"]), "earlier_round": own.get(rule["before"], {}).get(code)}
    known |= {"lowest_sheet": totals[0], "highest_sheet": totals[-1]}
    for step, keys in rule["criteria"].items():
        cells = [[exact(each) for key, each in sheet.get("points", {}).items() if key in keys] for sheet in kept]
        known[step] = figure([sum(cell) for cell in cells], rule["criterion"], weights) if all(cells) else None
    ladder = [known.get(step) for step in rule["equals"]]
    return figure(carried, rule["sum"]), *((step is not None, step or 0) for step in ladder)


def prizes(plan: Any, ranked: Any) -> dict[str, str]:
    """The tiers by rule, pool after pool; `waiting` are equals on a last place whom people have to tell apart."""
    found, waiting = dict[str, str](), list[Any]()
    places = [inf if pool["places"] is None else pool["places"] for pool in plan["pools"]]
    for number, pool in enumerate(plan["pools"]):
        free, moved = max(places[number], 0), min(places[number], 0)
        able = [each for each in ranked if pool["of"] == "edition" or each[pool["of"]] == pool["key"]]
        able = [each for each in able if not pool["grades"] or each["grade"] in pool["grades"]]
        if pool["least"]:  # strictly: more than that, not only as much
            line = exact(pool["least"]), pool["strictly"]
            able = [each for each in able if each["points"] is not None and (each["points"], 0) >= line]
        for _, equals in groupby(able, lambda entry: entry["rank"]):
            codes = {entry["code"] for entry in equals} - found.keys()
            for tie in waiting:  # places are kept for those who may lose where people decide
                kept = min(tie["losers"], len(tie["codes"] & codes), free)
                tie["losers"], free, codes = tie["losers"] - kept, free - kept, codes - tie["codes"]
            if len(codes) <= free or (free and plan["equals"] in ("expand", "cumulative")):
                found |= dict.fromkeys(codes, pool["tier"])
                moved += min(free - len(codes), 0) if plan["equals"] == "cumulative" else 0
                free = max(free - len(codes), 0)
            elif free and plan["equals"] == "withhold":
                break
            elif free:
                waiting, free = [*waiting, {"codes": codes, "losers": len(codes) - free}], 0
        if pool["next"] is not None and free < inf:
            places[pool["next"]] += moved + (free if plan["pass_down"] else 0)
    return found


def differ(what: str, again: Any, sealed: Any) -> list[str]:
    pairs = {key: (again.get(key, "không có"), sealed.get(key, "không có")) for key in sorted(again | sealed)}
    return [f"{what} {key}: tính lại được {a}, gói ghi {b}" for key, (a, b) in pairs.items() if a != b]


def check(files: Any, printed: str = "") -> tuple[list[str], list[str]]:
    """What differs, and what is taken as given."""
    seals = {name: sha256(content).hexdigest() for name, content in files.items()}
    seal = seals.pop("ket-qua.json")
    if files["ma-niem-phong.txt"] != f"{seal}\n".encode() or printed.lower() not in ("", seal):
        return [f"Mã niêm phong không khớp: ket-qua.json có mã {seal}"], []
    result = loads(files["ket-qua.json"])
    if differs := differ("Mã của tệp", seals, result["files"] | {"ma-niem-phong.txt": seals["ma-niem-phong.txt"]}):
        return differs, []
    plan, own, ranked = loads(files["cach-tinh.json"]), dict[str, Any](), list[Any]()
    given = [*plan["given"]] if printed else [f"Mã {seal}, xin so với mã trên biên bản", *plan["given"]]
    placings, name = {each["key"]: each.get("placings") for each in result["rounds"]}, plan["names"]
    for rule in plan["rounds"]:
        scores, keys, sealed = loads(files[f"diem/{rule['key']}.json"]), dict[str, Any](), dict[str, str]()
        own[rule["key"]], ranked = {}, []
        if not rule["computed"]:
            given.append(f"{rule['name']}: xếp loại và thứ hạng của các hồ sơ")
        for code, rank, points, _, status, _, grade in placings[rule["key"]]:
            if rank is None:
                given.append(f"{rule['name']}: {code} không xếp hạng, {rule['statuses'][status]}")
                continue
            entry = scores[code] | {"code": code, "rank": rank, "points": points and exact(points), "grade": grade}
            ranked.append(entry)
            if rule["computed"]:
                keys[code], sealed[code] = place_by(entry, rule, own), f"hạng {rank}, {float(points)} điểm"
        order, again = sorted(keys.values()), dict[str, str]()
        for code, key in keys.items():
            again[code] = f"hạng {len(order) - bisect_right(order, key) + 1}, {float(key[0])} điểm"
        differs += differ(f"{rule['name']}, hồ sơ", again, sealed)
    tiers = {each["code"]: each["tier"] for each in result["awards"] if each["award"] == "tier"}
    found = tiers.copy() if plan["capped"] else prizes(plan, sorted(ranked, key=lambda entry: entry["rank"]))
    if plan["capped"]:
        given.append("Toàn bộ danh sách giải, vì thể lệ giới hạn số giải của một đơn vị hoặc tác giả")
    for code, award, _, tier, reason in reversed(result["decision"]["changes"]):
        if award == "tier":
            found[code] = tier
            given.append(f"{plan['decides']} quyết định {name[tier]} cho {code}: {reason}")
    won, written = ({code: name[key] for code, key in each.items() if key} for each in (found, tiers))
    differs += differ("Giải của hồ sơ", won, written)
    at = {entry["code"]: (entry["rank"], entry["points"]) for entry in ranked}
    for each in result["awards"]:
        money, said = plan["money"].get(each["tier"]), (each["rank"], each["points"] and exact(each["points"]))
        if at.get(each["code"], said) != said or (money and each["amount_vnd"] != money.get(each["scope"], money[""])):
            differs.append(f"{each['name']} của {each['code']}: hạng, điểm hoặc tiền thưởng không đúng")
    return differs, given


if __name__ == "__main__":
    path, *code = sys.argv[1:] or sys.exit("Cách dùng: python3 kiem-tra.py GOI.zip [MÃ TRÊN BIÊN BẢN]")
    try:
        with ZipFile(path) as package:
            wrong, taken = check({each: package.read(each) for each in package.namelist()}, "".join(code))
    except Exception as error:
        unread = "không mở được tệp này, xin xem lại tên và chỗ của tệp ZIP"
        wrong, taken = [unread if isinstance(error, OSError) else "gói hỏng hoặc không đúng cấu trúc"], []
    sys.stdout.writelines([f"Lấy như đã ghi: {one}.\n" for one in taken] + [f"SAI: {one}.\n" for one in wrong])
    sys.stdout.write("" if wrong else "Mã, điểm, hạng và giải tính lại đều khớp.\n")
    sys.exit(bool(wrong))
