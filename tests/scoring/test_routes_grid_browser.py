"""A judge at a laptop: many sheets at once by keyboard and from a spreadsheet, without a line, in two windows."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.live import Live, cookie_of
from tests.looking import WINDOW
from tests.outage import Line, line_to
from tests.scoring.makers import make_judging, number_of
from tests.scoring.test_routes_browser import Known, Phone

pytestmark = pytest.mark.browser
GRID = "/thu-nghiem/cham-diem/preliminary/bang"
COUNT = 6
SAVED = "#trang-thai-luu:has-text('Đã lưu mọi thay đổi')"


@pytest.fixture
def line(live: Live) -> Iterator[Line]:
    """The line that the laptop hangs on."""
    with line_to(live.url) as line:
        yield line


@pytest.fixture
def laptop(live: Live, chromium: Any, line: Line) -> Iterator[Phone]:
    """A judge with six entries before a wide screen."""
    with live.writing():
        known = Known(make_judging(entries=COUNT))
    window = chromium.new_context(**WINDOW, viewport={"width": 1280, "height": 800})
    window.set_default_timeout(20_000)
    yield Phone(Live(line.url, live.app), window, known)
    window.close()


def grid(laptop: Phone) -> Any:
    """A tab on the grid."""
    page = laptop.window.new_page()
    page.goto(f"{laptop.live.url}{GRID}")
    page.wait_for_selector("#bang tbody tr")
    return page


def cell(page: Any, entry: int, key: str) -> Any:
    """One place of the grid."""
    return page.locator(f'tr[data-path$="/{number_of(entry)}"] [data-cell="{key}"]')


def focused(page: Any) -> str:
    """Where the hands are: "A001 novelty"."""
    return str(
        page.evaluate(
            "document.activeElement.closest('tr')?.dataset.path.split('/').pop() + ' ' +"
            " (document.activeElement.dataset.cell || document.activeElement.dataset.role || '')"
        )
    )


def held(page: Any) -> str:
    """What the server holds of the first sheet's first criterion, whatever a window shows."""
    return str(
        page.evaluate(
            """fetch(location.href).then((answer) => answer.text()).then((text) => new DOMParser()
               .parseFromString(text, "text/html").querySelector('tr[data-path$="/A001"] [data-cell=novelty]').value)"""
        )
    )


def paste(page: Any, place: Any, text: str) -> None:
    """Paste as a spreadsheet program fills the clipboard."""
    place.evaluate(
        """(target, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_the_keyboard_alone_goes_everywhere_and_every_place_says_that_it_is_saved(laptop: Phone) -> None:
    page = grid(laptop)
    cell(page, 0, "novelty").click()
    for key, expected in (
        ("Enter", "A002 novelty"),
        ("ArrowUp", "A001 novelty"),
        ("ArrowRight", "A001 use"),
        ("Tab", "A001 effect"),
        ("ArrowDown", "A002 effect"),
        ("ArrowLeft", "A002 use"),
        ("Shift+Enter", "A001 use"),
        ("Shift+Tab", "A001 novelty"),
    ):
        page.keyboard.press(key)
        assert focused(page) == expected
    for typed in ("35,5", "30.5", "28"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.wait_for_selector(SAVED)
    assert cell(page, 0, "novelty").get_attribute("data-kept") == "saved"
    assert "Đã lưu" in page.inner_text('tr[data-path$="/A001"] [data-role="state"]')
    page.reload()
    assert [cell(page, entry, "novelty").input_value() for entry in range(4)] == ["35,5", "30,5", "28", ""]
    assert sorted(laptop.sheets().values()) == [("draft", None)] * 3


def test_escape_brings_back_what_stood_there(laptop: Phone) -> None:
    page = grid(laptop)
    cell(page, 0, "novelty").fill("35,5")
    cell(page, 1, "novelty").click()
    cell(page, 0, "novelty").click()
    page.keyboard.type("12")
    page.keyboard.press("Escape")
    assert cell(page, 0, "novelty").input_value() == "35,5"


def test_a_region_of_a_spreadsheet_is_pasted_and_the_paste_can_be_undone(laptop: Phone) -> None:
    page = grid(laptop)
    cell(page, 5, "use").fill("11")
    page.wait_for_selector(SAVED)
    paste(page, cell(page, 4, "novelty"), "35,5\t20\t22.5\r\n30\t\t41\r\n1\t2\t3\r\n")
    said = "#trang-thai-luu:has-text('Đã dán 5 ô, 3 ô nằm ngoài bảng. 1 phiếu có ô cần sửa, chưa lưu')"
    page.wait_for_selector(said)
    assert cell(page, 5, "use").input_value() == "11"  # a blank of the region takes nothing away
    assert "41 vượt mức tối đa 30 điểm." in page.inner_text('tr[data-path$="/A006"]')
    assert page.inner_text('tr[data-path$="/A005"] .row-total') == "78"
    page.wait_for_selector('tr[data-path$="/A005"] [data-role="state"]:has-text("Đã lưu")')
    assert ("draft", "78.000") in laptop.sheets().values()
    page.click("#hoan-tac")
    page.wait_for_selector(SAVED)
    assert [cell(page, 4, key).input_value() for key in ("novelty", "use", "effect")] == ["", "", ""]
    assert ("draft", "78.000") not in laptop.sheets().values()


def test_whole_sheets_are_handed_in_together_and_pasting_passes_over_them(laptop: Phone) -> None:
    page = grid(laptop)
    paste(page, cell(page, 0, "novelty"), "35,5\t20\t22\n28\t\t22\n30\t20\t22\n0\t0\t0")
    page.click("#nop-het:has-text('Nộp 2 phiếu đã đủ điểm')")
    for entry in (0, 2):
        page.wait_for_selector(f'tr[data-path$="/{number_of(entry)}"] [data-role="state"]:has-text("Đã nộp")')
    page.wait_for_selector(SAVED)
    assert sorted(state for state, _ in laptop.sheets().values()) == ["draft", "draft", "submitted", "submitted"]
    paste(page, cell(page, 1, "use"), "7\n8\n9")
    page.wait_for_selector("#trang-thai-luu:has-text('Đã dán 2 ô, bỏ qua 1 ô của phiếu đã nộp')")
    page.wait_for_selector(SAVED)
    page.reload()
    page.wait_for_selector("#bang >> text=Đã nộp")
    assert [cell(page, entry, "use").input_value() for entry in (1, 3)] == ["7", "9"]
    assert cell(page, 2, "use").count() == 0
    assert page.inner_text('tr[data-path$="/A003"] .row-total') == "72"


def test_without_a_line_every_figure_stays_on_the_laptop_and_arrives_once(laptop: Phone, line: Line) -> None:
    page = grid(laptop)
    line.cut()
    paste(page, cell(page, 0, "novelty"), "35,5\t20\t22\n30\t20\t22")
    page.wait_for_selector("#trang-thai-luu:has-text('2 phiếu giữ trên máy')")
    assert laptop.sheets() == {}
    page.close()  # the tab is killed
    line.mend()
    again = grid(laptop)
    again.wait_for_selector(SAVED)
    assert sorted(laptop.sheets().values()) == [("draft", "72.000"), ("draft", "77.500")]
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('contest.sheet:')).length"
    assert again.evaluate(kept) == 0


def test_the_grid_opens_without_a_line_when_it_was_fetched_ahead(laptop: Phone, line: Line) -> None:
    page = laptop.window.new_page()
    page.goto(f"{laptop.live.url}/thu-nghiem/cham-diem")
    page.click("#tai-san button")
    page.wait_for_selector("#tai-san [role=status]:has-text('Đã có sẵn 6 hồ sơ')")
    line.cut()
    page.goto(f"{laptop.live.url}{GRID}")
    cell(page, 0, "novelty").fill("35,5")
    page.wait_for_selector("#trang-thai-luu:has-text('giữ trên máy')")
    line.mend()
    page.reload()
    page.wait_for_selector(SAVED)
    assert cell(page, 0, "novelty").input_value() == "35,5"
    assert len(laptop.sheets()) == 1


def test_two_windows_never_overwrite_each_other_unseen(laptop: Phone) -> None:
    first, second = grid(laptop), grid(laptop)
    cell(first, 0, "novelty").fill("35,5")
    first.wait_for_selector(SAVED)
    cell(second, 0, "novelty").fill("10")
    second.wait_for_selector(".grid-ask:has-text('tại đây 10, nơi khác 35,5')")
    cell(second, 1, "novelty").fill("12")  # the other sheets go on
    second.wait_for_selector('tr[data-path$="/A002"] [data-role="state"]:has-text("Đã lưu")')
    assert held(first) == "35,5"
    second.click("text=Giữ điểm tại đây")
    second.wait_for_selector(SAVED)
    assert held(first) == "10"


def test_the_card_of_one_entry_and_the_grid_are_the_same_sheet(laptop: Phone) -> None:
    page = grid(laptop)
    laptop.page.fill('[name="novelty"]', "20")
    laptop.page.wait_for_selector('#trang-thai-luu[data-kind="done"]')
    cell(page, 0, "novelty").fill("21")
    page.wait_for_selector(".grid-ask")
    page.click("text=Lấy điểm ở nơi khác")
    assert cell(page, 0, "novelty").input_value() == "20"


def test_a_session_that_ended_loses_nothing(laptop: Phone) -> None:
    page = grid(laptop)
    laptop.window.clear_cookies()
    cell(page, 0, "novelty").fill("35,5")
    page.wait_for_selector("#trang-thai-luu:has-text('Đăng nhập lại')")
    assert laptop.sheets() == {}
    cookie = {"name": "session", "value": cookie_of(laptop.live.app, laptop.judging.key), "url": laptop.live.url}
    laptop.window.add_cookies([cookie])
    page.reload()
    page.wait_for_selector(SAVED)
    assert len(laptop.sheets()) == 1


def test_a_phone_gets_the_list_of_cards_instead(laptop: Phone, shot: Any) -> None:
    page = grid(laptop)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    shot(page, "grid-1280")
    assert page.is_visible("#bang")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.set_viewport_size({"width": 390, "height": 844})
    assert not page.is_visible("#bang")
    assert page.is_visible(".grid-narrow >> text=A001")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, "grid-390")
    assert complaints == []
