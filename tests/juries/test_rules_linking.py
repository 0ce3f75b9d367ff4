"""Links between councils: which entries, by whom, never more than one, and whether strictness can then be compared."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from contest.juries.queries.planning import draft
from contest.juries.rules.linking import groups_of_councils, linkable, linked_entries, linked_now, outsiders_of
from contest.juries.rules.planning import Demand, Facts, PlanEntry, PlanJudge, PlanSeat

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
COUNCILS = {1: "Hội đồng Một", 2: "Hội đồng Hai", 3: "Hội đồng Ba"}


def _facts(entries: int = 12, judges: int = 5, councils: int = 2, demand: Demand | None = None) -> Facts:
    """So many entries and judges in each council; each council has two fields."""
    return Facts(
        entries=tuple(
            PlanEntry(
                100 * council + place,
                council,
                f"f{council}{place % 2}",
                f"Lĩnh vực {council}{place % 2}",
                f"E{council}-{place}",
            )
            for council in range(1, councils + 1)
            for place in range(entries)
        ),
        judges=tuple(
            PlanJudge(10 * council + place, f"Người {council}{place}", "", None, (PlanSeat(council, "member", (), 2),))
            for council in range(1, councils + 1)
            for place in range(judges)
        ),
        conflicts=frozenset(),
        kept=frozenset(),
        current=frozenset(),
        demand=demand or Demand(3, False, 0),
        councils=COUNCILS,
    )


def _outsiders(facts: Facts, pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    council = {entry.id: entry.council_id for entry in facts.entries}
    found: dict[int, list[int]] = {}
    for entry, judge in pairs:
        if judge // 10 != council[entry]:
            found.setdefault(entry, []).append(judge)
    return found


def test_each_council_gives_as_many_entries_as_asked_for_and_its_fields_take_turns() -> None:
    facts = _facts()
    chosen = linked_entries(facts, 4, seed=1)
    for council in (1, 2):
        fields = [entry.field_key for entry in facts.entries if entry.id in chosen and entry.council_id == council]
        assert sorted(fields) == sorted([f"f{council}0", f"f{council}1"] * 2)
    assert chosen == linked_entries(facts, 4, seed=1)
    assert any(chosen != linked_entries(facts, 4, seed) for seed in range(2, 6))


def test_a_linked_entry_has_exactly_one_outsider_and_as_many_judges_as_the_others() -> None:
    facts = _facts()
    plan = draft(facts, 1, links=4)
    outside = _outsiders(facts, plan.solved.pairs)
    assert set(outside) == linked_entries(facts, 4, 1) == plan.linked
    assert {len(judges) for judges in outside.values()} == {1}
    assert len(plan.solved.pairs) == 24 * 3
    assert plan.remarks == ()
    assert max(plan.solved.loads.values()) - min(plan.solved.loads.values()) <= 2


def test_nothing_is_linked_where_it_means_nothing() -> None:
    joint, whole, alone = Demand(3, True, 0), Demand("all_of_council", False, 0), _facts(councils=1)
    for facts in (_facts(demand=joint), _facts(demand=whole), alone):
        assert not linkable(facts)
        assert linked_entries(facts, 4, 1) == frozenset()
        assert draft(facts, 1, links=4).linked == frozenset()
    assert _outsiders(_facts(), draft(_facts(), 1).solved.pairs) == {}


def test_councils_that_no_chain_of_judges_joins_are_told() -> None:
    facts = _facts(entries=4, councils=3)
    apart = draft(facts, 1).solved.pairs
    assert groups_of_councils(facts, apart) == [(1,), (2,), (3,)]
    assert groups_of_councils(facts, [*apart, (100, 20)]) == [(1, 2), (3,)]
    assert groups_of_councils(facts, [*apart, (100, 20), (200, 30)]) == [(1, 2, 3)]
    plan = draft(facts, 1, links=2)
    said = [reason.code for reason in plan.remarks]
    assert ("councils_not_linked" in said) == (len(groups_of_councils(facts, plan.solved.pairs)) > 1)


def test_entries_that_nobody_from_outside_may_take_are_passed_over_and_what_is_missing_is_said() -> None:
    facts = _facts(entries=3, judges=4)
    own = [entry for entry in facts.entries if entry.council_id == 1]
    barred = frozenset((judge.id, entry.id) for judge in outsiders_of(facts, 1) for entry in own[:2])
    plan = draft(replace(facts, conflicts=barred), 1, links=2)
    missing = [reason.params for reason in plan.remarks if reason.code == "links_missing"]
    assert missing == [{"councils": "Hội đồng Một (1/2)"}]
    assert own[2].id in plan.linked
    assert not plan.short


def test_a_link_that_stands_is_kept_when_the_plan_is_made_again() -> None:
    facts = _facts()
    first = draft(facts, 1, links=3)
    again = draft(replace(facts, current=frozenset(first.solved.pairs)), 77, links=3)
    assert again.solved.pairs == first.solved.pairs
    whole = replace(facts, current=frozenset(first.solved.pairs), kept=frozenset(first.solved.pairs))
    more = draft(whole, 5, links=5)
    assert more.solved.pairs == first.solved.pairs
    said = [reason.params["councils"] for reason in more.remarks if reason.code == "links_missing"]
    assert said == ["Hội đồng Một (3/5); Hội đồng Hai (3/5)"]
    less = draft(replace(facts, current=frozenset(first.solved.pairs)), 77, links=1)
    assert less.linked < first.linked
    assert len(less.linked) == 2


@QUICK
@given(
    some.integers(1, 8), some.integers(3, 5), some.integers(2, 3), some.integers(0, 9), some.integers(1, 4), some.data()
)
def test_conflicts_ceilings_and_one_outsider_an_entry_hold_whatever_is_asked(
    entries: int, judges: int, councils: int, links: int, seed: int, data: some.DataObject
) -> None:
    facts = _facts(entries, judges, councils)
    every = [(judge.id, entry.id) for judge in facts.judges for entry in facts.entries]
    barred = frozenset(data.draw(some.lists(some.sampled_from(every), max_size=20)))
    most = data.draw(some.integers(1, 12))
    facts = replace(facts, conflicts=barred, judges=tuple(replace(judge, most=most) for judge in facts.judges))
    plan = draft(facts, seed, links=links)
    assert not {(judge, entry) for entry, judge in plan.solved.pairs} & barred
    assert max(plan.solved.loads.values()) <= most
    outside = _outsiders(facts, plan.solved.pairs)
    assert all(len(found) == 1 for found in outside.values())
    assert set(outside) <= linked_entries(facts, links, seed)
    assert linked_now(facts, plan.solved.pairs) == set(outside) == plan.linked
    assert draft(facts, seed, links=links).solved == plan.solved
