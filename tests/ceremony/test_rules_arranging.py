"""Groups for the stage: even, never larger than the stage, nobody lost; a new version keeps what people arranged."""

from hypothesis import given
from hypothesis import strategies as some

from contest.ceremony.rules.arranging import arranged, split
from contest.ceremony.rules.awards import Winner, key_of, winners
from contest.ceremony.rules.merging import Standing, merged

THIRD, SECOND, FIRST = ("tier", "third"), ("tier", "second"), ("tier", "first")
ORDER = [THIRD, SECOND, FIRST]


def winner(number: int, kind: tuple[str, str] = THIRD, people: int = 1) -> Winner:
    return Winner(f"{kind[0]}:{number}:0", number, 0, "", *kind, "Giải", people)


def sizes(people: list[int], size: int) -> list[int]:
    parts = split([winner(place, people=each) for place, each in enumerate(people)], size)
    return [sum(each.people for each in part) for part in parts]


def test_thirteen_winners_on_a_stage_for_twelve_go_up_in_seven_and_six():
    assert sorted(sizes([1] * 13, 12)) == [6, 7]


def test_an_entrys_authors_go_up_together():
    assert sizes([5, 5, 5, 5], 12) == [10, 10]
    assert sizes([4, 3, 5, 2, 4], 10) == [7, 5, 6]


def test_who_is_more_than_the_stage_holds_goes_up_alone():
    assert sizes([1, 14, 1], 12) == [1, 14, 1]


def fewest(people: list[int], size: int) -> int:
    """However many groups a greedy caller needs: filling each as far as it goes is the fewest."""
    groups, room = 0, 0
    for each in people:
        if each > room:
            groups, room = groups + 1, size
        room -= each
    return groups


@given(some.lists(some.integers(1, 6), max_size=40), some.integers(6, 15))
def test_groups_are_the_fewest_in_order_and_lose_nobody(people, size):
    own = [winner(place, people=each) for place, each in enumerate(people)]
    parts = split(own, size)
    assert [each for part in parts for each in part] == own
    assert all(sum(each.people for each in part) <= size for part in parts)
    assert len(parts) == fewest(people, size)


@given(some.integers(1, 200), some.integers(10, 15))
def test_groups_of_single_winners_differ_by_one_at_most(count, size):
    found = sizes([1] * count, size)
    assert max(found) - min(found) <= 1


def test_prizes_are_called_in_the_chosen_order_and_what_it_does_not_name_comes_last():
    some_winners = [winner(1, FIRST), winner(2, THIRD), winner(3, ("youngest", "")), winner(4, SECOND)]
    assert [group.kind for group in arranged(some_winners, ORDER, 12)] == [THIRD, SECOND, FIRST, ("youngest", "")]


def test_a_line_keeps_its_key_when_its_prize_becomes_better():
    before = {"award": "tier", "entry": 7, "tier": "third", "name": "Giải Ba"}
    assert key_of(before) == key_of(before | {"tier": "second", "name": "Giải Nhì"})
    assert key_of(before) != key_of({"award": "youngest", "entry": 7, "author": 2})


def test_an_award_for_one_author_brings_one_person_to_the_stage():
    sealed = [
        {"award": "tier", "entry": 7, "tier": "third", "name": "Giải Ba"},
        {"award": "youngest", "entry": 7, "tier": None, "author": 2, "name": "Tác giả nhỏ tuổi nhất"},
    ]
    units = [{"award": "collective", "unit": "Trường A", "name": "Tập thể xuất sắc"}]
    assert [each.people for each in winners(sealed, units, {7: 3}, all_go_up=True)] == [3, 1, 1]
    assert [each.people for each in winners(sealed, units, {7: 3}, all_go_up=False)] == [1, 1, 1]


# ---- a new sealed version


def standing(segment: int | None, kind: tuple[str, str], *numbers: int, touched: bool = False) -> Standing:
    return Standing(segment, kind, tuple(f"{kind[0]}:{number}:0" for number in numbers), touched)


def test_what_people_arranged_stays_and_who_is_new_joins_the_last_group_with_room():
    groups = [standing(1, THIRD, 5, 1), standing(2, THIRD, 3), standing(3, FIRST, 9)]
    now = [winner(1), winner(3), winner(5), winner(6), winner(9, FIRST)]
    found = merged(groups, now, ORDER, 3)
    assert found.groups == (standing(1, THIRD, 5, 1), standing(2, THIRD, 3, 6), standing(3, FIRST, 9))
    assert [(each.what, each.key) for each in found.differences] == [("new", "tier:6:0")]


def test_who_has_no_prize_any_more_drops_out_and_who_has_another_moves():
    groups = [standing(1, THIRD, 1, 2), standing(2, FIRST, 9)]
    found = merged(groups, [winner(2, SECOND), winner(9, FIRST)], ORDER, 10)
    assert found.groups == (standing(None, SECOND, 2), standing(2, FIRST, 9))
    assert found.emptied == (1,)
    assert {(each.what, each.key) for each in found.differences} == {("gone", "tier:1:0"), ("moved", "tier:2:0")}


def test_a_group_in_which_people_wrote_stays_when_nobody_is_left_in_it():
    found = merged([standing(1, THIRD, 1, touched=True)], [], ORDER, 10)
    assert found.groups == (standing(1, THIRD, touched=True),)
    assert found.emptied == ()


PRIZED = some.dictionaries(some.integers(1, 30), some.sampled_from(ORDER), max_size=30)


@given(PRIZED, PRIZED, some.integers(1, 6))
def test_after_a_merge_the_order_has_exactly_the_new_results_lines_each_in_its_prize(before, after, size):
    then = [winner(number, kind) for number, kind in before.items()]
    groups = [Standing(place, *group) for place, group in enumerate(arranged(then, ORDER, size))]
    now = [winner(number, kind) for number, kind in after.items()]
    found = merged(groups, now, ORDER, size)
    called = [(key, group.kind) for group in found.groups for key in group.keys]
    assert sorted(called) == sorted((each.key, each.kind) for each in now)
    changed = {each.key for each in found.differences}
    assert changed == {key for key, _ in {(e.key, e.kind) for e in then} ^ {(e.key, e.kind) for e in now}}
