"""Taking an edition through its stages by the front door."""

import pytest

from contest.foundation import ledger
from contest.foundation.access import OPERATOR, Role
from contest.foundation.database import db
from contest.foundation.refusal import Refusal
from contest.home.actions import advance
from tests.editions.makers import make_edition
from tests.home.makers import hand_in, make_council, make_entry, make_round
from tests.people.makers import actor_of, make_person

pytestmark = pytest.mark.usefixtures("db")


def codes_of(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    """The codes of a refusal."""
    return [reason.code for reason in refused.value.reasons]


def test_a_draft_opens_and_the_change_is_in_the_ledger() -> None:
    edition = make_edition(stage="draft")
    before = ledger.verify().events
    assert advance(OPERATOR, edition.id, "open").stage == "open"
    assert ledger.verify().events == before + 1


def test_stages_are_not_skipped_and_the_front_door_does_not_look_further() -> None:
    edition = make_edition(stage="draft")
    with pytest.raises(Refusal) as refused:
        advance(OPERATOR, edition.id, "judging")
    assert codes_of(refused) == ["stage_skips"]


def test_only_the_committee_takes_an_edition_on() -> None:
    edition = make_edition(stage="open")
    db.session.commit()
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    with pytest.raises(Refusal) as refused:
        advance(secretary, edition.id, "closed", "Đã đủ hồ sơ")
    assert codes_of(refused) == ["not_permitted"]
    assert edition.stage == "open"


def test_judging_waits_for_every_entry_and_every_council_at_once() -> None:
    edition = make_edition(stage="screening")
    waiting = make_entry(edition, 1, status="submitted")
    supplement = make_entry(edition, 2, status="needs_supplement")
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        advance(OPERATOR, edition.id, "judging")
    assert codes_of(refused) == [
        "stage_entries_unscreened",
        "stage_entries_await_supplement",
        "stage_nothing_to_judge",
        "stage_council_without_judges",
        "stage_council_without_judges",
    ]
    waiting.status, supplement.status = "eligible", "ineligible"
    make_council(edition, "c1", judges=1)
    make_council(edition, "c2", judges=1)
    assert advance(OPERATOR, edition.id, "judging").stage == "judging"


def test_deliberation_waits_for_every_round_of_the_regulation() -> None:
    edition = make_edition(stage="judging")
    entry = make_entry(edition, 1)
    judges = make_council(edition, judges=2)
    round_ = make_round(edition, [entry], judges)
    hand_in(round_, entry, judges[0])
    with pytest.raises(Refusal) as refused:
        advance(OPERATOR, edition.id, "deliberation")
    assert codes_of(refused) == ["stage_round_open", "stage_round_not_begun"]
    assert refused.value.reasons[0].params["missing"] == 1


def test_one_step_back_needs_a_reason_and_nothing_else() -> None:
    edition = make_edition(stage="judging")
    db.session.commit()
    with pytest.raises(Refusal):
        advance(OPERATOR, edition.id, "screening")
    assert advance(OPERATOR, edition.id, "screening", "Bổ sung hồ sơ bỏ sót").stage == "screening"
