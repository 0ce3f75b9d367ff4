"""A part that is kept is the part that would be drawn: for its content, for what stands before it, for the visitor."""

import re
from typing import Any

import pytest
from flask import Flask, g, render_template_string
from jinja2 import DictLoader

from contest.foundation.fragments import fragment, lines
from contest.foundation.icons import icon_of

PART = """
{% macro lines(rows, at) %}
<ul>
  {% for name, icon in rows %}
    <li data-at="{{ at }}">{{ icon_of(icon) }}{{ name }}</li>
  {% endfor %}
</ul>
{% endmacro %}
"""
ROWS = (("Máy <gặt>", "award"), ("Đèn", "bell"), ("Quạt", "award"))
BUTTON = '{{ fragment("_house/parts.html", "post_button", "/mot-noi", words) }}'


@pytest.fixture
def page(app, monkeypatch):
    """A page being drawn, for each call a new one."""
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader({"parts.html": PART}))
    return lambda: app.test_request_context("/")


def _drawn(app, rows, at=""):
    text = app.jinja_env.get_template("parts.html").module.lines(rows, at)
    return [line.strip() for line in text.splitlines() if line.strip()]


def _kept(rows, at=""):
    return [line for line in fragment("parts.html", "lines", rows, at).splitlines() if line]


@pytest.mark.parametrize("before", [(), ("award",), ("bell",), ("award", "bell"), ("book",)])
def test_a_kept_part_is_the_drawn_part_whatever_icons_stand_before_it(app, page, before):
    for _ in range(2):
        with page():
            for name in before:
                icon_of(name)
            kept = _kept(ROWS), icon_of("bell")
        with page():
            for name in before:
                icon_of(name)
            assert kept == (_drawn(app, ROWS), icon_of("bell"))


def test_an_icon_of_a_kept_part_is_not_drawn_again_behind_it(page):
    for _ in range(2):
        with page():
            fragment("parts.html", "lines", ROWS, "")
            assert "<use" in icon_of("award")
            assert "<use" not in icon_of("book")


def test_other_content_is_another_part(page):
    with page():
        shown = [_kept(ROWS), _kept(ROWS, "đây"), _kept((("Máy gặt", "award"),)), _kept(ROWS)]
    assert shown[0] != shown[1]
    assert "Máy gặt" in "".join(shown[2])
    assert "Máy &lt;gặt&gt;" in "".join(shown[3])


def _tokens(page: str) -> list[str]:
    return re.findall(r'name="csrf_token" value="([^"]*)"', page)


def _tokens_of(app: Flask, template: str) -> list[str]:
    with app.test_request_context():
        return _tokens(render_template_string(template, words="Gửi đi"))


def test_a_kept_form_gives_every_visitor_the_own_token(app: Flask) -> None:
    first, second = _tokens_of(app, BUTTON), _tokens_of(app, BUTTON)
    assert len(first) == len(second) == 1
    assert first != second


def test_a_kept_form_has_the_token_that_the_other_forms_of_the_page_have(app: Flask) -> None:
    plain = '<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">'
    for page in (plain + BUTTON, BUTTON + plain):
        before, after = _tokens_of(app, page)
        assert before == after


def test_what_is_drawn_for_the_first_time_holds_nobodys_token(app: Flask) -> None:
    with app.test_request_context():
        g.csrf_token = "cua-nguoi-dau-tien"
        page: Any = render_template_string(BUTTON, words="Chưa ai vẽ nút này")
        assert _tokens(page) == ["cua-nguoi-dau-tien"]
        g.csrf_token = "cua-nguoi-khac"
        page = render_template_string(BUTTON, words="Chưa ai vẽ nút này")
        assert _tokens(page) == ["cua-nguoi-khac"]
        assert "cua-nguoi-dau-tien" not in page


LINE = """{% macro line(row, at) %}<li data-at="{{ at }}">{{ icon_of(row[1]) }}{{ row[0] }}</li>{% endmacro %}"""


def test_kept_lines_are_the_drawn_lines_in_whatever_list_they_stand(app, page, monkeypatch):
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader({"lines.html": LINE}))
    for rows in (ROWS, ROWS[::-1], ROWS[1:], ROWS * 100, (("Máy <gặt>", "bell"),), ()):
        for _ in range(2):
            with page():
                kept = lines("lines.html", "line", rows, "đây")
            with page():
                line = app.jinja_env.get_template("lines.html").module.line
                assert kept == "".join(line(row, "đây") for row in rows)


def test_a_line_of_other_words_or_another_address_is_another_line(app, page, monkeypatch):
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader({"lines.html": LINE}))
    with page():
        shown = {
            str(lines("lines.html", "line", [row], at))
            for row in (("Máy gặt", "award"), ("Máy gặt", "bell"), ("Máy gặt hai", "award"))
            for at in ("một", "hai")
        }
    assert len(shown) == 6
