"""Supplements item by item: asked with a day each, answered, accepted or asked again; each step on the timeline."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from contest.entries import actions as entry_actions
from contest.entries.models import EntryStep
from contest.entries.queries import items, open_items
from contest.entries.rules import Item, Wanted, last_due, status_after, wanted_of
from contest.foundation.access import Role
from contest.foundation.clock import now, today
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.screening import actions
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry, picture, stored
from tests.people.makers import actor_of, make_person

SOON = today() + timedelta(days=7)
LATER = today() + timedelta(days=14)


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest whose dossiers are being looked at."""
    return make_edition(stage="screening")


@pytest.fixture
def ada(edition: Any) -> Any:
    """Somebody of the secretariat."""
    return actor_of(make_person("Phạm Thị Ái"), (Role.SECRETARY, edition))


@pytest.fixture
def binh() -> Any:
    """Somebody who entered."""
    return make_person("Nguyễn Văn Bình")


@pytest.fixture
def entry(db: Any, edition: Any, binh: Any) -> Any:
    """His entry."""
    return make_entry(edition, owner=binh, email="binh@example.org")


WANTED = (Wanted("Ảnh mô hình chụp rõ", SOON, "photos", "photos"), Wanted("Nêu rõ nơi áp dụng", LATER, "", "1"))


def codes_of(refusal: pytest.ExceptionInfo[Refusal]) -> set[tuple[str, str]]:
    return {(reason.code, reason.where) for reason in refusal.value.reasons}


def states(entry: Any) -> list[str]:
    return [one.state for one in items(entry.id)]


def test_what_is_missing_is_asked_once_with_all_its_days(edition: Any, ada: Any, entry: Any, db: Any) -> None:
    actions.ask_supplement(ada, edition.id, entry.id, WANTED)
    assert (entry.status, entry.supplement_by, states(entry)) == ("needs_supplement", LATER, ["asked", "asked"])
    (letter,) = db.session.scalars(select(Letter)).all()
    for one in WANTED:
        assert f"- {one.words} (trước hết ngày {one.due_on:%d/%m/%Y})" in letter.text


def test_each_item_needs_words_and_a_day_to_come(edition: Any, ada: Any, entry: Any, db: Any) -> None:
    db.session.commit()
    for wanted, faults in (
        ((), {("supplement_nothing", "")}),
        ((Wanted("", SOON, "photos", "photos"),), {("supplement_words_missing", "words-photos")}),
        ((Wanted("x", None, "", "1"),), {("supplement_due_missing", "due-1")}),
        ((Wanted("x", date(2020, 1, 1), "", "1"),), {("supplement_due_past", "due-1")}),
        ((Wanted("x", SOON, "nothing", "1"),), {("part_unknown", "words-1")}),
    ):
        with pytest.raises(Refusal) as refusal:
            actions.ask_supplement(ada, edition.id, entry.id, wanted)
        assert codes_of(refusal) == faults
    assert items(entry.id) == []


def test_the_entrant_answers_by_file_and_by_words_and_waits_again_after_the_last(
    edition: Any, ada: Any, entry: Any, binh: Any, db: Any
) -> None:
    actions.ask_supplement(ada, edition.id, entry.id, WANTED)
    first, second = items(entry.id)
    own = actor_of(binh)
    with pytest.raises(Refusal) as refusal:
        entry_actions.answer_item(own, edition.id, entry.id, first.id)
    assert codes_of(refusal) == {("supplement_answer_missing", f"item-{first.id}")}
    entry_actions.attach_file(own, edition.id, entry.id, "photos", stored(picture(), "anh.jpg", ("jpeg",)))
    assert entry_actions.answer_item(own, edition.id, entry.id, first.id) is False
    assert (entry.status, entry.supplement_by) == ("needs_supplement", LATER)
    assert "Ảnh mô hình" not in entry.status_reason
    assert entry_actions.answer_item(own, edition.id, entry.id, second.id, "Tại xã Bình Minh") is True
    assert (entry.status, states(entry), entry.status_reason) == ("submitted", ["answered", "answered"], "")
    steps = db.session.scalars(select(EntryStep.status).order_by(EntryStep.id)).all()
    assert steps == ["needs_supplement", "answered", "answered", "supplemented"]
    assert db.session.scalars(select(Letter.event).order_by(Letter.id)).all() == [
        "screening.needs_supplement",
        "entry.supplemented",
    ]


def test_an_answer_is_accepted_or_asked_again_with_the_reason(
    edition: Any, ada: Any, entry: Any, binh: Any, db: Any
) -> None:
    actions.ask_supplement(ada, edition.id, entry.id, WANTED[1:])
    (item,) = items(entry.id)
    entry_actions.answer_item(actor_of(binh), edition.id, entry.id, item.id, "Ở nhà")
    db.session.commit()
    with pytest.raises(Refusal) as refusal:
        entry_actions.ask_item_again(ada, edition.id, entry.id, item.id, " ", SOON)
    assert codes_of(refusal) == {("supplement_note_missing", f"words-{item.id}")}
    entry_actions.ask_item_again(ada, edition.id, entry.id, item.id, "Ghi rõ tên xã", SOON)
    (again,) = items(entry.id)
    assert (entry.status, again.state, again.times, again.note) == ("needs_supplement", "asked", 2, "Ghi rõ tên xã")
    assert entry.supplement_by == SOON
    assert "Ghi rõ tên xã" in db.session.scalars(select(Letter.text).order_by(Letter.id.desc())).first()
    entry_actions.answer_item(actor_of(binh), edition.id, entry.id, item.id, "Xã Bình Minh")
    entry_actions.accept_item(ada, edition.id, entry.id, item.id)
    assert (entry.status, states(entry)) == ("submitted", ["accepted"])
    with pytest.raises(Refusal) as refusal:
        entry_actions.answer_item(actor_of(binh), edition.id, entry.id, item.id, "Nữa")
    assert codes_of(refusal) == {("supplement_settled", "")}


def test_after_its_day_an_item_is_answered_no_more_until_more_time_is_given(
    edition: Any, ada: Any, entry: Any, binh: Any, at: Any
) -> None:
    actions.ask_supplement(ada, edition.id, entry.id, WANTED)
    first = items(entry.id)[0]
    at(f"{SOON + timedelta(days=1)}T08:00")
    with pytest.raises(Refusal) as refusal:
        entry_actions.answer_item(actor_of(binh), edition.id, entry.id, first.id, "Đây")
    assert codes_of(refusal) == {("supplement_item_over", "")}
    assert [one.words for one in open_items(edition.id) if one.due_on < today()] == ["Ảnh mô hình chụp rõ"]
    entry_actions.ask_item_again(ada, edition.id, entry.id, first.id, "", LATER)
    assert entry_actions.answer_item(actor_of(binh), edition.id, entry.id, first.id, "Đây") is False


def test_a_verdict_closes_what_was_open_and_an_amended_dossier_answers_all(
    edition: Any, ada: Any, entry: Any, db: Any
) -> None:
    actions.ask_supplement(ada, edition.id, entry.id, WANTED)
    entry_actions.mark_received(ada, edition.id, entry.id)
    assert (entry.status, states(entry)) == ("received", ["answered", "answered"])
    actions.decide(ada, edition.id, entry.id, "eligible")
    assert states(entry) == ["accepted", "accepted"]
    other = make_entry(edition, "KT-002")
    actions.decide(ada, edition.id, other.id, "needs_supplement", "Bản mô tả\n- Ảnh", SOON)
    assert [one.words for one in items(other.id)] == ["Bản mô tả", "Ảnh"]
    actions.decide(ada, edition.id, other.id, "ineligible", "Không bổ sung")
    assert states(other) == ["dropped", "dropped"]
    assert open_items(edition.id) == []


def test_the_last_item_dropped_lets_the_entry_wait_for_its_verdict(edition: Any, ada: Any, entry: Any) -> None:
    actions.ask_supplement(ada, edition.id, entry.id, WANTED[:1])
    entry_actions.drop_item(ada, edition.id, entry.id, items(entry.id)[0].id)
    assert (entry.status, states(entry)) == ("submitted", ["dropped"])


def test_nobody_answers_for_somebody_else(edition: Any, ada: Any, entry: Any) -> None:
    actions.ask_supplement(ada, edition.id, entry.id, WANTED)
    other = actor_of(make_person("Lê Thị Na"), (Role.ENTRANT, edition))
    with pytest.raises(Refusal) as refusal:
        entry_actions.answer_item(other, edition.id, entry.id, items(entry.id)[0].id, "x")
    assert codes_of(refusal) == {("entry_not_visible", "")}
    with pytest.raises(Refusal) as refusal:
        entry_actions.accept_item(other, edition.id, entry.id, items(entry.id)[0].id)
    assert codes_of(refusal) == {("not_permitted", "")}


some_items = st.lists(
    st.builds(
        Item,
        id=st.integers(1, 99),
        part_key=st.just(""),
        words=st.just("x"),
        due_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        state=st.sampled_from(("asked", "answered", "accepted", "dropped")),
        asked_at=st.just(now()),
    )
)


@given(some=some_items)
def test_an_entry_needs_a_supplement_exactly_as_long_as_one_item_waits_for_its_entrant(some: list[Item]) -> None:
    waits = [one for one in some if one.state == "asked"]
    assert (status_after(some) == "needs_supplement") == bool(waits)
    due = last_due(some)
    assert (due is None) == (not waits)
    assert all(due is not None and one.due_on <= due for one in waits)


@given(lines=st.lists(st.sampled_from(("Ảnh", "- Giấy", "  ", "", "• Bản vẽ", "+ Phiếu")), max_size=40))
def test_each_line_of_a_text_is_an_item_and_blank_ones_are_none(lines: list[str]) -> None:
    found = wanted_of("\n".join(lines), SOON)
    assert len(found) == min(30, sum(bool(line.strip()) for line in lines))
    assert all(one.words and one.words[0].isalpha() and one.due_on == SOON for one in found)
