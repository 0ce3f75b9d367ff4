"""The steps of the entrant's form: what is typed is kept first, then looked at."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from contest.editions.rules import Regulation
from contest.entries import actions
from contest.entries.forms import (
    EntryForm,
    faults_at,
    filled_authors,
    filled_solution,
    typed_authors,
    typed_solution,
)
from contest.entries.queries import EntryCard
from contest.entries.routes.blueprint import card_or_404, regulation, routes, shown_deadline, why_not_change
from contest.entries.rules import GIVEN_BY, PARTS, content_of, read_content
from contest.entries.rules.reading import read_authors, read_solution
from contest.foundation.access import Permission
from contest.foundation.clock import local, today
from contest.foundation.pages import json_refusal, page
from contest.foundation.refusal import Reason, Refusal

STEPS = (
    ("solution", "Giải pháp"),
    ("authors", "Tác giả"),
    ("files", "Tệp hồ sơ"),
    ("review", "Kiểm tra và nộp"),
)


_TEMPLATES = {"solution": "entries/solution.html", "authors": "entries/authors.html"}


class Difference(NamedTuple):
    """A field as it was saved meanwhile, and as it was typed here."""

    label: str
    saved: str
    typed: str


def content_now(card: EntryCard, rules: Regulation) -> dict[str, Any]:
    """The form as it is being typed, or as it is on record."""
    if card.draft is not None:
        return card.draft
    return {} if card.status == "draft" else content_of(card.facts, rules)


def step_counts(card: EntryCard, rules: Regulation) -> tuple[tuple[str, str], ...]:
    """The steps with their words; the first is called as the regulation calls what is entered."""
    word = rules.entry_word
    return (("solution", word[0].upper() + word[1:]), *STEPS[1:])


@routes.route("/<slug>/ho-so/<int:entry_id>/giai-phap", methods=["GET", "POST"])
@page(Permission.ENTRY_OWN)
def solution(entry_id: int) -> ResponseReturnValue:
    """First step: the solution and what the regulation asks of it."""
    card, rules = card_or_404(entry_id), regulation()
    if request.method == "GET":
        form = filled_solution(rules, content_now(card, rules).get("solution", {}))
        return _shown("solution", card, rules, form)
    values = typed_solution(rules, request.form)
    return _keep("solution", card, rules, values)


@routes.route("/<slug>/ho-so/<int:entry_id>/tac-gia", methods=["GET", "POST"])
@page(Permission.ENTRY_OWN)
def authors(entry_id: int) -> ResponseReturnValue:
    """Second step: the authors; lines are added and taken away without any script."""
    card, rules = card_or_404(entry_id), regulation()
    if request.method == "GET":
        blank = 1 if request.args.get("them") else 0
        form = filled_authors(rules, content_now(card, rules).get("authors", {}), blank)
        return _shown("authors", card, rules, form)
    given = MultiDict(request.form)
    removed = given.get("remove", "")
    for name in [name for name in given if removed and name.startswith(f"rows-{removed}-")]:
        given.poplist(name)
    return _keep("authors", card, rules, typed_authors(rules, given))


def _keep(part: str, card: EntryCard, rules: Regulation, values: Mapping[str, Any]) -> ResponseReturnValue:
    """Save first; then show what is wrong, or go where the pressed button says."""
    form = filled_solution(rules, values) if part == "solution" else filled_authors(rules, values)
    try:
        actions.save_draft(g.actor, g.edition.id, card.id, {part: values}, request.form.get("version", type=int))
    except Refusal as refusal:
        fresh = card_or_404(card.id)
        faults_at(form, refusal.reasons)
        return _shown(part, fresh, rules, form, _differences(part, fresh, rules, form, values)), 422
    if request.form.get("go") == "add" or "remove" in request.form:
        return redirect(url_for(f".{part}", entry_id=card.id, them=1 if "remove" not in request.form else None), 303)
    if request.form.get("go") == "later":
        flash("Đã lưu bản nháp. Có thể quay lại làm tiếp bất cứ lúc nào trước hạn nộp.", "done")
        return redirect(url_for(".mine"), 303)
    faults = _faults(part, values, rules)
    if faults:
        faults_at(form, faults)
        return _shown(part, card_or_404(card.id), rules, form), 422
    return redirect(url_for(".authors" if part == "solution" else ".files", entry_id=card.id), 303)


def _faults(part: str, values: Mapping[str, Any], rules: Regulation) -> tuple[Reason, ...]:
    if part == "solution":
        return read_solution(values, rules)[1]
    return read_authors(values, rules, today())[1]


def _shown(
    part: str, card: EntryCard, rules: Regulation, form: EntryForm, differences: tuple[Difference, ...] = ()
) -> str:
    return render_template(
        _TEMPLATES[part],
        card=card,
        rules=rules,
        form=form,
        part=part,
        version=card.version_of(part),
        steps=step_counts(card, rules),
        differences=differences,
        given_words=GIVEN_BY,
        why_not=why_not_change(card, rules),
        deadline=shown_deadline(card, rules),
    )


def _differences(
    part: str, card: EntryCard, rules: Regulation, form: EntryForm, values: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """What was saved meanwhile beside what was typed here; nothing when nobody saved anything else."""
    saved = content_now(card, rules).get(part, {})
    if part == "solution":
        pairs = ((field.label.text, saved.get(name, ""), values.get(name, "")) for name, field in form._fields.items())
        return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])
    before, after = saved.get("rows", ()), values.get("rows", ())
    found = []
    for place in range(max(len(before), len(after))):
        one = _line_words(before[place]) if place < len(before) else ""
        other = _line_words(after[place]) if place < len(after) else ""
        if one != other:
            found.append(Difference(f"Tác giả thứ {place + 1}", one, other))
    return tuple(found)


def _line_words(row: Mapping[str, str]) -> str:
    return " · ".join(value for key, value in row.items() if value and not key.startswith("consent_"))


@routes.post("/<slug>/ho-so/<int:entry_id>/luu")
@page(Permission.ENTRY_OWN)
def autosave(entry_id: int) -> ResponseReturnValue:
    """What a page saves by itself while somebody types: the same save, answered as data."""
    card, rules = card_or_404(entry_id), regulation()
    sent = request.get_json(silent=True)
    given: dict[str, Any] = sent if isinstance(sent, dict) else {}
    part, pairs = given.get("part"), given.get("values")
    if part not in PARTS or not isinstance(pairs, list) or not isinstance(given.get("version"), int):
        return json_refusal(Refusal([Reason("choice_unknown", {"value": str(part)[:20]})])), 400
    data = MultiDict([(str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2])
    values: Mapping[str, Any] = typed_solution(rules, data) if part == "solution" else typed_authors(rules, data)
    try:
        saved = actions.save_draft(g.actor, g.edition.id, card.id, {part: values}, given["version"])
    except Refusal as refusal:
        return json_refusal(refusal), 409
    at = local(saved.at)
    return jsonify(version=saved.versions[part], at=f"{at.hour:02}:{at.minute:02}")


def reading_of(card: EntryCard, rules: Regulation) -> Any:
    """What is typed now, read."""
    return read_content(content_now(card, rules), rules, today())
