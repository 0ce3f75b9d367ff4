"""What the deeds of ranking leave behind: runs that are never changed, votes taken down, the next round filled."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from contest.foundation import ledger
from contest.foundation.access import Role
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.juries.models import JudgingRound, RoundEntry
from contest.ranking import actions
from contest.ranking.models import Placing, RankingRun, TieSettlement
from contest.ranking.queries import council_votes, latest_run, placings, waiting_groups
from contest.ranking.rules import rederive
from contest.scoring.models import Score, ScoreSheet
from tests.editions.makers import make_edition, text_of
from tests.people.makers import actor_of, make_person
from tests.ranking.makers import make_entries, make_scored_round


@pytest.fixture
def ada(db: Any) -> Any:
    """An edition of two rounds, its organiser, and a preliminary round of five entries."""
    edition = make_edition(stage="judging")
    entries = make_entries(edition, 5)
    rows = [["90", "85", "88"], ["70", "71", "72"], ["60", "60", "60"], ["50", "59", "60"], ["80", "absent", "absent"]]
    round_ = make_scored_round(edition, entries, rows, key="preliminary")
    organiser = make_person("Ada")
    return edition, entries, round_, actor_of(organiser, (Role.ORGANISER, edition))


def codes(refused: Any) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_closed_round_is_ranked_and_every_figure_derives_again(ada: Any, db: Any) -> None:
    edition, entries, _, organiser = ada
    run = actions.run_ranking(organiser, edition.id, "preliminary")
    rows = placings(run.id)
    assert [(row.entry_id, row.rank, row.points, row.goes_on) for row in rows] == [
        (entries[0].id, 1, Decimal("87.67"), True),
        (entries[1].id, 2, Decimal("71"), True),
        (entries[2].id, 3, Decimal("60"), True),
        (entries[3].id, 4, Decimal("56.33"), False),
        (entries[4].id, None, None, False),
    ]
    assert rows[4].status == "below_quorum"
    kept = db.session.scalars(select(Placing).where(Placing.run_id == run.id)).all()
    assert [rederive(row.derivation) for row in kept] == [row.points for row in kept]
    assert (run.number, run.method, run.waiting) == (1, "mean", 0)


def test_the_same_inputs_are_the_same_run(ada: Any, db: Any) -> None:
    edition, _, _, organiser = ada
    first = actions.run_ranking(organiser, edition.id, "preliminary")
    assert actions.run_ranking(organiser, edition.id, "preliminary") == first
    assert db.session.scalar(select(func.count()).select_from(RankingRun)) == 1


def test_other_scores_are_another_run_beside_the_old_one(ada: Any, db: Any) -> None:
    edition, entries, _, organiser = ada
    first = actions.run_ranking(organiser, edition.id, "preliminary")
    sheet = db.session.scalar(select(ScoreSheet).where(ScoreSheet.entry_id == entries[1].id).limit(1))
    cell = db.session.scalar(select(Score).where(Score.sheet_id == sheet.id, Score.criterion_key == "novelty"))
    sheet.total, cell.points = sheet.total - cell.points + Decimal("39.5"), Decimal("39.5")
    db.session.flush()
    second = actions.run_ranking(organiser, edition.id, "preliminary")
    assert (second.number, second.fingerprint != first.fingerprint) == (2, True)
    kept = db.session.scalars(select(Placing.points).where(Placing.run_id == first.id, Placing.rank == 2)).one()
    assert kept == Decimal("71")


def test_a_ranking_is_in_the_ledger_without_names(ada: Any, db: Any) -> None:
    edition, _, _, organiser = ada
    run = actions.run_ranking(organiser, edition.id, "preliminary")
    line = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "ranking.run")).one()
    assert line.payload == {
        "run": 1,
        "method": "mean",
        "fingerprint": run.fingerprint,
        "entries": 5,
        "ranked": 4,
        "ties": 0,
    }


def test_an_open_round_is_not_ranked(ada: Any, db: Any) -> None:
    edition, _, round_, organiser = ada
    round_.state = "open"
    db.session.flush()
    with pytest.raises(Refusal) as refused:
        actions.run_ranking(organiser, edition.id, "preliminary")
    assert codes(refused) == ["ranking_round_open"]


def test_only_the_committee_ranks(ada: Any) -> None:
    edition, *_ = ada
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    with pytest.raises(Refusal) as refused:
        actions.run_ranking(secretary, edition.id, "preliminary")
    assert codes(refused) == ["not_permitted"]


def test_an_adjusted_method_is_refused_where_judges_cannot_be_compared(db: Any) -> None:
    text = text_of("small_technical").replace("{method: mean, rounding", "{method: adjusted, rounding")
    edition = make_edition(stage="judging", text=text)
    make_scored_round(edition, make_entries(edition, 1), [["80", "80", "80"]], key="preliminary")
    with pytest.raises(Refusal) as refused:
        actions.run_ranking(actor_of(make_person(), (Role.ORGANISER, edition)), edition.id, "preliminary")
    assert codes(refused) == ["ranking_adjust_few"]


def test_an_adjusted_regulation_ranks_by_corrected_points_and_keeps_the_raw_beside(db: Any) -> None:
    text = text_of("small_technical").replace("{method: mean, rounding", "{method: adjusted, rounding")
    edition = make_edition(stage="judging", text=text)
    entries = make_entries(edition, 6)
    rows = [["90", "80", "absent"], ["absent", "81", "71"], ["84", "74", "64"], ["70", "62", "49"], ["77", "66", "58"],
            ["60", "49", "41"]]  # fmt: skip
    make_scored_round(edition, entries, rows, key="preliminary")
    run = actions.run_ranking(actor_of(make_person(), (Role.ORGANISER, edition)), edition.id, "preliminary")
    assert (run.method, run.beside) == ("adjusted", "raw")
    assert "chênh nhau khoảng" in run.beside_words


@pytest.fixture
def tied(db: Any) -> Any:
    edition = make_edition(stage="judging")
    entries = make_entries(edition, 4)
    round_ = make_scored_round(edition, entries, [["90"] * 3, ["80"] * 3, ["80"] * 3, ["70"] * 3], key="preliminary")
    return edition, entries, round_, actor_of(make_person(), (Role.ORGANISER, edition))


def test_a_tie_stands_until_the_council_has_voted(tied: Any) -> None:
    edition, entries, _, organiser = tied
    run = actions.run_ranking(organiser, edition.id, "preliminary")
    assert (run.waiting, waiting_groups(run.id)) == (1, [(entries[1].id, entries[2].id)])
    assert [row.rank for row in placings(run.id)] == [1, 2, 2, 4]
    after = actions.settle_tie(organiser, edition.id, "preliminary", [entries[2].id, entries[1].id], "5/7 phiếu")
    assert (after.number, after.waiting, waiting_groups(after.id)) == (2, 0, [])
    assert [row.entry_id for row in placings(after.id)] == [entries[i].id for i in (0, 2, 1, 3)]


def test_a_vote_needs_the_whole_group_and_a_reason(tied: Any) -> None:
    edition, entries, _, organiser = tied
    actions.run_ranking(organiser, edition.id, "preliminary")
    with pytest.raises(Refusal) as refused:
        actions.settle_tie(organiser, edition.id, "preliminary", [entries[0].id, entries[1].id], " ")
    assert codes(refused) == ["ranking_tie_unknown", "ranking_tie_reason_missing"]


def settlement_of(db: Any) -> int:
    return db.session.scalars(select(TieSettlement.id).where(TieSettlement.revoked_at.is_(None))).one()


@pytest.fixture
def voted(tied: Any, db: Any) -> Any:
    """A tie of the second and third, voted on the wrong way round."""
    edition, entries, round_, organiser = tied
    actions.run_ranking(organiser, edition.id, "preliminary")
    pair = [entries[2].id, entries[1].id]
    actions.settle_tie(organiser, edition.id, "preliminary", pair, "5/7 phiếu")
    return edition, entries, round_, organiser


def test_a_vote_taken_back_lets_the_tie_stand_again_and_stays_on_record(voted: Any, db: Any) -> None:
    edition, entries, _, organiser = voted
    vote = settlement_of(db)
    again = actions.revoke_settlement(organiser, edition.id, "preliminary", vote, " Ghi ngược thứ tự ")
    assert (again.number, again.waiting) == (3, 1)
    (row,) = council_votes(again)
    assert [each[0] for each in row.entries] == [entries[2].id, entries[1].id]
    assert (row.reason, row.revoke_reason, row.revoked_at is not None) == ("5/7 phiếu", "Ghi ngược thứ tự", True)
    happened = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "ranking.tie_reopened")).one()
    assert happened.payload["reason"] == "Ghi ngược thứ tự"
    right = actions.settle_tie(organiser, edition.id, "preliminary", [entries[1].id, entries[2].id], "5/7 phiếu")
    assert [each.entry_id for each in placings(right.id)][1:3] == [entries[1].id, entries[2].id]


def test_a_vote_is_taken_back_once_and_with_a_reason(voted: Any, db: Any) -> None:
    edition, _, _, organiser = voted
    vote = settlement_of(db)
    for number, reason, code in ((vote, " ", "ranking_revoke_reason_missing"), (999, "Nhầm", "ranking_vote_unknown")):
        with pytest.raises(Refusal) as refused:
            actions.revoke_settlement(organiser, edition.id, "preliminary", number, reason)
        assert codes(refused) == [code]
    actions.revoke_settlement(organiser, edition.id, "preliminary", vote, "Nhầm")
    with pytest.raises(Refusal) as refused:
        actions.revoke_settlement(organiser, edition.id, "preliminary", vote, "Nhầm")
    assert codes(refused) == ["ranking_vote_revoked"]


def test_a_vote_stands_once_a_later_round_runs_on_it(voted: Any, db: Any) -> None:
    edition, entries, _, organiser = voted
    make_scored_round(edition, entries[:2], [["80"], ["70"]], key="final", state="open")
    with pytest.raises(Refusal) as refused:
        actions.revoke_settlement(organiser, edition.id, "preliminary", settlement_of(db), "Nhầm")
    assert codes(refused) == ["ranking_votes_later_round"]


@pytest.mark.parametrize(
    ("kinds", "stage", "code"),
    [
        (["results.sealed"], "deliberation", "ranking_votes_sealed"),
        (["prizes.confirmed"], "deliberation", "ranking_votes_confirmed"),
        (["prizes.confirmed", "prizes.reopened"], "decided", "ranking_votes_not_now"),
    ],
)
def test_a_vote_stands_once_prizes_or_results_rest_on_it(
    voted: Any, db: Any, kinds: list[str], stage: str, code: str
) -> None:
    edition, _, _, organiser = voted
    for kind in kinds:
        ledger.note(organiser, edition.id, kind, f"edition:{edition.id}", {})
    edition.stage = stage
    db.session.flush()
    with pytest.raises(Refusal) as refused:
        actions.revoke_settlement(organiser, edition.id, "preliminary", settlement_of(db), "Nhầm")
    assert codes(refused) == [code]


def test_those_over_the_threshold_go_into_the_next_round(ada: Any, db: Any) -> None:
    edition, entries, _, organiser = ada
    actions.run_ranking(organiser, edition.id, "preliminary")
    done = actions.advance_entries(organiser, edition.id, "preliminary")
    assert (done.round_name, done.entries) == ("Chung khảo", 3)
    rows = db.session.scalars(
        select(RoundEntry.entry_id)
        .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
        .where(JudgingRound.key == "final")
    )
    assert sorted(rows) == [entry.id for entry in entries[:3]]


def test_nobody_advances_on_an_outdated_ranking(ada: Any, db: Any) -> None:
    edition, entries, _, organiser = ada
    actions.run_ranking(organiser, edition.id, "preliminary")
    entries[0].status = "withdrawn"
    db.session.flush()
    with pytest.raises(Refusal) as refused:
        actions.advance_entries(organiser, edition.id, "preliminary")
    assert codes(refused) == ["ranking_outdated"]


def test_a_started_next_round_is_not_filled_again(ada: Any, db: Any) -> None:
    edition, entries, _, organiser = ada
    actions.run_ranking(organiser, edition.id, "preliminary")
    make_scored_round(edition, entries[:1], [["80"]], key="final", state="open")
    with pytest.raises(Refusal) as refused:
        actions.advance_entries(organiser, edition.id, "preliminary")
    assert codes(refused) == ["ranking_next_round_begun"]


def test_the_first_round_weighs_in_the_last(ada: Any, db: Any) -> None:
    edition, entries, _, organiser = ada
    actions.run_ranking(organiser, edition.id, "preliminary")
    make_scored_round(edition, entries[:3], [["80", "90", "85"], ["90"] * 3, ["70"] * 3], key="final")
    run = actions.run_ranking(organiser, edition.id, "final")
    # 0.3 × 87.67 + 0.7 × 85 = 85.801; 0.3 × 71 + 0.7 × 90 = 84.30; 0.3 × 60 + 0.7 × 70 = 67
    assert [(row.entry_id, row.points) for row in placings(run.id)] == [
        (entries[0].id, Decimal("85.8")),
        (entries[1].id, Decimal("84.3")),
        (entries[2].id, Decimal("67")),
    ]


def test_the_last_round_waits_for_the_ranking_of_the_first(db: Any) -> None:
    edition = make_edition(stage="judging")
    make_scored_round(edition, make_entries(edition, 2), [["80"], ["70"]], key="final")
    with pytest.raises(Refusal) as refused:
        actions.run_ranking(actor_of(make_person(), (Role.ORGANISER, edition)), edition.id, "final")
    assert codes(refused) == ["ranking_earlier_round_missing"]


def test_a_ranking_knows_when_it_may_be_outdated(ada: Any, db: Any) -> None:
    edition, _entries, round_, organiser = ada
    run = actions.run_ranking(organiser, edition.id, "preliminary")
    assert not run.is_outdated
    round_.state = "open"
    db.session.flush()
    outdated = latest_run(edition.id, "preliminary")
    assert outdated is not None
    assert outdated.is_outdated


VOTED = """
    parts:
      - {key: council, weight: 80, from: criteria}
      - {key: public, weight: 20, from: votes, scaled_to: highest, rounding: {places: 1}}
"""


def test_votes_are_brought_in_by_code_and_count(db: Any) -> None:
    text = text_of("small_youth").replace("    ties: [", f"{VOTED.lstrip(chr(10))}    ties: [", 1)
    edition = make_edition("small_youth", stage="judging", text=text)
    entries = make_entries(edition, 2)
    make_scored_round(edition, entries, [["75"] * 5, ["75"] * 5], key="final")
    organiser = actor_of(make_person(), (Role.ORGANISER, edition))
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        actions.record_votes(organiser, edition.id, "final", {"KT-009": 3, "KT-001": -1})
    assert codes(refused) == ["ranking_votes_unknown", "ranking_votes_unreadable"]
    actions.record_votes(organiser, edition.id, "final", {"KT-001": 35, "KT-002": 120})
    run = actions.run_ranking(organiser, edition.id, "final")
    assert [(row.entry_id, row.points) for row in placings(run.id)] == [
        (entries[1].id, Decimal("80")),
        (entries[0].id, Decimal("65.8")),
    ]
    assert latest_run(edition.id, "final") == run


GRADED = """rounds:
  - {key: screening_vote, name: Sơ loại, kind: grades, grades: [xuất sắc, khá, đạt], judges_per_entry: 3,
     goes_on: {grades: [xuất sắc, khá]}}
"""


def test_a_graded_round_is_ranked_by_its_bands(db: Any) -> None:
    edition = make_edition("small_youth", stage="judging", text=text_of("small_youth").replace("rounds:\n", GRADED, 1))
    entries = make_entries(edition, 3, fields=["study"], divisions=["primary"])
    # Figures of a graded sheet: 3 is the best of three grades.
    round_ = make_scored_round(edition, entries, [["2"] * 3, ["3"] * 3, ["1"] * 3], key="screening_vote")
    for sheet in db.session.scalars(select(ScoreSheet).where(ScoreSheet.round_id == round_.id)):
        db.session.add(Score(sheet_id=sheet.id, criterion_key="grade", state="scored", points=sheet.total))
    db.session.flush()
    organiser = actor_of(make_person(), (Role.ORGANISER, edition))
    run = actions.run_ranking(organiser, edition.id, "screening_vote")
    assert [(row.entry_id, row.rank, row.grade, row.goes_on) for row in placings(run.id)] == [
        (entries[1].id, 1, "xuất sắc", True),
        (entries[0].id, 2, "khá", True),
        (entries[2].id, 3, "đạt", False),
    ]
    assert run.method == "grades"
