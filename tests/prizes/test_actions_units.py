"""Awards of units on record: as the figures say, equals waiting, decided with reasons, confirmed, sealed, published."""

from typing import Any

import pytest
from sqlalchemy import select

from contest.editions.rules import parse
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.people.models import Unit
from contest.prizes import actions
from contest.prizes.queries import changes, extras, tier_awards
from contest.prizes.reports import unit_list
from contest.results.actions import publish_results, seal_results
from contest.results.queries import content_of, public_results
from tests.editions.makers import text_of
from tests.people.makers import actor_of, make_person, make_unit
from tests.prizes.test_actions import codes, make_ranked, one_round

UNITS = """extra_awards:
  - {key: units, name: Giải tập thể, of: units, by: points, points: {entered: 1, first: 8, second: 6, third: 4},
     quantity: {at_most: 2}, amount: 3000000}
  - {key: movement, name: Bằng khen phong trào, of: units, by: decision}
"""
TEXT = one_round(text_of("small_technical")).replace("certificates:\n", f"{UNITS}certificates:\n")
REGULATION = parse(TEXT)
POINTS = ["90", "84", "80", "74", "70", "66"]


def make(*units: str) -> Any:
    """Six entries with a first, two second and three third prizes by rule, of these units."""
    edition, entries, organiser = make_ranked(POINTS, text=TEXT)
    for entry, unit in zip(entries, units, strict=True):
        entry.unit = unit
    return edition, entries, organiser


def standing(edition: Any) -> list[tuple[str, int | None, str, str]]:
    lines = extras(edition.id, REGULATION)
    return [(line.title, line.rank, line.figure, line.state) for line in lines if line.entry_id is None]


@pytest.fixture
def clear(db: Any) -> Any:
    """B has 7 + 7 points, spelled in two ways; C 5 + 5; A 9; D 5."""
    return make("Trường A", "Trường B", "trường  b", "Trường C", "Trường C", "Trường D")


@pytest.fixture
def tied(db: Any) -> Any:
    """A has 9 points; B and C 7 each for the one place that is left."""
    return make("Trường A", "Trường B", "Trường C", "Trường D", "Trường E", "Trường F")


def test_the_figures_are_recorded_with_the_proposal(clear: Any, db: Any) -> None:
    edition, _, organiser = clear
    outcome = actions.propose_awards(organiser, edition.id)
    assert standing(edition) == [("Trường B", 1, "14 điểm", "proposed"), ("Trường C", 2, "10 điểm", "proposed")]
    first = extras(edition.id, REGULATION)[0]
    assert (first.amount_vnd, first.reason) == (
        3_000_000,
        "Hạng 1 trong các đơn vị: 14 điểm; Giải tập thể có nhiều nhất 2 giải.",
    )
    noted = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "prizes.proposed")).one()
    assert noted.payload["units"] == [["units", "Trường B", False], ["units", "Trường C", False]]
    assert not actions.propose_awards(organiser, edition.id).is_new
    assert outcome.is_new


def test_a_unit_of_the_directory_is_one_however_its_entries_spell_it(clear: Any, db: Any) -> None:
    edition, entries, organiser = clear
    name = "Trường Trung học phổ thông A"
    unit = Unit(name=name, name_key="a", match_key="a", search_text="a", kind="school", created_at=now())
    db.session.add(unit)
    db.session.flush()
    entries[0].unit_id = entries[5].unit_id = unit.id
    actions.propose_awards(organiser, edition.id)
    assert [(title, rank) for title, rank, *_ in standing(edition)] == [("Trường B", 1), (name, 1)]


def test_equals_for_too_few_places_wait_and_hold_the_confirmation(tied: Any, db: Any) -> None:
    edition, _, organiser = tied
    actions.propose_awards(organiser, edition.id)
    assert standing(edition) == [
        ("Trường A", 1, "9 điểm", "proposed"),
        ("Trường B", 2, "7 điểm", "waits"),
        ("Trường C", 2, "7 điểm", "waits"),
    ]
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        actions.confirm_awards(organiser, edition.id)
    assert codes(refused) == ["prize_unit_waits"]
    actions.decide_unit(organiser, edition.id, "units", "Trường C", "6/9 phiếu", given=True)
    # The place is filled: B waits no longer, also when prizes are proposed again; it does once C has lost it.
    actions.propose_awards(organiser, edition.id)
    assert [state for *_, state in standing(edition)] == ["proposed", "proposed"]
    actions.decide_unit(organiser, edition.id, "units", "Trường C", "Kiểm lại phiếu", given=False)
    assert [(title, state) for title, _, _, state in standing(edition)][1:] == [("Trường B", "waits")]
    actions.decide_unit(organiser, edition.id, "units", "Trường C", "6/9 phiếu", given=True)
    assert actions.confirm_awards(organiser, edition.id) == 8
    assert [(title, state) for title, _, _, state in standing(edition)] == [
        ("Trường A", "confirmed"),
        ("Trường C", "confirmed"),
    ]


def test_deciding_that_all_equals_go_without_settles_the_tie(tied: Any) -> None:
    edition, _, organiser = tied
    actions.propose_awards(organiser, edition.id)
    for unit in ("Trường B", "Trường C"):
        actions.decide_unit(organiser, edition.id, "units", unit, "Không tách được", given=False)
    assert actions.confirm_awards(organiser, edition.id) == 7


def test_what_was_decided_stays_when_prizes_are_proposed_again_and_figures_follow_moved_prizes(clear: Any) -> None:
    edition, entries, organiser = clear
    actions.propose_awards(organiser, edition.id)
    actions.decide_unit(organiser, edition.id, "units", "Trường C", "Đơn vị xin rút", given=False)
    actions.move_award(organiser, edition.id, entries[1].id, "", "Phát hiện trùng")
    # B loses a second prize: 14 - 6 points; A with 9 is before it now.
    assert standing(edition) == [("Trường A", 2, "9 điểm", "proposed")]
    actions.propose_awards(organiser, edition.id)
    assert standing(edition) == [("Trường A", 2, "9 điểm", "proposed")]
    kinds = [(each.whom, each.from_tier, each.to_tier) for each in changes(edition.id)]
    assert ("Trường C", "units", "") in kinds


def test_an_award_people_choose_goes_to_a_unit_of_the_contest_with_a_reason(clear: Any, db: Any) -> None:
    edition, _, organiser = clear
    actions.propose_awards(organiser, edition.id)
    db.session.commit()
    for award, unit, reason, code in (
        ("movement", "Trường Z", "x", "prize_unit_unknown"),
        ("movement", "Trường D", " ", "prize_reason_missing"),
        ("youngest", "Trường D", "x", "prize_extra_unknown"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.decide_unit(organiser, edition.id, award, unit, reason, given=True)
        assert codes(refused) == [code]
    assert actions.decide_unit(organiser, edition.id, "movement", "trường d", "Nhiều hồ sơ", given=True) == []
    assert ("Trường D", None, "", "proposed") in standing(edition)
    with pytest.raises(Refusal) as refused:
        actions.decide_unit(organiser, edition.id, "movement", "Trường D", "Lần nữa", given=True)
    assert codes(refused) == ["prize_unit_unchanged"]
    (warning,) = actions.decide_unit(organiser, edition.id, "units", "Trường D", "Đặc cách", given=True)
    assert (warning.code, warning.params["given"]) == ("prize_beyond_plan", 3)


def test_only_the_committee_decides_and_only_before_the_confirmation(clear: Any, db: Any) -> None:
    edition, _, organiser = clear
    actions.propose_awards(organiser, edition.id)
    db.session.commit()
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    with pytest.raises(Refusal) as refused:
        actions.decide_unit(secretary, edition.id, "units", "Trường D", "x", given=True)
    assert codes(refused) == ["not_permitted"]
    actions.confirm_awards(organiser, edition.id)
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        actions.decide_unit(organiser, edition.id, "units", "Trường D", "x", given=True)
    assert codes(refused) == ["prize_all_confirmed"]
    actions.reopen_awards(organiser, edition.id, "Có kiến nghị")
    assert {state for *_, state in standing(edition)} == {"proposed"}


def test_awards_of_units_are_sealed_published_and_printed_on_a_sheet_of_their_own(clear: Any, db: Any) -> None:
    edition, _, organiser = clear
    actions.propose_awards(organiser, edition.id)
    before = unit_list(edition.id)
    assert before is not None
    assert "(Dự kiến, chưa được xác nhận)" in before.subtitle
    actions.confirm_awards(organiser, edition.id)
    edition.stage = "decided"
    seal_results(organiser, edition.id)
    publish_results(organiser, edition.id)
    assert [(each["unit"], each["name"], each["place"]) for each in content_of(edition.id)["unit_awards"]] == [
        ("Trường B", "Giải tập thể", 1),
        ("Trường C", "Giải tập thể", 2),
    ]
    results = public_results(edition.id, REGULATION)
    assert results is not None
    last = results.tiers[-1]
    assert (last.name, [row.title for row in last.rows], results.total) == ("Giải tập thể", ["Trường B", "Trường C"], 8)
    paper = unit_list(edition.id)
    assert paper is not None
    assert [(row["unit"], row["amount"]) for row in paper.all_rows()] == [
        ("Trường B", 3_000_000),
        ("Trường C", 3_000_000),
    ]
    assert paper.totals[0].label == "TỔNG CỘNG (02 đơn vị)"


def test_units_stay_unpublished_where_the_regulation_does_not_publish_them(db: Any) -> None:
    edition, _, organiser = make("Trường A", "Trường B", "Trường B", "Trường C", "Trường C", "Trường D")
    actions.propose_awards(organiser, edition.id)
    actions.confirm_awards(organiser, edition.id)
    edition.stage = "decided"
    seal_results(organiser, edition.id)
    publish_results(organiser, edition.id)
    hidden = parse(f"{TEXT}\nprivacy: {{public_fields: [title, prize]}}\n")
    results = public_results(edition.id, hidden)
    assert results is not None
    assert (results.total, [tier.name for tier in results.tiers]) == (6, ["Giải Nhất", "Giải Nhì", "Giải Ba"])


def schools(edition: Any, *communes: str) -> list[int]:
    """Schools of one name in these communes."""
    return [make_unit(edition, "Trường THCS Hoa Phượng", commune) for commune in communes]


def test_a_ceiling_for_units_holds_for_one_spelt_twice_and_not_for_two_of_one_name(db: Any) -> None:
    text = one_round(text_of("small_technical")).replace("prizes:\n", "prizes:\n  caps: {per_unit: 1}\n", 1)
    edition, entries, organiser = make_ranked(["90", "84", "80"], text=text)
    here, there = schools(edition, "xã An Phú", "xã Bình Hòa")
    for entry, unit_id, name in zip(
        entries, (here, here, there), ("Hoa Phượng", "THCS Hoa Phượng", "Hoa Phượng"), strict=True
    ):
        entry.unit_id, entry.unit = unit_id, name
    db.session.flush()
    actions.propose_awards(organiser, edition.id)
    assert set(tier_awards(edition.id)) == {entries[0].id, entries[2].id}


def test_two_schools_of_one_name_do_not_add_up_to_one_award(db: Any) -> None:
    edition, entries, organiser = make_ranked(POINTS, text=TEXT)
    here, there = schools(edition, "xã An Phú", "xã Bình Hòa")
    for place, entry in enumerate(entries):
        entry.unit, entry.unit_id = "Trường THCS Hoa Phượng", here if place % 2 else there
    db.session.flush()
    actions.propose_awards(organiser, edition.id)
    assert sorted(title for title, *_ in standing(edition)) == [
        "Trường THCS Hoa Phượng (xã An Phú)",
        "Trường THCS Hoa Phượng (xã Bình Hòa)",
    ]
