"""Check a sealed result, on any machine: python3 kiem-tra.py GOI.zip [MÃ TRÊN BIÊN BẢN]

This file travels inside the package and needs nothing but Python 3.10 or newer. It compares the digests, computes every
entry's points from its judges' totals again, and looks whether ranks and prizes follow them.
"""

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

RESULT, SEAL, SCORES = "ket-qua.json", "ma-niem-phong.txt", "diem/"


def check(package: Mapping[str, bytes], printed: str = "") -> Iterator[str]:
    """Everything that is wrong with the package's files (name to bytes); `printed`: the digest on the minutes."""
    if RESULT not in package or SEAL not in package:
        yield f"Gói thiếu tệp {RESULT} hoặc {SEAL}."
        return
    found, written = sha256(package[RESULT]), package[SEAL].decode().strip()
    if found != written:
        yield f"Nội dung kết quả không khớp mã niêm phong: tính được {found}, mã ghi trong gói là {written}."
    if printed and "".join(printed.split()).lower() != found:
        yield f"Mã trên biên bản không phải mã của gói này: tính được {found}."
    if found != written:
        return
    result = json.loads(package[RESULT])
    own: dict[str, dict[str, Fraction]] = {}
    for judged in result["rounds"]:
        if "placings" in judged:
            yield from check_round(judged, package.get(f"{SCORES}{judged['key']}.json", b""), own)
    yield from check_awards(result)


def check_round(judged: dict[str, Any], scores: bytes, own: dict[str, dict[str, Fraction]]) -> Iterator[str]:
    """One round: its scores are the sealed ones, its points follow from them, its ranks from the points."""
    if sha256(scores) != judged.get("derivations"):
        yield f"Vòng {judged['name']}: bảng điểm trong gói không phải bảng điểm đã niêm phong."
        return
    known = own[judged["key"]] = {}
    derivations = dict(json.loads(scores))
    for code, _, points, *_ in judged["placings"]:
        said = derivations[code]
        if points is not None:
            known[code], total = recompute(code, judged["key"], said, own)
            if total != Fraction(points):
                yield f"Vòng {judged['name']}, hồ sơ {code}: tính lại được {float(total)}, niêm phong ghi {points}."
    ranked = [(Fraction(points), rank, code) for code, rank, points, *_ in judged["placings"] if rank and points]
    for (more, before, _), (less, after, code) in pairwise(ranked):
        if less > more or before > after or (less < more and before == after):
            yield f"Vòng {judged['name']}, hồ sơ {code}: hạng {after} không theo thứ tự điểm."


def check_awards(result: dict[str, Any]) -> Iterator[str]:
    """Every prize names the rank and points of its entry in the last round."""
    placings = result["rounds"][-1].get("placings", []) if result["rounds"] else []
    placed = {code: (rank, points) for code, rank, points, *_ in placings}
    for award in result["awards"]:
        if placed.get(award["code"]) != (award["rank"], award["points"]):
            yield f"{award['name']}, hồ sơ {award['code']}: hạng hoặc điểm không khớp bảng xếp hạng."


def recompute(
    code: str, key: str, said: dict[str, Any], own: dict[str, dict[str, Fraction]]
) -> tuple[Fraction, Fraction]:
    """An entry's figure of the round and its final points, from the sheets' totals that count."""
    counted = [sheet for sheet in said["sheets"] if sheet["use"] == "counted"]
    totals = [counts(sheet) for sheet in counted]
    weights = [Fraction(sheet.get("weight", "1")) for sheet in counted]
    figure = rounded(combined(totals, weights, said["method"]), said["rounding"])
    if "parts" in said:
        figure = rounded(sum((part_of(part, figure) for part in said["parts"]), Fraction(0)), said["rounding"])
    if "carry" not in said:
        return figure, figure
    carried = Fraction(0)
    for line in said["carry"]:
        reached = figure if line["round"] == key else own.get(line["round"], {}).get(code, Fraction(0))
        carried += Fraction(line["weight"]) * reached
    return figure, rounded(carried, said["rounding"])


def counts(sheet: dict[str, Any]) -> Fraction:
    """What a sheet counts: its total, or that with the judge's severity taken out, to the thousandth."""
    if "shift" not in sheet:
        return Fraction(sheet["total"])
    level, stretch = Fraction(sheet.get("level", "0")), Fraction(sheet.get("stretch", "1"))
    exact = (Fraction(sheet["total"]) - level - Fraction(sheet["shift"])) / stretch + level
    return rounded(exact, {"places": 3, "rule": "half_up"})


def part_of(part: dict[str, Any], council: Fraction) -> Fraction:
    """A weighted part of a figure: the council's, or the public's votes."""
    of, value = Fraction(part["of"]), council if part["from"] == "criteria" else Fraction(part["value"])
    return rounded(Fraction(part["weight"]) * value / of if of else Fraction(0), part["rounding"])


def combined(totals: list[Fraction], weights: list[Fraction], method: str) -> Fraction:
    """One figure of several sheets, exactly."""
    if method == "median":
        ordered, middle = sorted(totals), len(totals) // 2
        return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    if method in ("weighted", "adjusted") and any(weights):
        whole = sum((w * t for w, t in zip(weights, totals, strict=True)), Fraction(0))
        return whole / sum(weights, Fraction(0))
    return sum(totals, Fraction(0)) if method == "sum" else sum(totals, Fraction(0)) / len(totals)


def rounded(value: Fraction, rounding: dict[str, Any]) -> Fraction:
    """Rounded as the regulation writes it."""
    places, rule = rounding["places"], rounding["rule"]
    whole, rest = divmod(abs(value) * 10**places, 1)
    rises = (rest > 0 and rule == "up") or (
        rule.startswith("half")
        and (rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (rule == "half_up" or whole % 2 == 1)))
    )
    return Fraction(int(whole) + rises, 10**places) * (1 if value >= 0 else -1)


def sha256(content: bytes) -> str:
    """The digest, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    with zipfile.ZipFile(sys.argv[1]) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    faults = list(check(files, " ".join(sys.argv[2:])))
    said = faults or [f"Gói nguyên vẹn, tính lại khớp. Mã niêm phong: {sha256(files[RESULT])}"]
    sys.stdout.write("\n".join(said) + "\n")
    sys.exit(1 if faults else 0)
