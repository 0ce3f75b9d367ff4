"""Things in keeping: taken in, stored, shown, given back; who, when, where, and nothing lost between two hands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from contest.entries import actions, queries
from contest.entries.models import Entry, EntryStep
from contest.entries.queries import CustodyFilter
from contest.entries.rules.custody import CUSTODY_STATES, needs_place, next_states, tidy_short, why_not_move
from contest.foundation.access import Role
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.people.makers import actor_of, make_person


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest that takes dossiers."""
    return make_edition()


@pytest.fixture
def ada(edition: Any) -> Any:
    """Somebody of the secretariat."""
    return actor_of(make_person("Phạm Thị Ái"), (Role.SECRETARY, edition))


def codes_of(refusal: pytest.ExceptionInfo[Refusal]) -> set[tuple[str, str]]:
    return {(reason.code, reason.where) for reason in refusal.value.reasons}


def test_a_model_goes_from_hand_to_hand_and_every_hand_is_on_record(edition: Any, ada: Any, db: Any) -> None:
    entry = make_entry(edition, email="binh@example.org")
    checked = actions.check_in(ada, edition.id, entry.id, "model", "2 thùng, có bộ nguồn")
    for state, place, note in (
        ("stored", "Kho A, kệ 2", ""),
        ("stored", "Kho B", ""),
        ("shown", "Gian 12", ""),
        ("stored", "Kho A", ""),
        ("returned", "", "ông Bình, CCCD đã xem"),
    ):
        actions.move_thing(ada, edition.id, checked.id, state, place, note)
    thing = queries.thing(edition.id, checked.short_code.lower()[:3] + " " + checked.short_code[3:])
    assert thing is not None
    assert (thing.state, thing.place, thing.entry_code) == ("returned", "", "KT-001")
    story = [(move.state, move.place, move.by_name) for move in queries.moves(checked.id)][::-1]
    assert story[:3] == [
        ("received", "", "Phạm Thị Ái"),
        ("stored", "Kho A, kệ 2", "Phạm Thị Ái"),
        ("stored", "Kho B", "Phạm Thị Ái"),
    ]
    steps = db.session.scalars(select(EntryStep.status).order_by(EntryStep.id)).all()
    assert steps == ["thing_received", "thing_shown", "thing_returned"]
    received, returned = db.session.scalars(select(Letter.text).order_by(Letter.id)).all()
    assert "2 thùng, có bộ nguồn" in received
    assert f"{checked.short_code[:3]}-{checked.short_code[3:]}" in received
    assert "đã được trả lại" in returned
    assert "CCCD" not in returned


def test_two_hands_at_once_do_not_pass_each_other(edition: Any, ada: Any, db: Any) -> None:
    checked = actions.check_in(ada, edition.id, make_entry(edition).id, "model")
    actions.move_thing(ada, edition.id, checked.id, "stored", "Kho A", seen="received")
    db.session.commit()
    with pytest.raises(Refusal) as refusal:
        actions.move_thing(ada, edition.id, checked.id, "shown", "Gian 1", seen="received")
    assert codes_of(refusal) == {("custody_changed", "")}


def test_what_is_stored_has_a_place_and_what_is_returned_somebody_who_took_it(edition: Any, ada: Any, db: Any) -> None:
    checked = actions.check_in(ada, edition.id, make_entry(edition).id, "model")
    db.session.commit()
    for state, place, why in (
        ("stored", " ", ("custody_place_missing", "place")),
        ("returned", "", ("custody_to_missing", "note")),
        ("received", "x", ("custody_not_next", "")),
        ("nonsense", "x", ("custody_unreadable", "")),
    ):
        with pytest.raises(Refusal) as refusal:
            actions.move_thing(ada, edition.id, checked.id, state, place)
        assert codes_of(refusal) == {why}


def test_things_are_found_by_place_state_words_and_code_and_counted(edition: Any, ada: Any) -> None:
    first, second = make_entry(edition, "KT-001"), make_entry(edition, "KT-002", title="Bếp không khói")
    one = actions.check_in(ada, edition.id, first.id, "model", place="Kho A")
    two = actions.check_in(ada, edition.id, second.id, "model", place="Kho B")
    actions.check_in(ada, edition.id, second.id, "dossier", place="Kho B")
    actions.move_thing(ada, edition.id, one.id, "returned", "", "Bà Hoà")

    def found(**narrowed: str) -> list[str]:
        return [f"{row.entry_code} {row.kind}" for row in queries.things(edition.id, CustodyFilter(**narrowed), 1).rows]

    assert found(state="kept") == ["KT-002 model", "KT-002 dossier"]
    assert found(state="returned") == ["KT-001 model"]
    assert found(place="Kho B", kind="dossier") == ["KT-002 dossier"]
    assert found(text="bep khong") == ["KT-002 model", "KT-002 dossier"]
    assert found(text=two.short_code) == ["KT-002 model"]
    counts = queries.custody_counts(edition.id)
    assert (counts.by_state, counts.by_place) == ({"received": 2, "returned": 1}, [("Kho B", 2)])


def test_only_the_office_keeps_things_and_only_of_dossiers_that_are_in(edition: Any, ada: Any, db: Any) -> None:
    draft, entry = make_entry(edition, None, status="draft"), make_entry(edition)
    db.session.commit()
    with pytest.raises(Refusal) as refusal:
        actions.check_in(ada, edition.id, draft.id, "model")
    assert codes_of(refusal) == {("custody_no_entry", "")}
    somebody = actor_of(make_person("Lê Thị Na"), (Role.OBSERVER, edition))
    with pytest.raises(Refusal) as refusal:
        actions.check_in(somebody, edition.id, entry.id, "model")
    assert codes_of(refusal) == {("not_permitted", "")}
    other = make_edition(slug="khac")
    checked = actions.check_in(ada, edition.id, entry.id, "model")
    assert queries.thing(other.id, checked.short_code) is None


def test_paper_gets_a_number_for_its_receipt_and_its_parts_count_as_there(edition: Any, ada: Any, db: Any) -> None:
    content = {"solution": {"title": "Máy gặt", "field_key": "mech"}, "authors": {"rows": [{"name": "Lê Văn A"}]}}
    paper = actions.PaperFacts(parts=("description", "nothing"), models=2)
    first = actions.receive_entry(ada, edition.id, content, paper)
    second = actions.receive_entry(ada, edition.id, content, actions.PaperFacts())
    numbers = [db.session.get(Entry, key).paper_number for key in (first, second)]
    assert numbers == [1, 2]
    assert queries.held(edition.id, [first])[first].standing.parts_in == {"description"}
    assert [thing.number for thing in queries.things_of(first)] == [1, 2]


@given(
    state=st.sampled_from(CUSTODY_STATES),
    wanted=st.sampled_from(CUSTODY_STATES),
    place=st.sampled_from(("", "Kho A", "kho a", "Gian 1")),
    old=st.sampled_from(("", "Kho A")),
    note=st.sampled_from(("", "Ông Bình")),
)
def test_a_step_that_is_taken_leaves_a_thing_that_can_be_found(
    state: str, wanted: str, place: str, old: str, note: str
) -> None:
    reasons = why_not_move(state, old, wanted, place, note)
    if not reasons:
        assert wanted in next_states(state)
        assert place or not needs_place(wanted)
        assert note or wanted != "returned"
    assert next_states(state), "nothing is ever stuck"


@given(st.text(max_size=20))
def test_a_short_code_is_the_same_however_it_is_typed(text: str) -> None:
    assert tidy_short(tidy_short(text)) == tidy_short(text)
    assert tidy_short("k7q-m2p") == tidy_short(" K7Q M2P ") == "K7QM2P"
