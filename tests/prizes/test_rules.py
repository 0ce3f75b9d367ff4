"""Who gets which prize by rule: the paragraphs of a regulation, and what holds of every allocation."""

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.prizes.rules import Candidate, allocate, canonical_units
from tests.prizes.makers import candidates, count, letters, make_plan, tier, tiers_of

NINE = ["95", "95", "90", "90", "90", "88", "80", "79.5", "70"]


def medals(**prizes: Any) -> Any:
    return make_plan(
        tier("gold", 1, threshold={"at_least": 85}),
        tier("silver", 2, threshold={"at_least": 85}),
        tier("bronze", 3, threshold={"at_least": 75}),
        **prizes,
    )


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("expand", "GGSSSBBB-"), ("withhold", "SSBBB----"), ("cumulative", "GGSSSB---")],
)
def test_the_known_answers_for_ties_on_a_boundary(policy: str, expected: str) -> None:
    people = candidates(NINE)
    assert letters(allocate(medals(boundary_tie=policy), people), people) == expected


def test_a_tie_left_to_the_council_has_no_award_and_keeps_its_places() -> None:
    people = candidates(NINE)
    found = allocate(medals(boundary_tie="to_council"), people)
    # 95 95 stand for gold; the one without it has a silver; 90 90 90 stand for the other silver.
    assert letters(found, people) == "-----B---"
    assert [(tie.tier_key, tie.entry_ids, tie.places, tie.tiers) for tie in found.ties] == [
        ("gold", (1, 2), 1, ("gold", "silver")),
        ("silver", (3, 4, 5), 1, ("silver", "bronze")),
    ]


def test_withheld_places_are_said_with_their_tie() -> None:
    found = allocate(medals(boundary_tie="withhold"), candidates(NINE))
    assert [(each.tier_key, each.count) for each in found.unfilled] == [("gold", 1)]
    assert "KT-001, KT-002" in found.unfilled[0].reason
    assert [tie.policy for tie in found.ties] == ["withhold"]


@pytest.mark.parametrize(("threshold", "expected"), [({"at_least": 60}, "FF-"), ({"above": 60}, "F--")])
def test_at_least_and_above_differ_on_the_boundary(threshold: dict[str, int], expected: str) -> None:
    people = candidates(["60.01", "60", "59.99"])
    assert letters(allocate(make_plan(tier("first", 3, threshold=threshold)), people), people) == expected


def test_fewer_reach_the_threshold_than_the_plan_has_prizes() -> None:
    people = candidates(["90", "86", "84"])
    found = allocate(make_plan(tier("first", {"at_most": 5}, threshold={"at_least": 85})), people)
    assert count(found) == {"first": 2}
    assert found.unfilled[0].count == 3
    assert found.unfilled[0].reason == ("Giải Nhất có 5 giải; toàn cuộc thi chỉ có 2 hồ sơ đạt ≥ 85; 3 suất để trống.")


def test_nobody_reaches_the_first_tier_and_the_next_is_not_raised() -> None:
    people = candidates(["80", "79", "78"])
    plan = make_plan(tier("first", 1, threshold={"at_least": 85}), tier("second", 2, threshold={"at_least": 75}))
    found = allocate(plan, people)
    assert letters(found, people) == "SS-"
    assert (
        found.unfilled[0].reason == "Giải Nhất có 1 giải; toàn cuộc thi không có hồ sơ nào đạt ≥ 85; 1 suất để trống."
    )


def test_free_places_pass_down_where_the_regulation_says_so() -> None:
    people = candidates(["80", "79", "78", "77"])
    plan = make_plan(
        tier("first", 1, threshold={"at_least": 85}),
        tier("second", 2, threshold={"at_least": 75}),
        unfilled="pass_down",
    )
    found = allocate(plan, people)
    assert letters(found, people) == "SSS-"
    assert found.awards[0].reason == (
        "Hạng 1/4 toàn cuộc thi, 80 điểm ≥ 75; Giải Nhì có 2 giải, thêm 1 suất từ giải trên chuyển xuống, đã trao 0."
    )


def test_the_special_prize_of_the_edition_stands_above_the_first_prizes_of_the_divisions() -> None:
    people = candidates([99, 98, 97, 96, 95], division_key=["a", "a", "b", "b", "a"])
    plan = make_plan(
        tier("special", 1, scope="edition"), tier("first", 1), tier("second", 1),
        scope="division", keys={"division": ("a", "b")}, names={("division", "b"): "THCS"},
    )  # fmt: skip
    found = allocate(plan, people)
    assert tiers_of(found, people) == ["special", "first", "first", "second", "second"]
    third = next(award for award in found.awards if award.entry_id == 3)
    assert third.reason == "Hạng 1/2 bảng THCS (hạng 3 toàn cuộc thi), 97 điểm; Giải Nhất có 1 giải, đã trao 0."


def test_numbers_may_differ_by_field() -> None:
    people = candidates([9, 8, 7, 6, 5], field_key=["a", "a", "a", "b", "b"])
    plan = make_plan(tier("first", {"exact": 1, "by_scope": {"a": 2}}), scope="field", keys={"field": ("a", "b")})
    assert letters(allocate(plan, people), people) == "FF-F-"


@pytest.mark.parametrize(("rounding", "given"), [("down", 3), ("up", 4), ("half_up", 4)])
def test_a_percentage_is_rounded_as_written(rounding: str, given: int) -> None:
    plan = make_plan(
        tier("third", {"percent": "10", "of": "judged", "rounding": rounding}), bases={("judged", "edition", ""): 35}
    )
    found = allocate(plan, candidates(range(35, 0, -1)))
    assert count(found) == {"third": given}
    assert found.awards[0].reason == (
        f"Hạng 1/35 toàn cuộc thi, 35 điểm; Giải Ba có {given} giải (10 % của 35 hồ sơ được chấm), đã trao 0."
    )


def test_an_open_tier_takes_all_over_its_threshold() -> None:
    people = candidates(["61", "60", "59"])
    found = allocate(make_plan(tier("first", None, threshold={"at_least": 60})), people)
    assert letters(found, people) == "FF-"
    assert (
        found.awards[1].reason == "Hạng 2/3 toàn cuộc thi, 60 điểm ≥ 60; Giải Nhất không giới hạn số giải, đã trao 1."
    )


def test_a_tier_without_number_and_threshold_is_left_to_people() -> None:
    found = allocate(make_plan(tier("first", None), tier("second", 1)), candidates([90, 80]))
    assert count(found) == {"second": 1}
    assert (found.unfilled[0].count, "hội đồng đề nghị" in found.unfilled[0].reason) == (0, True)


def test_a_tier_may_ask_for_a_grade() -> None:
    people = candidates([90, 85, 80], grade=["khá", "xuất sắc", "khá"])
    plan = make_plan(tier("first", 2, grades=["xuất sắc"]), tier("second", 2))
    assert letters(allocate(plan, people), people) == "SFS"


def test_a_full_unit_is_passed_over_with_the_reason() -> None:
    people = candidates([90, 85, 80, 75], unit=["a", "a", "b", "a"])
    found = allocate(make_plan(tier("first", 1), tier("second", 2), caps={"per_unit": 1}), people)
    assert letters(found, people) == "F-S-"
    assert [(each.entry_id, each.tier_key) for each in found.passed_over] == [(2, "second"), (4, "second")]
    assert found.passed_over[0].reason == (
        "Không xét Giải Nhì: đơn vị đã có 1 giải, bằng mức cao nhất thể lệ cho phép."
    )


def test_an_author_of_two_entries_is_counted_in_both() -> None:
    people = [
        Candidate(1, "A", 1, Decimal(90), authors=("an", "binh")),
        Candidate(2, "B", 2, Decimal(80), authors=("binh",)),
        Candidate(3, "C", 3, Decimal(70), authors=("chi",)),
    ]
    assert letters(allocate(make_plan(tier("first", 2), caps={"per_author": 1}), people), people) == "F-F"


def test_equals_that_one_cap_would_split_are_left_to_the_council() -> None:
    people = candidates([90, 90, 80], unit=["a", "a", "b"])
    found = allocate(make_plan(tier("first", 2), caps={"per_unit": 1}, boundary_tie="expand"), people)
    assert letters(found, people) == "--F"
    assert [(tie.about, tie.entry_ids, tie.places, tie.policy) for tie in found.ties] == [
        ("unit", (1, 2), 1, "to_council")
    ]


def test_equals_at_the_last_place_all_get_it_and_the_reason_says_so() -> None:
    found = allocate(make_plan(tier("first", 2), boundary_tie="expand"), candidates([90, 85, 85]))
    assert found.awards[1].reason == (
        "Hạng 2/3 toàn cuộc thi, 85 điểm; Giải Nhất có 2 giải, đã trao 1; "
        "đồng hạng với KT-003, còn 1 suất cho 2 hồ sơ: thể lệ trao cho tất cả."
    )


@pytest.mark.parametrize("places", [1, 2, 3, 4])
@pytest.mark.parametrize("policy", ["expand", "cumulative"])
def test_equals_over_the_places_and_over_a_ceiling_get_as_many_as_the_ceiling_allows(places: int, policy: str) -> None:
    people = candidates([90] * 5 + [80, 79, 78], unit=[*"aaabb", *"cde"])
    tiers = tier("first", places), tier("second", 4)
    found = allocate(make_plan(*tiers, caps={"per_unit": 2}, boundary_tie=policy), people)
    # Two of b for certain, two of the three of a as the council says: four, whatever the places were.
    assert letters(found, people)[:5] == "---FF"
    assert [(tie.entry_ids, tie.places) for tie in found.ties if tie.about == "unit"] == [((1, 2, 3), 2)]
    said = found.awards[0].reason
    equals = f"đồng hạng với KT-001, KT-002, KT-003, KT-005, còn {places} suất cho 5 hồ sơ"
    assert said.endswith(f"{equals}: thể lệ trao cho tất cả, trong mức của mỗi đơn vị.") is (places < 4), said
    # What was given beyond the places is taken from the next tier only where the regulation counts both together.
    seconds = places if policy == "cumulative" else 4
    assert letters(found, people)[5:] == "SSS"[:seconds] + "---"[seconds:]


def test_each_of_two_units_over_their_ceiling_is_a_choice_of_its_own() -> None:
    people = candidates([90] * 7, unit=[*"aaabbbc"])
    found = allocate(make_plan(tier("first", 10), caps={"per_unit": 2}), people)
    assert letters(found, people) == "------F"
    assert [(tie.entry_ids, tie.places) for tie in found.ties] == [((1, 2, 3), 2), ((4, 5, 6), 2)]


def test_who_wrote_with_two_that_are_over_their_ceiling_makes_one_choice_of_both() -> None:
    people = candidates([90] * 4, authors=[("an", "binh"), ("an",), ("binh",), ("chi",)])
    found = allocate(make_plan(tier("first", 10), caps={"per_author": 1}), people)
    assert letters(found, people) == "---F"
    assert [(tie.about, tie.entry_ids, tie.places) for tie in found.ties] == [("author", (1, 2, 3), 2)]


@pytest.mark.parametrize("policy", ["withhold", "to_council"])
def test_equals_that_get_no_place_or_all_wait_are_not_asked_about_twice(policy: str) -> None:
    people = candidates([90] * 5, unit=[*"aaabb"])
    found = allocate(make_plan(tier("first", 3), caps={"per_unit": 2}, boundary_tie=policy), people)
    assert letters(found, people) == "-----"
    assert [(tie.about, tie.policy, tie.places) for tie in found.ties] == [("places", policy, 3)]


# What can be said of every allocation.

# Half of them from few, so that equals are no rarity.
POINTS = st.one_of(st.integers(100, 200), st.integers(120, 124)).map(lambda halves: Decimal(halves) / 2)
PEOPLE = st.lists(st.tuples(POINTS, st.sampled_from("abc"), st.sampled_from("uvw")), max_size=25)
# Many on few places and in few units.
CROWD = st.lists(
    st.tuples(st.sampled_from([Decimal(70), Decimal(80)]), st.just("a"), st.sampled_from("uv")), max_size=16
)
QUANTITY = st.one_of(
    st.integers(0, 4).map(lambda n: {"exact": n}),
    st.integers(0, 4).map(lambda n: {"at_most": n}),
    st.sampled_from([5, 10, 33]).map(lambda n: {"percent": n, "rounding": "half_up"}),
    st.just({"open": True}),
)
THRESHOLD = st.one_of(
    st.none(), st.integers(50, 95).map(lambda n: {"at_least": n}), st.integers(50, 95).map(lambda n: {"above": n})
)
KEYS = ("gold", "silver", "bronze", "mention")


@st.composite
def plans(draw: Any) -> Any:
    tiers = []
    for key in KEYS[: draw(st.integers(1, 4))]:
        threshold = draw(THRESHOLD)
        scope = draw(st.sampled_from([None, None, "edition"]))
        tiers.append(tier(key, draw(QUANTITY), threshold=threshold, scope=scope))
    return make_plan(
        *tiers,
        scope=draw(st.sampled_from(["edition", "field"])),
        unfilled=draw(st.sampled_from(["leave", "pass_down"])),
        boundary_tie=draw(st.sampled_from(["expand", "withhold", "cumulative", "to_council"])),
        caps={"per_unit": draw(st.sampled_from([None, 2])), "per_author": draw(st.sampled_from([None, None, 1]))},
        keys={"field": ("a", "b", "c")},
        bases={("judged", scope, key): 12 for scope in ("edition", "field") for key in ("", "a", "b", "c")},
    )


def people_of(rows: Any) -> list[Candidate]:
    # Every third is by two authors, so that who wrote with one has something to do with who wrote with another.
    authors = [(f"{r[2]}{place % 4}", *(["an"] if place % 3 == 0 else [])) for place, r in enumerate(rows)]
    return candidates([r[0] for r in rows], field_key=[r[1] for r in rows], unit=[r[2] for r in rows], authors=authors)


def tier_in(plan: Any, key: str) -> Any:
    return next(each for each in plan.prizes.tiers if each.key == key)


@given(plan=plans(), rows=PEOPLE, random=st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(plan: Any, rows: Any, random: Any) -> None:
    people = people_of(rows)
    assert allocate(plan, people) == allocate(plan, random.sample(people, len(people)))


@given(plan=plans(), rows=CROWD)
@settings(max_examples=300)
def test_no_ceiling_is_exceeded_whatever_the_council_chooses_of_those_it_is_asked_about(plan: Any, rows: Any) -> None:
    people = people_of(rows)
    found = allocate(plan, people)
    caps, waiting = plan.prizes.caps, {i for tie in found.ties if tie.policy == "to_council" for i in tie.entry_ids}
    has = {award.entry_id for award in found.awards}
    assert has.isdisjoint(waiting)
    for most, keys_of in ((caps.per_unit, lambda one: (one.unit,)), (caps.per_author, lambda one: one.authors)):
        given = Counter(key for one in people if one.entry_id in has for key in keys_of(one))
        assert most is None or all(number <= most for number in given.values()), given
    for tie in found.ties:
        if tie.about in ("unit", "author"):
            # There is a choice to be made, and somebody to be chosen.
            assert 0 < tie.places < len(tie.entry_ids)


@given(plan=plans(), rows=PEOPLE)
def test_nobody_is_below_the_threshold_and_nobody_has_two(plan: Any, rows: Any) -> None:
    found = allocate(plan, people_of(rows))
    for award in found.awards:
        threshold = tier_in(plan, award.tier_key).threshold
        assert threshold is None or threshold.holds(award.points)
    assert len({award.entry_id for award in found.awards}) == len(found.awards)


@given(plan=plans(), rows=PEOPLE)
@settings(max_examples=300)
def test_in_one_pool_nobody_stands_below_a_lower_ranked_entry(plan: Any, rows: Any) -> None:
    people = people_of(rows)
    found = allocate(plan, people)
    order = [each.key for each in plan.prizes.tiers]
    tier_of = {award.entry_id: award.tier_key for award in found.awards}
    excused = {each.entry_id for each in found.passed_over} | {i for tie in found.ties for i in tie.entry_ids}
    for award in found.awards:
        reached = tier_in(plan, award.tier_key)
        for other in people:
            same_pool = award.scope == "edition" or other.field_key == award.scope_key
            if other.rank >= award.rank or not same_pool or other.entry_id in excused:
                continue
            has = tier_of.get(other.entry_id)
            assert has is not None, (award, other)
            assert order.index(has) <= order.index(award.tier_key), (award, other, reached)


@given(plan=plans(), rows=PEOPLE)
@settings(max_examples=300)
def test_no_tier_gives_more_than_it_has_but_by_the_tie_rule(plan: Any, rows: Any) -> None:
    found = allocate(plan, people_of(rows))
    passed = plan.prizes.unfilled == "pass_down"
    given_by_pool: dict[Any, int] = {}
    for award in found.awards:
        pool = award.tier_key, award.scope_key
        given_by_pool[pool] = given_by_pool.get(pool, 0) + 1
    tied = {(tie.tier_key, tie.scope_key) for tie in found.ties if tie.policy in ("expand", "cumulative")}
    for (key, scope_key), number in given_by_pool.items():
        planned = found.planned[key, scope_key]
        if planned is None or (key, scope_key) in tied:
            continue
        spare = sum(each.count for each in found.unfilled if each.scope_key == scope_key) if passed else 0
        assert number <= planned + spare


@given(plan=plans(), rows=PEOPLE)
@settings(max_examples=300)
def test_equals_of_one_pool_are_never_told_apart_silently(plan: Any, rows: Any) -> None:
    people = people_of(rows)
    found = allocate(plan, people)
    tier_of = {award.entry_id: award.tier_key for award in found.awards}
    excused = {each.entry_id for each in found.passed_over} | {i for tie in found.ties for i in tie.entry_ids}
    for one in people:
        for other in people:
            if (
                one.rank == other.rank
                and one.field_key == other.field_key
                and not {one.entry_id, other.entry_id} & excused
            ):
                assert tier_of.get(one.entry_id) == tier_of.get(other.entry_id)


SENTENCE = re.compile(
    r"Hạng (?P<place>\d+)/(?P<size>\d+) (?:toàn cuộc thi|lĩnh vực \w \(hạng (?P<rank>\d+) toàn cuộc thi\)), "
    r"(?P<points>[\d,]+) điểm(?: (?P<sign>[≥>]) (?P<least>[\d,]+))?; \w+ "
    r"(?:có (?P<planned>\d+) giải(?: \(.*?\))?(?:, thêm (?P<added>\d+) .*?)?(?:, bớt (?P<away>\d+) .*?)?"
    r"|không giới hạn số giải), đã trao (?P<used>\d+)"
    r"(?:; đồng hạng với (?P<equals>.*?), còn (?P<spare>\d+) suất.*)?\."
)


@given(plan=plans(), rows=PEOPLE)
@settings(max_examples=300)
def test_the_sentence_of_a_prize_derives_it_again(plan: Any, rows: Any) -> None:
    people = people_of(rows)
    found = allocate(plan, people)
    for award in found.awards:
        said = SENTENCE.fullmatch(award.reason)
        assert said, award.reason
        pool = [each for each in people if award.scope == "edition" or each.field_key == award.scope_key]
        assert int(said["size"]) == len(pool)
        assert int(said["place"]) == 1 + sum(each.rank < award.rank for each in pool)
        assert int(said["rank"] or said["place"]) == award.rank
        points = Decimal(said["points"].replace(",", "."))
        assert points == award.points
        if said["sign"]:
            least = Decimal(said["least"].replace(",", "."))
            assert points >= least if said["sign"] == "≥" else points > least
        if said["planned"]:
            places = int(said["planned"]) + int(said["added"] or 0) - int(said["away"] or 0)
            equals = said["equals"].split(", ") if said["equals"] else []
            assert int(said["used"]) < places
            if equals:
                assert int(said["spare"]) == places - int(said["used"]) < len(equals) + 1
            else:
                same = sum(
                    each.rank == award.rank and each.tier_key == award.tier_key and each.scope_key == award.scope_key
                    for each in found.awards
                )
                assert int(said["used"]) + same <= places


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ([(7, "THCS A"), (7, "Trường THCS A")], ["#7", "#7"]),
        ([(7, "THCS A"), (8, "THCS A")], ["#7", "#8"]),
        ([(7, "THCS A"), (None, "thcs  a")], ["#7", "#7"]),
        ([(7, "THCS A"), (8, "THCS A"), (None, "THCS A")], ["#7", "#8", "thcs a"]),
        ([(None, "THCS A"), (None, "thcs a"), (None, "")], ["thcs a", "thcs a", ""]),
        ([(7, ""), (None, "")], ["#7", ""]),
    ],
)
def test_a_unit_is_one_however_it_is_spelt_and_two_of_one_name_are_two(typed, keys) -> None:
    assert canonical_units(typed) == keys
