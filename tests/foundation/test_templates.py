"""Pages are the very ones that Jinja would write, letter by letter."""

from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined, UndefinedError, pass_context, pass_environment
from markupsafe import Markup, escape

from contest.foundation import templates

PAGE = """
{% macro mark(words, kind="neutral") %}<b class="{{ kind }}">{{ words }}</b>{% endmacro %}
{% macro box(title) %}<div title="{{ title }}">{{ caller() }}</div>{% endmacro %}
{% macro rest(first) %}{{ first }}{{ varargs|join("-") }}{{ kwargs.values()|join("+") }}{% endmacro %}
{% set kept %}<i>{{ value }}</i>{% endset %}
{% for one in (value, 1, none, true) %}{{ loop.index }}{{ mark(one) }}{{ mark(one, kind=value) }}{% endfor %}
{% call box(value) %}{{ value }}{{ kept }}{% endcall %}
{{ rest(value, value, 2, more=value) }}{{ value ~ "<" }}{{ [value]|join(", ") }}{{ "&"|safe }}{{ seen() }}{{ house() }}
{{ plain(value) }}{{ text.upper() }}{{ "%s"|format(value) }}
"""


class Drawn:
    """Something that writes HTML of itself."""

    def __html__(self) -> str:
        return "<svg/>"

    def __str__(self) -> str:
        return "<no>"


class Odd(str):
    """Text of another kind."""


@pass_context
def seen(context):
    return context["text"]


@pass_environment
def house(environment):
    return type(environment).__name__


def _rendered(value, *, ours: bool) -> str:
    app = Flask("page")
    app.jinja_env.undefined = StrictUndefined
    if ours:
        templates.install(app)
    page = app.jinja_env.from_string(PAGE)
    return page.render(value=value, text="<&>", seen=seen, house=house, plain=lambda one: [one])


VALUES = st.one_of(
    st.text(), st.text(alphabet="<>&\"'a ệ"), st.integers(), st.decimals(allow_nan=False), st.booleans(), st.none(),
    st.text().map(Markup), st.lists(st.text()), st.builds(Drawn), st.text().map(Odd),
)  # fmt: skip


@given(VALUES)
def test_a_page_is_the_one_that_jinja_writes(value):
    assert _rendered(value, ours=True) == _rendered(value, ours=False)


@given(VALUES)
def test_a_value_is_written_as_markupsafe_escapes_it(value):
    assert templates.written(value) == escape(value)


def test_what_was_typed_is_never_html():
    assert "<script>" not in _rendered('<script>alert("x")</script>', ours=True)


def test_what_is_missing_is_still_a_fault():
    app = Flask("page")
    app.jinja_env.undefined = StrictUndefined
    templates.install(app)
    for source in ("{{ nothing }}", "{{ nothing() }}", "{% for one in nothing %}{% endfor %}"):
        with pytest.raises(UndefinedError):
            app.jinja_env.from_string(source).render()


def test_the_house_writes_its_pages_so(app):
    template = app.jinja_env.get_template("_house/page.html")
    assert isinstance(template, templates.HouseTemplate)
    assert template.root_render_func.__globals__["escape"] is templates.written
    assert templates.written(Decimal("1.5")) == "1.5"
