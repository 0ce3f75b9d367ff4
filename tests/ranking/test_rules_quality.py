"""The figures of agreement equal the published ones; severity is found where it was planted, refused where it hides."""

import csv
import math
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.repeating import repeat
from bench.simulation import METHODS, official, plain
from bench.worlds import DESIGNS, Design, make_world
from contest.ranking.rules import quality
from contest.ranking.rules.quality import Given

# Shrout & Fleiss (1979), table 2: six targets, four judges.
SHROUT_FLEISS = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
# Krippendorff (2011), four observers and twelve units with gaps, a column for each observer.
NO = None
KRIPPENDORFF = (
    (1, 1, NO, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (NO, 5, 5, 5), (NO, NO, 1, 1), (NO, 3, NO, NO),
)  # fmt: skip
tables = st.integers(2, 5).flatmap(
    lambda judges: st.lists(
        st.lists(st.integers(0, 40).map(float), min_size=judges, max_size=judges), min_size=3, max_size=9
    )
)


def test_the_six_intraclass_correlations_are_the_published_ones() -> None:
    found = quality.intraclass(SHROUT_FLEISS)
    one = (found.one_way, found.random, found.fixed)
    mean = (found.one_way_mean, found.random_mean, found.fixed_mean)
    assert [round(each, 6) for each in one] == [0.165742, 0.289764, 0.714841]
    assert [round(each, 6) for each in mean] == [0.442797, 0.620051, 0.909316]


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_is_the_published_one_on_every_level(level: quality.agreement.Level, published: float) -> None:
    units = [[float(value) for value in unit if value is not None] for unit in KRIPPENDORFF]
    alpha = quality.krippendorff(units, level)
    assert alpha is not None
    assert round(alpha, 3) == published


def test_where_nothing_can_be_compared_there_is_no_figure() -> None:
    assert quality.krippendorff([[3.0], [4.0]]) is None
    assert quality.krippendorff([[3.0, 3.0], [3.0, 3.0]]) is None
    assert quality.kendall_w([[1.0], [2.0]]) is None
    assert quality.kendall_w([[1.0, 1.0], [1.0, 1.0]]) is None
    with pytest.raises(ValueError, match="complete table"):
        quality.intraclass([(1, 2), (3,)])


# Rankings of real tastings, a string for each judge, with the W that was published (liquidasset.com, Wine Tasters of
# Princeton, R. E. Quandt's WINETASTER; reports 45, 62, 71, 76, 88, 139, 167).
PANELS = {
    0.7778: "132 132 123",
    0.4628: "32514687 21754683 17625483 56814237 17426583 24517683 18724563 63825174",
    0.2478: "7243165 7632541 3254176 5146732 4126357 5412376 4132567 5314627",
    0.6093: "7263514 7342615 7162453 7245163 6142537 7164325 7261354",
    0.3296: "84315267 75326418 65874123 42356187 58426317 63725814 85623417 78615324",
    0.0580: "84237165 57214836 43127658 47583612 72835146 54286173 56213487 27564813",
    0.3847: "48271356 58627413 56783214 83564127 58631247 78456312 68413257 38254167",
}
# Twenty people rated for anxiety by three, many alike (the table `anxiety` of R's package irr).
ANXIETY = ("33345523522615221243", "36462424332333221334", "21443216111233113322")


@pytest.mark.parametrize(("published", "rankings"), PANELS.items())
def test_concordance_of_real_panels_is_the_published_one(published: float, rankings: str) -> None:
    judges = [[float(rank) for rank in ranking] for ranking in rankings.split()]
    concordance = quality.kendall_w(list(zip(*judges, strict=True)))
    assert concordance is not None
    # A half is published up or down, as floats fell.
    assert concordance == pytest.approx(published, abs=0.0000501)


def test_concordance_with_many_ties_is_the_published_one() -> None:
    """R's irr: kendall(anxiety, TRUE): Wt = 0.54, Chisq(19) = 30.8; icc(…, "twoway", "agreement") = 0.198."""
    table = list(zip(*([float(value) for value in judge] for judge in ANXIETY), strict=True))
    concordance = quality.kendall_w(table)
    assert concordance is not None
    assert (round(concordance, 2), round(3 * 19 * concordance, 1)) == (0.54, 30.8)
    assert round(quality.intraclass(table).random, 3) == 0.198


@given(tables)
def test_concordance_is_the_mean_rank_correlation_in_other_words(table: list[list[float]]) -> None:
    """W = (1 + (m - 1) r) / m, where r is the mean of all judges' pairwise correlations of ranks; without ties."""
    table = [[value + place / 64 for value in row] for place, row in enumerate(table)]
    columns = list(zip(*table, strict=True))
    n, m = len(table), len(columns)
    ranks = [[sorted(column).index(value) + 1 for value in column] for column in columns]
    pairs = [(one, other) for place, one in enumerate(ranks) for other in ranks[place + 1 :]]
    spearman = [1 - 6 * sum((x - y) ** 2 for x, y in zip(one, other, strict=True)) / (n**3 - n) for one, other in pairs]
    expected = (1 + (m - 1) * sum(spearman) / len(spearman)) / m
    found = quality.kendall_w(table)
    assert found == pytest.approx(expected, abs=1e-9)


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_entries_and_of_judges_changes_nothing(table: list[list[float]], chance: random.Random) -> None:
    mixed = [list(row) for row in table]
    chance.shuffle(mixed)
    turned = [list(row) for row in zip(*reversed(list(zip(*mixed, strict=True))), strict=True)]
    for figure in (quality.krippendorff, quality.kendall_w):
        one, other = figure(table), figure(turned)
        assert (one is None) == (other is None)
        assert one is None or one == pytest.approx(other, abs=1e-9)


def test_the_mixed_model_equals_the_published_fit_of_penicillin() -> None:
    """lme4's own example: 24 plates, 6 samples; sd of plates 0.8467, samples 1.9316, rest 0.5499, REML 330.8606."""
    rows = list(csv.DictReader((Path(__file__).parent / "golden" / "penicillin.csv").read_text().splitlines()))
    fit = quality.mixed(
        [ord(row["plate"]) for row in rows],
        [ord(row["sample"]) for row in rows],
        [float(row["diameter"]) for row in rows],
    )
    deviations = [round(math.sqrt(each), 4) for each in (fit.between, fit.judges, fit.left)]
    assert deviations == [0.8467, 1.9316, 0.5499]
    assert round(fit.criterion, 4) == 330.8606
    samples = {chr(judge): round(value, 4) for judge, value in fit.severities.items()}
    assert samples == {"A": 2.1871, "B": -1.0105, "C": 1.9379, "D": -0.0969, "E": -0.0138, "F": -3.0037}


def _world(seed: int, judges: int = 12, entries: int = 150, outsiders: bool = True) -> tuple[list[Given], list[float]]:
    chance = random.Random(seed)
    severity = [chance.gauss(0, 6) for _ in range(judges)]
    made = []
    for entry in range(entries):
        worth = chance.gauss(70, 8)
        seats = range(judges) if outsiders else range(judges // 2 * (entry % 2), judges // 2 * (entry % 2 + 1))
        for judge in chance.sample(seats, 4):
            made.append(Given(entry, judge, worth + severity[judge] + chance.gauss(0, 3), len(made) + 1))
    return made, severity


def test_severity_is_found_where_it_was_planted() -> None:
    made, planted = _world(7)
    fit = quality.mixed([g.entry_id for g in made], [g.judge_id for g in made], [g.value for g in made])
    level = sum(planted) / len(planted)
    off = [abs(fit.severities[judge] - (value - level)) for judge, value in enumerate(planted)]
    assert max(off) < 3 * max(fit.doubts.values())
    assert fit.reliability(4) > fit.reliability(1)


def test_the_fit_is_the_same_whatever_the_order_of_the_sheets() -> None:
    made, _ = _world(3)
    fits = []
    for rows in (made, list(reversed(made))):
        fits.append(quality.mixed([g.entry_id for g in rows], [g.judge_id for g in rows], [g.value for g in rows]))
    for judge, value in fits[0].severities.items():
        assert value == pytest.approx(fits[1].severities[judge], abs=1e-5)


def test_too_few_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        quality.mixed([1, 2, 3], [1, 1, 1], [70.0, 80.0, 90.0])


def test_councils_that_share_no_entry_are_told_apart() -> None:
    made, _ = _world(5, outsiders=False)
    joined = quality.links([g.entry_id for g in made], [g.judge_id for g in made])
    assert joined.groups == (tuple(range(6)), tuple(range(6, 12)))
    assert (joined.firmness, joined.variance) == (0.0, None)


@pytest.mark.parametrize(("entries", "judges"), [(6, 4), (20, 3), (571, 40)])
def test_where_everybody_scores_everything_judges_differ_as_surely_as_means_of_as_many(
    entries: int, judges: int
) -> None:
    """Var(b_i - b_j) / σ² of two means of n scores is 2 / n, and every eigenvalue but the first is n."""
    pairs = [(entry, judge) for entry in range(entries) for judge in range(judges)]
    joined = quality.links([entry for entry, _ in pairs], [judge for _, judge in pairs])
    assert joined.firmness == pytest.approx(entries)
    assert joined.variance == pytest.approx(2 / entries)


def test_five_of_forty_by_chance_link_judges_as_firmly_as_published() -> None:
    """571 entries: second eigenvalue 51.7, Var(b_i - b_j) / σ² 0.034 (another program, another draw)."""
    world = make_world(Design("base"), 0)
    joined = quality.links(world.entry.tolist(), world.judge.tolist())
    assert joined.firmness == pytest.approx(51.7, rel=0.03)
    assert joined.variance == pytest.approx(0.034, abs=0.0005)


def test_each_entry_that_both_councils_score_makes_the_link_firmer() -> None:
    """Second eigenvalue 0 when apart; entries scored by everybody raise it by about one each."""
    made, _ = _world(5, outsiders=False)
    for anchors in (1, 3, 10):
        more = [(1000 + anchor, judge) for anchor in range(anchors) for judge in range(12)]
        joined = quality.links(
            [g.entry_id for g in made] + [entry for entry, _ in more], [g.judge_id for g in made] + [j for _, j in more]
        )
        assert joined.is_one
        assert joined.firmness == pytest.approx(anchors, rel=0.05)


def test_a_judge_who_tires_is_noticed_and_a_steady_one_is_not() -> None:
    chance = random.Random(3)
    made = []
    for entry in range(40):
        worth = chance.gauss(70, 8)
        for judge in range(4):
            tired = -entry * 0.3 if judge == 0 else 0.0
            made.append(Given(entry, judge, worth + tired + chance.gauss(0, 1.5), entry + 1))
    reports = {report.judge_id: report for report in quality.judge_reports(made, 100.0)}
    assert reports[0].drift == pytest.approx(-3.0, abs=0.5)
    assert any("thấp dần về cuối" in words for words in quality.remarks(reports[0], None, None, 100.0))
    assert reports[0].course[0] > reports[0].course[-1]
    steady = _world(2)[0]
    for report in quality.judge_reports(steady, 1000.0):
        assert not any("về cuối" in words for words in quality.remarks(report, None, None, 1000.0))


def test_remarks_say_who_is_generous_who_gives_full_marks_and_of_whom_nothing_can_be_said() -> None:
    made = [Given(entry, 1, 100.0) for entry in range(8)] + [Given(entry, 2, 80.0 + entry) for entry in range(8)]
    generous, other = quality.judge_reports([*made, Given(99, 3, 70.0)], 100.0)[:2]
    words = " ".join(quality.remarks(generous, 8.2, 1.0, 100.0))
    assert "rộng tay hơn những người cùng chấm khoảng 8,2 điểm" in words
    assert "100 % số phiếu cho điểm tối đa" in words
    assert quality.remarks(other, 0.5, 0.4, 100.0) == ()
    few = quality.judge_reports([Given(99, 3, 70.0)], 100.0)[0]
    assert quality.remarks(few, 9.0, 0.1, 100.0) == ("Mới có 1 phiếu, chưa đủ để nhận xét.",)


def test_a_table_of_another_program_is_told_from_one_of_the_same_worlds() -> None:
    """Ten cells that share half their luck: another draw repeats them, one that finds a standard deviation more not."""
    chance = np.random.default_rng(4)
    ours, theirs = (chance.normal(size=(200, 1)) + chance.normal(size=(200, 10)) for _ in range(2))
    same = repeat(ours, theirs.mean(axis=0).tolist(), 200)
    assert same.chance > 0.05
    assert same.usual[0] <= same.within <= same.usual[1]
    other = repeat(ours, (theirs.mean(axis=0) + 1).tolist(), 200)
    assert (other.within, other.chance) == (0, 0)
    assert min(-other.z) > 3
    alike = repeat(np.ones((3, 1)), [0.0], 200)
    assert alike.z.tolist() == [0.0]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
def test_the_quick_simulation_finds_the_points_that_the_ranking_gives(design: Design) -> None:
    world = make_world(design, 3)
    for name, combine in METHODS.items():
        if combine.get("model") == "full":
            continue
        ranked, quick = official(world, combine), plain(world, combine)
        if ranked is None or quick is None:
            assert ranked is quick, name
        else:
            assert np.abs(ranked - quick).max() <= 1e-6, name
