"""Seals are versions that are never changed; publications stand until they are taken down with a reason."""

from typing import Any

import pytest
from sqlalchemy import select

from contest.foundation.access import Role
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.prizes.actions import confirm_awards, move_award, reopen_awards
from contest.results import actions, queries
from contest.results.models import Seal
from contest.results.rules import digest
from tests.editions.makers import regulation
from tests.people.makers import actor_of, make_person
from tests.results.makers import make_decided


def codes(refused: Any) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_the_seal_holds_the_result_without_names_and_its_digest_derives_again(db: Any) -> None:
    edition, entries, organiser, _ = make_decided()
    card = actions.seal_results(organiser, edition.id)
    document = db.session.scalars(select(Seal.document)).one()
    assert digest(document) == card.digest
    assert [award["code"] for award in document["awards"]] == [entries[i].code for i in (1, 2, 0)]
    assert document["rounds"][0]["placings"][0] == ["KT-001", 1, "90", 3, "ranked", None, ""]
    assert "Lê Thị Thử" not in str(document)


def test_the_same_result_keeps_its_version(db: Any) -> None:
    edition, _, organiser, _ = make_decided()
    first = actions.seal_results(organiser, edition.id)
    again = actions.seal_results(organiser, edition.id)
    assert (again.version, again.digest) == (1, first.digest)
    assert len(list(db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "results.sealed")))) == 1


def test_a_changed_result_is_a_new_version_beside_the_old_one(db: Any) -> None:
    edition, entries, organiser, _ = make_decided(stage="deliberation")
    first = actions.seal_results(organiser, edition.id)
    reopen_awards(organiser, edition.id, "Có kiến nghị")
    move_award(organiser, edition.id, entries[1].id, "third", "Theo kết luận")
    confirm_awards(organiser, edition.id)
    second = actions.seal_results(organiser, edition.id)
    assert (second.version, second.digest != first.digest) == (2, True)
    assert [seal.version for seal in queries.history(edition.id).seals] == [2, 1]


def test_nothing_is_sealed_before_the_prizes_are_confirmed(db: Any) -> None:
    edition, _, organiser, _ = make_decided(stage="deliberation")
    reopen_awards(organiser, edition.id, "Có kiến nghị")
    with pytest.raises(Refusal) as refused:
        actions.seal_results(organiser, edition.id)
    assert codes(refused) == ["result_prizes_open"]


def test_publishing_needs_a_seal_of_the_result_as_it_is(db: Any) -> None:
    edition, entries, organiser, _ = make_decided()
    with pytest.raises(Refusal) as refused:
        actions.publish_results(organiser, edition.id)
    assert codes(refused) == ["result_not_sealed"]
    actions.seal_results(organiser, edition.id)
    entries[0].title = "Tên khác"
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        actions.publish_results(organiser, edition.id)
    assert codes(refused) == ["result_seal_outdated"]


def test_nothing_is_published_before_the_decision(db: Any) -> None:
    edition, _, organiser, _ = make_decided(stage="deliberation")
    actions.seal_results(organiser, edition.id)
    with pytest.raises(Refusal) as refused:
        actions.publish_results(organiser, edition.id)
    assert codes(refused) == ["result_not_decided"]


def test_a_publication_is_taken_down_with_a_reason_and_stays_on_record(db: Any) -> None:
    edition, _, organiser, _ = make_decided()
    actions.seal_results(organiser, edition.id)
    assert queries.public_results(edition.id, regulation()) is None
    actions.publish_results(organiser, edition.id)
    actions.publish_results(organiser, edition.id)
    db.session.commit()
    assert queries.public_results(edition.id, regulation()) is not None
    with pytest.raises(Refusal) as refused:
        actions.retract_publication(organiser, edition.id, " ")
    assert codes(refused) == ["result_reason_missing"]
    actions.retract_publication(organiser, edition.id, "Sai tên giải")
    assert queries.public_results(edition.id, regulation()) is None
    assert [row.retract_reason for row in queries.history(edition.id).publications] == ["Sai tên giải"]


def test_only_the_committee_seals_and_publishes(db: Any) -> None:
    edition, *_ = make_decided()
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    db.session.commit()
    for deed in (actions.seal_results, actions.publish_results):
        with pytest.raises(Refusal) as refused:
            deed(secretary, edition.id)
        assert codes(refused) == ["not_permitted"]
