"""Teams inside a council and councils of single rounds: who is asked about an entry."""

import pytest

from contest.editions.rules import Regulation, parse, read
from contest.juries.queries.sitting import layout_of
from contest.juries.rules.benches import Layout, TeamFacts
from contest.juries.rules.planning import Demand, Facts, PlanEntry, PlanJudge, bands_of, pool_of, problem_of
from contest.juries.rules.solver import solve
from tests.editions.makers import text_of

TEAMS = "teams: [{key: t1, name: Tổ Điện tử, fields: [ict]}, {key: t2, name: Tổ Cơ khí, fields: [mech]}]"
LAYOUT = Layout({"c1": [TeamFacts("t1", "Tổ Điện tử", ("ict",)), TeamFacts("t2", "Tổ Cơ khí", ("mech",))]})


def with_teams(teams: str = TEAMS) -> str:
    """The small regulation whose first council has teams."""
    return text_of("small_technical").replace("fields: [ict, mech]}", f"fields: [ict, mech], {teams}}}")


def judge(id_: int, team: str, role: str = "member") -> PlanJudge:
    """Somebody on the council."""
    return PlanJudge(id_, f"Người {id_}", "", None, tuple(LAYOUT.seats(1, "c1", role, (), team, 2)))


def facts(judges: list[PlanJudge], per_entry: int = 2) -> Facts:
    """Six entries of each field of one council."""
    entries = tuple(
        PlanEntry(place, LAYOUT.bench_of(1, "c1", field), field, field, f"KT-{place:03}")
        for place, field in enumerate(["ict", "mech"] * 6, 1)
    )
    none: frozenset[tuple[int, int]] = frozenset()
    return Facts(entries, tuple(judges), none, none, none, Demand(per_entry, False, 0), LAYOUT.names(1, "c1", "HĐ"))


def test_members_of_a_team_score_its_fields_only_and_the_others_all() -> None:
    judges = [judge(1, "t1"), judge(2, "t1"), judge(3, "t2"), judge(4, "t2"), judge(5, "", "deputy")]
    case = facts(judges)
    solved = solve(problem_of(case, bands_of(case), keep=False), 1)
    field = {entry.id: entry.field_key for entry in case.entries}
    by_judge = {id_: {field[entry] for entry, who in solved.pairs if who == id_} for id_ in range(1, 6)}
    assert by_judge[1] | by_judge[2] == {"ict"}
    assert by_judge[3] | by_judge[4] == {"mech"}
    assert by_judge[5] == {"ict", "mech"}
    assert all(sum(entry == one.id for entry, _ in solved.pairs) == 2 for one in case.entries)
    loads = [sum(who == id_ for _, who in solved.pairs) for id_ in range(1, 6)]
    assert max(loads) - min(loads) <= 1


def test_a_clerk_of_a_team_votes_on_nothing_and_a_team_gone_from_the_regulation_binds_nobody() -> None:
    case = facts([judge(1, "t1", "clerk"), judge(2, "gone")])
    for field in ("ict", "mech"):
        pool = pool_of(case.demand, case.judges, LAYOUT.bench_of(1, "c1", field))
        assert [one.id for one in pool] == [2]


def test_benches_have_names_of_their_own_and_never_a_councils_key() -> None:
    names = LAYOUT.names(1, "c1", "Hội đồng 1") | LAYOUT.names(2, "c2", "Hội đồng 2")
    assert sorted(names.values()) == ["Hội đồng 1, Tổ Cơ khí", "Hội đồng 1, Tổ Điện tử", "Hội đồng 2"]
    assert set(LAYOUT.benches(1, "c1")) | {2} == set(names)
    assert LAYOUT.benches(2, "c2") == [2]
    assert LAYOUT.bench_of(None, "", "ict") is None


def by_round() -> Regulation:
    """Councils of the first round by field, one council of the final for all fields."""
    text = text_of("small_technical")
    text = text.replace("fields: [ict, mech]}", "fields: [ict, mech], rounds: [preliminary]}")
    more = "\n  - {key: c3, name: Hội đồng chung khảo, fields: [ict, mech, agri], rounds: [final]}"
    return parse(text.replace("fields: [agri]}", f"fields: [agri], rounds: [preliminary]}}{more}"))


def test_a_council_of_another_round_has_no_seats_in_this_one() -> None:
    first, last = layout_of(by_round(), "preliminary"), layout_of(by_round(), "final")
    assert (first.idle, last.idle) == ({"c3"}, {"c1", "c2"})
    assert first.seats(3, "c3", "chair", (), "", 3) == []
    assert len(last.seats(3, "c3", "chair", (), "", 3)) == 1
    assert [one.key for one in by_round().councils_for("final", "agri", "")] == ["c3"]


def test_in_a_joint_round_teams_sit_together() -> None:
    text = with_teams().replace("    name: Chung khảo\n", "    name: Chung khảo\n    joint_council: true\n")
    assert layout_of(parse(text), "final").teams == {}
    assert set(layout_of(parse(text), "preliminary").teams) == {"c1"}


@pytest.mark.parametrize(
    ("teams", "code"),
    [
        (TEAMS, None),
        ("teams: [{key: t1, name: Tổ 1, fields: [ict]}]", "regulation_team_field_missing"),
        (TEAMS.replace("[mech]", "[mech, ict]"), "regulation_team_field_twice"),
        (TEAMS.replace("[mech]", "[mech, agri]"), "regulation_team_field_elsewhere"),
        (TEAMS.replace("t2", "t1"), "regulation_same_key"),
        (TEAMS.replace("Tổ Cơ khí", "to dien tu"), "regulation_same_name"),
    ],
)
def test_the_regulation_says_what_does_not_fit_with_teams(teams: str, code: str | None) -> None:
    found = read(with_teams(teams))
    assert [fault.code for fault in found.faults] == ([] if code is None else [code])
