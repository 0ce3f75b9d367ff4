"""What each way out of a round that cannot close would change; who takes over from a judge who is replaced."""

from hypothesis import given
from hypothesis import strategies as st

from contest.editions.rules import Round
from contest.scoring import rules
from contest.scoring.rules import EntryInRound
from contest.scoring.rules.replacing import Free, moves
from contest.scoring.rules.ways import Effect, lowered_to, marked

ROUND = Round.model_validate({"key": "r", "judges_per_entry": 3, "quorum": 2})


def entry(entry_id: int, **sheets: str) -> EntryInRound:
    """An entry with judges 1, 2, 3; sheets by `j1=`…"""
    return EntryInRound(entry_id, (1, 2, 3), {int(key[1:]): state for key, state in sheets.items()})


def test_marking_a_judge_absent_leaves_what_was_handed_in_and_begun_scores_abstain() -> None:
    entries = [entry(1, j1="submitted", j2="draft"), entry(2, j2="submitted"), entry(3)]
    after = marked(entries, 2, {1})
    assert [one.state_of(2) for one in after] == ["abstained", "submitted", "absent"]
    assert entries[0].state_of(2) == "draft"


def test_an_effect_names_what_becomes_short_and_what_no_longer_is() -> None:
    entries = [entry(1, j1="submitted", j2="absent"), entry(2, j1="submitted", j2="absent", j3="absent")]
    before = rules.closing_report(ROUND, entries, {}, [])
    absent = Effect(before, rules.closing_report(ROUND, marked(entries, 3, ()), {}, []))
    assert [short.entry_id for short in absent.newly_short] == [1]
    lowered = Effect(before, rules.closing_report(ROUND, entries, lowered_to({}, 2, 1), []))
    assert [short.entry_id for short in lowered.no_longer_short] == [2]
    assert not lowered.after.is_ready  # the third judge's sheet on the first entry is still missing


def test_a_decision_for_an_entry_leaves_the_one_for_the_round() -> None:
    assert lowered_to({0: 2}, 7, 1) == {0: 2, 7: 1}
    assert lowered_to({0: 2}, None, 1) == {0: 1}


JUDGES = st.integers(1, 6)
FREE = st.dictionaries(
    st.integers(1, 8),
    st.lists(st.builds(Free, JUDGES, st.booleans(), st.booleans()), unique_by=lambda one: one.judge_id, max_size=6),
    max_size=8,
)


@given(FREE, st.none() | JUDGES, st.dictionaries(JUDGES, st.integers(0, 9)), st.dictionaries(JUDGES, st.integers(0, 9)))
def test_every_entry_moves_once_only_to_who_may_and_nobody_beyond_the_ceiling(
    free: dict[int, list[Free]], replacement: int | None, loads: dict[int, int], most: dict[int, int]
) -> None:
    entries = sorted(free)
    found = moves(entries, replacement, free, loads, most)
    pairs = found.pairs(replacement)
    assert sorted([*(entry for entry, _ in pairs), *found.stuck]) == entries
    for moved, judge in pairs:
        assert judge in {one.judge_id for one in free[moved]}
    for judge in {judge for _, judge in pairs}:
        now = loads.get(judge, 0) + sum(other == judge for _, other in pairs)
        assert now <= most.get(judge, now)
    assert found == moves(entries, replacement, free, loads, most)
    for moved, _ in found.to_others:
        could = replacement in {one.judge_id for one in free[moved]}
        assert not could or loads.get(replacement or 0, 0) + len(found.to_replacement) >= most.get(
            replacement or 0, 10**9
        )
