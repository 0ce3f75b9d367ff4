"""Contrast is measured once for all text that looks alike; nothing that only seems alike is passed over."""

from typing import Any

import pytest

from tests.looking import Eyes

pytestmark = pytest.mark.browser

ROWS = "<ul>" + "<li>Dòng chữ</li>" * 56 + "<li id=faint>Dòng chữ</li>" + "<li>Dòng chữ</li>" * 43 + "</ul>"
FAINT = "<p>Dòng chữ</p><p>Dòng chữ</p><p id=faint>Dòng chữ</p>"
PANELS = "<div><p>Dòng chữ</p></div><div><p>Dòng chữ</p></div><div class=last><p id=faint>Dòng chữ</p></div>"

# What is written, and the style by which one element of it, and only it, is hard to read.
CASES = {
    "one of a hundred": ("#faint {color: #ccc}", ROWS),
    "painted by its place": ("li:nth-child(57) {background: #222}", ROWS),
    "filled by its place": ("li:nth-child(57) {-webkit-text-fill-color: #ccc}", ROWS),
    "an outline": ("p {color: #ccc; -webkit-text-stroke: 2px #000} #faint {-webkit-text-stroke-width: 0}", FAINT),
    "a light shadow": ("p {color: #ccc; text-shadow: 1px 1px #000, -1px -1px #000} #faint {text-shadow: none}", FAINT),
    "small": ("p {color: #888; font-size: 24px} #faint {font-size: 23px}", FAINT),
    "thin": ("p {color: #888; font-size: 19px; font-weight: bold} #faint {font-weight: 600}", FAINT),
    "a colour of an ancestor": (".last {color: #ccc}", PANELS),
    "a copy on a dark panel": (".last {background: #222}", PANELS),
    "a panel half seen through": (".last {opacity: .3}", PANELS),
    "on another's box": (
        ".last {position: relative} i {position: absolute; inset: 0; background: #222; z-index: -1}",
        PANELS.replace("<p id", "<i></i><p id"),
    ),
    "beside a box it is not in": (
        ".beside {height: 0; overflow: visible} i {display: block; height: 60px; background: #222; z-index: -1;"
        " position: relative}",
        PANELS.replace("<div class=last>", "<div class=beside><i></i></div><div class=last>"),
    ),
    "out of its own panel": (
        "div {width: 300px; background: #222; color: #ddd} p {width: 200px; position: relative} .last p {left: 320px}",
        PANELS,
    ),
    "where the others are out of sight": (
        "p {color: #ccc; position: relative; left: -9999px} #faint {left: 0}",
        FAINT,
    ),
    "a field where the others are hidden": (
        "input {color: #ccc} input:not(#faint) {visibility: hidden}",
        "<label>Ô <input value=Chữ></label> <label>Ô <input value=Chữ id=faint></label>",
    ),
    "where of the others nothing is known": (
        "p {color: #ccc; position: relative} p:not(#faint)::before {content: ''; position: absolute; inset: 0;"
        " background: #222; z-index: -1}",
        FAINT,
    ),
    "where the others are a picture's": (
        "p {color: #ccc} p:not(#faint) {background-image: linear-gradient(#222, #222)}",
        FAINT,
    ),
    "in a box that scrolls and stands out of its panel": (
        "div {width: 300px; background: #222; color: #ddd} section {height: 60px; overflow: auto; position: relative}"
        " p {height: 200px} .last section {left: 320px}",
        PANELS.replace("<p", "<section><p").replace("</p>", "</p></section>"),
    ),
    "on dark ground of its own": ("p {background: #fff} #faint {background: #222}", FAINT),
}


@pytest.mark.parametrize("case", CASES)
def test_the_one_that_is_faint_is_seen_among_those_like_it(chromium: Any, case: str) -> None:
    style, text = CASES[case]
    page, eyes = chromium.new_page(viewport={"width": 1280, "height": 844}), Eyes()
    page.set_content(f"<html lang='vi'><title>Trang</title><style>{style}</style><main><h1>Tên</h1>{text}</main>")
    first, second = eyes.faults(page), eyes.faults(page)
    page.close()
    assert [fault.partition(":")[0] for fault in first] == ["color-contrast"]
    assert 'id="faint"' in first[0]
    assert ";" not in first[0]
    assert second == first
