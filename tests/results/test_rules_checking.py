"""The programs of a package compute everything in their own way: they agree with ours, and no forgery passes them."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.editions.rules import Regulation
from contest.editions.rules.awards import Caps
from contest.prizes.rules import Candidate, allocate, plan_of
from contest.ranking.rules import Contender, Sheet, rank_round
from contest.results.rules import checking
from contest.results.rules.checking import page, recipe
from contest.results.rules.checking.prizes import Allocation
from contest.results.rules.recipe import pools_of
from tests.editions.makers import regulation
from tests.life.packing import opened, packed, sealed
from tests.prizes.makers import make_plan, tier
from tests.prizes.test_rules import people_of, plans
from tests.ranking.makers import CRITERIA, make_round
from tests.ranking.test_rules import COMBINES, CONTENDERS, LADDERS


def of_points(*rows: Any) -> tuple[Sheet, ...]:
    """Sheets of judges 1, 2, …, each with points for novelty, use and effect; a word is a sheet that says nothing."""
    made = []
    for judge, row in enumerate(rows, 1):
        if isinstance(row, str):
            made.append(Sheet(judge, row))
            continue
        points = {one.key: Decimal(value) for one, value in zip(CRITERIA, row, strict=True)}
        seat = "chair" if judge == 1 else "member"
        made.append(Sheet(judge, "submitted", sum(points.values(), Decimal(0)), points, seat))
    return tuple(made)


def judged(round_: Any, contenders: list[Contender], settlements: Any = (), **parts: Any) -> Any:
    return round_, contenders, rank_round(round_, CRITERIA, contenders, settlements, **parts)[0]


def rules_with(*rounds: Any, **parts: Any) -> Regulation:
    """The small regulation with these rounds, each with the three criteria."""
    return regulation().but(rounds=rounds, **parts)


def awarded(rules: Regulation, last: Any, **parts: Any) -> Any:
    """What the engine gives on the order of the last round."""
    known = {one.entry_id: one for one in last[1]}
    people = [
        Candidate(one.entry_id, f"HS-{one.entry_id:03}", one.rank, one.points, grade=one.grade, **parts)
        for one in last[2]
        if one.rank and known
    ]
    return allocate(plan_of(rules), people)


def package_of(*rounds: Any, **parts: Any) -> dict[str, bytes]:
    rules = rules_with(*(each[0] for each in rounds))
    return packed(rules, rounds, awarded(rules, rounds[-1]), **parts)


def a_round(**parts: Any) -> Any:
    return make_round(criteria=[one.model_dump() for one in CRITERIA], **parts)


ROWS = (
    ((40, 25, 25), (39, 28, 24), (36, 27, 25)),
    ((33, 26, 26), (34, 26, 25), (35, 25, 25)),
    ((35, 25, 25), (34, 26, 25), (33, 26, 26)),
    ((20, 20, 20), (21, 20, 19), "absent"),
    ((10, 10, 10), "absent", "absent"),
)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """One round of five entries: two equal until the lowest sheet, one with a judge absent, one below the quorum."""
    round_ = a_round(judges_per_entry=3, quorum=2, ties=["median", "criterion:novelty", "lowest_sheet", "share"])
    contenders = [Contender(number, of_points(*rows)) for number, rows in enumerate(ROWS, 1)]
    return package_of(judged(round_, contenders))


@given(rows=CONTENDERS, ladder=LADDERS, combine=COMBINES)
@settings(max_examples=30)
def test_any_ranking_is_computed_again_to_the_last_place(rows: Any, ladder: Any, combine: Any) -> None:
    round_ = a_round(ties=ladder, combine=combine, quorum=1)
    contenders = [
        Contender(
            number,
            of_points(*(one if isinstance(one, str) and one.isalpha() else split(one) for one in row)),
        )
        for number, row in enumerate(rows)
    ]
    made = package_of(judged(round_, contenders, [[3, 1, 2, 0]]))
    assert checking.check(made)[0] == []
    assert page.check(made)[0] == []


def split(total: str) -> tuple[Decimal, Decimal, Decimal]:
    """A total as points of the three criteria."""
    left, found = Decimal(total), []
    for one in CRITERIA:
        found.append(min(left, one.max))
        left -= found[-1]
    return found[0], found[1], found[2]


# Few different points: equals at every boundary, which is where the rules differ.
TIGHT = st.lists(
    st.tuples(st.sampled_from([Decimal(n) for n in (60, 70, 80, 90)]), st.sampled_from("ab"), st.sampled_from("uv")),
    min_size=3,
    max_size=12,
)


@given(plan=plans(), rows=TIGHT)
@settings(max_examples=200)
def test_any_plan_of_prizes_is_given_out_again_as_the_engine_did(plan: Any, rows: Any) -> None:
    assert_same(plan, people_of(rows))


def assert_same(plan: Any, people: list[Candidate]) -> dict[str, str]:
    """The tiers given out again are those of the engine; returns them."""
    last = [
        {
            "code": one.code,
            "rank": one.rank,
            "points": Fraction(one.points),
            "grade": one.grade,
            "field": one.field_key,
            "division": "",
            "council": "",
            "unit": "uvw".index(one.unit),
            "authors": list(one.authors),
        }
        for one in sorted(people, key=lambda one: (one.rank, one.code))
    ]
    prizes = plan.prizes.model_dump(mode="json") | {"order": plan.keys}
    found = Allocation(prizes, last, Counter(plan.bases)).found
    assert found == {award.code: award.tier_key for award in allocate(plan, people).awards}
    # The recipe and the thorough program say the pools alike; without ceilings the page gives them out alike, too.
    assert recipe.pools(prizes, last, Counter(plan.bases)) == pools_of(plan, [last])
    if plan.prizes.caps == Caps():
        terms = {"equals": plan.prizes.boundary_tie, "pass_down": plan.prizes.unfilled == "pass_down"}
        assert page.prizes(terms | {"pools": pools_of(plan, [last])}, last) == found
    return found


def test_a_ceiling_is_filled_in_the_order_in_which_the_regulation_names_the_fields() -> None:
    plan = make_plan(tier("first", {"exact": 1}), scope="field", caps={"per_unit": 1}, keys={"field": ("z", "a")})
    people = people_of([(Decimal(90), "z", "u"), (Decimal(80), "a", "u"), (Decimal(70), "a", "v")])
    assert assert_same(plan, people) == {"KT-001": "first", "KT-003": "first"}


@pytest.mark.parametrize(
    ("policy", "points", "tiers"),
    [
        # One gold, two equal: both have it, and silver has one place less.
        ("cumulative", ["90", "90", "85", "84"], ["gold", "gold", "silver", "bronze"]),
        ("expand", ["90", "90", "85", "84"], ["gold", "gold", "silver", "silver"]),
        ("withhold", ["90", "90", "85", "84"], ["silver", "silver", "bronze", "bronze"]),
        # Both wait for the council; one of them will have silver, which is kept, and no bronze is.
        ("to_council", ["90", "90", "85", "84", "83"], ["silver", "bronze", "bronze"]),
    ],
)
def test_equals_on_the_last_place_are_treated_as_the_regulation_says(
    policy: str, points: list[str], tiers: list[str]
) -> None:
    plan = make_plan(
        tier("gold", {"exact": 1}), tier("silver", {"exact": 2}), tier("bronze", {"exact": 2}), boundary_tie=policy
    )
    found = assert_same(plan, people_of([(Decimal(each), "a", "u") for each in points]))
    assert [found[code] for code in sorted(found)] == tiers


def test_an_entry_without_points_for_a_criterion_stands_behind_those_that_have_them() -> None:
    round_ = a_round(ties=["criterion:novelty", "share"])
    bare = Contender(1, (Sheet(1, "submitted", Decimal(70)),))
    made = package_of(
        judged(round_, [bare, Contender(2, of_points((0, 40, 30))), Contender(3, of_points((5, 35, 30)))])
    )
    assert [line[0] for line in opened(made)[0]["rounds"][0]["placings"]] == ["HS-003", "HS-002", "HS-001"]
    faults, notes = checking.check(made)
    assert (faults, page.check(made)[0]) == ([], [])
    assert notes == ["Vòng Chung khảo: có phiếu chỉ ghi tổng điểm, không ghi điểm từng tiêu chí."]


def test_parts_votes_seats_and_earlier_rounds_are_computed_again() -> None:
    first = a_round(key="first", name="Sơ khảo", combine={"trim": {"when_at_least": 3}})
    parts = [
        {"key": "council", "weight": 80, "from": "criteria"},
        {
            "key": "public",
            "weight": 20,
            "from": "votes",
            "scaled_to": "highest",
            "rounding": {"places": 1, "rule": "up"},
        },
    ]
    combine = {"method": "weighted", "weights": {"chair": 2, "member": 1}}
    last = a_round(
        parts=parts, combine=combine, carry={"first": "0.3", "final": "0.7"}, ties=["earlier_round", "share"]
    )
    early = judged(first, [Contender(n, of_points(*ROWS[n % 3])) for n in (1, 2, 3)], is_last=False)
    own = {one.entry_id: one.points for one in early[2]}
    voted = {1: 35, 2: 120, 3: 0}
    late = [
        Contender(n, of_points(*ROWS[n - 1]), earlier={"first": own[n]}, previous=own[n], votes=voted[n])
        for n in (1, 2, 3)
    ]
    made = package_of(early, judged(last, late))
    assert (checking.check(made)[0], page.check(made)[0]) == ([], [])
    # (2 × 90 + 91 + 88) / 4 = 89.75; 80 × 89.75 / 100 = 71.8; 20 × 35 / 120 ↑ 5.9; 77.7; trimmed first round 85 …
    result, _ = opened(made)
    placings = {code: points for code, _, points, *_ in result["rounds"][1]["placings"]}
    assert placings["HS-001"] == "79.89"


def test_points_with_severity_taken_out_are_computed_again_from_the_corrections() -> None:
    rows = [((n * 3 % 40, 20, 20), (n * 7 % 35, 18, 22), (n * 5 % 30, 15, 20)) for n in range(1, 7)]
    adjusted = a_round(combine={"method": "adjusted"}, ties=["criterion:novelty", "share"])
    made = package_of(judged(adjusted, [Contender(n, of_points(*row)) for n, row in enumerate(rows, 1)]))
    faults, notes = checking.check(made)
    assert (faults, page.check(made)[0]) == ([], [])
    assert notes == [
        "Vòng Chung khảo: độ nghiêm của giám khảo (đã trừ vào từng phiếu) do một mô hình thống kê ước lượng."
    ]
    result, others = opened(made)
    scores = json.loads(others["diem/final.json"])
    scores["HS-001"]["sheets"][0]["shift"] = "5"
    assert any("tính lại được" in one for one in wrong(result, others | {"diem/final.json": json.dumps(scores)}))


def test_grades_and_the_council_s_votes_are_placed_again_and_what_is_told_is_named() -> None:
    graded = a_round(key="first", name="Sơ loại", kind="grades", grades=["A", "B", "C"])
    given = [["A", "B", "B"], ["A", "A", "C"], ["C", "C", "C"]]
    early = judged(
        graded,
        [
            Contender(n, tuple(Sheet(judge, "submitted", grade=grade) for judge, grade in enumerate(row)))
            for n, row in enumerate(given, 1)
        ],
        is_last=False,
    )
    last = a_round(ties=["vote_of_council"])
    made = package_of(early, judged(last, [Contender(n, of_points((30, 25, 25))) for n in (1, 2)], [[2, 1]]))
    faults, notes = checking.check(made)
    assert (faults, page.check(made)[0]) == ([], [])
    assert notes == ["Vòng Chung khảo: thứ tự các hồ sơ bằng điểm theo biểu quyết của hội đồng."]


def test_a_prize_by_decision_stands_with_its_reason_and_without_one_it_is_a_fault(files: dict[str, bytes]) -> None:
    result, others = opened(files)
    award = next(each for each in result["awards"] if each["code"] == "HS-001")
    assert award["tier"] == "first"
    award |= {
        "tier": "second",
        "name": "Giải Nhì",
        "amount_vnd": next(tier["amount"] for tier in result["rules"]["prizes"]["tiers"] if tier["key"] == "second"),
    }
    assert any("HS-001: tính lại được Giải Nhất, niêm phong ghi Giải Nhì" in one for one in wrong(result, others))
    result["decision"]["changes"] = [["HS-001", "tier", "first", "second", "Theo kết luận giám định"]]
    faults, notes = checking.check(sealed(result, others))
    assert (faults, [note for note in notes if "Theo kết luận giám định" in note] != []) == ([], True)
    faults, given = page.check(sealed(result, others))
    assert (faults, given[-1]) == ([], "Ban Tổ chức quyết định Giải Nhì cho HS-001: Theo kết luận giám định")


def wrong(result: dict[str, Any], others: dict[str, str]) -> list[str]:
    return checking.check(sealed(result, others))[0]


def test_every_single_byte_of_every_file_is_seen(files: dict[str, bytes]) -> None:
    assert checking.check(files)[0] == []
    assert page.check(files)[0] == []
    assert set(files) == {
        "ket-qua.json", "ma-niem-phong.txt", "diem/final.json", "cach-tinh.json", "kiem-tra.py", "kiem-tra-day-du.py",
    }  # fmt: skip
    for name, content in files.items():
        step = max(1, len(content) // 150)
        for place in [*range(0, len(content), step), len(content) - 1]:
            other = bytearray(content)
            other[place] ^= 1
            assert checking.check(files | {name: bytes(other)})[0], (name, place)
            assert page.check(files | {name: bytes(other)})[0], (name, place)
        missing = {key: value for key, value in files.items() if key != name}
        assert checking.check(missing)[0], name
        if name in (checking.RESULT, checking.SEAL):
            # Run as a program it says that the package is not whole.
            with pytest.raises(KeyError):
                page.check(missing)
        else:
            assert page.check(missing)[0], name
    assert checking.check(files | {"them.txt": b""})[0] == ["Tệp them.txt không thuộc gói đã niêm phong."]
    assert "Mã của tệp them.txt" in page.check(files | {"them.txt": b""})[0][0]


FORGERIES = [
    ("a point", lambda r, s: s["HS-001"]["sheets"][0]["points"].update(novelty="39"), "điểm các tiêu chí cộng thành"),
    (
        "a point with its total",
        lambda r, s: (
            s["HS-001"]["sheets"][0]["points"].update(novelty="30"),
            s["HS-001"]["sheets"][0].update(total="78"),
        ),
        "tính lại được",
    ),
    ("a figure", lambda r, s: r["rounds"][0]["placings"][1].__setitem__(2, "95"), "tính lại được 85.0"),
    ("a place", lambda r, s: r["rounds"][0]["placings"][1].__setitem__(1, 1), "tính lại được hạng 2"),
    (
        "a trim",
        lambda r, s: r["rules"]["rounds"][0]["combine"].update(
            trim={"drop_low": 1, "drop_high": 1, "when_at_least": 3}
        ),
        "cach-tinh.json: vòng Chung khảo",
    ),
    ("a quorum", lambda r, s: s["HS-005"].update(needed=1), "số phiếu không khớp"),
    (
        "a threshold",
        lambda r, s: r["rules"]["prizes"]["tiers"][0]["threshold"].update(at_least="99"),
        "cach-tinh.json: mục pools",
    ),
    ("a prize taken", lambda r, s: r["awards"].pop(0), "không có quyết định nào ghi lý do"),
    ("a sum of money", lambda r, s: r["awards"][0].update(amount_vnd=1), "tiền thưởng không đúng thể lệ"),
    ("points of a prize", lambda r, s: r["awards"][0].update(points="99"), "không khớp bảng xếp hạng"),
]


ELSEWHERE = ("số phiếu không khớp", "cach-tinh.json: vòng Chung khảo", "cach-tinh.json: mục pools")


@pytest.mark.parametrize(("forge", "words"), [case[1:] for case in FORGERIES], ids=[case[0] for case in FORGERIES])
def test_a_forgery_with_all_its_digests_written_anew_does_not_follow(
    files: dict[str, bytes], forge: Any, words: str
) -> None:
    result, others = opened(files)
    scores = json.loads(others["diem/final.json"])
    forge(result, scores)
    made = sealed(result, others | {"diem/final.json": json.dumps(scores)})
    found = checking.check(made)[0]
    assert any(words in fault for fault in found), found
    # The page follows the recipe; that the recipe follows from the rules, and quorums, the thorough program looks at.
    assert (page.check(made)[0] != []) == (words not in ELSEWHERE)


@pytest.mark.parametrize(
    ("forge", "words"),
    [
        (lambda said: said["pools"][0].update(places=3), "mục pools"),
        (lambda said: said["money"]["first"].update({"": 1}), "mục money"),
        (lambda said: said["rounds"][0]["parts"][0].update(factor="2"), "vòng Chung khảo không đúng quy tắc"),
        (lambda said: said["rounds"][0]["equals"].remove("median"), "mục equals"),
        (lambda said: said["rounds"].clear(), "các vòng không phải"),
        (lambda said: said.update(capped=True), "mục capped"),
    ],
)
def test_a_recipe_for_the_page_that_does_not_follow_from_the_rules_is_seen(
    files: dict[str, bytes], forge: Any, words: str
) -> None:
    result, others = opened(files)
    said = json.loads(others["cach-tinh.json"])
    forge(said)
    found = wrong(result, others | {"cach-tinh.json": json.dumps(said)})
    assert [words in fault for fault in found] == [True], found


def test_two_thirds_of_the_members_are_asked_for_again(files: dict[str, bytes]) -> None:
    result, others = opened(files)
    result["rules"]["prizes"]["approval"]["share"] = "2/3"
    assert wrong(result, others) == []
    result["decision"] |= {"votes_for": 6, "votes_of": 10}
    assert wrong(result, others) == ["Thể lệ cần 2/3 thành viên đồng ý; biên bản ghi 6/10."]


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened_zip:
        for name, content in files.items():
            opened_zip.writestr(name, content)
    return out.getvalue()


def test_a_bare_python_elsewhere_says_what_it_found(files: dict[str, bytes], tmp_path: Path) -> None:
    for name in (checking.PAGE, checking.PROGRAM):
        (tmp_path / name).write_bytes(files[name])
    seal = files[checking.SEAL].decode().strip()

    def run(content: bytes, printed: str = "", program: str = checking.PROGRAM) -> tuple[int, str]:
        (tmp_path / "goi.zip").write_bytes(content)
        command = [sys.executable, "-I", "-S", program, "goi.zip", printed]
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=180)
        assert ended.stderr == ""
        return ended.returncode, ended.stdout

    code, said = run(zipped(files), seal)
    assert (code, said) == (0, f"Gói nguyên vẹn; điểm, hạng và giải tính lại đều khớp. Mã niêm phong: {seal}\n")
    assert "Chưa so với mã trên biên bản" in run(zipped(files))[1]
    assert "Mã trên biên bản không phải mã của gói này" in run(zipped(files), "0" * 64)[1]
    broken = bytearray(zipped(files))
    broken[60] ^= 1
    code, said = run(bytes(broken), seal)
    assert (code, said.startswith("SAI: ")) == (1, True)
    (tmp_path / checking.PROGRAM).write_bytes(files[checking.PROGRAM] + b"\n")
    assert "không phải chương trình trong gói" in run(zipped(files), seal)[1]
    code, said = run(zipped(files), seal, checking.PAGE)
    assert (code, said.splitlines()[-1]) == (0, "Mã, điểm, hạng và giải tính lại đều khớp.")
    assert f"Mã {seal}, xin so với mã trên biên bản" in run(zipped(files), "", checking.PAGE)[1]
    assert "Lấy như đã ghi: Chung khảo: HS-005 không xếp hạng, chưa đủ số phiếu chấm." in said
    assert run(zipped(files), "0" * 64, checking.PAGE) == (
        1,
        f"SAI: Mã niêm phong không khớp: ket-qua.json có mã {seal}.\n",
    )
    for program in (checking.PAGE, checking.PROGRAM):
        code, said = run(bytes(broken), seal, program)
        assert (code, said.split(":")[0], said.isascii()) == (1, "SAI", False)
        # Whoever is to believe the package reads neither a traceback nor English.
        assert not re.search(r"Error|Errno|Bad|CRC|File ", said)
        (tmp_path / "goi.zip").unlink()
        for arguments, words in (([], "Cách dùng: python3"), (["goi.zip"], "tên và chỗ của tệp ZIP")):
            ended = subprocess.run(
                [sys.executable, "-I", "-S", program, *arguments],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                timeout=180,
            )
            told = ended.stdout + ended.stderr
            assert (ended.returncode, words in told, "Error" in told) == (1, True, False)


def test_the_short_program_is_read_at_one_sitting() -> None:
    lines = checking.page_program().splitlines()
    # Two sides of a sheet of paper.
    assert len(lines) <= 2 * 73
    assert max(map(len, lines)) <= 120
