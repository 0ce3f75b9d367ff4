"""The look every page shares: contrast computed from the tokens, words tied to fields, no inline code."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from contest.foundation.forms import HouseForm, errors_of
from contest.foundation.icons import icon_of
from contest.foundation.pages import Paging
from contest.foundation.paths import STATIC, TEMPLATES

CSS = (STATIC / "_house" / "house.css").read_text(encoding="utf-8")
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def tokens(block: str) -> dict[str, str]:
    """The colours a block of the stylesheet names."""
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", block))


LIGHT = tokens(CSS[CSS.index(":root {") : CSS.index("@media (prefers-color-scheme: dark)")])
DARK = tokens(CSS[CSS.index("@media (prefers-color-scheme: dark)") : CSS.index(":root,\n[data-bs-theme")])


def luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TINTED = ["waiting", "done", "attention", "refused", "neutral"]
MEDALS = ["medal-special", "medal-first", "medal-second", "medal-third", "medal-consolation"]
TEXTS = [
    *((text, ground) for text in ("ink", "ink-soft", "link", "brand-text") for ground in ("paper", "surface")),
    *((name, ground) for name in TINTED for ground in ("paper", f"{name}-tint")),
    *(("ink", f"{name}-tint") for name in TINTED),
    *((name, f"{name}-tint") for name in MEDALS),
    ("on-brand", "brand"),
    ("on-brand", "brand-deep"),
    ("paper", "ink"),
]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_every_text_is_readable_on_its_ground_in_both_themes(theme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(theme[text], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_fields_and_the_focus_ring_stand_out(theme: dict[str, str]) -> None:
    for ground in ("paper", "surface"):
        assert contrast(theme["line-strong"], theme[ground]) >= 3
        assert contrast(theme["focus"], theme[ground]) >= 3


def test_both_themes_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert len({LIGHT[f"{name}-tint"] for name in MEDALS}) == len({DARK[f"{name}-tint"] for name in MEDALS}) == 5


# Every template of the house but letters.
PAGES = [path for path in sorted(TEMPLATES.rglob("*.html")) if "mail" not in path.parts]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_has_code_or_style_of_its_own(path: Path) -> None:
    assert not INLINE.search(re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_icon_named_in_a_template_exists(path: Path) -> None:
    for name in re.findall(r'\bicon(?:_of)?\("([^"]+)"\)', path.read_text(encoding="utf-8")):
        assert icon_of(name)


class Line(HouseForm):
    """A line of a list."""

    class Meta(HouseForm.Meta):
        """Part of another form."""

        csrf = False

    name = StringField("Họ tên", [DataRequired()])


class Sample(HouseForm):
    """One field of each kind."""

    title = StringField(
        "Tên giải pháp",
        [DataRequired(), Length(max=20)],
        description="Ghi như trên bản mô tả",
        render_kw={"inputmode": "text", "class": "mine"},
    )
    note = TextAreaField("Ghi chú")
    field = SelectField("Lĩnh vực", choices=[SelectChoice("a", "Cơ khí"), SelectChoice("b", "Nông nghiệp")])
    kind = RadioField(
        "Loại tác giả", [DataRequired()], choices=[SelectChoice("a", "Cá nhân"), SelectChoice("b", "Nhóm")]
    )
    asked = SelectMultipleField(
        "Đồng ý",
        choices=[SelectChoice("a", "Chấm thi"), SelectChoice("b", "Báo chí")],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    sworn = BooleanField("Tôi cam đoan", [DataRequired()])
    paper = FileField("Bản mô tả")
    authors = FieldList(FormField(Line), min_entries=1)


class Page(HTMLParser):
    """Tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def by_id(self, key: str) -> dict[str, str | None]:
        """The attributes of the one element with this id."""
        (found,) = [attributes for _, attributes in self.tags if attributes.get("id") == key]
        return found


_FIELDS = """{% from "_house/forms.html" import field, form_errors, submit, csrf, choice_field %}
{{ form_errors(form) }}{{ csrf() }}
{% for f in form if f.name not in ("csrf_token", "authors") %}
{{ field(f, rows=4 if f.name == "note" else None) }}
{% endfor %}
{{ submit("Lưu", icon="check") }}"""


@pytest.fixture
def rendered(app: Flask) -> Iterator[Page]:
    """The sample form after it was sent empty."""
    with app.test_request_context(method="POST"):
        form = Sample(MultiDict({"title": ""}))
        form.validate()
        html = render_template_string(_FIELDS, form=form)
        assert not INLINE.search(html)
        yield Page(html)


def test_help_and_errors_are_tied_to_their_field(rendered: Page) -> None:
    title = rendered.by_id("title")
    assert title["aria-describedby"] == "title-help title-error"
    assert title["aria-invalid"] == "true"
    assert title["aria-required"] == "true"
    assert rendered.by_id("title-help") is not None
    assert rendered.by_id("title-error") is not None
    assert title["class"] == "form-control mine"
    assert title["inputmode"] == "text"


def test_nothing_is_cut_off_while_typing_and_the_browser_adds_no_words_of_its_own(rendered: Page) -> None:
    for _, attributes in rendered.tags:
        assert "maxlength" not in attributes
        assert "required" not in attributes
    assert rendered.by_id("title")["data-most"] == "20"
    assert rendered.by_id("note")["rows"] == "4"


def test_a_field_without_errors_claims_none(rendered: Page) -> None:
    assert "aria-invalid" not in rendered.by_id("note")
    assert "aria-describedby" not in rendered.by_id("note")


def test_groups_of_choices_are_fieldsets_with_a_legend(rendered: Page) -> None:
    assert rendered.by_id("kind")["role"] == "radiogroup"
    assert rendered.by_id("kind")["aria-describedby"] == "kind-error"
    assert "role" not in rendered.by_id("asked")
    assert [tag for tag, _ in rendered.tags].count("legend") == 2


def test_every_field_has_its_label(rendered: Page) -> None:
    labels = {attributes["for"] for tag, attributes in rendered.tags if tag == "label"}
    inputs = {
        attributes["id"]
        for tag, attributes in rendered.tags
        if tag in ("input", "select", "textarea") and attributes.get("type") != "hidden"
    }
    assert inputs <= labels


def test_the_summary_links_to_every_field_that_is_wrong(rendered: Page) -> None:
    links = {attributes["href"] for tag, attributes in rendered.tags if tag == "a"}
    assert {"#title", "#kind", "#sworn", "#authors-0-name"} <= links
    assert rendered.by_id("form-errors")["tabindex"] == "-1"


def test_errors_inside_lists_of_forms_are_found(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = Sample(MultiDict({"title": "x", "kind": "a", "sworn": "y", "field": "a"}))
        form.validate()
        assert errors_of(form) == [("authors-0-name", "Họ tên: Mục này chưa được điền.")]


_PARTS = """{% from "_house/parts.html" import badge, icon, empty, pager, why_not, stat, post_button, progress, facts,
  timeline, money_cell, points_cell, tier_mark, crumb, countdown, notice %}
{{ badge("Đã nhận", "done") }}{{ badge("Lạ", "strange") }}{{ tier_mark("first", "Giải Nhất") }}
{{ tier_mark("x", "Giải X") }}
{{ empty("Chưa có", "Hãy thêm", "/x", "Thêm") }}{{ progress(3, 10, "Phiếu") }}{{ progress(0, 0, "Không") }}
{{ facts([("A", 0), ("B", None)]) }}{{ timeline([("1/1", "Mở", None, "now"), ("2/1", "Đóng")]) }}
<table><tr>{{ money_cell(1500000) }}{{ points_cell(None, "Điểm") }}</tr></table>{{ crumb([("A", "/"), ("B", None)]) }}
{{ why_not(["Chưa đủ"], "Mở vòng", "x") }}{{ post_button("/x", "Xóa", "danger", "trash", "Xóa thật?") }}
<ul>{{ stat(5, "hồ sơ") }}{{ stat("A", "b", "/c", "attention") }}</ul>{{ notice("Nhớ", "attention") }}
{{ pager(paging, "static", filename="x", tim="a b") }}"""


def test_parts_of_pages_are_marked_up_for_everybody(app: Flask) -> None:
    with app.test_request_context():
        html = render_template_string(_PARTS, paging=Paging(rows=(), page=3, size=50, total=571))
    assert not INLINE.search(html)
    page = Page(html)
    assert (
        "form",
        {"class": "post-button", "method": "post", "action": "/x", "data-confirm": "Xóa thật?"},
    ) in page.tags
    assert "1.500.000" in html
    assert html.count("chưa có") == 1
    assert ">0</dd>" in html
    assert 'aria-current="step"' in html
    assert 'href="/static/x?tim=a+b&amp;trang=4" rel="next"' in html
    assert 'max="1" value="0"' in html
    assert "Dòng 101–150 trong 571" in html


def test_an_icon_is_drawn_once_on_a_page_and_used_again(app: Flask) -> None:
    with app.test_request_context():
        first, second = icon_of("check"), icon_of("check")
    assert '<g id="bi-check">' in first
    assert '<use href="#bi-check"/>' in second
    assert 'aria-hidden="true"' in first


def test_static_files_may_be_kept_for_a_year_and_come_from_here(client: FlaskClient) -> None:
    html = client.get("/").text
    # What a script imports it imports by its plain name, and so it is hinted at: that is asked for anew.
    links = re.findall(r'(?<!modulepreload" )(?:href|src)="([^"]+\.(?:css|js|svg)[^"]*)"', html)
    assert len(links) >= 5
    for link in links:
        assert link.startswith("/")
        answer = client.get(link)
        assert answer.status_code == 200
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        answer.close()
