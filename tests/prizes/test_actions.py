"""What the deeds of prizes leave behind: proposals, decisions with reasons, confirmations."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from contest.foundation.access import Role
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.prizes import actions
from contest.prizes.models import Confirmation
from contest.prizes.queries import awards, changes, tier_awards
from contest.ranking.actions import run_ranking, settle_tie
from tests.editions.makers import make_edition, text_of
from tests.people.makers import actor_of, make_person
from tests.ranking.makers import make_entries, make_scored_round

ONE_ROUND = """  - key: final
    name: Chung khảo
    judges_per_entry: 3
    criteria:
      - {key: novelty, name: Tính mới, max: 40}
      - {key: use, name: Khả năng áp dụng, max: 30}
      - {key: effect, name: Hiệu quả, max: 30}
    ties: [share]
"""


def one_round(text: str) -> str:
    """The small technical regulation with one round only."""
    start, end = text.index("rounds:\n") + len("rounds:\n"), text.index("prizes:\n")
    return text[:start] + ONE_ROUND + text[end:]


def make_ranked(
    points: list[str], *, text: str | None = None, stage: str = "deliberation", slug: str = "thu-nghiem", **parts: Any
) -> Any:
    """An edition whose only round gave these points, ranked; its organiser."""
    edition = make_edition(slug=slug, stage=stage, text=text or one_round(text_of("small_technical")))
    entries = make_entries(edition, len(points), **parts)
    make_scored_round(edition, entries, [[each] * 3 for each in points], key="final")
    organiser = actor_of(make_person("Ada"), (Role.ORGANISER, edition))
    run_ranking(organiser, edition.id, "final")
    return edition, entries, organiser


def codes(refused: Any) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


@pytest.fixture
def ten(db: Any) -> Any:
    return make_ranked(["90", "84", "80", "74", "70", "66", "60", "58", "57", "50"])


def test_prizes_are_proposed_in_calling_order_each_with_its_reason_and_its_money(ten: Any) -> None:
    edition, entries, organiser = ten
    outcome = actions.propose_awards(organiser, edition.id)
    given = awards(edition.id)
    assert [(each.tier_key, each.rank) for each in given] == [
        ("consolation", 7),
        ("consolation", 8),
        ("consolation", 9),
        ("third", 4),
        ("third", 5),
        ("third", 6),
        ("second", 2),
        ("second", 3),
        ("first", 1),
    ]
    assert given[-1][:10] == (
        entries[0].id,
        "tier",
        "first",
        "",
        1,
        Decimal(90),
        40_000_000,
        "Hạng 1/10 toàn cuộc thi, 90 điểm ≥ 85; Giải Nhất có 1 giải, đã trao 0.",
        "proposed",
        False,
    )
    assert [(each.tier_key, each.count) for each in outcome.preview.allocation.unfilled] == [("consolation", 1)]


def test_proposing_again_changes_nothing(ten: Any, db: Any) -> None:
    edition, _, organiser = ten
    first = actions.propose_awards(organiser, edition.id)
    again = actions.propose_awards(organiser, edition.id)
    assert (first.is_new, again.is_new, again.number) == (True, False, 1)
    assert len(list(db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "prizes.proposed")))) == 1


def test_a_decision_of_the_organisers_is_kept_with_its_reason_through_a_new_proposal(ten: Any) -> None:
    edition, entries, organiser = ten
    actions.propose_awards(organiser, edition.id)
    warnings = actions.move_award(organiser, edition.id, entries[3].id, "second", "Hiệu quả đã được kiểm chứng")
    assert [warning.code for warning in warnings] == ["prize_beyond_plan", "prize_below_threshold"]
    actions.propose_awards(organiser, edition.id)
    moved = tier_awards(edition.id)[entries[3].id]
    assert (moved.tier_key, moved.is_by_hand, moved.amount_vnd) == ("second", True, 32_000_000)
    assert moved.reason == "Ban Tổ chức quyết định: Hiệu quả đã được kiểm chứng"
    assert [(each.entry_id, each.from_tier, each.to_tier) for each in changes(edition.id)] == [
        (entries[3].id, "third", "second")
    ]


def test_a_prize_may_be_taken_away_and_stays_away(ten: Any) -> None:
    edition, entries, organiser = ten
    actions.propose_awards(organiser, edition.id)
    actions.move_award(organiser, edition.id, entries[0].id, "", "Trùng với giải pháp đã có")
    actions.propose_awards(organiser, edition.id)
    assert entries[0].id not in {each.entry_id for each in awards(edition.id)}
    assert tier_awards(edition.id)[entries[0].id].state == "removed"


@pytest.mark.parametrize(
    ("tier", "reason", "expected"),
    [
        ("first", "  ", ["prize_reason_missing"]),
        ("gold", "vì", ["prize_tier_unknown"]),
        ("third", "vì", ["prize_unchanged"]),
    ],
)
def test_a_change_needs_another_known_tier_and_a_reason(ten: Any, tier: str, reason: str, expected: list[str]) -> None:
    edition, entries, organiser = ten
    actions.propose_awards(organiser, edition.id)
    with pytest.raises(Refusal) as refused:
        actions.move_award(organiser, edition.id, entries[3].id, tier, reason)
    assert codes(refused) == expected


def test_an_entry_without_a_rank_gets_no_prize(ten: Any) -> None:
    edition, _, organiser = ten
    with pytest.raises(Refusal) as refused:
        actions.move_award(organiser, edition.id, 999_999, "first", "vì")
    assert codes(refused) == ["prize_needs_rank"]


def test_confirmed_prizes_are_closed_until_they_are_reopened_with_a_reason(ten: Any, db: Any) -> None:
    edition, entries, organiser = ten
    actions.propose_awards(organiser, edition.id)
    db.session.commit()
    assert actions.confirm_awards(organiser, edition.id) == 9
    assert actions.confirm_awards(organiser, edition.id) == 9
    db.session.commit()
    assert {each.state for each in awards(edition.id)} == {"confirmed"}
    with pytest.raises(Refusal) as refused:
        actions.move_award(organiser, edition.id, entries[3].id, "second", "vì")
    assert codes(refused) == ["prize_all_confirmed"]
    actions.reopen_awards(organiser, edition.id, "Có đơn kiến nghị")
    assert {each.state for each in awards(edition.id)} == {"proposed"}
    actions.move_award(organiser, edition.id, entries[3].id, "second", "Theo kết luận kiến nghị")
    assert actions.confirm_awards(organiser, edition.id) == 9
    assert len(list(db.session.scalars(select(Confirmation)))) == 2


def test_a_tie_left_to_the_council_keeps_the_prizes_from_being_confirmed(db: Any) -> None:
    edition, entries, organiser = make_ranked(["90", "90", "80", "70"])
    actions.propose_awards(organiser, edition.id)
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        actions.confirm_awards(organiser, edition.id)
    assert codes(refused) == ["prize_tie_undecided"]
    actions.move_award(organiser, edition.id, entries[0].id, "first", "7/9 phiếu")
    actions.move_award(organiser, edition.id, entries[1].id, "second", "2/9 phiếu")
    assert actions.confirm_awards(organiser, edition.id) == 4


def test_a_tie_may_be_settled_by_the_vote_in_the_ranking(db: Any) -> None:
    text = one_round(text_of("small_technical")).replace("ties: [share]", "ties: [vote_of_council, share]")
    edition, entries, organiser = make_ranked(["90", "90", "80"], text=text)
    actions.propose_awards(organiser, edition.id)
    settle_tie(organiser, edition.id, "final", [entries[1].id, entries[0].id], "7/9 phiếu")
    proposal = actions.propose_awards(organiser, edition.id)
    assert (proposal.number, proposal.preview.allocation.ties) == (2, ())
    assert [(each.entry_id, each.tier_key) for each in awards(edition.id)][-1] == (entries[1].id, "first")


def test_a_proposal_on_an_older_ranking_is_not_confirmed(db: Any) -> None:
    text = one_round(text_of("small_technical")).replace("ties: [share]", "ties: [vote_of_council, share]")
    edition, entries, organiser = make_ranked(["90", "80", "80"], text=text)
    actions.propose_awards(organiser, edition.id)
    settle_tie(organiser, edition.id, "final", [entries[2].id, entries[1].id], "7/9 phiếu")
    with pytest.raises(Refusal) as refused:
        actions.confirm_awards(organiser, edition.id)
    assert codes(refused) == ["prize_proposal_outdated"]


def test_nothing_is_proposed_before_the_ranking_or_after_the_decision(db: Any) -> None:
    edition = make_edition(stage="decided", text=one_round(text_of("small_technical")))
    organiser = actor_of(make_person(), (Role.ORGANISER, edition))
    with pytest.raises(Refusal) as refused:
        actions.propose_awards(organiser, edition.id)
    assert codes(refused) == ["prize_not_now", "prize_needs_ranking"]


def test_the_secretary_reads_but_does_not_decide(ten: Any, db: Any) -> None:
    edition, entries, _ = ten
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    db.session.commit()
    for deed, *args in (
        (actions.propose_awards,),
        (actions.move_award, entries[0].id, "first", "vì"),
        (actions.confirm_awards,),
    ):
        with pytest.raises(Refusal) as refused:
            deed(secretary, edition.id, *args)
        assert codes(refused) == ["not_permitted"]


EXTRAS = """extra_awards:
  - {key: green, name: Giải chuyên đề Môi trường, of: entries, by: council, amount: 3000000}
  - {key: movement, name: Giải khuyến khích phong trào, of: entries, by: council, stacks: false}
"""


def test_a_topic_award_stands_on_top_of_a_tiers_prize(db: Any) -> None:
    text = one_round(text_of("small_technical")).replace("certificates:\n", f"{EXTRAS}certificates:\n")
    edition, entries, organiser = make_ranked(["90", "50"], text=text)
    actions.propose_awards(organiser, edition.id)
    db.session.commit()
    actions.give_extra(organiser, edition.id, entries[0].id, "green", "Hội đồng đề nghị")
    db.session.commit()
    assert [(each.award_key, each.amount_vnd) for each in awards(edition.id)] == [
        ("tier", 40_000_000),
        ("green", 3_000_000),
    ]
    with pytest.raises(Refusal) as refused:
        actions.give_extra(organiser, edition.id, entries[0].id, "movement", "Hội đồng đề nghị")
    assert codes(refused) == ["prize_extra_does_not_stack"]
    actions.take_extra(organiser, edition.id, entries[0].id, "green", "Nhầm hồ sơ")
    assert len(awards(edition.id)) == 1
