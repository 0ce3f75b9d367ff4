"""Who stands in for a secretary in conflict, as a rule: nobody in conflict ever, somebody wherever there is anybody."""

from collections import Counter
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from contest.juries.rules.standing_in import OFFICE, Chosen, Need, Pool, able, stand_ins, why_not_choose

PEOPLE = st.integers(1, 8)
SOME = st.lists(PEOPLE, unique=True, max_size=4)
POOLS = st.builds(Pool, st.dictionaries(st.integers(1, 3), SOME, max_size=3), SOME, SOME)
NEEDS = st.sets(st.builds(Need, st.integers(1, 6), st.integers(OFFICE, 3)), max_size=10)
BARRED = st.dictionaries(st.integers(1, 6), st.sets(PEOPLE, max_size=6))
HELD = st.dictionaries(st.builds(Need, st.integers(1, 6), st.integers(OFFICE, 3)), PEOPLE, max_size=6)


def could(pool: Pool, need: Need, barred: Mapping[int, set[int]]) -> list[int]:
    """Everybody who may take a part."""
    return [one.person_id for one in able(pool, need, barred.get(need.entry_id, ()))]


@settings(max_examples=80)
@given(POOLS, NEEDS, BARRED, HELD)
def test_whoever_is_able_and_there_goes_on_and_nobody_in_conflict_is_ever_taken(
    pool: Pool, needs: set[Need], barred: dict[int, set[int]], held: dict[Need, int]
) -> None:
    found = stand_ins(needs, pool, barred, held)
    assert set(found) == needs
    for need, chosen in found.items():
        others = could(pool, need, barred)
        assert (chosen is None) == (not others)
        if chosen is not None:
            assert chosen.person_id not in barred.get(need.entry_id, ())
            if held.get(need) in others:
                assert chosen.person_id == held[need]
            else:
                # From the nearest group that has anybody.
                assert chosen.way == able(pool, need, barred.get(need.entry_id, ()))[0].way


@settings(max_examples=50)
@given(POOLS, NEEDS, BARRED, HELD)
def test_the_same_facts_choose_the_same_people_and_choosing_again_moves_nobody(
    pool: Pool, needs: set[Need], barred: dict[int, set[int]], held: dict[Need, int]
) -> None:
    found = stand_ins(needs, pool, barred, held)
    assert stand_ins(sorted(needs, reverse=True), pool, barred, held) == found
    kept = {need: chosen.person_id for need, chosen in found.items() if chosen is not None}
    assert stand_ins(needs, pool, barred, kept) == found


@settings(max_examples=50)
@given(POOLS, NEEDS, BARRED, st.data())
def test_one_more_conflict_moves_only_whoever_has_it(
    pool: Pool, needs: set[Need], barred: dict[int, set[int]], data: st.DataObject
) -> None:
    found = stand_ins(needs, pool, barred, {})
    kept = {need: chosen.person_id for need, chosen in found.items() if chosen is not None}
    if not kept:
        return
    hit = data.draw(st.sampled_from(sorted(kept)))
    worse = barred | {hit.entry_id: {*barred.get(hit.entry_id, ()), kept[hit]}}
    after = stand_ins(needs, pool, worse, kept)
    for need, chosen in after.items():
        if (need.entry_id, kept.get(need)) != (hit.entry_id, kept[hit]):
            assert chosen == found[need]
        elif chosen is not None:
            assert chosen.person_id != kept[hit]


def test_the_nearest_come_first_and_among_them_who_stands_in_least() -> None:
    pool = Pool({1: [10, 11], 2: [12]}, [20, 21], [30])
    assert [one.way for one in pool.nearest(1)] == [
        "council",
        "council",
        "secretariat",
        "secretariat",
        "other",
        "committee",
    ]
    assert [one.person_id for one in pool.nearest(OFFICE)] == [20, 21, 30]
    needs = [Need(entry, 1) for entry in range(1, 5)]
    found = stand_ins(needs, pool, {entry: {10, 11} for entry in range(1, 5)}, {})
    assert Counter(one.person_id for one in found.values() if one) == {20: 2, 21: 2}
    assert stand_ins([Need(9, 1)], pool, {9: {10, 11}}, {}, {20: 3, 21: 1})[Need(9, 1)] == Chosen(21, "secretariat")
    assert stand_ins([Need(9, 1)], pool, {9: {10, 11, 20, 21, 12}}, {})[Need(9, 1)] == Chosen(30, "committee")
    assert stand_ins([Need(9, 1)], pool, {9: {10, 11, 20, 21, 12, 30}}, {}) == {Need(9, 1): None}


def test_who_is_in_conflict_or_in_no_group_is_not_chosen_by_hand_either() -> None:
    people = able(Pool({}, [20, 21], []), Need(1, OFFICE), {20})
    assert why_not_choose(people, 21, "Hồ Thị Giúp", is_barred=False) == []
    assert [one.code for one in why_not_choose(people, 20, "Đỗ Thị Lan", is_barred=True)] == ["stand_in_conflict"]
    assert [one.code for one in why_not_choose(people, 99, "Ngô Văn Khác", is_barred=False)] == ["stand_in_unable"]
