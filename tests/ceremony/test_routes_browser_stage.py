"""One press on the telephone of the one who calls moves script and slides; without a line the script is read on."""

from typing import Any

import pytest

from contest.ceremony.actions.live import begin_run
from contest.ceremony.actions.shows import start_rehearsal
from contest.foundation.access import Role
from tests.ceremony.makers import make_stage
from tests.live import Live, cookie_of
from tests.looking import WINDOW, Eyes, until
from tests.people.makers import grant, make_person

pytestmark = pytest.mark.browser
AT = "/thu-nghiem/le-trao-giai"


def opened(browser: Any, live: Live, key: str, where: str) -> Any:
    """A page of whoever has this key."""
    browser.clear_cookies()
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    page = browser.new_page()
    page.goto(f"{live.url}{AT}{where}")
    return page


def test_a_press_on_one_telephone_is_seen_on_the_other_and_the_script_is_read_on_without_a_line(
    live: Live, chromium: Any, browser: Any, shot: Any
) -> None:
    with live.writing():
        stage = make_stage()
        helper = make_person("Bình")
        grant(helper, stage.edition, Role.SECRETARY)
        start_rehearsal(stage.organiser, stage.edition.id)
        begin_run(stage.organiser, stage.edition.id, rehearsal=True)
        key, other_key = stage.person.fs_uniquifier, helper.fs_uniquifier
        name = stage.author(3).name
        title = stage.entries[3].title
    office = chromium.new_context(**WINDOW, viewport={"width": 1280, "height": 800})
    office.set_default_timeout(20_000)
    remote, phone = opened(office, live, key, "/trinh-chieu"), opened(browser, live, other_key, "/dieu-hanh")
    until(phone, "document.querySelector('#giu-lai')?.textContent.includes('đã giữ trên máy')")
    for _ in range(20):
        if phone.locator(".is-up").count():
            break
        seen = phone.locator("[data-press] input[name=version]").first.input_value()
        phone.locator(".say-nav .btn-primary").click()
        until(phone, f"document.querySelector('[data-press] input[name=version]').value !== '{seen}'")
    assert name in phone.locator(".is-up").inner_text()
    # The office sees the same slide and step, and whose press it was.
    remote.locator(".remote-slide", has_text=title).wait_for()
    remote.locator(".remote-step", has_text="Trao Giải Ba").wait_for()
    remote.locator(".lead-by", has_text="Bình bấm lúc").wait_for()
    assert Eyes().faults(phone, ".stage") == []
    shot(phone, "stage")

    browser.set_offline(True)
    phone.locator("#toan-van-luc", has_text="Đây là lời dẫn giữ trên máy").wait_for()
    line = phone.locator("#toan-van li[data-call]", has_text=name).first
    line.get_by_role("button", name="Đánh dấu đã đọc").click()
    phone.evaluate("document.body.dataset.old = 'yes'")
    phone.reload()
    until(phone, "!document.body.dataset.old && !document.querySelector('#toan-van')?.hidden")
    assert phone.locator("#toan-van li.is-read").all_inner_texts()[0].startswith(name)
    shot(phone, "stage-offline")
    browser.set_offline(False)
    until(phone, "!document.querySelector('[data-stage]').hidden")
    phone.locator(".stage li.is-read.is-up", has_text=name).wait_for()
    office.close()


def test_a_button_held_down_while_another_telephone_presses_is_neither_lost_nor_untold(
    live: Live, chromium: Any, browser: Any
) -> None:
    with live.writing():
        stage = make_stage()
        start_rehearsal(stage.organiser, stage.edition.id)
        begin_run(stage.organiser, stage.edition.id, rehearsal=True)
        key = stage.person.fs_uniquifier
    with chromium.new_context(**WINDOW, viewport={"width": 1280, "height": 800}) as office:
        slow, quick = opened(browser, live, key, "/dieu-hanh"), opened(office, live, key, "/trinh-chieu")
        button = slow.locator(".say-nav .btn-primary")
        button.hover()
        slow.mouse.down()
        button.evaluate("each => { each.dataset.old = 'yes'; }")
        seen = quick.locator("[data-press] input[name=version]").first.input_value()
        quick.get_by_role("button", name="Tiếp", exact=True).click()
        until(quick, f"document.querySelector('[data-press] input[name=version]').value !== '{seen}'")
        # Twice as long as it takes to ask how things stand: what is under the finger stays, and the press counts.
        slow.wait_for_timeout(1500)
        assert button.get_attribute("data-old") == "yes"
        slow.mouse.up()
        told = slow.locator("[data-stage] [role=alert]", has_text="Máy khác vừa chuyển trang")
        told.wait_for()
        slow.wait_for_timeout(1500)
        assert told.is_visible()
        assert button.get_attribute("data-old") is None
        # A press is seen to be on its way until it is answered.
        pressed = "each => { each.form.requestSubmit(); return document.querySelector('[data-remote]').ariaBusy; }"
        assert button.evaluate(pressed) == "true"
        until(slow, "!document.querySelector('[data-remote]').ariaBusy")
