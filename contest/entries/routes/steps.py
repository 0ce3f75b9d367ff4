"""The steps of the entrant's form: what is typed is kept first, then looked at."""

import json
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
from contest.entries.rules.merging import as_pairs, merge
from contest.entries.rules.reading import read_authors, read_solution
from contest.foundation.access import Permission
from contest.foundation.clock import local, today
from contest.foundation.pages import json_refusal, page
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.writers.letters import not_printable

STEPS = (
    ("solution", "Giải pháp"),
    ("authors", "Tác giả"),
    ("files", "Tệp hồ sơ"),
    ("review", "Kiểm tra và nộp"),
)


_TEMPLATES = {"solution": "entries/solution.html", "authors": "entries/authors.html"}


class Difference(NamedTuple):
    """A field as it was saved meanwhile, and as it was typed here; `name` where one field of the form is meant."""

    label: str
    saved: str
    typed: str
    name: str = ""


def content_now(card: EntryCard, rules: Regulation) -> dict[str, Any]:
    """The form as it is being typed, or as it is on record."""
    if card.draft is not None:
        return card.draft
    return {} if card.status == "draft" else content_of(card.facts, rules)


def step_counts(rules: Regulation) -> tuple[tuple[str, str], ...]:
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
    base = _base(part, rules)
    version = request.form.get("version", type=int)
    try:
        saved = actions.save_draft(
            g.actor, g.edition.id, card.id, {part: values}, version, {part: base} if base else None
        )
    except Refusal as refusal:
        fresh = card_or_404(card.id)
        if base and any(reason.code == "stale_field" for reason in refusal.reasons):
            # What only the other one changed is theirs; what both changed stands in the form as it was typed here.
            values = merge(base, values, content_now(fresh, rules).get(part, {})).values
        form = _filled(part, rules, values)
        faults_at(form, refusal.reasons)
        return _shown(part, fresh, rules, form, _differences(part, fresh, rules, form, values)), 422
    values = saved.content[part]
    if request.form.get("go") == "add" or "remove" in request.form:
        return redirect(url_for(f".{part}", entry_id=card.id, them=1 if "remove" not in request.form else None), 303)
    if request.form.get("go") == "later":
        flash("Đã lưu bản nháp. Có thể quay lại làm tiếp bất cứ lúc nào trước hạn nộp.", "done")
        return redirect(url_for(".mine"), 303)
    faults = _faults(part, values, rules)
    if faults:
        form = _filled(part, rules, values)
        faults_at(form, faults)
        return _shown(part, card_or_404(card.id), rules, form), 422
    return redirect(url_for(".authors" if part == "solution" else ".files", entry_id=card.id), 303)


def _filled(part: str, rules: Regulation, values: Mapping[str, Any]) -> EntryForm:
    return filled_solution(rules, values) if part == "solution" else filled_authors(rules, values)


def _typed(part: str, rules: Regulation, pairs: object) -> dict[str, Any]:
    """A part of the form from pairs of name and value, as the page's script sends them; anything else is left out."""
    given = pairs if isinstance(pairs, list) else []
    data = MultiDict([(str(pair[0]), str(pair[1])) for pair in given if isinstance(pair, list) and len(pair) == 2])
    return typed_solution(rules, data) if part == "solution" else typed_authors(rules, data)


def _base(part: str, rules: Regulation) -> dict[str, Any] | None:
    """What the part said when it was opened, where the page's script tells."""
    try:
        pairs = json.loads(request.form.get("base", "") or "null")
    except ValueError:
        return None
    return _typed(part, rules, pairs) if isinstance(pairs, list) else None


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
        steps=step_counts(rules),
        differences=differences,
        given_words=GIVEN_BY,
        unprintable=_unprintable(form.texts()),
        why_not=why_not_change(card, rules),
        deadline=shown_deadline(card, rules),
    )


def _differences(
    part: str, card: EntryCard, rules: Regulation, form: EntryForm, values: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """What was saved meanwhile beside what was typed here; nothing when nobody saved anything else."""
    saved = content_now(card, rules).get(part, {})
    if part == "solution":
        pairs = (
            Difference(field.label.text, saved.get(name, ""), values.get(name, ""), name)
            for name, field in form._fields.items()
        )
        return tuple(pair for pair in pairs if pair.saved != pair.typed)
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
    values = _typed(part, rules, pairs)
    bases = {part: _typed(part, rules, given["base"])} if isinstance(given.get("base"), list) else None
    try:
        saved = actions.save_draft(g.actor, g.edition.id, card.id, {part: values}, given["version"], bases)
    except Refusal as refusal:
        return json_refusal(refusal), 409
    at, mine, now_there = local(saved.at), as_pairs(values), as_pairs(saved.content[part])
    changed = {name: now_there.get(name, "") for name in {*mine, *now_there} if mine.get(name) != now_there.get(name)}
    return jsonify(
        version=saved.versions[part],
        at=f"{at.hour:02}:{at.minute:02}",
        changed=changed,
        unprintable=_unprintable(now_there),
    )


def _unprintable(typed: Mapping[str, str]) -> dict[str, str]:
    """The fields, by name, with characters that no paper can print, and which: an emoji, a Chinese word."""
    return {name: letters for name, text in typed.items() if (letters := not_printable(text))}


def reading_of(card: EntryCard, rules: Regulation) -> Any:
    """What is typed now, read."""
    return read_content(content_now(card, rules), rules, today())
