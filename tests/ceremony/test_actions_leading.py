"""One press moves script and slides, whoever presses, and once; the result is kept back meanwhile; all invented."""

import re
from typing import Any

import pytest

from contest.ceremony.actions import shows
from contest.ceremony.actions.live import begin_run, did_not_come_up, end_run, step_on
from contest.ceremony.actions.order import Settings, settle_ceremony
from contest.ceremony.queries.live import Live, live_of
from contest.ceremony.queries.shows import Lead, lead_of, open_show
from contest.foundation.access import Role
from contest.foundation.refusal import Refusal
from contest.results.actions import hold_results
from tests.ceremony.makers import BEGINS, Stage, make_stage
from tests.ceremony.test_actions_live import at_door
from tests.people.makers import grant, make_person

AT = "/thu-nghiem/le-trao-giai"


def lead(stage: Stage) -> Lead:
    show = open_show(stage.edition.id)
    assert show is not None
    return lead_of(stage.edition.id, show)


def live(stage: Stage) -> Live:
    found = live_of(stage.edition.id)
    assert found is not None
    return found


def press(stage: Stage) -> None:
    """Go on by one slide, as either page does."""
    seen = lead(stage)
    assert seen.next is not None
    shows.step_show(stage.organiser, stage.edition.id, seen.show.version, seen.next.key, opens=seen.opens > 0)


def press_to(stage: Stage, kind: str) -> None:
    press(stage)
    while lead(stage).slide.kind != kind:
        press(stage)


def codes(told: Any) -> list[str]:
    return [reason.code for reason in told.value.reasons]


@pytest.fixture
def held(db: Any) -> Stage:
    """The third prizes' first two winners and the first prize's are here; script and slides run in earnest."""
    stage = make_stage()
    hold_results(stage.organiser, stage.edition.id)
    for place in (0, 3, 4):
        at_door(stage, place)
    shows.start_show(stage.organiser, stage.edition.id)
    begin_run(stage.organiser, stage.edition.id, rehearsal=False)
    db.session.commit()
    return stage


def test_an_absent_winners_slide_is_skipped_and_a_late_ones_comes_in_the_step_that_calls_them(held: Stage) -> None:
    alone, called = [], 0
    while lead(held).next is not None:
        press(held)
        now = lead(held)
        assert now.evening.live is not None
        assert now.slide.step == len(now.evening.live.steps)
        if now.slide.kind == "winner":
            alone.append(now.slide.cards[0].code)
            assert alone[-1] in [line.code for line in live(held).lines]
        if alone == held.codes(3) and not called:
            # One of the third prizes comes when their group is on the stage, and one of the second, too.
            called = 1
            at_door(held, 5)
            at_door(held, 1)
    assert alone == held.codes(3, 4, 1, 0, 5)
    assert live(held).next is None
    assert sorted(
        line.code for line in live(held).script.lines.values() if line.call.id in live(held).stage.called
    ) == (sorted(alone))
    # The one who never came was made known with the group.
    assert not lead(held).closed
    end_run(held.organiser, held.edition.id, live(held).run.version)


def test_a_press_on_either_telephone_moves_both_once_and_the_other_is_told_whose_it_was(
    held: Stage, client_of: Any
) -> None:
    helper = make_person("Bình")
    grant(helper, held.edition, Role.SECRETARY)
    one, two = client_of(held.person), client_of(helper)
    seen = lead(held)
    pressed = {"version": seen.show.version, "toi": seen.slides[1].key}
    took = one.post(f"{AT}/trinh-chieu/buoc", data=pressed, headers={"X-Part": "san-khau"})
    late = two.post(f"{AT}/trinh-chieu/buoc", data=pressed, headers={"X-Part": "trang-chieu"})
    assert ("Máy khác vừa chuyển trang" in took.text, "Máy khác vừa chuyển trang" in late.text) == (False, True)
    assert len(live(held).steps) == 1
    for page in (two.get(f"{AT}/trinh-chieu/hien-tai").text, two.get(f"{AT}/dieu-hanh/luc-nay").text):
        assert re.search(rf"{held.person.name} bấm lúc \d\d:\d\d:\d\d", page)
        assert live(held).title(live(held).now) in page


def test_back_takes_the_step_back_and_nobody_leaps_over_one(held: Stage) -> None:
    press_to(held, "winner")
    step, up = len(live(held).steps), lead(held).slide.key
    beyond = next(slide for slide in lead(held).slides if slide.step == step + 2)
    deed = held.organiser, held.edition.id
    with pytest.raises(Refusal) as told:
        shows.step_show(*deed, lead(held).show.version, beyond.key, opens=True)
    assert codes(told) == ["show_beyond_step"]
    for _ in range(2):
        seen = lead(held)
        assert seen.previous is not None
        shows.step_show(*deed, seen.show.version, seen.previous.key)
    assert (len(live(held).steps), live(held).called) == (step - 1, [])
    press_to(held, "winner")
    assert (len(live(held).steps), lead(held).slide.key) == (step, up)


def test_going_on_to_the_next_part_brings_the_slides_along_and_opens_nothing(held: Stage) -> None:
    press_to(held, "winner")
    before = lead(held).closed
    step_on(held.organiser, held.edition.id, live(held).run.version)
    assert (lead(held).slide.kind, lead(held).slide.step) == ("prize", len(live(held).steps))
    assert lead(held).closed == before
    # Who did not come up leaves the screen as well: it goes back to what was shown before.
    press_to(held, "winner")
    up = lead(held).slide.key
    did_not_come_up(held.organiser, held.edition.id, live(held).run.version, live(held).lines[0].call.id)
    assert up not in {slide.key for slide in lead(held).slides}
    assert lead(held).slide.kind == "prize"


def test_apart_each_goes_by_itself_and_joined_again_the_slides_come_to_the_script(held: Stage) -> None:
    apart = Settings(BEGINS, "Hội trường", "lowest_first", 12, "authors", is_led_as_one=False)
    settle_ceremony(held.organiser, held.edition.id, held.version, apart)
    press_to(held, "winner")
    assert live(held).steps == []
    step_on(held.organiser, held.edition.id, live(held).run.version)
    assert lead(held).slide.kind == "winner"
    settle_ceremony(held.organiser, held.edition.id, held.version, apart._replace(is_led_as_one=True))
    assert (lead(held).slide.kind, lead(held).slide.step) == ("segment", 1)


def test_script_and_slides_are_both_in_earnest_or_both_a_rehearsal(db: Any) -> None:
    stage = make_stage()
    shows.start_rehearsal(stage.organiser, stage.edition.id)
    with pytest.raises(Refusal) as told:
        begin_run(stage.organiser, stage.edition.id, rehearsal=False)
    assert codes(told) == ["ceremony_show_differs"]
    begin_run(stage.organiser, stage.edition.id, rehearsal=True)
    press_to(stage, "winner")
    # In a rehearsal everybody is here.
    assert [line.code for line in live(stage).lines] == stage.codes(3, 4, 5)
